"""What the edition's web answers: whole HTTP responses, made ready in memory."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from octavo.edition.records import Answer
from octavo.edition.warc import read_warc

_WORTH_ZIPPING = 600  # bytes
_MISSING = b"<!DOCTYPE html><title>404</title><h1>Page not found</h1><p>Try our front page.</p>"
_Key = tuple[str, str]  # host, path with query


class Replies:
    """The recorded web, by host and path; the second phase lies ready beside the first."""

    def __init__(self, first: Iterable[Answer], later: Iterable[Answer]) -> None:
        self._known: dict[_Key, _Reply] = {_key(answer): _Reply(answer) for answer in first}
        self._later: dict[_Key, _Reply] = {_key(answer): _Reply(answer) for answer in later}

    def revise(self) -> None:
        """Lays the second phase over the first."""
        self._known = self._known | self._later

    def answer(
        self, host: str, target: str, headers: Mapping[str, str], *, head_only: bool = False
    ) -> tuple[int, bytes]:
        """Status and bytes for a question; header names in lower case. A query the site does not know is ignored."""
        # Of a query with more in it than the site knows, its first parameter counts: `?id=7&utm_source=rss`.
        forms = (target, target.partition("&")[0], target.partition("?")[0])
        reply = next((found for form in forms if (found := self._known.get((host, form)))), None)
        if reply is None:
            return self.refuse(404)
        if reply.status == 200 and reply.unchanged_for(headers):
            return 304, reply.unchanged
        zipped = reply.zipped if "gzip" in headers.get("accept-encoding", "") else None
        head, body = zipped or reply.plain
        return reply.status, head if head_only else head + body

    @staticmethod
    def refuse(status: int) -> tuple[int, bytes]:
        """A complete answer that says no."""
        head = _head(status, {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(_MISSING))})
        return status, head + _MISSING


class _Reply:
    """One answer in all the forms it may be asked in."""

    def __init__(self, answer: Answer) -> None:
        self.status = answer.status
        self._answer = answer
        digest = hashlib.sha256(answer.body).hexdigest()[:20]
        self._etag = f'"{digest}"'
        self._modified = _parse_date(answer.headers.get("Last-Modified", ""))

    def unchanged_for(self, headers: Mapping[str, str]) -> bool:
        """Whether the client holds this very answer (RFC 9110, 13.2: the tag counts, else the date)."""
        if tags := headers.get("if-none-match"):
            held = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
            return self._etag in held or "*" in held
        since = _parse_date(headers.get("if-modified-since", ""))
        return since is not None and self._modified is not None and self._modified <= since

    @cached_property
    def unchanged(self) -> bytes:
        return _head(304, {"ETag": self._etag, **self._answer.headers})

    @cached_property
    def plain(self) -> tuple[bytes, bytes]:
        return self._made(self._answer.body, {})

    @cached_property
    def zipped(self) -> tuple[bytes, bytes] | None:
        """None where it would not pay."""
        if len(self._answer.body) < _WORTH_ZIPPING or self._answer.media_type.startswith("image/"):
            return None
        return self._made(gzip.compress(self._answer.body, 5, mtime=0), {"Content-Encoding": "gzip"})

    def _made(self, body: bytes, more: Mapping[str, str]) -> tuple[bytes, bytes]:
        headers = {
            "Content-Type": self._answer.media_type,
            "Content-Length": str(len(body)),
            "ETag": self._etag,
            "Vary": "Accept-Encoding",
            **self._answer.headers,
            **more,
        }
        return _head(self.status, headers), body


def load_replies(folder: Path) -> Replies:
    """The edition that `build_edition` left in `folder`. Raises OSError where there is none."""
    return Replies(read_warc(folder / "edition.warc.gz"), read_warc(folder / "revised.warc.gz"))


def _key(answer: Answer) -> _Key:
    parts = urlsplit(answer.address)
    return parts.netloc, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nServer: edition\r\n{lines}\r\n".encode("latin-1")


def _parse_date(text: str) -> datetime | None:
    """An HTTP date; None where it is missing or nonsense, which a server ignores (RFC 9110, 13.1.3)."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
