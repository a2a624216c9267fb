from importlib import import_module

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "koppelvlak.networks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show networks on the page of an organisation, and let them be found."""
        import_module("koppelvlak.networks.page_parts")
        import_module("koppelvlak.networks.findable")
        import_module("koppelvlak.networks.holdings")
