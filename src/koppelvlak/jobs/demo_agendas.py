"""A fictional agenda in force for drinking water, and one for electricity that is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from koppelvlak.agendas import actions, deciding
from koppelvlak.agendas.input_actions import publish_input
from koppelvlak.agendas.models import Body, SectorAgenda
from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.framework.models import Theme
from koppelvlak.jobs.casting import ORIGIN
from koppelvlak.jobs.demo_input import ask_and_answer
from koppelvlak.jobs.fiction import require_fiction
from koppelvlak.jobs.readiness import Say
from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Kind, Organisation
from koppelvlak.rights import Role
from koppelvlak.sectors.models import Sector

WATER, POWER = "drinking-water", "electricity"
NOTE_NL = "Fictief: voor deze demo doen we alsof de stuurgroep deze agenda heeft vastgesteld."
NOTE_EN = "Fictional: for this demo we pretend that the steering group adopted this agenda."
DRAFT_NL = "Fictief: een agenda in de maak, om te laten zien hoe organisaties input geven."
DRAFT_EN = "Fictional: an agenda in the making, to show how organisations give input."
# Number, sector, theme, who acts, what is done, within what time, and whether it is basic.
MODELS = (
    ("MODEL-2", WATER, 5, "het drinkwaterbedrijf",
     "waarschuwt … bij een verwachte uitval langer dan 2 uur (fictief)", "binnen 30 minuten", True),
    ("MODEL-3", WATER, 8, "het drinkwaterbedrijf",
     "richt voor … punten voor nooddrinkwater in (fictief)", "binnen 24 uur", True),
    ("MODEL-4", POWER, 5, "de netbeheerder",
     "waarschuwt … bij een stroomstoring langer dan 2 uur (fictief)", "binnen 30 minuten", True),
)  # fmt: skip
# Theme, wording and reason in both languages, months until the horizon, what it asks for.
WATER_SPEARHEADS = (
    (5, "Elk netwerk waarschuwt bij uitval op tijd.", "Every network warns of an outage in time.",
     "Regio’s hebben tijd nodig om mensen op te vangen die niet zonder water kunnen.",
     "Regions need time to care for people who cannot do without water.", 14, ("MODEL-2",)),
    (2, "Elk netwerk deelt een eerste vermoeden van verontreiniging.",
     "Every network shares a first suspicion of contamination.",
     "In het eerste uur is het meeste te voorkomen.",
     "Most can be prevented in the first hour.", 20, ("MODEL-1",)),
    (8, "Elk netwerk weet waar nooddrinkwater komt.",
     "Every network knows where emergency water comes.",
     "Nu zijn de punten nog niet overal aangewezen.",
     "The points have not been chosen everywhere yet.", 26, ("MODEL-3",)),
)  # fmt: skip
POWER_SPEARHEADS = (
    (5, "Elk netwerk waarschuwt bij een lange storing op tijd.",
     "Every network warns of a long outage in time.",
     "Zonder stroom vallen na enkele uren ook andere diensten uit.",
     "Without power other services fail after a few hours as well.", 18, ("MODEL-4",)),
)  # fmt: skip
RANKS = {5: (1, "Zonder waarschuwing begint niets."), 8: (2, ""), 2: (3, "Volgt uit incidenten.")}
MEETING = "stuurgroep (fictief)"
RESERVATION = "Het tijdpad is krap voor netwerken met veel regio’s (fictief)."
FOLLOWED = "Gevolgd: de laatste mijlpaal is een half jaar later gezet (fictief)."


def show_agendas(*, on: date, say: Say) -> None:
    """Let one agenda be in force and one be written; once."""
    require_fiction()
    known = {one.key: one for one in Sector.objects.filter(key__in=(WATER, POWER))}
    if SectorAgenda.objects.exists() or not Network.objects.exists():
        return
    say("agendas of sectors (fictional)")
    start = on - timedelta(days=120)
    models = _models(known, _editor(start))
    _water(known[WATER], models, on)
    asking = _editor(on - timedelta(days=12))
    draft = _written(known[POWER], (DRAFT_NL, DRAFT_EN), POWER_SPEARHEADS, models, asking)
    ask_and_answer(draft, on + timedelta(days=16), by=asking, day=on - timedelta(days=4))


def _water(sector: Sector, models: dict[str, Agreement], on: date) -> None:
    days = [on - timedelta(days=days) for days in (118, 60, 45, 30)]
    editor = _editor(days[0])
    agenda = _written(sector, (NOTE_NL, NOTE_EN), WATER_SPEARHEADS, models, editor)
    until = days[0] + timedelta(days=28)
    ask_and_answer(agenda, until, by=editor, day=days[0] + timedelta(days=14))
    publish_input(agenda, by=_editor(until + timedelta(days=1)))
    ranks = {theme: actions.Ranked(*one) for theme, one in RANKS.items()}
    actions.prioritise(agenda, ranks, by=editor)
    deciding.align(agenda, by=_editor(days[1]))
    for body in Body:
        said = RESERVATION if body == Body.VEILIGHEIDSBERAAD else ""
        told = deciding.Aligned(body, "bestuur (fictief)", days[2], "brief (fictief)", said)
        deciding.record_alignment(agenda, told, by=_editor(days[2]))
    decision = deciding.Adoption(
        days[3], MEETING, "besluitenlijst, punt 6 (fictief)", {Body.VEILIGHEIDSBERAAD: FOLLOWED}
    )
    deciding.adopt(agenda, decision, by=_editor(days[3]))


def _written(
    sector: Sector,
    note: tuple[str, str],
    spearheads: Sequence[tuple[int, str, str, str, str, int, tuple[str, ...]]],
    models: dict[str, Agreement],
    by: Actor,
) -> SectorAgenda:
    agenda = actions.start_version(sector, by=by)
    actions.introduce(agenda, actions.Introduction(note_nl=note[0], note_en=note[1]), by=by)
    themes = {one.number: one for one in Theme.objects.all()}
    for theme, dutch, english, why_nl, why_en, months, keys in spearheads:
        wording = actions.Wording(
            theme=themes[theme],
            wording_nl=dutch,
            wording_en=english,
            why_nl=why_nl,
            why_en=why_en,
            horizon=by.on + timedelta(days=30 * months),
            agreements=tuple(models[key] for key in keys if key in models),
        )
        actions.add_spearhead(agenda, wording, by=by)
    return agenda


def _models(sectors: dict[str, Sector], by: Actor) -> dict[str, Agreement]:
    """Return the model agreements by number: those that are new here, and those already there."""
    regions = Kind.objects.get(key="safety-region")
    for key, sector, theme, who, action, within, basic in MODELS:
        given = Given(
            key=key,
            is_model=True,
            action=action,
            within=within,
            basic=basic,
            parties=(
                Stated(Side.ACTING, text=who),
                Stated(Side.BENEFITING, every_kind=regions),
            ),
            themes=tuple(Theme.objects.filter(number=theme)),
            sectors=(sectors[sector],),
            tlp=Tlp.GREEN,
            source="fictief",
        )
        add_agreement(None, given, by=by)
    rows = Agreement.objects.filter(network=None, key__startswith="MODEL-")
    return {one.key: one for one in rows}


def _editor(on: date) -> Actor:
    ministry = Organisation.objects.get(key="ministry-jenv")
    return Actor(
        name="Koppelvlak", on=on, organisation=ministry.uuid, origin=ORIGIN,
        organisation_name=ministry.short_name, roles=frozenset({Role.NATIONAL_EDITOR}),
    )  # fmt: skip
