"""Who is told that an agreement says something else, ended, or lost its covenant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement, edit_agreement, end_agreement
from koppelvlak.agreements.covenants import Signing, terminate
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import DRAFT, PROPOSED, READY
from koppelvlak.agreements.models import Agreement, Covenant, Side
from koppelvlak.agreements.sentence import Kind
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.people.models import Person
from tests.aftermath import mails
from tests.agreements.conftest import Lay, Put, acts, gains, warning
from tests.conftest import Assume
from tests.world import TODAY, World

OTHER: dict[str, Any] = {"within": "binnen 4 uur"}
JOOST, NOOR, IRIS = (f"{name}@voorbeeld.invalid" for name in ("joost", "noor", "iris"))


def reword(row: Agreement, world: World, name: str, **changes: Any) -> None:
    edit_agreement(row, warning(world, **OTHER | changes), by=world.actor(name))


def whom() -> list[str]:
    return [to for to, _subject in mails()]


def text() -> str:
    return Message.objects.get().text


def test_the_other_party_hears_what_it_says_now(world: World, put: Put, network: Network) -> None:
    row = put()
    reword(row, world, "joost")
    assert mails() == [
        (NOOR, "[TLP:AMBER] Anders verwoord: een afspraak van VR IJsselland"),
    ]
    told = text()
    assert told.startswith("Alleen dit netwerk (TLP:AMBER)\n\nVitens heeft")
    assert Agreement.objects.get(pk=row.pk).sentence in told
    assert "binnen 4 uur" in told
    assert told.rstrip().endswith(row.get_absolute_url())


def test_who_does_it_is_not_told(world: World, put: Put) -> None:
    reword(put(), world, "noor")
    assert whom() == [JOOST]
    assert text().count("VR IJsselland heeft") == 1


def test_a_coordinator_that_is_no_party_tells_both(world: World, put: Put) -> None:
    both = (acts(world.water), gains(world.stranger))
    reword(put(parties=both), world, "noor", parties=both)
    assert whom() == [IRIS, JOOST]


def test_each_wording_is_told_of_once(world: World, put: Put) -> None:
    row = put()
    reword(row, world, "joost")
    reword(row, world, "joost", quantity="3 liter")
    assert whom() == [NOOR, NOOR]
    reword(row, world, "noor", quantity="3 liter", fallback="noodnet")
    assert whom() == [NOOR, NOOR]


def test_a_rule_reaches_everybody_of_its_kind(world: World, put: Put) -> None:
    every = (acts(world.water), Stated(Side.BENEFITING, every_kind=world.region.kind))
    reword(put(parties=every), world, "joost", parties=every)
    assert whom() == [NOOR]


@pytest.mark.parametrize("remark", ["fallback", "area", "way_of_working"])
def test_of_a_remark_nobody_hears(world: World, put: Put, remark: str) -> None:
    edit_agreement(put(), warning(world, **{remark: "anders"}), by=world.actor("joost"))
    assert mails() == []


def test_of_a_proposal_nobody_hears(world: World, network: Network) -> None:
    row = add_agreement(network, warning(world), by=world.actor("noor"), state=PROPOSED)
    reword(row, world, "joost")
    assert mails() == []
    end_agreement(row, by=world.actor("joost"), on=TODAY, reason="toch niet")
    assert mails() == []


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.FRAMEWORK, Kind.RECOMMENDATION])
def test_of_what_is_no_agreement_nobody_hears(world: World, put: Put, kind: str) -> None:
    row = put(kind=kind)
    reword(row, world, "joost", kind=kind)
    end_agreement(row, by=world.actor("joost"), on=TODAY, reason="oud")
    assert mails() == []


def test_what_an_organisation_keeps_to_itself_stays_there(world: World, network: Network) -> None:
    own = warning(world, tlp=Tlp.AMBER_STRICT)
    row = add_agreement(network, own, by=world.actor("joost"))
    reword(row, world, "joost", tlp=Tlp.AMBER_STRICT)
    end_agreement(row, by=world.actor("joost"), on=TODAY, reason="oud")
    assert mails() == []


def test_a_guest_is_no_party_that_is_told(world: World, put: Put, assume: Assume) -> None:
    both = (acts(world.water), gains(world.supervisor))
    reword(put(parties=both), world, "joost", parties=both)
    assert mails() == []


def test_it_comes_in_the_language_of_whoever_reads_it(
    world: World, put: Put, assume: Assume
) -> None:
    person = world.person("noor")
    assume(person, language="en")
    assert Person.objects.get(pk=person.pk).language == "en"
    reword(put(), world, "joost")
    ((_to, subject),) = mails()
    assert subject == "[TLP:AMBER] Worded differently: an agreement of VR IJsselland"
    assert "Vitens changed the wording of an agreement in which VR IJsselland is a party" in text()


def test_the_end_says_when_and_why(world: World, put: Put) -> None:
    row = put()
    end_agreement(row, by=world.actor("joost"), on=TODAY, reason="Vervangen.")
    assert mails() == [(NOOR, "[TLP:AMBER] Beëindigd: een afspraak van VR IJsselland")]
    told = text()
    assert "Vitens" in told
    assert "op 23 november 2026: Vervangen.\n" in told
    assert "Niet van kracht, vertrouw hier niet op" in told
    assert row.get_absolute_url() in told


def under(lay: Lay, put: Put, **changes: Any) -> Covenant:
    row = lay(**changes)
    put(covenant=row), put(covenant=row, action="belt …")
    return row


def finish(row: Covenant, world: World, name: str = "noor") -> None:
    terminate(row, by=world.actor(name), on=TODAY, reason="opgezegd")


def test_a_covenant_that_ends_is_told_to_who_signed_it(world: World, lay: Lay, put: Put) -> None:
    finish(under(lay, put), world)
    assert mails() == [(JOOST, "[TLP:AMBER] Beëindigd: een convenant van Vitens")]
    told = text()
    assert "VR IJsselland heeft het convenant Convenant drinkwater beëindigd" in told
    assert "op 23 november 2026: opgezegd." in told
    assert "partij is: 2." in told
    assert f"/afspraken/?partij={world.water.uuid}&ook=beeindigd" in told


def test_a_party_of_what_hangs_under_it_hears_too(world: World, lay: Lay, put: Put) -> None:
    row = under(lay, put)
    put(covenant=row, parties=(acts(world.water), gains(world.stranger)))
    finish(row, world)
    assert whom() == [IRIS, JOOST]
    counts = {one.to: one.text.count("partij is: 1.") for one in Message.objects.all()}
    assert counts == {IRIS: 1, JOOST: 0}


def test_what_ended_before_is_not_counted(world: World, lay: Lay, put: Put) -> None:
    row = under(lay, put)
    gone = put(covenant=row, parties=(acts(world.water), gains(world.stranger)))
    end_agreement(gone, by=world.actor("joost"), on=TODAY, reason="oud")
    before = len(mails())
    finish(row, world)
    assert len(mails()) == before + 1


@pytest.mark.parametrize("state", [DRAFT, READY])
def test_a_text_that_nobody_signed_ends_in_silence(world: World, lay: Lay, state: str) -> None:
    finish(lay(signed=None, state=state), world)
    assert mails() == []


def test_who_signed_hears_that_the_others_never_will(world: World, lay: Lay) -> None:
    finish(lay(parties=(Signing(world.water, signed_on=TODAY), Signing(world.region))), world)
    assert whom() == [JOOST]


def test_a_covenant_that_is_kept_inside_stays_there(world: World, lay: Lay) -> None:
    row = lay(tlp=Tlp.AMBER_STRICT)
    finish(row, world)
    assert mails() == []


def test_what_is_over_is_reworded_in_silence(world: World, put: Put) -> None:
    """They would be asked to confirm what cannot be relied on."""
    over = TODAY - timedelta(days=1)
    row = put(valid_to=over)
    reword(row, world, "joost", valid_to=over)
    assert mails() == []


def test_who_is_taken_out_hears_that_and_what_it_was(world: World, put: Put) -> None:
    row = put()
    before = row.sentence
    reword(row, world, "joost", parties=(acts(world.water), gains(world.stranger)))
    assert mails() == [
        (IRIS, "[TLP:AMBER] Anders verwoord: een afspraak van WML"),
        (NOOR, "[TLP:AMBER] Geen partij meer: een afspraak van VR IJsselland"),
    ]
    told = Message.objects.get(to=NOOR).text
    assert "Vitens heeft een afspraak gewijzigd. VR IJsselland is daarin geen partij meer." in told
    assert before in told
    # What the others agreed since is between them.
    assert "binnen 4 uur" not in told


def test_who_takes_itself_out_knows(world: World, put: Put) -> None:
    reword(put(), world, "noor", parties=(acts(world.water), gains(world.stranger)))
    assert whom() == [IRIS, JOOST]
    assert "geen partij meer" not in " ".join(one.text for one in Message.objects.all())


CONCERNS_NOBODY = [{"tlp": Tlp.AMBER_STRICT}, {"kind": Kind.NOTE}]


@pytest.mark.parametrize("was", CONCERNS_NOBODY, ids=str)
def test_of_what_it_was_not_to_read_or_not_asked_about_nobody_hears_to_be_out(
    world: World, put: Put, was: dict[str, Any]
) -> None:
    reword(put(**was), world, "noor", parties=(acts(world.region), gains(world.stranger)))
    assert mails() == [(IRIS, "[TLP:AMBER] Anders verwoord: een afspraak van WML")]


@pytest.mark.parametrize("becomes", [*CONCERNS_NOBODY, {"tlp": Tlp.GREEN}], ids=str)
def test_who_is_taken_out_reads_what_it_was_in_the_class_of_then(
    world: World, put: Put, becomes: dict[str, Any]
) -> None:
    reword(put(), world, "joost", parties=(acts(world.water),), **becomes)
    assert mails() == [(NOOR, "[TLP:AMBER] Geen partij meer: een afspraak van VR IJsselland")]


def test_who_acts_on_both_sides_and_keeps_one_is_still_a_party(world: World, put: Put) -> None:
    row = put(parties=(acts(world.water), acts(world.region), gains(world.region)))
    reword(row, world, "joost")
    assert mails() == [(NOOR, "[TLP:AMBER] Anders verwoord: een afspraak van VR IJsselland")]
