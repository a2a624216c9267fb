"""Networks that stand, facts that change under them, and what that asks; built without pages."""

from __future__ import annotations

from koppelvlak.door import system
from koppelvlak.networks.actions import derive
from koppelvlak.networks.forming import form_network
from koppelvlak.networks.models import Network, Proposal
from koppelvlak.organisations.models import Kind, Organisation
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region, SupplyLink
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.world import TODAY, World


def alter(guard: Guard, municipality: str, **changes: str) -> list[Network]:
    """Let the facts about one municipality be otherwise, and derive; without changes: gone."""
    guard.watching = False
    rows = SupplyLink.objects.filter(municipality=municipality)
    if changes:
        rows.update(**changes)
    else:
        rows.delete()
    guard.watching = True
    return derive(on=TODAY, by=system(on=TODAY, origin="test"))


def restore(guard: Guard, world: World, municipality: str, certainty: str = "legal-2015") -> None:
    """Let the water company supply a municipality again, and derive."""
    guard.watching = False
    link(world, municipality, coverage="whole", certainty=certainty)
    guard.watching = True
    derive(on=TODAY, by=system(on=TODAY, origin="test"))


def formed(network: Network, world: World) -> Network:
    """Accept a proposed network, led by the water company."""
    return form_network(network, world.water, by=world.actor("joost"))


def opened(network: Network, kind: str = "") -> list[Proposal]:
    """Return the open proposals of a network, of one kind or of all."""
    rows = network.proposals.filter(state="open").select_related("region", "network")
    return list(rows.filter(kind=kind) if kind else rows)


def the(network: Network, kind: str) -> Proposal:
    """Return the one open proposal of a kind."""
    (found,) = opened(network, kind)
    return found


def oil(world: World, guard: Guard) -> Sector:
    """Return the sector oil, with a national player, and regions in two control-room areas."""
    guard.watching = False
    named = {"name_nl": "Olie", "name_en": "Oil", "tone": "oil", "position": 4}
    sector = Sector.objects.get_or_create(key="oil", defaults=named)[0]
    player = national_player("cova", "COVA")
    player.sectors.add(sector)
    rooms = {"VR04": "MK Oost", "VR05": "MK Oost", "VR06": "MK Apeldoorn"}
    for code, name in rooms.items():
        room = Organisation.objects.get_or_create(
            key=name.lower().replace(" ", "-"),
            defaults={"kind": world.region.kind, "name": name, "short_name": name},
        )[0]
        Region.objects.filter(code=code).update(
            control_room=room, control_room_certainty="one-source"
        )
    guard.watching = True
    return sector


def national_player(key: str, name: str) -> Organisation:
    """Return a player whose scale is the whole country."""
    kind = {"name_nl": "landelijk", "name_en": "national", "plural_nl": "x", "plural_en": "x"}
    return Organisation.objects.get_or_create(
        key=key,
        defaults={
            "kind": Kind.objects.get_or_create(
                key="national-player", defaults={**kind, "position": 9}
            )[0],
            "name": name,
            "short_name": name,
        },
    )[0]


def of_kind(organisation: Organisation, key: str, guard: Guard) -> None:
    """Let the organisation be of another kind."""
    guard.watching = False
    named = {"name_nl": key, "name_en": key, "plural_nl": key, "plural_en": key, "position": 9}
    kind = Kind.objects.get_or_create(key=key, defaults=named)[0]
    Organisation.objects.filter(pk=organisation.pk).update(kind=kind)
    guard.watching = True
