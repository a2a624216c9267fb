"""The settings that tests run with; DATABASE_URL may choose the other database."""

import atexit
import os
import shutil
import tempfile

os.environ["KOPPELVLAK_DEMO"] = "1"
os.environ["KOPPELVLAK_HTTPS"] = "0"
# Every run has its own data folder; the workers of one run share it.
if "KOPPELVLAK_TEST_DATA" not in os.environ:
    folder = tempfile.mkdtemp(prefix="koppelvlak-test-")
    os.environ["KOPPELVLAK_TEST_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["KOPPELVLAK_DATA"] = os.environ["KOPPELVLAK_TEST_DATA"]
