"""No single field of a link changes unseen, wherever in the chain and whatever the change."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from koppelvlak.kit.audit.chain import Link, canonical, digest, faults, link_hash
from tests.kit.test_audit_chain import chain

NAMES = [field.name for field in fields(Link)]
PAYLOADS: list[dict[str, Any]] = [{"n": number, "wat": "meldkamer"} for number in range(5)]
CHAIN = chain(PAYLOADS)
PLACE = st.integers(0, len(CHAIN) - 1)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(0, 99),
    "plain": st.tuples(st.text(max_size=9)),
    "digest": st.text("0123456789abcdef", min_size=64, max_size=64),
    "previous": st.text("0123456789abcdef", min_size=64, max_size=64),
    "hash": st.text("0123456789abcdef", min_size=64, max_size=64),
    "payload": st.dictionaries(st.text(max_size=3), st.integers()),
    "salt": st.text(max_size=9),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("name", NAMES)
@given(place=PLACE, data=st.data())
def test_one_changed_field_shows(name: str, place: int, data: st.DataObject) -> None:
    value = data.draw(VALUES[name])
    assume(value != getattr(CHAIN[place], name))
    changed = [*CHAIN]
    changed[place] = replace(CHAIN[place], **{name: value})
    assert list(faults(changed))


@given(place=PLACE, payload=VALUES["payload"])
def test_who_covers_up_at_one_link_shows_at_the_next(place: int, payload: dict[str, Any]) -> None:
    old = CHAIN[place]
    assume(payload != old.payload and place + 1 < len(CHAIN))
    said = digest(payload, old.salt)
    own = link_hash(old.number, old.plain, said, old.previous)
    forged = [*CHAIN]
    forged[place] = replace(old, payload=payload, digest=said, hash=own)
    (fault,) = faults(forged)
    assert (fault.number, fault.what) == (old.number + 1, "does not follow the one before")


@given(st.sets(PLACE))
def test_whatever_is_erased_the_chain_stays_whole(places: set[int]) -> None:
    erased = [
        replace(link, payload=None, salt="") if place in places else link
        for place, link in enumerate(CHAIN)
    ]
    assert not list(faults(erased))


@given(st.dictionaries(st.text(max_size=4), JSON))
def test_one_value_has_one_spelling(value: dict[str, Any]) -> None:
    turned = dict(reversed(value.items()))
    assert canonical(turned) == canonical(value)


@given(JSON, JSON)
def test_two_values_have_two_spellings(one: Any, other: Any) -> None:
    assume(repr(one) != repr(other) and one != other)
    assert canonical(one) != canonical(other)


@given(st.text(max_size=9), st.text(max_size=9))
def test_another_salt_is_another_digest(one: str, other: str) -> None:
    assume(one != other)
    assert digest({"a": 1}, one) != digest({"a": 1}, other)
