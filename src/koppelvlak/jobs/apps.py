from django.apps import AppConfig
from django.core.checks import Tags, register

from koppelvlak.jobs import durability


class JobsConfig(AppConfig):
    name = "koppelvlak.jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check the database whenever Django checks its database."""
        register(durability.check, Tags.database)
