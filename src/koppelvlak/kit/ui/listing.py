"""A list as a page: columns to sort by, pages to turn, and the whole of it as CSV."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import content_disposition_header

from koppelvlak.kit.tlp import Tlp

SORT, PAGE, FORMAT = "sorteer", "pagina", "formaat"
# Excel runs a cell that starts like this, full-width signs included; a number or a telephone number
# is no formula.
FORMULA = re.compile(r"^[=+\-@\t\r|%\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"^[+-]?[\d (][\d ().,/-]*$")
BOM = "\ufeff"
Rows: TypeAlias = "QuerySet[Any, Any] | Sequence[Any]"


@dataclass(frozen=True)
class Column:
    """One column: ``value`` gives the text or number of a row, for sorting and for CSV.

    ``order`` is the path in the database to sort by; without it rows of a query cannot be sorted
    here. Rows that are no query sort by ``value``.
    """

    key: str
    label: Any
    value: Callable[[Any], Any]
    order: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Head:
    """A column's head: ``url`` sorts by it (empty when it cannot), ``sorted`` says how it is."""

    label: Any
    numeric: bool
    url: str
    sorted: str


@dataclass(frozen=True)
class Paged:
    """One page of what is shown in an order of its own, and where the others are."""

    page: Page[Any]
    query: QueryDict

    @property
    def previous_url(self) -> str:
        """Return the address of the page before this one."""
        return _url(self.query, {PAGE: self.page.previous_page_number()})

    @property
    def next_url(self) -> str:
        """Return the address of the page after this one."""
        return _url(self.query, {PAGE: self.page.next_page_number()})


@dataclass(frozen=True)
class Listing(Paged):
    """A page of a list, ready for ``components/table_head.html`` and ``components/pager.html``."""

    columns: tuple[Head, ...]
    wants_csv: bool
    rows: Rows
    asked: tuple[Column, ...]

    @property
    def csv_url(self) -> str:
        """Return the address of the whole list, in this order, as CSV."""
        return _url(self.query, {PAGE: None, FORMAT: "csv"})

    def csv(self, filename: str, *, tlp: Tlp = Tlp.GREEN) -> HttpResponse:
        """Return all rows as CSV that a Dutch Excel opens with a double click.

        UTF-8 with a byte order mark, ``;`` between cells, a comma in numbers; nothing in it can
        run as a formula. The last line and the file name say how far it may be shared.
        """
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";")
        writer.writerow([cell(column.label) for column in self.asked])
        for row in self.rows:
            writer.writerow([cell(column.value(row)) for column in self.asked])
        writer.writerow([cell(tlp.label)])
        response = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
        stem = filename.removesuffix(".csv")
        name = f"{stem}-TLP-{tlp.value.replace('+', '-')}.csv"
        response["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=name) or ""
        )
        return response


def paged(request: HttpRequest, rows: Sequence[Any], *, size: int) -> Paged:
    """Return the page of these rows that the address asks for, the first where there is none."""
    paginator = Paginator(rows, size)
    return Paged(_asked_page(paginator, request.GET), request.GET)


def listing(
    request: HttpRequest, rows: Rows, columns: Sequence[Column], *, default: str, size: int = 50
) -> Listing:
    """Return the page that the address asks for; what makes no sense there is passed over.

    ``default`` is the key of the column to sort by, with ``-`` in front for the other way round.
    """
    sortable = {column.key: column for column in columns if _sortable(column, rows)}
    asked = request.GET.get(SORT, default)
    order = asked if asked.removeprefix("-") in sortable else default
    column = sortable.get(order.removeprefix("-"))
    ordered = _ordered(rows, column, backwards=order.startswith("-")) if column else rows
    paginator = Paginator(ordered, size)
    return Listing(
        page=_asked_page(paginator, request.GET),
        columns=tuple(_head(one, order, sortable, request.GET) for one in columns),
        wants_csv=request.GET.get(FORMAT) == "csv",
        rows=ordered,
        asked=tuple(columns),
        query=request.GET,
    )


def _sortable(column: Column, rows: Rows) -> bool:
    return bool(column.order) or not isinstance(rows, QuerySet)


def _ordered(rows: Rows, column: Column, *, backwards: bool) -> Rows:
    if isinstance(rows, QuerySet):
        path = F(column.order)
        first = path.desc(nulls_last=True) if backwards else path.asc(nulls_last=True)
        # Equal values keep one order, or a row could stand on two pages.
        return rows.order_by(first, "pk")
    known = [row for row in rows if column.value(row) is not None]
    unknown = [row for row in rows if column.value(row) is None]
    return sorted(known, key=lambda row: _key(column.value(row)), reverse=backwards) + unknown


def _key(value: Any) -> Any:
    """Return what to sort by: text without regard to capitals and accents."""
    if isinstance(value, int | float):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    plain = unicodedata.normalize("NFKD", str(value).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _asked_page(paginator: Paginator[Any], query: QueryDict) -> Page[Any]:
    return paginator.page(_page_number(query.get(PAGE, ""), paginator.num_pages))


def _page_number(text: str, last: int) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(last)) else 1
    return number if 1 <= number <= last else 1


def _head(column: Column, order: str, sortable: dict[str, Column], query: QueryDict) -> Head:
    url = state = ""
    if column.key in sortable:
        state = {column.key: "ascending", f"-{column.key}": "descending"}.get(order, "")
        turned = f"-{column.key}" if state == "ascending" else column.key
        url = _url(query, {SORT: turned, PAGE: None})
    return Head(column.label, column.numeric, url, state)


def _url(query: QueryDict, changes: dict[str, Any]) -> str:
    changed = query.copy()
    for name in (FORMAT, *changes):
        changed.pop(name, None)
    changed.update({name: str(value) for name, value in changes.items() if value is not None})
    return f"?{changed.urlencode()}"


def cell(value: Any) -> str:
    """Return a value as CSV keeps it: nothing that a spreadsheet would run as a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.match(text) else text
