"""A fictional model agreement and covenant in drinking-water networks, one of which deviates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from koppelvlak.agreements.actions import add_agreement, edit_agreement
from koppelvlak.agreements.covenants import add_covenant, edit_covenant
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import CovenantKind, Side
from koppelvlak.agreements.paper import Paper, Signing
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
from koppelvlak.variants import covenants
from koppelvlak.variants.actions import adopt, deviate, spread
from koppelvlak.variants.models import OfModel, Variant
from koppelvlak.variants.queries import networks_without

KEY = "MODEL-1"
REASON = "Fictief: onze wachtdienst belt pas na de eerste meting, en meldt zich dan direct."
COVENANT_REASON = "Fictief: onze statuten vragen zes maanden."


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
    _show_covenant(list(made), editor, on)
    # The model changes once more: whoever answered before is asked again, but for the first two.
    changed = edit_agreement(model, _says("binnen 30 minuten"), by=editor)
    for row, by in answering[:1]:
        adopt(row, by=by, read=changed.wording)
    for row, by in answering[1:2]:
        deviate(row, REASON, by=by, read=changed.wording)


def _show_covenant(made: list[Variant], editor: Actor, on: date) -> None:
    """Draft a model covenant in the same networks; the first takes it over, the next deviates."""
    model = add_covenant(None, _paper("Een jaar van tevoren."), by=editor)
    drafts = covenants.spread(model, [row.network for row in made], by=editor)
    answering = [(row, by) for row in drafts if (by := _coordinator(row, on))]
    for row, by in answering[:1]:
        covenants.adopt(row, by=by, read=model.wording)
    for row, by in answering[1:2]:
        mine = replace(_paper("Zes maanden van tevoren."), kind=CovenantKind.REGIONAL)
        parties = tuple(
            Signing(organisation=one.organisation) for one in row.covenant.parties.all()
        )
        edit_covenant(row.covenant, replace(mine, parties=parties, tlp=Tlp.AMBER), by=by)
        covenants.deviate(row, COVENANT_REASON, by=by, read=model.wording)


def _paper(notice: str) -> Paper:
    return Paper(
        title="Samenwerking bij verstoring van drinkwater (fictief)",
        kind=CovenantKind.MODEL,
        sectors=tuple(Sector.objects.filter(key="drinking-water")),
        scope_in="Wat partijen voor elkaar doen bij een dreigende of echte verstoring (fictief).",
        scope_out="De dagelijkse levering en het toezicht daarop.",
        notice=notice,
        review_months=24,
        tlp=Tlp.GREEN,
        source="fictief",
    )


def _says(within: str) -> Given:
    regions = Kind.objects.get(key="safety-region")
    return Given(
        key=KEY,
        is_model=True,
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


def _coordinator(row: OfModel, on: date) -> Actor | None:
    """Return who may answer for the network: its lead, or a company that sits there."""
    for place in (row.network.lead, row.network.anchor):
        by = acting_at(place, on) if place else None
        if by and type(row).objects.open_to(by, Can.ADOPT_MODEL).filter(pk=row.pk).exists():
            return by
    return None


def _editor(on: date) -> Actor:
    ministry = Organisation.objects.get(key="ministry-jenv")
    return Actor(
        name="Koppelvlak", on=on, organisation=ministry.uuid, origin=ORIGIN,
        organisation_name=ministry.short_name, roles=frozenset({Role.NATIONAL_EDITOR}),
    )  # fmt: skip
