from importlib import import_module

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    name = "koppelvlak.agendas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what can be found, what is told, and what waits for somebody."""
        import_module(f"{self.name}.findable")
        import_module(f"{self.name}.input_notices").listen()
        import_module(f"{self.name}.input_waiting")
