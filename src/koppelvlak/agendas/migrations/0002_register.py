from uuid import NAMESPACE_DNS, uuid5

from django.db import migrations


def make_register(apps, schema_editor):
    key = "agendas"
    apps.get_model("registers", "Register").objects.get_or_create(
        key=key,
        defaults={"uuid": uuid5(NAMESPACE_DNS, f"{key}.koppelvlak"), "state": "standing"},
    )


class Migration(migrations.Migration):
    dependencies = [("agendas", "0001_initial"), ("registers", "0002_registers")]
    operations = [migrations.RunPython(make_register, migrations.RunPython.noop)]
