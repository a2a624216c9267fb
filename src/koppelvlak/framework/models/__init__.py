"""The themes."""

from koppelvlak.framework.models.theme import Theme

__all__ = ["Theme"]
