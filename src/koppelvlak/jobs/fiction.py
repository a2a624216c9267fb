"""Where the demo may come: nowhere with anybody real in it."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from koppelvlak.people.models import Person


class NoDemoError(Exception):
    """The cast may not come in here; the message says why."""


def require_fiction() -> None:
    """Raise NoDemoError outside the demo, and where anybody real has an account."""
    if not settings.DEMO:
        raise NoDemoError("KOPPELVLAK_DEMO: the cast belongs in a demo only.")
    made = Person._meta.db_table in connection.introspection.table_names()
    if made and Person.objects.filter(fictional=False).exists():
        raise NoDemoError("KOPPELVLAK_DATA: real people have accounts here; this is no demo.")
