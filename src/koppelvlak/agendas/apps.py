from importlib import import_module

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    name = "koppelvlak.agendas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what waits for whom and who is told what, and stand on the page of a network."""
        import_module(f"{self.name}.assignment_notices").listen()
        for name in ("assignment_waiting", "nightly", "page_parts"):
            import_module(f"{self.name}.{name}")
