"""How long does a search in 100,000 entries take? Run:
``PYTHONPATH=src python -m benchmarks.search``

Works on the database of DATABASE_URL (default: SQLite in a folder of its own); entries are made
inside a transaction that is rolled back.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from datetime import date
from time import perf_counter
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

import benchmarks.installation  # noqa: F401 must come before our models
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search import index
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.search.query import grouped, search
from koppelvlak.kit.search.words import ask

ENTRIES, ROUNDS = 100_000, 20
SOUNDS = ("ber", "dam", "dor", "els", "gra", "hui", "kem", "lan", "mee", "nij", "oos", "rij", "ter",
          "ven", "wij", "zan", "zut", "sch", "aal", "bro")  # fmt: skip
WORDS = [f"{a}{b}{c}" for a in SOUNDS for b in SOUNDS for c in SOUNDS]
# What someone types, and which share of all entries it finds.
QUERIES = (WORDS[4711], f"{WORDS[17][:5]}", f"{WORDS[99]} {WORDS[333][:4]}", "GM0193", "nood", "w")


def items() -> Iterator[Item]:
    """Yield agreements of three words each; one in fifty is about emergency water."""
    dice = random.Random(2026)  # noqa: S311 the same entries each time
    for number in range(ENTRIES):
        title = " ".join(dice.choices(WORDS, k=3)) + (" nooddrinkwater" if number % 50 == 0 else "")
        yield Item("agreement", str(number), title, f"/{number}/", words=f"GM{number % 2000:04}")


def measure(what: str, act: Any) -> None:
    """Print the median and the worst time of an act, in milliseconds."""
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        act()
        times.append((perf_counter() - start) * 1000)
    print(f"{what}: median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")


def main() -> None:
    """Fill the index, ask each question, and print the times."""
    call_command("migrate", verbosity=0)
    index.searchable("agreement", items, visible=lambda _: True, label="Agreements", position=90)
    anybody = Actor(name="Iemand", on=date(2026, 11, 23))
    with transaction.atomic():
        start = perf_counter()
        index.reindex(anyway=True)
        print(f"{connection.vendor}: {ENTRIES} entries in {perf_counter() - start:.1f} s")
        for query in QUERIES:
            asked = ask(query)
            total = sum(group.total for group in grouped(asked, actor=anybody))
            measure(f"first 20 of {total} for {query!r}", lambda q=query: search(q, actor=anybody))
            measure("  the same as a page of groups", lambda a=asked: grouped(a, actor=anybody))
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
