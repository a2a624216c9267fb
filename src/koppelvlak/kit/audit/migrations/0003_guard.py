from django.db import migrations

from koppelvlak.kit.audit.guard import lay, lift


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_head")]
    operations = [migrations.RunPython(lay, lift)]
