"""The database's first process: found by what it left in its folder, and stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path


def find_postmaster(folder: Path) -> int | None:
    """The id of the server that runs on a folder, or None.

    The file it leaves behind when it is killed names an id that another process may have by now, above all in a
    container; so the process is asked for its command line.
    """
    try:
        pid = int((folder / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if str(folder) in _command_of(pid) else None


def forget_postmaster(folder: Path) -> None:
    """Removes what a killed server left behind: PostgreSQL itself would mistake another process of that id for it."""
    if find_postmaster(folder) is None:
        (folder / "postmaster.pid").unlink(missing_ok=True)


def stop_postmaster(pid: int, *, seconds: float) -> bool:
    """Stops a server: clients sent away, what is under way undone, all on disk. False when it does not end."""
    until = time.monotonic() + seconds
    try:
        os.kill(pid, signal.SIGINT)  # what PostgreSQL calls a fast shutdown
        while time.monotonic() < until:
            os.kill(pid, 0)
            if not _command_of(pid):
                return True  # ended, but nobody has asked for its status
            time.sleep(0.05)
    except ProcessLookupError:
        return True
    return False


def _command_of(pid: int) -> str:
    """The words a process was started with; empty for one that has ended."""
    if Path("/proc/self/cmdline").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="surrogateescape")
        except OSError:
            return ""
    asked = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)  # noqa: S603, S607
    return asked.stdout
