from django.db import migrations, models

import koppelvlak.people.models


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="person",
            name="last_login",
        ),
        migrations.AddField(
            model_name="person",
            name="session_salt",
            field=models.CharField(
                default=koppelvlak.people.models.new_salt, editable=False, max_length=32
            ),
        ),
    ]
