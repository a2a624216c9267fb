"""A table for Word, written as a whole: cell by cell the library takes seconds for long ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from koppelvlak.kit.documents.content import Column, Table
from koppelvlak.kit.documents.wording import plain, written

SHADE = "EEF2F6"


def table_xml(table: Table, *, width: int) -> BaseOxmlElement:
    """Return the table, as wide as this, with a first row that is a header on every page."""
    widths = _widths(table.columns, width)
    head = _row([plain(column.label) for column in table.columns], table.columns, widths, head=True)
    body = (_row(_texts(row, table.columns), table.columns, widths) for row in table.rows)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{''.join(body)}</w:tbl>"
    )


def _texts(row: Sequence[object], columns: Sequence[Column]) -> list[str]:
    return [
        plain(written(value, column.kind, column.decimals))  # type: ignore[arg-type]
        for value, column in zip(row, columns, strict=True)
    ]


def _row(
    texts: Iterable[str], columns: Sequence[Column], widths: Sequence[int], *, head: bool = False
) -> str:
    about = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    cells = (
        _cell(text, column, width, head=head)
        for text, column, width in zip(texts, columns, widths, strict=True)
    )
    return f"<w:tr>{about}{''.join(cells)}</w:tr>"


def _cell(text: str, column: Column, width: int, *, head: bool) -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if head else ""
    aligned = '<w:jc w:val="right"/>' if column.kind.right else ""
    bold = "<w:b/>" if head else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:before="40" w:after="40"/>{aligned}</w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="18"/></w:rPr>{lines}</w:r></w:p></w:tc>'
    )


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share the width out: what each column asks for, and for figures and days one part."""
    parts = [column.width for column in columns]
    return [int(width * part / sum(parts)) for part in parts]
