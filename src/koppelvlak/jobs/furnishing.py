"""Everything that stands in the demo, made or brought in step."""

from __future__ import annotations

from datetime import date

from koppelvlak.jobs.agreeing import load_agreements
from koppelvlak.jobs.casting import load_cast
from koppelvlak.jobs.demo_framework import show_framework
from koppelvlak.jobs.demo_networks import load_networks
from koppelvlak.jobs.prepare import prepare
from koppelvlak.jobs.readiness import Say


def furnish(*, on: date, say: Say) -> None:
    """Prepare the installation, then let fictional people do in it what people do."""
    prepare(on=on, say=say)
    load_cast(on=on, say=say)
    show_framework(on=on, say=say)
    load_networks(on=on, say=say)
    load_agreements(on=on, say=say)
