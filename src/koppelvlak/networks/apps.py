from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "koppelvlak.networks"
    default_auto_field = "django.db.models.BigAutoField"
