from django.db import migrations


def mark(apps, schema_editor):
    """Mark what an agenda asks of networks: the nightly round works out that it does not count."""
    models = apps.get_model("agendas", "ToMake").objects.values("agreement")
    apps.get_model("agreements", "Agreement").objects.filter(pk__in=models).update(is_model=True)


class Migration(migrations.Migration):
    dependencies = [("agendas", "0002_register"), ("agreements", "0006_agreement_is_model")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
