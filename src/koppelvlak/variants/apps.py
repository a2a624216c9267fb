from importlib import import_module

from django.apps import AppConfig


class VariantsConfig(AppConfig):
    name = "koppelvlak.variants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what waits for somebody."""
        import_module(f"{self.name}.waiting")
