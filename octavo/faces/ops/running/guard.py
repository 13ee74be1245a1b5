"""A small process that outlives its owner: when Octavo is killed, it stops the database that Octavo started.

As a command: python -m octavo.faces.ops.running.guard DATA [--remove]
It waits on its standard input. A byte there means that all ended well; its end without one, that the owner was killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from octavo.faces.ops.running.errors import CannotStart
from octavo.faces.ops.running.folder import ENDING, lock_folder, sign_lock, wait_until_unused
from octavo.faces.ops.running.postmaster import find_postmaster, stop_postmaster

CHILDREN_SECONDS = 16.0  # longer than any child takes to end
STOP_SECONDS = 60.0


class Guard:
    """Watches over one owner. It ends with `dismiss`, or by itself after its work."""

    def __init__(self, data: Path, *, remove: bool = False) -> None:
        self._command = [sys.executable, "-m", __name__, str(data.resolve()), *(["--remove"] if remove else [])]
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip

    def keep(self) -> None:
        """Starts it again when something has ended it."""
        if self._process.poll() is not None:
            self._start()

    def dismiss(self) -> None:
        """Nothing is left to guard."""
        try:
            self._process.communicate(b".", timeout=5)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()

    def abandon(self) -> None:
        """Its owner is about to end, and leaves all to the guard: waits until that is done."""
        self._process.communicate()


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    data, remove = Path(given[0]), "--remove" in given
    for name in (signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    if os.read(0, 1):
        return 0
    wait_until_unused(data, seconds=CHILDREN_SECONDS)
    try:
        lock = lock_folder(data, patience=0)
    except CannotStart:
        return 0  # a new owner is there already, and has the database
    sign_lock(lock, f"{ENDING} after it was killed")
    if pid := find_postmaster(data / "postgres"):
        stop_postmaster(pid, seconds=STOP_SECONDS)
    sign_lock(lock, "")
    if remove:
        shutil.rmtree(data, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
