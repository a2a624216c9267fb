"""The door to the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import get_resolver

from koppelvlak.jobs.durability import require_durable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koppelvlak.config.settings")
application = get_wsgi_application()
require_durable(connection)
connection.close()
# What is there at the start stays: the collector does not walk through all of it while a page is
# made, which took as long as the page itself.
get_resolver().url_patterns  # noqa: B018 reads every page's code now
gc.collect()
gc.freeze()
