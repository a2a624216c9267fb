"""The settings that tests run with; DATABASE_URL may choose the other database."""

import os

os.environ["KOPPELVLAK_DEMO"] = "1"
os.environ["KOPPELVLAK_HTTPS"] = "0"
