"""Everything that stands in the demo, made or brought in step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection

from koppelvlak.jobs.agreeing import load_agreements
from koppelvlak.jobs.casting import load_cast
from koppelvlak.jobs.demo_agendas import show_agendas
from koppelvlak.jobs.demo_assignments import show_answers
from koppelvlak.jobs.demo_calls import show_calls
from koppelvlak.jobs.demo_framework import show_framework
from koppelvlak.jobs.demo_networks import load_networks
from koppelvlak.jobs.demo_variants import show_variants
from koppelvlak.jobs.prepare import prepare
from koppelvlak.jobs.readiness import Say


def furnish(*, on: date, say: Say) -> None:
    """Prepare the installation, then let fictional people do in it what people do."""
    prepare(on=on, say=say)
    with _not_waiting_for_the_disk():
        load_cast(on=on, say=say)
        show_framework(on=on, say=say)
        load_networks(on=on, say=say)
        load_agreements(on=on, say=say)
        show_variants(on=on, say=say)
        show_agendas(on=on, say=say)
        show_answers(on=on, say=say)
        show_calls(on=on, say=say)


@contextmanager
def _not_waiting_for_the_disk() -> Iterator[None]:
    """Let hundreds of fictional acts not each wait for the disk; afterwards everything does again.

    A power cut can then take the last of them, never spoil the file: the journal is a WAL.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
