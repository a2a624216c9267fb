from importlib import import_module

from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "koppelvlak.coverage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what is stored of agreements, and stand on the page of a network."""
        import_module(f"{self.name}.counting").watch()
        for name in ("nightly", "page_parts"):
            import_module(f"{self.name}.{name}")
