"""Why networks may share a table, in words that hold: only what is in common is called so."""

from __future__ import annotations

import pytest

from koppelvlak.networks.advice import Ground
from koppelvlak.networks.models import Network
from koppelvlak.networks.reasons import idea_of
from koppelvlak.networks.scale import Suggestion
from koppelvlak.networks.staffing import Limits, Table
from koppelvlak.sectors.models import Sector

GAS = Sector(pk=1, key="gas", name_nl="Gas", name_en="Gas")


def why(*companies: tuple[str, ...]) -> str:
    """Return the first reason for one table of networks that do not meet, with these companies."""
    codes = tuple(f"n{number}" for number in range(len(companies)))
    networks = {code: Network(sector=GAS, name=code, state="forming") for code in codes}
    own = (
        Table((region,), (code,), names)
        for region, code, names in zip("ABC", codes, companies, strict=False)
    )
    before = tuple(own)
    everybody = tuple(sorted({name for names in companies for name in names}))
    whole = Table(tuple("ABC"[: len(codes)]), codes, everybody)
    ground = Ground(networks=networks, nets=(), regions={}, borders={}, drawn=True)
    one = Suggestion(networks=codes, before=before, tables=(whole,), rest=(), meet=())
    return str(idea_of(one, ground, Limits()).reasons[0])


@pytest.mark.parametrize(
    ("companies", "said"),
    [
        ((("Liander", "Rova"), ("Rova", "Stedin")), "Rova"),
        ((("A", "B", "C"), ("B", "C"), ("C", "D")), "B and C"),
    ],
)
def test_only_companies_that_are_in_common_are_named(
    companies: tuple[tuple[str, ...], ...], said: str
) -> None:
    assert why(*companies) == f"These networks have companies in common: {said}."


def test_one_company_is_said_to_be_the_same() -> None:
    assert why(("Rova",), ("Rova",)) == "It is the same company: Rova."
