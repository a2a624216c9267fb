from importlib import import_module

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "koppelvlak.rounds"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register who is mailed, what falls due, what waits and what pages of others show."""
        import_module(f"{self.name}.notices").listen()
        for name in ("asking", "holdings", "kept", "page_parts", "waiting"):
            import_module(f"{self.name}.{name}")
