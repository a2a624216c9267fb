"""Members keep the area and the people of the whole region beside its municipalities."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("networks", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="member",
            name="of_area_km2",
            field=models.FloatField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="member",
            name="of_population",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="member",
            name="standing",
            field=models.CharField(
                choices=[
                    ("reached", "reached"),
                    ("unverified", "not verified"),
                    ("parcels", "a few parcels only"),
                ],
                max_length=10,
            ),
        ),
    ]
