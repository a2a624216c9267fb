from importlib import import_module

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    name = "koppelvlak.agendas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how agendas are found, what waits, who is told, and stand on a network's page."""
        import_module(f"{self.name}.assignment_notices").listen()
        for name in ("findable", "assignment_waiting", "nightly", "page_parts"):
            import_module(f"{self.name}.{name}")
