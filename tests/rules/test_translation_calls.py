"""Every text that is translated stands in the catalogue: its call is one that can be read.

Texts are found by reading the code. A call inside an f-string is not found on every Python we run
on, and one of a name or a computed text on none; its words then stay English for ever.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tools.messages import PROJECT, SOURCE

MODULE = "django.utils.translation"
# How many of the first arguments are texts: context, singular, plural.
TEXTS = {
    "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2,
    "pgettext": 2, "pgettext_lazy": 2, "npgettext": 3, "npgettext_lazy": 3,
}  # fmt: skip
# What the log kept are the words of the code, each of which is in the catalogue already.
KNOWN = {("portal/log.py", "gettext(reason)")}


def names(tree: ast.AST) -> dict[str, int]:
    """Return how many texts each name takes that this module has for a translation."""
    return {
        alias.asname or alias.name: TEXTS[alias.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == MODULE
        for alias in node.names
        if alias.name in TEXTS
    }


def wrong(source: str) -> Iterator[tuple[int, str]]:
    """Yield the translation calls that reading the code does not find, each with its line."""
    tree = ast.parse(source)
    called = names(tree)
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(node) for string in strings for node in ast.walk(string)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        count = called.get(name) or (TEXTS.get(name) if isinstance(node.func, ast.Attribute) else 0)
        if count and (id(node) in inside or not all(map(is_text, texts(node, count)))):
            yield node.lineno, ast.unparse(node)


def texts(call: ast.Call, count: int) -> list[ast.expr | None]:
    given: list[ast.expr | None] = list(call.args[:count])
    return given + [None] * (count - len(given))


def is_text(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_each_call_can_be_read() -> None:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        for line, call in wrong(path.read_text(encoding="utf-8")):
            if (str(path.relative_to(SOURCE)), call) not in KNOWN:
                found.append(f"{path.relative_to(PROJECT)}:{line} {call}")
    assert found == []


def test_what_is_known_is_still_there() -> None:
    for path, call in KNOWN:
        calls = [said for _line, said in wrong((SOURCE / path).read_text(encoding="utf-8"))]
        assert call in calls


FROM = f"from {MODULE} import"
WRONG = [
    (f"{FROM} gettext as _\nf\"{{_('Page')}}\"", "_('Page')"),
    (f"{FROM} gettext as _\nf\"{{a}} {{', '.join([_('of')])}}\"", "_('of')"),
    (f"{FROM} gettext_lazy\ngettext_lazy(words)", "gettext_lazy(words)"),
    (f"{FROM} gettext as _\n_('one ' + 'two')", "_('one ' + 'two')"),
    (f"{FROM} gettext as _\n_(f'one {{two}}')", "_(f'one {two}')"),
    (f"{FROM} ngettext\nngettext('one', many, 2)", "ngettext('one', many, 2)"),
    (f"{FROM} ngettext\nngettext('one')", "ngettext('one')"),
    ("from django.utils import translation\ntranslation.gettext(w)", "translation.gettext(w)"),
]


@pytest.mark.parametrize(("source", "call"), WRONG)
def test_a_call_that_cannot_be_read_is_found(source: str, call: str) -> None:
    assert list(wrong(source)) == [(2, call)]


RIGHT = [
    f"{FROM} gettext as _\n_('one' ' two')",
    f"{FROM} gettext as _\n_('%(n)d of them') % {{'n': f'{{many}}'}}",
    f"{FROM} gettext as _\nwords = _('Page')\nf'{{words}} 1'",
    f"{FROM} ngettext\nngettext('one', 'more', count)",
    f"{FROM} npgettext\nnpgettext('on a page', 'one', 'more', count)",
    "def _(text): ...\n_(words)",
]


@pytest.mark.parametrize("source", RIGHT)
def test_a_call_that_can_be_read_is_let_be(source: str) -> None:
    assert list(wrong(source)) == []
