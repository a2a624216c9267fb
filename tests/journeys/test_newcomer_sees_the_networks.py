"""A newcomer signs in and sees with whom their region is in a network, and why."""

from __future__ import annotations

from tests.journeys.conftest import Arrive

WORDS = {
    "nl": ("Netwerken van Nederland", "Waar rust dit op?"),
    "en": ("Networks of the Netherlands", "On what evidence?"),
}


def test_the_networks_are_real(arrive: Arrive, language: str) -> None:
    overview, evidence = WORDS[language]
    newcomer = arrive("N. de Wit")
    assert newcomer.reads("N. de Wit", "VR IJsselland", "Vitens", "Enexis", "RENDO", "Coteq")
    newcomer.open("/netwerken/")
    assert newcomer.reads(overview)
    assert newcomer.figure(0) == "22"
    newcomer.open("/zoeken/?q=vitens")
    newcomer.open(newcomer.link('/netwerken/[^"]+'))
    assert newcomer.reads(evidence, "Fryslân", "Flevoland", "Drinkwaterregeling")
    assert newcomer.figure(0) == "10"
    newcomer.open("/regio/VR04/")
    assert newcomer.figure(0) == "5"


def test_nobody_sees_them_without_signing_in(arrive: Arrive, language: str) -> None:
    visitor = arrive("N. de Wit")
    network = visitor.open("/netwerken/").link("/netwerken/[0-9a-f-]{36}/")
    visitor.send("/account/logout/")
    assert visitor.open(network).path.startswith("/account/login/")
