"""Lists of agreements as people send them, and what makes them known here."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from koppelvlak.agreements.importing import Options, Plan
from koppelvlak.agreements.loading import load_situations
from koppelvlak.agreements.taking_in import import_agreements
from koppelvlak.door import system
from koppelvlak.framework.loading import load_framework
from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Network
from tests.world import TODAY

HERE = Path(__file__).parent
FACTS = HERE / "agreements.json"
SYSTEM = system(on=TODAY, origin="test")
HEADER = ["id", "sector", "thema's", "wie", "voor wie", "wat", "aanleiding", "binnen", "soort"]
LINE = [
    "V1", "drinkwater", "5", "Vitens", "VR IJsselland", "waarschuwt … per telefoon",
    "bij uitval", "binnen 30 minuten", "afspraak",
]  # fmt: skip


def line(**changes: str) -> list[str]:
    """Return a good line with some cells changed; ``voor_wie`` is the column "voor wie"."""
    said = dict(zip(HEADER, LINE, strict=True))
    return list((said | {key.replace("_", " "): text for key, text in changes.items()}).values())


def as_csv(*lines: Sequence[str], header: Sequence[str] = HEADER, delimiter: str = ";") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([header, *lines])
    return out.getvalue().encode()


def as_excel(*lines: Sequence[object], header: Sequence[str] = HEADER) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (header, *lines):
        sheet.append(list(row))
    book.save(out)
    return out.getvalue()


def load_facts() -> None:
    """Load themes and situations, as every installation has them."""
    load_framework(by=SYSTEM)
    load_situations(by=SYSTEM)


def take_in(
    data: bytes,
    network: Network | None = None,
    *,
    by: Actor = SYSTEM,
    notes: bool = False,
    language: str = "nl",
) -> Plan:
    options = Options(network=network, language=language, keep_notes=notes)
    return import_agreements(data, name="lijst", options=options, by=by)
