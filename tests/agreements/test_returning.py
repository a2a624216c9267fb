"""What returns: its rhythm is its sign, and it is carried out instead of tried."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.dated_forms import ProofForm
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Maturity, Occasion
from tests.agreements.conftest import WORKED_OUT, Enter, Put
from tests.reading import errors, read

YEARLY: dict[str, Any] = {"trigger": "", "rhythm_months": 12, **WORKED_OUT}
DONE = {"on": "2026-11-01", "occasion": "done", "name": "Jaargesprek", "outcome": "kept"}


def there(row: Agreement, step: str) -> str:
    return reverse(f"agreements:{step}", args=[row.uuid])


def offered(answer: Any) -> list[str]:
    form: ProofForm = answer.context["form"]
    return [value for value, _label in form.fields["occasion"].choices]  # type: ignore[attr-defined]


def test_without_a_sign_it_is_worked_out(put: Put) -> None:
    row = put(**YEARLY)
    assert row.maturity == Maturity.WORKED_OUT
    assert [one.why for one in reasons_of(row)] == [Why.NEVER_DONE, Why.WORKED_OUT]


@pytest.mark.parametrize("part", WORKED_OUT)
def test_the_other_parts_stay_needed(put: Put, part: str) -> None:
    row = put(**YEARLY | {part: ""})
    assert row.maturity == Maturity.AGREED
    assert Why.NO_TRIGGER not in [one.why for one in reasons_of(row)]


def test_what_does_not_return_needs_a_sign(put: Put) -> None:
    row = put(**YEARLY | {"rhythm_months": None})
    assert row.maturity == Maturity.AGREED
    assert Why.NO_TRIGGER in [one.why for one in reasons_of(row)]


def test_its_page_misses_no_sign_and_says_what_it_is(enter: Enter, put: Put) -> None:
    row = put(**YEARLY)
    told = read(enter("joost"), row.get_absolute_url())
    assert "there is no sign on which it begins" not in told
    assert "On which sign its rhythm" in told
    assert "When it was carried out It returns, and was not carried out yet." in told
    other = read(enter("joost"), put().get_absolute_url())
    assert "its rhythm" not in other
    assert "It was not tried in an exercise or an incident yet." in other


def test_a_sign_that_is_named_is_shown(enter: Enter, put: Put) -> None:
    row = put(**YEARLY | {"trigger": "Elk voorjaar"})
    told = read(enter("joost"), row.get_absolute_url())
    assert "On which sign Elk voorjaar" in told
    assert "its rhythm" not in told


def test_only_carrying_out_is_offered_and_chosen(enter: Enter, put: Put) -> None:
    page = enter("joost").get(there(put(**YEARLY), "prove"))
    assert offered(page) == [Occasion.DONE]
    form = page.context["form"]
    assert form["occasion"].value() == Occasion.DONE
    assert (form["name"].label, form["occasion"].label) == (
        "What was carried out", "What is recorded",
    )  # fmt: skip


def test_what_is_offered_is_accepted(enter: Enter, put: Put) -> None:
    row = put(**YEARLY)
    joost = enter("joost")
    assert joost.post(there(row, "prove"), DONE)["Location"] == row.get_absolute_url()
    assert Agreement.objects.get().maturity == Maturity.PROVEN
    assert "Jaargesprek" in read(joost, row.get_absolute_url())


@pytest.mark.parametrize("occasion", [Occasion.EXERCISE, Occasion.INCIDENT])
def test_what_is_not_offered_is_refused_at_its_field(enter: Enter, put: Put, occasion: str) -> None:
    answer = enter("joost").post(there(put(**YEARLY), "prove"), DONE | {"occasion": occasion})
    assert answer.status_code == 422
    assert list(errors(answer)) == ["occasion"]


def test_what_does_not_return_is_tried(enter: Enter, put: Put) -> None:
    row = put(**WORKED_OUT)
    page = enter("joost").get(there(row, "prove"))
    assert offered(page) == [Occasion.EXERCISE, Occasion.INCIDENT]
    form = page.context["form"]
    assert form["occasion"].value() == Occasion.EXERCISE
    assert form["name"].label == "Which exercise or incident"
    answer = enter("joost").post(there(row, "prove"), DONE)
    assert list(errors(answer)) == ["occasion"]
