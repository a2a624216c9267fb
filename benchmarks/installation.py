"""An installation to measure in: importing this starts Django on a folder of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import django

if "KOPPELVLAK_DATA" not in os.environ:
    os.environ["KOPPELVLAK_DATA"] = tempfile.mkdtemp(prefix="koppelvlak-benchmark-")
    atexit.register(shutil.rmtree, os.environ["KOPPELVLAK_DATA"], ignore_errors=True)
os.environ.setdefault("KOPPELVLAK_DEMO", "1")
os.environ.setdefault("KOPPELVLAK_HTTPS", "0")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koppelvlak.config.settings")
django.setup()
