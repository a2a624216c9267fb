from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "koppelvlak.portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the pages of regions be found, and show what waits."""
        import_module("koppelvlak.portal.findable")
        import_module("koppelvlak.portal.waiting")
