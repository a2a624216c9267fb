"""Whom we tell what about agreements; registered at start."""


def listen() -> None:
    """Register who is told what."""
