"""Soon."""


def listen() -> None:
    """Nothing yet."""
