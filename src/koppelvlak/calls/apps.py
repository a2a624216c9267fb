from importlib import import_module

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "koppelvlak.calls"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stand on the page of an agreement, say what waits for whom, and tell the parties."""
        for name in ("waiting", "page_parts"):
            import_module(f"{self.name}.{name}")
        import_module(f"{self.name}.notices").listen()
