from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_sessions"),
    ]

    operations = [
        migrations.AddField(
            model_name="function",
            name="introduced",
            field=models.BooleanField(default=True, editable=False),
        ),
    ]
