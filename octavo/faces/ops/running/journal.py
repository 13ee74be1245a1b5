"""What the site and the workers print, in a file beside the data: the screen shows the progress only."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import IO

LARGEST = 8 * 2**20  # bytes; one older file is kept


def journal_of(data: Path) -> Path:
    return data / "octavo.log"


def open_journal(data: Path) -> IO[bytes]:
    """The file, for the children to append to."""
    trim_journal(data)
    return journal_of(data).open("ab", buffering=0)


def trim_journal(data: Path) -> None:
    """Moves what was written aside when it is much. The children go on writing at the end of the same file."""
    path = journal_of(data)
    try:
        if path.stat().st_size > LARGEST:
            shutil.copyfile(path, path.with_suffix(".log.1"))
            os.truncate(path, 0)
    except OSError:
        pass  # not there yet, or the disk is full: neither is worth stopping for
