"""Every address × method × kind of person, against a table that a person has read.

``addresses.csv`` holds a status per actor; an address that is not in it fails the test. Rewrite it
with ``KOPPELVLAK_GOLDEN=write`` and read the difference.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from tests.rules.site import ACTORS, Site, addresses

# What a database has to say of rights stands in the matrix of rights, which both answer.
pytestmark = pytest.mark.once

GOLDEN = Path(__file__).with_name("addresses.csv")
# One of each role: for what does not exist it does not matter of which organisation they are.
ROLES = ("noor", "bram", "otto", "sanne", "anouk", "petra")
PUBLIC = {
    "account_inactive", "account_login", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_signup",
    "portal:accessibility", "portal:live", "portal:ready", "portal:security",
}  # fmt: skip


def golden() -> list[list[str]]:
    with GOLDEN.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def table(site: Site) -> list[list[str]]:
    rows = [["address", "method", *ACTORS]]
    for name, holes in sorted(addresses()):
        for method in ("GET", "POST"):
            url = site.url(name, holes)
            answers = [str(site.ask(who, method, url).status_code) for who in ACTORS]
            rows.append([name, method, *answers])
    return rows


def test_every_address_answers_as_read(site: Site) -> None:
    found = table(site)
    if os.environ.get("KOPPELVLAK_GOLDEN") == "write":
        with GOLDEN.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows(found)
    assert found == golden()


def test_what_is_public_is_named(site: Site) -> None:
    open_to_all = {row[0] for row in golden() if row[2] == "200"}
    assert open_to_all == PUBLIC


def test_what_does_not_exist_is_not_found(site: Site) -> None:
    for name, holes in addresses():
        # A link to reset a password says that it no longer works, whoever follows it.
        if holes and name != "account_reset_password_from_key":
            url = site.nowhere(name, holes)
            for who in ROLES:
                assert site.ask(who, "GET", url).status_code in {404, 405, 409}, (name, who)


def test_no_answer_is_a_mistake_of_ours(site: Site) -> None:
    assert not any(status.startswith("5") for row in golden()[1:] for status in row[2:])
