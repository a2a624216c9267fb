"""The full-text index of each database; both get words that are already cut, folded and stemmed."""

from django.db import migrations

# The ascii tokenizer leaves every letter beyond ASCII alone and only cuts at our spaces.
SQLITE = """
CREATE VIRTUAL TABLE search_words
USING fts5(title_words, words, detail='column', columnsize=0, prefix='2 3', tokenize='ascii')
"""
POSTGRESQL = """
CREATE INDEX search_entry_words
ON search_entry USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off)
"""
MAKE = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
DROP = {"sqlite": "DROP TABLE search_words", "postgresql": "DROP INDEX search_entry_words"}


def make(apps, schema_editor):
    schema_editor.execute(MAKE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):

    dependencies = [("search", "0001_entries")]

    operations = [migrations.RunPython(make, drop)]
