"""Run a reader of foreign files in a child process that can do little and ends in time.

The child gets the file in a folder of its own, a bare environment, a bounded memory and time, and
may write nothing; what it found comes back as JSON. A child that dies takes nothing with it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

SECONDS, CPU_SECONDS, MEMORY = 30, 25, 512 * 1024 * 1024
ROOT = Path(__file__).resolve().parents[3]
FILE = "given"


class BrokenOffError(Exception):
    """The child did not finish: it took too long, or asked for too much."""


def contained(module: str, data: bytes, *, seconds: float = SECONDS) -> Any:
    """Let ``python -m module`` read these bytes; return what it says as JSON.

    Raises BrokenOffError when it does not finish within its limits.
    """
    with TemporaryDirectory(prefix="koppelvlak-") as folder:
        (Path(folder) / FILE).write_bytes(data)
        try:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-m", module],
                cwd=folder,
                env={"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "PROJ_NETWORK": "OFF"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=True,
            )
            return json.loads(done.stdout)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError) as error:
            raise BrokenOffError(str(error)) from error


def limit_this_process() -> None:
    """Bound memory and time of the child, and let it write no file; its first act."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
