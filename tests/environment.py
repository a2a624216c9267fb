"""The settings that tests run with; DATABASE_URL may choose the other database."""

import atexit
import gc
import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

from koppelvlak.config.collector import collect_less_often

# How long one example takes says something about the machine, nothing about what is tested.
hypothesis.settings.register_profile("koppelvlak", deadline=None)
hypothesis.settings.load_profile("koppelvlak")
os.environ["KOPPELVLAK_DEMO"] = "1"
os.environ["KOPPELVLAK_HTTPS"] = "0"
# Tests read the texts as they stand in the code; those about Dutch ask for it.
os.environ["KOPPELVLAK_LANGUAGE"] = "en"
# Every run has its own data folder; the workers of one run share it.
if "KOPPELVLAK_TEST_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="koppelvlak-test-")
    os.environ["KOPPELVLAK_TEST_DATA"] = folder
    (Path(folder) / "static").mkdir()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["KOPPELVLAK_DATA"] = os.environ["KOPPELVLAK_TEST_DATA"]


def pytest_configure() -> None:
    """Serve styles and scripts from where they stand: collecting them takes a second each time.

    That collected files work is tested on a started installation (tests/jobs/test_demo.py).
    """
    # A slow hash is for people who guess; that the real one is Argon2 is tested in config.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_collection_finish() -> None:
    """Look for garbage as often as the web server does: the usual costs a run a sixth of its time.

    What stands at the start, the whole of Django and every test, stays until the end.
    """
    gc.collect()
    gc.freeze()
    collect_less_often()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, in words, what belongs to the other database."""
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    other = "postgres" if sqlite else "sqlite"
    if item.get_closest_marker(other):
        pytest.skip(f"this is about {other}; DATABASE_URL names another database")
