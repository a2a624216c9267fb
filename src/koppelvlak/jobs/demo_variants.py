"""A fictional model agreement in every drinking-water network, one of which deviates."""

from __future__ import annotations

from datetime import date

from koppelvlak.agreements.actions import add_agreement, edit_agreement
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Side
from koppelvlak.framework.models import Theme
from koppelvlak.jobs.casting import ORIGIN, acting_at
from koppelvlak.jobs.fiction import require_fiction
from koppelvlak.jobs.readiness import Say
from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Kind, Organisation
from koppelvlak.rights import Can, Role
from koppelvlak.sectors.models import Sector
from koppelvlak.variants.actions import adopt, deviate, spread
from koppelvlak.variants.models import Variant
from koppelvlak.variants.queries import networks_without

KEY = "MODEL-1"
REASON = "Fictief: onze wachtdienst belt pas na de eerste meting, en meldt zich dan direct."


def show_variants(*, on: date, say: Say) -> None:
    """Spread one model over the drinking-water networks; one adopts it, one deviates; once."""
    require_fiction()
    if Variant.objects.exists() or not Network.objects.exists():
        return
    say("model agreement (fictional)")
    editor = _editor(on)
    model = add_agreement(None, _says("binnen 60 minuten"), by=editor)
    made = spread(model, list(networks_without(model, actor=editor)), by=editor)
    answering = [(row, by) for row in made if (by := _coordinator(row, on))]
    for row, by in answering[0:3:2]:
        adopt(row, by=by, read=model.wording)
    for row, by in answering[1:2]:
        deviate(row, REASON, by=by, read=model.wording)
    # The model changes once more: whoever answered before is asked again, but for the first two.
    changed = edit_agreement(model, _says("binnen 30 minuten"), by=editor)
    for row, by in answering[:1]:
        adopt(row, by=by, read=changed.wording)
    for row, by in answering[1:2]:
        deviate(row, REASON, by=by, read=changed.wording)


def _says(within: str) -> Given:
    regions = Kind.objects.get(key="safety-region")
    return Given(
        key=KEY,
        action="meldt … een mogelijke verontreiniging van het drinkwater (fictief)",
        trigger="Bij een eerste vermoeden",
        within=within,
        parties=(
            Stated(Side.ACTING, text="het drinkwaterbedrijf"),
            Stated(Side.BENEFITING, every_kind=regions),
        ),
        themes=tuple(Theme.objects.filter(number=2)),
        sectors=tuple(Sector.objects.filter(key="drinking-water")),
        tlp=Tlp.GREEN,
        source="fictief",
    )


def _coordinator(row: Variant, on: date) -> Actor | None:
    """Return who may answer for the network: its lead, or a company that sits there."""
    network = row.agreement.network
    for place in (network.lead, network.anchor) if network else ():
        by = acting_at(place, on) if place else None
        if by and Variant.objects.open_to(by, Can.ADOPT_MODEL).filter(pk=row.pk).exists():
            return by
    return None


def _editor(on: date) -> Actor:
    ministry = Organisation.objects.get(key="ministry-jenv")
    return Actor(
        name="Koppelvlak", on=on, organisation=ministry.uuid, origin=ORIGIN,
        organisation_name=ministry.short_name, roles=frozenset({Role.NATIONAL_EDITOR}),
    )  # fmt: skip
