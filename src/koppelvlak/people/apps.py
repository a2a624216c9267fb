from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "koppelvlak.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what is told, and what is recorded of signing in."""
        for name in ("notices", "sign_in"):
            import_module(f"{self.name}.{name}").listen()
        import_module(f"{self.name}.page_parts")
