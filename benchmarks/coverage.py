"""How fast is the coverage of 100,000 agreements, and how fast is one of them found? Run:
``PYTHONPATH=src python -m benchmarks.coverage [agreements] [networks]``

Fills an installation of its own with the country, its networks made up to so many, and agreements
of every class and level; then asks for pages as somebody of a safety region that sits in most.
With ``KOPPELVLAK_DATA`` it is kept there, and used again the next time.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import islice
from time import perf_counter, process_time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

import benchmarks.installation  # noqa: F401 must come before our models
from benchmarks.search import WORDS
from koppelvlak.agreements.models import Agreement, Party, Side
from koppelvlak.coverage.counting import count_again, wrong
from koppelvlak.framework.models import Theme
from koppelvlak.jobs.casting import load_cast, named_actor
from koppelvlak.jobs.demo_networks import load_networks
from koppelvlak.jobs.prepare import prepare
from koppelvlak.jobs.readiness import collect
from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.search.query import grouped, search
from koppelvlak.kit.search.words import ask
from koppelvlak.networks.lifecycle import ACTIVE, SITTING
from koppelvlak.networks.models import Basis, Network, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from koppelvlak.sectors.models import Sector

AGREEMENTS, NETWORKS, ROUNDS = 100_000, 125, 50
WHO, BACKEND = "N. de Wit", "koppelvlak.people.known.KnownBackend"
LEVELS = ("agreed", "worked-out", "proven", "stale", "proposed", "uncounted", "ended")
SHARES = (35, 25, 15, 10, 5, 6, 4)
CLASSES = ("GREEN", "AMBER", "CLEAR", "AMBER+STRICT")
DICE = random.Random(2026)  # noqa: S311 the same agreements each time


def made_networks(wanted: int) -> list[Network]:
    """Add networks by choice until there are so many; the region and two others sit in each."""
    today, region = localdate(), Organisation.objects.get(key="vr04")
    sectors = list(Sector.objects.all())
    others = list(Organisation.objects.exclude(kind__guest=True).exclude(pk=region.pk))
    for number in range(wanted - Network.objects.count()):
        made = Network.objects.create(
            sector=DICE.choice(sectors), basis=Basis.CHOSEN, name=f"Proef {number}",
            division=f"proef:{number}", state=ACTIVE, lead=region, derived_for=today,
            stirred_on=today,
        )  # fmt: skip
        for one in (region, *DICE.sample(others, 2)):
            Seat.objects.create(
                network=made, organisation=one, invited_on=today, since=today, state=SITTING
            )
    return list(Network.objects.all())


def put_down(wanted: int, networks: list[Network]) -> None:
    """Put agreements straight into the tables; what is kept beside them is made afterwards."""
    others = list(Organisation.objects.exclude(kind__guest=True))
    themes = list(Theme.objects.all())
    numbers = iter(range(wanted))
    while batch := [_agreement(number, networks) for number in islice(numbers, 5000)]:
        with transaction.atomic():
            rows = Agreement.objects.bulk_create(batch)
            through = Agreement.themes.through
            through.objects.bulk_create(
                through(agreement_id=row.pk, theme_id=theme.pk)
                for row in rows
                for theme in DICE.sample(themes, DICE.choice((1, 1, 1, 2, 3)))
            )
            Party.objects.bulk_create(
                Party(agreement=row, side=side, organisation=one)
                for row in rows
                for side, one in zip(Side.values, DICE.sample(others, 2), strict=True)
            )


def _agreement(number: int, networks: list[Network]) -> Agreement:
    return Agreement(
        network=DICE.choice(networks), kind="agreed", state="agreed", key=f"P{number}",
        action=" ".join(DICE.choices(WORDS, k=4)), trigger=" ".join(DICE.choices(WORDS, k=2)),
        maturity=DICE.choices(LEVELS, SHARES)[0], basic=DICE.random() < 0.1,  # noqa: PLR2004
        tlp=DICE.choices(CLASSES, (30, 60, 8, 2))[0], agreed_on=date(2026, 1, 1),
    )  # fmt: skip


def measure(what: str, act: Callable[[], Any], rounds: int = ROUNDS) -> None:
    """Print the median and 95th percentile of so many times, by the clock and of the processor."""
    act()
    times, worked = [], []
    for _round in range(rounds):
        start, before = perf_counter(), process_time()
        act()
        times.append((perf_counter() - start) * 1000)
        worked.append((process_time() - before) * 1000)
    print(f"{what}: {_told(times)}; processor: {_told(worked)}")


def _told(times: list[float]) -> str:
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"p50 {statistics.median(times):.0f} ms, p95 {p95:.0f} ms"


def timed(what: str, act: Callable[[], Any]) -> None:
    """Print how long it took to do this once."""
    start = perf_counter()
    act()
    print(f"{what}: {perf_counter() - start:.1f} s")


def pages() -> None:
    """Ask for the matrix, and for what one cell of it leads to."""
    settings.MFA_REQUIRED = False
    client = Client()
    client.force_login(Person.objects.get(name=WHO), BACKEND)

    def get(url: str) -> None:
        answer = client.get(url)
        if answer.status_code != 200:  # noqa: PLR2004
            raise SystemExit(f"{url}: {answer.status_code}")

    network = Network.objects.filter(name="Proef 0").first() or Network.objects.first()
    for url in (
        "/dekking/", "/dekking/?per=regio", "/dekking/?per=bedrijf", "/dekking/?basis=ja",
        f"/netwerken/{network.uuid}/" if network else "/",
        f"/afspraken/?netwerk={network.uuid}&thema=5&telt=ja" if network else "/",
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            get(url)
        measure(f"{url} ({len(asked)} queries)", partial(get, url))


def found() -> None:
    """Look for agreements by two of their words."""
    actor = named_actor("n.de.wit", on=localdate())
    rows = list(Agreement.objects.visible_to(actor).filter(key__startswith="P")[:2000])
    asked = [" ".join(row.action.split()[1:3]) for row in DICE.sample(rows, 50)]
    names = iter(asked * 4)
    measure("two words of an agreement, as one types", lambda: search(next(names), actor=actor))
    names = iter(asked * 4)
    measure("two words, page of groups", lambda: grouped(ask(next(names)), actor=actor))
    hit = sum(bool(search(one, actor=actor)) for one in asked)
    print(f"found: {hit} of {len(asked)}")


def filled(agreements: int, networks: int) -> None:
    """Fill an installation with so many agreements in so many networks."""
    prepare(on=localdate(), say=lambda _what: None)
    load_cast(on=localdate(), say=lambda _what: None)
    load_networks(on=localdate(), say=lambda _what: None)
    collect(lambda _what: None)
    rows = made_networks(networks)
    timed(f"{agreements} agreements in {len(rows)} networks", lambda: put_down(agreements, rows))
    timed("counted, everywhere", lambda: count_again(row.pk for row in rows))
    timed("compared with a count of all", wrong)


def main() -> None:
    """Fill an installation, and print the times."""
    given = [int(one) for one in sys.argv[1:3]]
    agreements, networks = given + [AGREEMENTS, NETWORKS][len(given) :]
    call_command("migrate", verbosity=0)
    kept = Agreement.objects.filter(key=f"P{agreements - 1}").exists()
    if not kept:
        filled(agreements, networks)
    pages()
    one = Agreement.objects.filter(key="P7").get()
    measure("counted again after one change", lambda: count_again([one.network_id]))
    if not kept:
        timed("search index", lambda: reindex("agreement", anyway=True))
    found()


if __name__ == "__main__":
    main()
