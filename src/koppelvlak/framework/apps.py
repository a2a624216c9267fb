from importlib import import_module

from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "koppelvlak.framework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what is told, what waits for somebody, and what can be found."""
        import_module("koppelvlak.framework.notices").listen()
        import_module("koppelvlak.framework.waiting")
        import_module("koppelvlak.framework.findable")
