"""A pytest plugin: one real PostgreSQL for the whole run, from the embedded binaries.

It starts when the plugin is imported, since pytest-django reads the settings before any hook of ours could run.
With DATABASE_URL set, that server is used instead.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from octavo.faces.ops.running.embedded import EmbeddedPostgres

# A test's database need not survive a power cut.
FAST = "\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def _start() -> None:
    data = Path(tempfile.mkdtemp(prefix="octavo-test-"))
    data.chmod(0o755)  # run by root, the server is a user of its own
    os.environ["OCTAVO_DATA"] = str(data)
    os.environ.setdefault("OCTAVO_SECRET_KEY", "of the tests")
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        server = EmbeddedPostgres(data, extra_configuration=FAST)
        atexit.register(server.stop)
        os.environ["DATABASE_URL"] = server.start()


_start()
