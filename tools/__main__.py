"""Run a tool with the settings of the demo: ``python -m tools reference``."""

import os
import runpy
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koppelvlak.config.settings")
    os.environ.setdefault("KOPPELVLAK_DEMO", "1")
    os.environ.setdefault("KOPPELVLAK_HTTPS", "0")
    sys.path[:0] = ["src"]
    django.setup()
    runpy.run_module(f"tools.{sys.argv[1]}", run_name="__main__")
