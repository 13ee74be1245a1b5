"""The key that signs sessions and picture addresses, made once per installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_secret(data: Path) -> str:
    """The key kept in the data folder; made there when the folder exists, else one for this process only."""
    path = data / "secret_key"
    try:
        return path.read_text()
    except OSError:
        pass
    key = secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    except OSError:
        return key  # no data folder: a command that stores nothing
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key
