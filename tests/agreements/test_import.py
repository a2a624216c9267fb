"""Taking a list in: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import edit_agreement
from koppelvlak.agreements.giving import given_of
from koppelvlak.agreements.importing import Options, plan
from koppelvlak.agreements.models import Agreement, AgreementKind, Maturity, Side
from koppelvlak.agreements.taking_in import import_agreements
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.kit.search.models import Entry
from koppelvlak.networks.models import Network
from tests.agreements.lists import HEADER, LINE, SYSTEM, as_csv, as_excel, line, load_facts, take_in
from tests.world import World


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def only() -> Agreement:
    return Agreement.objects.get()


def problems(caught: pytest.ExceptionInfo[BadFileError]) -> str:
    return "\n".join(caught.value.problems)


@pytest.mark.parametrize("make", [as_csv, as_excel])
def test_a_list_becomes_agreements(world: World, network: Network, make: Any) -> None:
    plan = take_in(make(LINE), network)
    row = only()
    assert (len(plan.made), plan.remarks) == (1, [])
    assert row.sentence == (
        "Bij uitval: Vitens waarschuwt VR IJsselland per telefoon, binnen 30 minuten."
    )
    assert [one.organisation for one in row.parties.all()] == [world.water, world.region]
    assert [theme.number for theme in row.themes.all()] == [5]
    assert [sector.key for sector in row.sectors.all()] == ["drinking-water"]
    assert (row.within_minutes, row.maturity) == (30, Maturity.STALE)


def test_order_case_and_language_of_the_header_do_not_matter(network: Network) -> None:
    order = [8, 3, 5, 0, 4, 1, 2, 6, 7]
    english = ["ID", "Sectors", "Theme", "WHO", "To", "What", "Trigger", "Within", "Kind"]
    cells = [LINE[number] for number in order]
    take_in(as_csv(cells, header=[english[number] for number in order]), network)
    assert only().within_minutes == 30


def test_only_who_and_what_have_to_be_there(network: Network) -> None:
    take_in(as_csv(["Vitens", "levert water"], header=["wie", "wat"]), network)
    assert only().sentence == "Vitens levert water."
    assert only().key.startswith("r-")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_as_spreadsheets_write_it(network: Network, delimiter: str, encoding: str) -> None:
    data = as_csv(line(wat="informeert … één keer"), delimiter=delimiter)
    take_in(data.decode().encode(encoding), network)
    assert "één keer" in only().sentence


def test_json_as_programs_write_it(network: Network) -> None:
    take_in(b'[{"who": "Vitens", "what": "levert water", "themes": [1, 8]}]', network)
    assert only().themes.count() == 2


def test_importing_again_changes_nothing_and_doubles_nothing(network: Network) -> None:
    take_in(as_csv(LINE, line(id="")), network)
    before = list(Agreement.objects.values_list("uuid", "version"))
    plan = take_in(as_csv(LINE, line(id="")), network)
    assert (plan.made, plan.changed, plan.same) == ([], [], 2)
    assert list(Agreement.objects.values_list("uuid", "version")) == before


def test_importing_again_updates_by_number_and_says_what_changed(network: Network) -> None:
    take_in(as_csv(LINE), network)
    plan = take_in(as_csv(line(binnen="binnen 1 uur")), network)
    (changed,) = plan.changed
    assert changed.changes == (("within", "binnen 30 minuten", "binnen 1 uur"),)
    assert (only().within_minutes, only().wording, only().version) == (60, 2, 2)


def test_a_column_that_is_not_there_leaves_what_people_filled_in(
    world: World, network: Network
) -> None:
    take_in(as_csv(LINE), network)
    given = given_of(only())
    more = {**vars(given), "way_of_working": "Draaiboek 3"}
    edit_agreement(only(), type(given)(**more), by=world.actor("noor"))
    take_in(as_csv(line(binnen="binnen 1 uur")), network)
    assert (only().way_of_working, only().within_minutes) == ("Draaiboek 3", 60)


def test_an_organisation_is_known_by_any_of_its_names(world: World, network: Network) -> None:
    take_in(as_csv(line(wie="vitens", voor_wie="Veiligheidsregio IJsselland")), network)
    assert only().parties.get(side=Side.BENEFITING).organisation == world.region


def test_several_parties_in_one_cell(world: World, network: Network) -> None:
    take_in(as_csv(line(wie="Vitens; WML -> VR IJsselland", voor_wie="")), network)
    sides = [(one.side, one.organisation) for one in only().parties.all()]
    assert sides == [
        (Side.ACTING, world.water), (Side.ACTING, world.stranger), (Side.BENEFITING, world.region),
    ]  # fmt: skip
    assert only().sentence.startswith("Bij uitval: elk van Vitens en WML waarschuwt VR IJsselland")


def test_a_rule_for_all_of_a_kind(world: World, network: Network) -> None:
    take_in(as_csv(line(wie="alle safety-region", voor_wie="Vitens")), network)
    assert only().parties.get(side=Side.ACTING).every_kind == world.region.kind


def test_who_is_not_found_stays_a_text_with_a_suggestion(network: Network) -> None:
    plan = take_in(as_csv(line(wie="Vitenss")), network)
    assert only().parties.get(side=Side.ACTING).text == "Vitenss"
    assert "Vitens" in plan.remarks[0].split("?")[0].split(":")[-1]


WRONG = [
    ({"wie": ""}, "who acts"),
    ({"wat": ""}, "what is done"),
    ({"thema's": "9"}, "9"),
    ({"thema's": "vijf"}, "vijf"),
    ({"soort": "belofte"}, "belofte"),
    ({"binnen": "=1+1"}, "=1+1"),
    ({"wat": "#REF!"}, "#REF!"),
    ({"wat": "x" * 501}, "500"),
    ({"soort": "fact, not an agreement"}, "fact, not an agreement"),
]


@pytest.mark.parametrize(("changes", "about"), WRONG, ids=[str(c)[:40] for c, _about in WRONG])
def test_what_is_wrong_is_said_with_its_line(
    network: Network, changes: dict[str, str], about: str
) -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv(line(id="goed"), line(**changes)), network)
    assert about in problems(caught)
    assert "line 3" in problems(caught)
    assert not Agreement.objects.exists()


MORE = [
    ("tlp", "PURPLE"), ("agreed_on", "31-02-2026"), ("agreed_on", "1899-01-01"),
    ("link", "javascript:x"), ("phase", "ooit"), ("basic", "misschien"), ("rhythm", "0"),
    ("situations", "Z9"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "text"), MORE)
def test_other_columns_refuse_what_they_cannot_hold(
    network: Network, column: str, text: str
) -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv([*LINE, text], header=[*HEADER, column]), network)
    assert text[:10] in problems(caught)


def test_a_fact_may_stay_as_a_note_that_counts_for_nothing(network: Network) -> None:
    take_in(as_csv(line(soort="feit, geen afspraak")), network, notes=True)
    assert (only().kind, only().maturity) == (AgreementKind.NOTE, Maturity.UNCOUNTED)


def test_three_mistakes_in_many_lines_keep_all_of_them_out(network: Network) -> None:
    lines = [line(id=f"V{number}") for number in range(200)]
    for number in (5, 50, 150):
        lines[number] = line(id=f"V{number}", **{"thema's": "12"})
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv(*lines), network)
    assert len(caught.value.problems) == 3
    assert not Agreement.objects.exists()


def test_a_number_twice_in_a_list(network: Network) -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv(LINE, LINE), network)
    assert "line 2" in problems(caught)


def test_missing_and_double_columns_are_named(network: Network) -> None:
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv(["x"], header=["nummer"]), network)
    assert "wie (who), wat (what)" in problems(caught)
    with pytest.raises(BadFileError) as caught:
        take_in(as_csv(["a", "b", "c"], header=["wie", "wat", "Who"]), network)
    assert "who" in problems(caught)


def test_only_a_coordinator_imports_into_a_network(world: World, network: Network) -> None:
    take_in(as_csv(LINE), network, by=world.actor("noor"))
    assert only().owner == world.region
    for name in ("joost", "iris", "anouk", "sanne"):
        with pytest.raises(RefusedError):
            take_in(as_csv(line(id="V2")), network, by=world.actor(name))
    assert Agreement.objects.count() == 1


def test_only_a_national_editor_imports_for_the_whole_country(world: World) -> None:
    take_in(as_csv(LINE), by=world.actor("anouk"))
    assert (only().network, only().tlp) == (None, "GREEN")
    with pytest.raises(RefusedError):
        take_in(as_csv(LINE), by=world.actor("noor"))


def test_the_log_has_one_event_and_what_was_imported_is_found(network: Network) -> None:
    before = Event.objects.count()
    take_in(as_csv(LINE, line(id="V2")), network)
    event = Event.objects.latest("number")
    assert Event.objects.count() == before + 1
    assert event.payload is not None
    assert len(event.payload["rows"]) == 2
    assert Entry.objects.filter(kind="agreement").count() == 2


def test_how_far_a_list_is_only_grows(world: World) -> None:
    data = as_csv(*(line(id=f"N{number}") for number in range(30)))
    heard: list[float] = []
    plan(data, name="lijst", options=Options(), hear=heard.append)
    assert len(heard) == 30
    assert 0.9 < max(heard) < 1
    import_agreements(data, name="lijst", options=Options(), by=SYSTEM, hear=heard.append)
    assert sorted(heard[30:]) == heard[30:]
    assert heard[30] < heard[59] < 0.5 <= heard[60] < 1
