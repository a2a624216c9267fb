"""Where a fact comes from and how far it may be shared, as every page says it."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils import translation

LONG = "Regeling, bijlage 1: een lange toelichting op hoe dit is opgezocht en wat daarbij opviel."


def shown(**given: object) -> str:
    with translation.override("en"):
        return render_to_string("components/provenance.html", given)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_source_stands_in_the_open_unless_it_is_folded() -> None:
    html = shown(source=LONG, certainty="legal")
    assert words(html) == f"Source: {LONG} · how sure: laid down in law"
    assert "<details" not in html


def test_a_folded_source_stands_behind_its_word() -> None:
    html = shown(source=SimpleNamespace(text=LONG, dated=None), certainty="legal", fold=True)
    summary, _, rest = html.partition("</summary>")
    assert words(summary) == "Source · how sure: laid down in law"
    assert words(rest) == LONG


def test_what_is_not_verified_is_said_before_unfolding() -> None:
    html = shown(source=LONG, certainty="unverified", fold=True)
    assert "not verified" in words(html.partition("</summary>")[0])


def test_a_source_without_certainty_folds_as_well() -> None:
    assert words(shown(source=LONG, certainty="", fold=True)) == f"Source {LONG}"


@pytest.mark.parametrize("fold", [True, False])
def test_without_a_source_there_is_nothing_to_unfold(*, fold: bool) -> None:
    html = shown(source=None, certainty="", fold=fold)
    assert words(html) == "Source not recorded"
    assert "<details" not in html


def chip(**given: object) -> str:
    with translation.override("en"):
        return words(render_to_string("components/tlp.html", given))


def test_a_page_may_say_what_amber_is_there() -> None:
    assert (
        chip(tlp="AMBER", amber_said="From elsewhere (TLP:AMBER)") == "From elsewhere (TLP:AMBER)"
    )
    assert chip(tlp="AMBER", amber_said="") == "This network only (TLP:AMBER)"
    assert chip(tlp="AMBER") == "This network only (TLP:AMBER)"


@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN", "AMBER+STRICT", "RED"])
def test_other_classes_keep_their_words(tlp: str) -> None:
    assert chip(tlp=tlp, amber_said="From elsewhere") == chip(tlp=tlp)
