"""Answers <-> a WARC file (ISO 28500), the same bytes for the same answers."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from octavo.edition.records import Answer

_END = b"\r\n\r\n"
_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "edition.octavo.example")


def write_warc(answers: Iterable[Answer], file: Path, now: datetime) -> None:
    """One gzip member per record, after a warcinfo record; record ids follow from address and body."""
    at = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    with file.open("wb") as out:
        info = b"software: octavo sample edition\r\nformat: WARC File Format 1.1\r\n"
        out.write(_record("warcinfo", None, at, "application/warc-fields", info))
        for answer in answers:
            block = _http(answer)
            out.write(_record("response", answer.address, at, "application/http; msgtype=response", block))


def read_warc(file: Path) -> Iterator[Answer]:
    """The answers of a file that `write_warc` wrote, in order; header names as written.

    Not a reader for anybody else's WARC files. Raises OSError where the file is missing or cut short.
    """
    stream = memoryview(gzip.decompress(file.read_bytes()))
    at = 0
    while at < len(stream):
        fields, start = _fields(stream, at)
        end = start + int(fields["Content-Length"])
        if fields["WARC-Type"] == "response":
            yield _answer(fields["WARC-Target-URI"], stream[start:end])
        at = end + len(_END)


def _fields(stream: memoryview, at: int) -> tuple[dict[str, str], int]:
    """The head that starts at `at` as names and values, its first line as '', and where its block starts."""
    size = 1024
    while (end := bytes(stream[at : at + size]).find(_END)) < 0:
        size *= 2
    first, *lines = bytes(stream[at : at + end]).decode("utf-8").split("\r\n")
    return {"": first, **dict(line.split(": ", 1) for line in lines)}, at + end + len(_END)


def _answer(address: str, block: memoryview) -> Answer:
    headers, start = _fields(block, 0)
    status = int(headers.pop("").split()[1])
    media_type = headers.pop("Content-Type")
    del headers["Content-Length"]
    return Answer(address=address, body=bytes(block[start:]), media_type=media_type, status=status, headers=headers)


def _http(answer: Answer) -> bytes:
    phrase = HTTPStatus(answer.status).phrase
    headers = {"Content-Type": answer.media_type, "Content-Length": str(len(answer.body)), **answer.headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {answer.status} {phrase}\r\n{lines}\r\n".encode("latin-1") + answer.body


def _record(kind: str, address: str | None, at: str, media_type: str, block: bytes) -> bytes:
    record_id = uuid.uuid5(_SPACE, f"{kind} {address} {at}")
    target = f"WARC-Target-URI: {address}\r\n" if address else ""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{record_id}>\r\nWARC-Date: {at}\r\n{target}"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    # Pictures do not shrink further: the fastest level costs nothing and keeps one form for all records.
    level = 1 if b"image/jpeg" in block[:120] else 6
    return gzip.compress(head.encode() + block + _END, level, mtime=0)
