"""What the demo's networks have agreed, through the doors that everybody goes through."""

from __future__ import annotations

from datetime import date

from koppelvlak.agreements.actions import Tried, add_agreement, add_proof, confirm_agreements
from koppelvlak.agreements.covenants import Paper, Signing, add_covenant, terminate
from koppelvlak.agreements.facts import DEMO, REGISTER
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.importing import Options
from koppelvlak.agreements.models import Agreement, CovenantKind, Occasion, Outcome, Side
from koppelvlak.agreements.queries import to_confirm
from koppelvlak.agreements.taking_in import import_agreements
from koppelvlak.coverage.actions import take_baseline
from koppelvlak.coverage.models import Answer
from koppelvlak.door import system
from koppelvlak.framework.models import Theme
from koppelvlak.jobs.casting import ORIGIN, acting_at
from koppelvlak.jobs.fiction import require_fiction
from koppelvlak.jobs.readiness import Say
from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can, Role
from koppelvlak.sectors.models import Sector

WATER, REGION, MINISTRY, TELECOM = "vitens", "vr04", "ministry-jenv", "kpn"
SIGNED, EXERCISED = date(2026, 4, 10), date(2026, 6, 18)
BEGAN = date(2026, 3, 12)
# Of the eight themes: how far those present thought they were, and why (invented).
STARTED = (
    (Answer.AGREED, "Convenant is in de maak."),
    (Answer.INFORMAL, ""),
    (Answer.NOTHING, ""),
    (Answer.INFORMAL, "We oefenen samen, zonder vaste afspraak."),
    (Answer.WORKED_OUT, "Nummers van de wachtdiensten zijn uitgewisseld."),
    (Answer.INFORMAL, ""),
    (Answer.AGREED, ""),
    (Answer.NOTHING, "Punten voor nooddrinkwater zijn nog niet aangewezen."),
)
# Number, occasion, name and outcome: some were tried, and not all of it worked.
TRIED = (
    ("D01", Occasion.EXERCISE, "Oefening Droge Kraan", Outcome.KEPT),
    ("D02", Occasion.EXERCISE, "Oefening Droge Kraan", Outcome.NOT_KEPT),
    ("D03", Occasion.EXERCISE, "Oefening Droge Kraan", Outcome.PARTLY),
    ("D05", Occasion.INCIDENT, "Leidingbreuk Zwolle (fictief)", Outcome.KEPT),
    ("D08", Occasion.DONE, "Oefening Droge Kraan", Outcome.KEPT),
    ("D09", Occasion.DONE, "Overleg van 18 juni", Outcome.KEPT),
)


def load_agreements(*, on: date, say: Say) -> None:
    """Put down the register of real agreements, and what an invented network agreed; once."""
    require_fiction()
    if Agreement.objects.exists():
        return
    say("agreements")
    by = system(on=on, origin=ORIGIN)
    options = Options(keep_notes=True)
    import_agreements(REGISTER.read_bytes(), name=REGISTER.name, options=options, by=by)
    network = Network.objects.filter(anchor__key=WATER).first()
    if network is None:
        return
    organisations = {one.key: one for one in Organisation.objects.all()}
    _covenants(organisations, network, on)
    into = Options(network=network)
    import_agreements(DEMO.read_bytes(), name=DEMO.name, options=into, by=by)
    _confirm(organisations, on)
    _baselines(organisations, on)
    for key, occasion, name, outcome in TRIED:
        row = Agreement.objects.get(network=network, key=key)
        tried = Tried(min(EXERCISED, on), occasion, name, outcome)
        place = REGION if occasion == Occasion.DONE else WATER
        add_proof(row, tried, by=acting_at(organisations[place], on))


def _confirm(organisations: dict[str, Organisation], on: date) -> None:
    """Let the company confirm what it is a party of in its network."""
    company = organisations[WATER]
    by = acting_at(company, on)
    rows = [row for row in to_confirm(company, actor=by) if row.network_id]
    confirm_agreements(company, {row.uuid: row.version for row in rows}, by=by)


def _baselines(organisations: dict[str, Organisation], on: date) -> None:
    """Let two networks have said where they stood when they began."""
    region = acting_at(organisations[REGION], on)
    for network in Network.objects.open_to(region, Can.TAKE_BASELINE).order_by("pk")[:2]:
        if network.lifecycle.allows(network.state, Can.TAKE_BASELINE):
            answers = dict(enumerate(STARTED, start=1))
            take_baseline(network, answers, held_on=min(BEGAN, on), by=region)


def _covenants(organisations: dict[str, Organisation], network: Network, on: date) -> None:
    water, region = organisations[WATER], organisations[REGION]
    signatures = tuple(
        Signing(organisation=one, function=function, signed_on=SIGNED)
        for one, function in ((water, "algemeen directeur"), (region, "voorzitter"))
    )
    paper = Paper(
        title="Convenant drinkwater (fictief)",
        parties=signatures,
        sectors=tuple(Sector.objects.filter(key="drinking-water")),
        scope_in="Levering van drinkwater en nooddrinkwater in het distributiegebied.",
        scope_out="Bluswater buiten het distributiegebied; kwaliteit van zwemwater.",
        signed_at="Zwolle",
        valid_from=SIGNED,
        notice="Schriftelijk, met een termijn van zes maanden.",
        review_months=24,
        source="fictief",
    )
    add_covenant(network, paper, by=acting_at(water, on))
    _roaming(organisations, on)


def _roaming(organisations: dict[str, Organisation], on: date) -> None:
    """Show what an ended covenant does: operators helped each other from 2013 until 2022."""
    ministry = organisations[MINISTRY]
    by = Actor(
        name="Koppelvlak", on=on, organisation=ministry.uuid, origin=ORIGIN,
        organisation_name=ministry.short_name, roles=frozenset({Role.NATIONAL_EDITOR}),
    )  # fmt: skip
    paper = Paper(
        title="Regionale roaming tussen mobiele aanbieders",
        kind=CovenantKind.NATIONAL,
        parties=(
            Signing(organisation=organisations[TELECOM], signed_on=date(2013, 1, 1)),
            Signing(text="de andere mobiele aanbieders", signed_on=date(2013, 1, 1)),
        ),
        tlp=Tlp.GREEN,
        source="https://www.rdi.nl",
        certainty="sourced",
    )
    covenant = add_covenant(None, paper, by=by)
    given = Given(
        key="R01",
        action="laten klanten van … bellen over het eigen netwerk",
        trigger="als een mobiel netwerk in een regio uitvalt",
        parties=(
            Stated(Side.ACTING, text="mobiele aanbieders"),
            Stated(Side.BENEFITING, text="een getroffen aanbieder"),
        ),
        manner="together",
        covenant=covenant,
        tlp=Tlp.GREEN,
        themes=tuple(Theme.objects.filter(number=8)),
        sectors=tuple(Sector.objects.filter(key="ict-telecom")),
        agreed_on=date(2013, 1, 1),
    )
    add_agreement(None, given, by=by)
    reason = "De regeling is in 2022 gestopt; reken niet op andermans netwerk."
    terminate(covenant, by=by, on=date(2022, 12, 31), reason=reason)
