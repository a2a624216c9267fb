from django.db import migrations, models

import koppelvlak.kit.search.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Built',
            fields=[
                ('kind', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('checksum', models.CharField(max_length=64)),
                ('at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('key', models.CharField(max_length=40)),
                ('uuid', models.UUIDField(db_index=True, null=True)),
                ('position', models.PositiveSmallIntegerField(help_text='Of its kind, in results.')),
                ('title', models.CharField(max_length=250)),
                ('title_en', models.CharField(blank=True, max_length=250)),
                ('hint', models.CharField(blank=True, max_length=250)),
                ('url', models.CharField(max_length=300)),
                ('folded', models.TextField()),
                ('folded_en', models.TextField()),
                ('title_words', koppelvlak.kit.search.fields.WordsField()),
                ('words', koppelvlak.kit.search.fields.WordsField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='found_once')],
            },
        ),
    ]
