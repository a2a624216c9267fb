from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from tests.conftest import Guard
from tests.rules.site import Site
from tests.world import World


@pytest.fixture
def site(world: World, guard: Guard, settings: Settings) -> Site:
    """Return the whole world on the web; second factors have tests of their own."""
    settings.MFA_REQUIRED = False
    guard.watching = False
    made = Site(world)
    guard.watching = True
    return made
