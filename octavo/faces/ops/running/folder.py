"""The data folder: made, checked, and locked by the one process that owns its database."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from pathlib import Path
from typing import IO

from octavo.faces.ops.running.errors import CannotStart

OTHERS_MAY_PASS = stat.S_IXOTH
NEEDED_MB = 200  # a new database takes 60, and the line needs room to move
LOCK = "octavo.lock"
USERS = "in-use.lock"
ENDING = "ending"  # how the lock is signed by one who is about to leave
PATIENCE = 45.0  # seconds to wait for such a one


def is_root() -> bool:
    return os.geteuid() == 0


def prepare_folder(data: Path) -> None:
    """Makes the folder. Raises CannotStart where it cannot be used; folders that are not Octavo's are not changed."""
    data = data.absolute()
    try:
        _make(data)
    except NotADirectoryError:
        raise CannotStart(f"The data folder {data} would lie inside a file. Set OCTAVO_DATA to a folder.") from None
    except OSError as error:
        raise CannotStart(
            f"The data folder {data} cannot be made: {error.strerror}. Set OCTAVO_DATA to a folder that may be written."
        ) from None
    if not data.is_dir():
        raise CannotStart(f"{data} is a file, and OCTAVO_DATA must name a folder. Set it to another place.")
    if not os.access(data, os.W_OK | os.X_OK):
        raise CannotStart(
            f"The data folder {data} may not be written by this user. Set OCTAVO_DATA to another folder, or change its "
            "owner."
        )
    if free_megabytes(data) < NEEDED_MB:
        raise CannotStart(
            f"Only {free_megabytes(data)} MB are free for the data folder {data}; Octavo needs {NEEDED_MB} MB to "
            "start. Free some space, or set OCTAVO_DATA to a folder on another disk. Nothing was changed."
        )
    if is_root():
        check_passage(data)


def _make(data: Path) -> None:
    """Makes the folder and those above it that are missing; ours may be passed by others, whatever the umask says."""
    missing = [folder for folder in (data, *data.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)


def free_megabytes(data: Path) -> int:
    """What is left for Octavo on the disk of this folder."""
    disk = os.statvfs(data)
    return disk.f_bavail * disk.f_frsize // 2**20


def check_passage(data: Path) -> None:
    """Run by root, PostgreSQL becomes a user of its own, which must be able to reach the folder."""
    for folder in data.resolve().parents:
        if not folder.stat().st_mode & OTHERS_MAY_PASS:
            raise CannotStart(
                f"Octavo is run by root, so its database runs as the user 'pgserver', who cannot pass through "
                f"{folder}. Octavo does not open folders that are not its own: unset OCTAVO_DATA to use "
                f"/var/lib/octavo, set it to a folder that everyone may pass, or run Octavo as an ordinary user."
            )
    data.chmod(data.stat().st_mode | OTHERS_MAY_PASS)


def lock_folder(data: Path, *, patience: float = PATIENCE) -> IO[str]:
    """Takes the folder for this process, until it ends. Raises CannotStart when another one has it.

    One that is signed as ending is waited for, `patience` seconds at most; one that has not signed yet, a moment.
    """
    handle = _open(data / LOCK)
    began = time.monotonic()
    while not _take(handle, fcntl.LOCK_EX):
        holder = holder_of(handle)
        if time.monotonic() - began < (patience if holder.startswith(ENDING) else 0 if holder else min(patience, 1.0)):
            time.sleep(0.1)
            continue
        handle.close()
        raise CannotStart(
            f"Octavo is running already on {data}{f' ({holder})' if holder else ''}. Stop that one first, "
            "or set OCTAVO_DATA and OCTAVO_PORT to start a second installation."
        )
    return handle


def sign_lock(handle: IO[str], text: str) -> None:
    """Writes who holds the lock, for the sentence that refuses the next one. Empty: it was left in good order."""
    try:
        handle.seek(0)
        handle.truncate()
        handle.write(text)
        handle.flush()
    except OSError:
        pass  # the disk is full: the lock holds without a name


def holder_of(handle: IO[str]) -> str:
    """How the lock is signed."""
    handle.seek(0)
    return handle.read().strip()


def mark_in_use(data: Path) -> IO[str]:
    """Says that this process, and every child that inherits the handle, uses the folder's database until it ends."""
    handle = _open(data / USERS)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def wait_until_unused(data: Path, *, seconds: float) -> bool:
    """Waits for the processes that use the database to end. False when some are still there after this time."""
    until = time.monotonic() + seconds
    with _open(data / USERS) as handle:
        while not _take(handle, fcntl.LOCK_EX):
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
    return True


def _take(handle: IO[str], how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _open(path: Path) -> IO[str]:
    try:
        return path.open("a+")
    except OSError as error:
        raise CannotStart(
            f"{path} cannot be opened: {error.strerror}. It may belong to another user: run Octavo as that user, or "
            "set OCTAVO_DATA to another folder."
        ) from None
