"""The chain as an engine: what holds, and every way of breaking it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.audit.chain import GENESIS, Fault, Link, digest, faults, link_hash

Payloads = st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=5)), max_size=6)


def chain(payloads: list[dict[str, Any]]) -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for number, payload in enumerate(payloads, start=1):
        digested, plain = digest(payload, f"salt {number}"), (f"id {number}",)
        own = link_hash(number, plain, digested, previous)
        links.append(Link(number, plain, digested, previous, own, payload, f"salt {number}"))
        previous = own
    return links


THREE = chain([{"a": "1"}, {"a": "2"}, {"a": "3"}])


def whats(links: list[Link]) -> set[tuple[int, str]]:
    return {(fault.number, fault.what) for fault in faults(links)}


@given(Payloads)
def test_what_was_written_holds(payloads: list[dict[str, Any]]) -> None:
    assert not list(faults(chain(payloads)))


@given(Payloads.filter(bool), st.data())
def test_erasing_any_payload_leaves_it_whole(payloads: list[dict[str, Any]], data: Any) -> None:
    links = chain(payloads)
    where = data.draw(st.integers(0, len(links) - 1))
    links[where] = replace(links[where], payload=None, salt="")
    assert not list(faults(links))


@given(Payloads.filter(bool), st.data())
def test_any_changed_payload_shows(payloads: list[dict[str, Any]], data: Any) -> None:
    links = chain(payloads)
    where = data.draw(st.integers(0, len(links) - 1))
    links[where] = replace(links[where], payload={**payloads[where], "forged": "yes"})
    assert list(faults(links)) == [Fault(where + 1, "says something else than was recorded")]


def test_a_changed_field_shows() -> None:
    assert (2, "was changed") in whats([THREE[0], replace(THREE[1], plain=("other",)), THREE[2]])


def test_a_deleted_event_shows() -> None:
    assert whats([THREE[0], THREE[2]]) == {
        (3, "expected number 2"),
        (3, "does not follow the one before"),
    }


def test_a_deleted_and_renumbered_event_shows() -> None:
    assert (2, "was changed") in whats([THREE[0], replace(THREE[2], number=2)])


def test_two_swapped_events_show() -> None:
    assert len(whats([THREE[1], THREE[0], THREE[2]])) >= 3


def test_an_inserted_event_shows() -> None:
    assert whats([THREE[0], replace(THREE[0], number=2), THREE[1], THREE[2]])


def test_a_cut_off_end_shows_to_nobody_here() -> None:
    assert not whats(THREE[:2])


def test_the_digest_does_not_give_the_payload_away() -> None:
    assert digest({"name": "Noor"}, "a") != digest({"name": "Noor"}, "b")
