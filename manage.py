"""Commands of Django and of ours; ``./run manage`` prepares what they need."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koppelvlak.config.settings")
    sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "src"))
    execute_from_command_line(sys.argv)
