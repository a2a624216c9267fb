from importlib import import_module

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "koppelvlak.territory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make municipalities findable, and explain the sources of organisations."""
        import_module("koppelvlak.territory.findable")
