from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "koppelvlak.jobs"
    default_auto_field = "django.db.models.BigAutoField"
