"""Commands of Django and of ours; ``./run manage`` installs what they need first."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "src"))

from django.core.management import execute_from_command_line

from koppelvlak.config.environment import UnsafeSettingError
from koppelvlak.jobs.durability import NotDurableError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koppelvlak.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except (UnsafeSettingError, NotDurableError) as error:
        sys.exit(f"Koppelvlak does not start. {error}")
