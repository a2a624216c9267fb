from uuid import NAMESPACE_DNS, uuid5

from django.db import migrations


def make_registers(apps, schema_editor):
    register = apps.get_model("registers", "Register")
    for key in ("facts", "territory", "networks", "people"):
        register.objects.get_or_create(
            key=key,
            defaults={"uuid": uuid5(NAMESPACE_DNS, f"{key}.koppelvlak"), "state": "standing"},
        )


class Migration(migrations.Migration):
    dependencies = [("registers", "0001_initial")]
    operations = [migrations.RunPython(make_registers, migrations.RunPython.noop)]
