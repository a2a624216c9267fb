from importlib import import_module

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "koppelvlak.agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say who is at which table, what can be found, falls due, and waits for somebody."""
        for name in ("at_table", "findable", "kept", "nightly", "waiting", "page_parts"):
            import_module(f"{self.name}.{name}")
        import_module(f"{self.name}.notices").listen()
