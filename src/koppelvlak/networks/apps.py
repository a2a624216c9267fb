from importlib import import_module

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "koppelvlak.networks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show networks where they belong, let them be found, and tell who must know."""
        import_module("koppelvlak.networks.page_parts")
        import_module("koppelvlak.networks.findable")
        import_module("koppelvlak.networks.holdings")
        import_module("koppelvlak.networks.kept")
        import_module("koppelvlak.networks.nightly")
        import_module("koppelvlak.networks.waiting")
        import_module("koppelvlak.networks.waiting_proposals")
        import_module("koppelvlak.networks.scale_waiting")
        import_module("koppelvlak.networks.notices").listen()
