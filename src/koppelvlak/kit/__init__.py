"""Machinery that knows nothing of safety regions."""
