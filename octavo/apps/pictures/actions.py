"""Getting publishers' pictures, once, and keeping them on disk."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from octavo.apps.pictures.queries import fitting_width
from octavo.apps.pictures.resizing import resize
from octavo.apps.sources.door import fetch_rules
from octavo.engine import errors
from octavo.engine.errors import OutsideError, Unreadable
from octavo.engine.fetching import Ask, fetch

MEDIA_TYPE = "image/webp"
SECONDS = 8  # a reader's browser is waiting
ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9"

SHARDS = 256  # folders; each keeps to its share of the room, so that making room never looks at all files
_TOUCHED_AFTER = 86_400  # seconds: how exact "used last" has to be
_RETRY_AFTER = {True: 600, False: 86_400}  # seconds a failure is remembered: one that may pass, one that will not


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A resized picture and what its bytes are known by."""

    body: bytes
    media_type: str
    digest: str


def get_picture(address: str, width: int) -> Picture:
    """A publisher's picture in one of the widths on offer, from disk or from the publisher. Raises OutsideError.

    The original is kept beside the first size, so that a second size does not ask the publisher again. A failure is
    remembered for ten minutes, or for a day where it will not pass.
    """
    shelf = _Shelf(address)
    width = fitting_width(width)
    body = shelf.get(f"{width}.webp") or _make(address, width, shelf)
    return Picture(body=body, media_type=MEDIA_TYPE, digest=sha256(body).hexdigest()[:32])


def _make(address: str, width: int, shelf: _Shelf) -> bytes:
    original = shelf.get("original")
    if original is None:
        shelf.recall_failure()
    try:
        original = original or _fetch(address)
        body = resize(original, width, subject=address)
    except OutsideError as error:
        shelf.remember_failure(error)
        raise
    shelf.put("original", original)
    shelf.put(f"{width}.webp", body)
    return body


def _fetch(address: str) -> bytes:
    rules = fetch_rules()
    answer = fetch(Ask(address=address, accept=ACCEPT), replace(rules, total_seconds=min(rules.total_seconds, SECONDS)))
    if not answer.body:
        raise Unreadable(address, "The answer is empty.")
    return answer.body


class _Shelf:
    """Where the files of one picture lie."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = sha256(address.encode()).hexdigest()[:40]
        self.folder = settings.OCTAVO.data / "pictures" / self.key[:2]

    def get(self, kind: str) -> bytes | None:
        path = self._path(kind)
        try:
            body = path.read_bytes()
            if time.time() - path.stat().st_mtime > _TOUCHED_AFTER:
                path.touch()  # used today: what is not goes first
        except OSError:
            return None
        return body or None

    def put(self, kind: str, body: bytes) -> None:
        """Keeps a file, whole or not at all, and makes room for it. A full disk is no reason to show nothing."""
        room = settings.OCTAVO["pictures_max_mb"] * 1024 * 1024 // SHARDS
        if len(body) > room // 4:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self._path(kind), body)
            _make_room(self.folder, room)
        except OSError:
            return

    def remember_failure(self, error: OutsideError) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self._path("failed"), f"{error.kind}\n{error.reason}".encode())
        except OSError:
            return

    def recall_failure(self) -> None:
        """Raises what went wrong last time, while it is fresh."""
        path = self._path("failed")
        try:
            kind, _, reason = path.read_text().partition("\n")
            age = time.time() - path.stat().st_mtime
        except OSError:
            return
        make: Callable[[str, str], OutsideError] = getattr(errors, kind, Unreadable)
        error = make(self.address, reason)
        if age < _RETRY_AFTER[error.retry]:
            raise error

    def _path(self, kind: str) -> Path:
        return self.folder / f"{self.key}.{kind}"


def _write(path: Path, body: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _make_room(folder: Path, room: int) -> None:
    """Removes what was used longest ago, until the folder keeps to its share."""
    found = []
    for entry in os.scandir(folder):
        try:
            state = entry.stat()
        except OSError:
            continue  # another process made room at the same time
        found.append((state.st_mtime, state.st_size, entry.path))
    held = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if held <= room:
            return
        Path(path).unlink(missing_ok=True)
        held -= size
