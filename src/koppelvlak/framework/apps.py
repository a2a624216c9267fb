from django.apps import AppConfig


class FrameworkConfig(AppConfig):
    name = "koppelvlak.framework"
    default_auto_field = "django.db.models.BigAutoField"
