"""Adds people until stopped, and says each one that was acknowledged; run as a process."""

from __future__ import annotations

import itertools
import sys
from datetime import date

import django

django.setup()

from koppelvlak.door import system  # noqa: E402 - models need the setup above
from koppelvlak.people.actions import add_person  # noqa: E402

if __name__ == "__main__":
    by = system(on=date(2026, 11, 23), origin="test")
    for number in itertools.count():
        mail = f"p{number}@voorbeeld.invalid"
        add_person(mail, f"Persoon {number}", language="nl", fictional=True, by=by)
        sys.stdout.write(f"{mail}\n")
        sys.stdout.flush()
