from django.db import migrations


def mark(apps, schema_editor):
    """Mark what networks have something of: the nightly round works out that it does not count."""
    models = apps.get_model("variants", "Variant").objects.values("model")
    apps.get_model("agreements", "Agreement").objects.filter(pk__in=models).update(is_model=True)


class Migration(migrations.Migration):
    dependencies = [("variants", "0002_covenants"), ("agreements", "0006_agreement_is_model")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
