from django.apps import AppConfig


class SectorsConfig(AppConfig):
    name = "koppelvlak.sectors"
    default_auto_field = "django.db.models.BigAutoField"
