from importlib import import_module

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "koppelvlak.organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what needs the models."""
        import_module("koppelvlak.organisations.findable")
