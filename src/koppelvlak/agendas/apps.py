from importlib import import_module

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    name = "koppelvlak.agendas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say how agendas are found, who is told, what waits, and stand on a network's page."""
        for name in ("assignment_notices", "input_notices"):
            import_module(f"{self.name}.{name}").listen()
        parts = ("findable", "assignment_waiting", "input_waiting", "nightly", "page_parts", "made")
        for name in parts:
            import_module(f"{self.name}.{name}")
