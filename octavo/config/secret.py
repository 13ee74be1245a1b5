"""The key that signs sessions and picture addresses, made once per installation."""

from __future__ import annotations

import os
import secrets
import tempfile
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
        # Written whole, then given its name: nobody ever reads half a key, and of two makers one wins.
        with tempfile.NamedTemporaryFile("w", dir=data, prefix=".secret-") as file:
            file.write(key)
            file.flush()
            os.link(file.name, path)
    except FileExistsError:
        return path.read_text()
    except OSError:
        return key  # no data folder, or a full disk
    return key
