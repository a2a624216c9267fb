"""The door to the web server."""

import os

from django.core.wsgi import get_wsgi_application
from django.db import connection

from koppelvlak.config.collector import collect_less_often
from koppelvlak.jobs.durability import require_durable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koppelvlak.config.settings")
application = get_wsgi_application()
require_durable(connection)
connection.close()
collect_less_often()
