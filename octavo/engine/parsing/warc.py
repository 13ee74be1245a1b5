"""WARC archives (ISO 28500), plain or gzipped, as the answers they hold."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from os import PathLike, fspath
from typing import BinaryIO

import brotli
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.limits import MAX_BYTES
from octavo.engine.records import Fetched

_ANSWERS = WarcRecordType.response | WarcRecordType.resource
_UNDONE = ("content-encoding", "transfer-encoding", "content-length")  # untrue of a decoded body


def read_warc(source: str | PathLike[str] | BinaryIO) -> Iterator[Fetched]:
    """The web answers of an archive in its order, one at a time; raises Unreadable for what is none or is damaged.

    Taken are records of type response (over HTTP) and resource. Bodies come out decoded, cut at 10 MB; one whose
    encoding is unknown or broken stays as it is, with its content-encoding header.
    """
    stream = fspath(source) if isinstance(source, str | PathLike) else source
    subject = stream if isinstance(stream, str) else str(getattr(stream, "name", "the archive"))
    count = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=True, strict_mode=False):
            count += 1
            if record.record_type & _ANSWERS and (answer := _read_record(record)):
                yield answer
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        reason = f"The archive is damaged after {count} records." if count else "This is not a WARC archive."
        raise Unreadable(subject, reason) from error
    if not count:
        raise Unreadable(subject, "This is not a WARC archive.")


def _read_record(record: WarcRecord) -> Fetched | None:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if not address.startswith(("http://", "https://")):
        return None
    body = record.reader.read(MAX_BYTES)
    if record.record_type == WarcRecordType.resource:
        headers = {"content-type": record.headers.get("Content-Type") or ""}
        return Fetched(asked=address, address=address, status=200, headers=headers, body=body)
    if not record.is_http or record.http_headers is None:
        return None
    headers = {name.lower(): value for name, value in record.http_headers.to_tuples()}
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    decoded = _decode(body, headers.get("content-encoding", ""))
    if decoded is not None:
        headers = {name: value for name, value in headers.items() if name not in _UNDONE}
    return Fetched(
        asked=address,
        address=address,
        status=record.http_headers.status_code or 0,
        headers=headers,
        body=body if decoded is None else decoded,
    )


def _join_chunks(body: bytes) -> bytes:
    """The body without chunk lines; as it is when it has none (many tools store it joined, and keep the header)."""
    pieces: list[bytes] = []
    position = 0
    while True:
        line = body.find(b"\r\n", position, position + 64)
        try:
            size = int(body[position:line].split(b";")[0], 16) if line >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(pieces) if pieces else body
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[line + 2 : line + 2 + size])
        position = line + 2 + size + 2


def _decode(body: bytes, encoding: str) -> bytes | None:
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        decoded = _decode_one(body, name)
        if decoded is None:
            return None
        body = decoded
    return body


def _decode_one(body: bytes, name: str) -> bytes | None:
    if name in ("identity", "none", "utf-8") or not body:
        return body
    try:
        if name == "br":
            return bytes(brotli.Decompressor().process(body, output_buffer_limit=MAX_BYTES))[:MAX_BYTES]
        if name in ("gzip", "x-gzip", "deflate"):
            return _inflate(body)
    except (zlib.error, brotli.error):
        return None
    return None


def _inflate(body: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=47).decompress(body, MAX_BYTES)
    except zlib.error:
        return zlib.decompressobj(wbits=-15).decompress(body, MAX_BYTES)  # deflate without its header
