"""From what a person names on the command line to drafts, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from octavo.engine.errors import OutsideError
from octavo.engine.extraction import extract
from octavo.engine.parsing.warc import read_warc
from octavo.engine.records import Draft, Fetched
from octavo.faces.ops.given.files import Unusable
from octavo.faces.ops.given.lines import Complain, read_lines
from octavo.faces.ops.given.page import extract_file

PAGES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")
LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
WARCS = (".warc", ".warc.gz")

Fetch = Callable[[str], Fetched]


def open_given(
    names: list[str], *, addresses: dict[str, str], fetch: Fetch, complain: Complain, now: datetime
) -> Iterator[Draft]:
    """The drafts of addresses, files and folders, in order. What cannot be used goes to `complain`."""
    for name in names:
        if name.startswith(("http://", "https://")):
            yield from _fetch_page(name, fetch, complain, now)
            continue
        for file in _files(name, complain):
            yield from _open_file(file, addresses, complain, now)


def _fetch_page(address: str, fetch: Fetch, complain: Complain, now: datetime) -> Iterator[Draft]:
    try:
        answer = fetch(address)
    except OutsideError as error:
        complain(address, error.reason)
        return
    if not _may_be_page(answer):
        complain(address, f"this is no page but {answer.media_type}.")
        return
    yield extract(answer.body, answer.address, charset=charset_of(answer), fetched_at=now)


def _may_be_page(answer: Fetched) -> bool:
    return "html" in answer.media_type or answer.media_type in ("", "text/plain", "application/octet-stream")


def _files(name: str, complain: Complain) -> list[Path]:
    path = Path(name)
    try:
        if not path.exists():
            complain(name, "there is no such file or folder, and it is no http address.")
            return []
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    except (OSError, ValueError) as error:
        complain(name, f"this cannot be read: {getattr(error, 'strerror', None) or error}.")
        return []
    usable = [file for file in files if _kind(file)]
    if not usable:
        what = "in this folder nothing is" if path.is_dir() else "by its name this is no"
        complain(name, f"{what} HTML, WARC or JSON lines (.html, .warc, .jsonl, each also .gz).")
    return usable


def _kind(file: Path) -> str | None:
    name = file.name.lower()
    kinds = (("page", PAGES), ("warc", WARCS), ("lines", LINES))
    return next((kind for kind, endings in kinds if name.endswith(endings)), None)


def _open_file(file: Path, addresses: dict[str, str], complain: Complain, now: datetime) -> Iterator[Draft]:
    kind = _kind(file)
    try:
        if kind == "page":
            yield extract_file(file, addresses, now=now)
        elif kind == "warc":
            yield from _open_warc(file, now)
        else:
            yield from read_lines(file, complain)
    except Unusable as error:
        complain(error.where, f"this {error.why}")
    except OutsideError as error:
        complain(str(file), error.reason)
    except OSError as error:
        complain(str(file), f"this cannot be read: {error.strerror or error}.")


def _open_warc(file: Path, now: datetime) -> Iterator[Draft]:
    for answer in read_warc(file):
        if answer.status == 200 and "html" in answer.media_type:
            yield extract(answer.body, answer.address, charset=charset_of(answer), fetched_at=now)


def charset_of(answer: Fetched) -> str | None:
    """The charset the server names, or None."""
    for part in answer.headers.get("content-type", "").split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None
