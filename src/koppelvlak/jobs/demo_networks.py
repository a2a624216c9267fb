"""The networks of the demo: most of them active, some still forming, with a few empty chairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from koppelvlak.door import system
from koppelvlak.jobs.casting import ORIGIN, acting_at, named_actor, seat_players
from koppelvlak.jobs.readiness import Say
from koppelvlak.jobs.representatives import REPRESENTATIVES
from koppelvlak.kit.access import Actor
from koppelvlak.networks import seating
from koppelvlak.networks.choosing import Choice, Division, propose_by_choice, units
from koppelvlak.networks.forming import (
    Arrangement,
    activate_network,
    arrange_network,
    form_network,
    rest_networks,
    still_lacking,
)
from koppelvlak.networks.lifecycle import INVITED, PROPOSED, SITTING
from koppelvlak.networks.models import Network, Seat
from koppelvlak.networks.seating import Places
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Function, Person
from koppelvlak.rights import Role
from koppelvlak.sectors.models import Sector

# Who leads, where that is not the company of the network itself.
LEADS = {
    ("drinking-water", "vitens"): "vr04",
    ("electricity", "enexis"): "vr22",
    ("gas", "enexis"): "vr04",
    ("drinking-water", "pwn"): "vr11",
}
# Networks that nobody has formed yet; and those that still wait for answers.
UNFORMED = {("gas", "westland-infra"), ("electricity", "coteq")}
FORMING = {("gas", "rendo"), ("drinking-water", "wmd")}
QUIET = {("electricity", "westland-infra")}
# Chairs that stay empty: the organisation has not answered.
SILENT = {"vr09", "vr16", "gasunie-transport-services-gts", "nam", "odido"}
# National players that a lead partner speaks for: the player, its sector and the lead partner.
DELEGATED = {("tennet-tso-bv", "electricity", "liander"), ("kpn", "ict-telecom", "vr04")}
POLICE = {("drinking-water", "vitens"): ("police-oost-nederland", "police-noord-nederland")}
# By choice: sector, division, name of the unit, who leads.
CHOSEN = (
    ("ict-telecom", Division.CONTROL_ROOM, "Meldkamer Oost-Nederland", "vr04"),
    ("ict-telecom", Division.CONTROL_ROOM, "Meldkamer Noord-Nederland", ""),
    ("oil", Division.NATIONAL, "Nederland", "vr17"),
)
WHY = "De leveringsgebieden zijn niet bekend; we volgen het werkgebied van de meldkamer."
FORMED, ANSWERED, STARTED = date(2026, 2, 2), date(2026, 3, 9), date(2026, 5, 12)


def load_networks(*, on: date, say: Say) -> None:
    """Let people form the networks, once; what people changed since stays."""
    if Seat.objects.exists():
        return
    say("networks at the table")
    seat_players(REPRESENTATIVES, on=on)
    editor = named_actor("a.de.groot", on=FORMED)
    _choose(editor)
    for network in Network.objects.filter(state=PROPOSED).select_related("sector", "anchor"):
        lead = _lead(network)
        if _key(network) in UNFORMED or lead is None:
            continue
        _run(network, lead, editor)
    rest_networks(by=system(on=on, origin=ORIGIN))


def _run(network: Network, lead: Organisation, editor: Actor) -> None:
    quiet = _key(network) in QUIET
    back = timedelta(days=600) if quiet else timedelta()
    formed = form_network(network, lead, by=replace(editor, on=FORMED - back))
    for key in POLICE.get(_key(network), ()):
        seating.invite(
            formed, Organisation.objects.get(key=key), by=replace(editor, on=FORMED - back)
        )
    _answer(formed, ANSWERED - back)
    if _key(network) not in FORMING:
        _start(formed, lead, STARTED - back)


def _answer(network: Network, on: date) -> None:
    seats = network.seats.filter(state=INVITED).select_related("organisation", "network__sector")
    partners = {player: who for player, sector, who in DELEGATED if sector == network.sector.key}
    # Who speaks for another must sit there first.
    for seat in sorted(seats, key=lambda one: one.organisation.key in partners):
        people = _workers(seat.organisation)
        if people and seat.organisation.key not in SILENT:
            _take(seat, people, partners.get(seat.organisation.key), on)


def _take(seat: Seat, people: Sequence[Person], partner: str | None, on: date) -> None:
    by, person = acting_at(seat.organisation, on), people[0]
    if partner is None:
        deputy = next((one for one in people if one != person), None)
        seating.accept_seat(seat, Places(person, deputy), by=by)
        return
    there = seat.network.seats.filter(organisation__key=partner, state=SITTING).first()
    if there is not None:
        seating.delegate_seat(seat, there.organisation, Places(representative=person), by=by)


def _start(network: Network, lead: Organisation, on: date) -> None:
    by = acting_at(lead, on)
    people = [_worker(lead), _worker(network.anchor) if network.anchor else None]
    chair, secretary = people[0], people[1]
    arrangement = Arrangement(lead=lead, chair=chair, secretary=secretary)
    fresh = arrange_network(network, arrangement, by=by)
    if not still_lacking(fresh):
        activate_network(fresh, by=by)


def _choose(editor: Actor) -> None:
    for key, division, name, _lead_key in CHOSEN:
        sector = Sector.objects.get(key=key)
        chosen = frozenset(unit.key for unit in units(sector, division) if unit.name == name)
        if chosen:
            propose_by_choice(sector, Choice(division, chosen, why=WHY), by=editor)


def _lead(network: Network) -> Organisation | None:
    if network.anchor is None:
        leads = {name: lead for _sector, _division, name, lead in CHOSEN}
        key = leads.get(network.name, "")
    else:
        key = LEADS.get(_key(network), network.anchor.key)
    return Organisation.objects.filter(key=key).first()


def _key(network: Network) -> tuple[str, str]:
    return (network.sector.key, network.anchor.key if network.anchor else network.name)


def _worker(organisation: Organisation) -> Person | None:
    return next(iter(_workers(organisation)), None)


def _workers(organisation: Organisation) -> list[Person]:
    held = Function.objects.filter(
        organisation=organisation, role=Role.BOUNDARY_WORKER, person__fictional=True
    )
    return [one.person for one in held.select_related("person").order_by("pk")]
