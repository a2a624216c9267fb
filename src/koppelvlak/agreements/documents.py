"""Lists of agreements as files: Excel, CSV and JSON, in columns that can be taken in again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from importlib import import_module

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from koppelvlak.agreements import columns, telling
from koppelvlak.agreements.explaining import explained
from koppelvlak.agreements.giving import SETS, Given, given_of
from koppelvlak.agreements.models import Agreement, named
from koppelvlak.agreements.queries import sees_maturity
from koppelvlak.kit.access import Actor
from koppelvlak.kit.ui.listing import BOM, FORMULA, NUMBER
from koppelvlak.organisations.models import ContactPoint

Lines = Sequence[Mapping[str, str]]


def candour() -> str:
    """Return what stands on every page and export that tells how something went."""
    return _(
        "Recording how it went is no notice of default and no admission of liability: it is meant"
        " to learn from."
    )


def lines_of(rows: QuerySet[Agreement], *, actor: Actor) -> list[dict[str, str]]:
    """Return the agreements as lines; a fixed number of queries.

    A contact point that the actor may not see is left out, as on the page of the agreement, and so
    is how far the agreement has come.
    """
    stand = _stand if sees_maturity(actor) else _no_stand
    told = (
        rows.select_related("contact_point", "covenant")
        .prefetch_related(None)
        .prefetch_related(named(), *SETS)
    )
    desks = set(ContactPoint.objects.visible_to(actor).values_list("pk", flat=True))
    return [telling.line(row, _as_seen(row, desks)) | stand(row) for row in told]


def as_json(lines: Lines) -> bytes:
    """Return a list of objects, one per agreement, with the columns that hold anything.

    Programs read it: its columns have the same names in every language.
    """
    said = [{key: text for key, text in one.items() if text} for one in lines]
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def as_csv(lines: Lines) -> bytes:
    """Return what a Dutch Excel opens with a double click; nothing in it can run as a formula."""
    header = telling.header(lines)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(_safe(columns.called(key, language())) for key in header)
    writer.writerows([_safe(one.get(key, "")) for key in header] for one in lines)
    return (BOM + out.getvalue()).encode()


def as_excel(lines: Lines) -> bytes:
    """Return a workbook of one sheet, every cell a text."""
    header, out = telling.header(lines), io.BytesIO()
    with import_module("xlsxwriter").Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("afspraken")
        bold = book.add_format({"bold": True})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for column, key in enumerate(header):
            sheet.write_string(0, column, columns.called(key, language()), bold)
        for number, one in enumerate(lines, start=1):
            for column, key in enumerate(header):
                sheet.write_string(number, column, one.get(key, ""), wrap)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(header) - 1, 18)
    return out.getvalue()


FORMATS: Mapping[str, tuple[Callable[[Lines], bytes], str]] = {
    "xlsx": (as_excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
}


def language() -> str:
    """Return in which language the reader reads the headings."""
    return get_language() or "nl"


def _stand(row: Agreement) -> dict[str, str]:
    return {
        "state_worked_out": row.get_maturity_display(),
        "why_this_state": " ".join(map(str, explained(row))),
        "proviso_to_the_state": candour(),
    }


def _no_stand(_row: Agreement) -> dict[str, str]:
    return {}


def _as_seen(row: Agreement, desks: AbstractSet[int]) -> Given:
    given = given_of(row)
    hidden = row.contact_point_id is not None and row.contact_point_id not in desks
    return replace(given, contact_point=None) if hidden else given


def _safe(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) and not NUMBER.match(text) else text
