from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "koppelvlak.registers"
    default_auto_field = "django.db.models.BigAutoField"
