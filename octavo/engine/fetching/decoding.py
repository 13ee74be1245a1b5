"""Undoes Content-Encoding without ever holding more than was allowed, so that a bomb stays small."""

from __future__ import annotations

import importlib
import zlib
from types import ModuleType
from typing import Protocol

import brotli


class OverflowingError(Exception):
    """The decoded body is larger than allowed."""


class GarbledError(Exception):
    """The body is not what its Content-Encoding says. The argument is one plain sentence."""


def _find_zstd() -> ModuleType | None:
    for name in ("compression.zstd", "backports.zstd"):  # the standard library has it from 3.14 on
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


_ZSTD = _find_zstd()
ACCEPT_ENCODING = "gzip, deflate, br, zstd" if _ZSTD else "gzip, deflate, br"

_GZIP_MAGIC = b"\x1f\x8b"
_MAX_CODINGS = 2
# Each new member costs a copy of what follows it; honest bodies have one, log-like ones a few.
_MAX_MEMBERS = 64
_ZSTD_WINDOW_LOG = 23  # 8 MiB, the most RFC 9659 lets a server use


class _Codec(Protocol):
    def decode(self, data: bytes, room: int) -> bytes:
        """The next decoded bytes. More than `room` of them means there is no end in sight: stop."""

    @property
    def finished(self) -> bool: ...


class BodyDecoder:
    """Feeds on raw chunks, keeps at most `limit` decoded bytes."""

    def __init__(self, content_encoding: str, limit: int) -> None:
        names = [name for name in content_encoding.lower().replace(" ", "").split(",") if name not in ("", "identity")]
        if len(names) > _MAX_CODINGS:
            raise GarbledError("The answer is compressed more than twice.")
        self._limit = limit
        self._codecs: list[_Codec] | None = None
        self._names = names[::-1]
        self._body = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Raises OverflowingError or GarbledError."""
        if self._codecs is None:
            self._codecs = _choose_codecs(self._names, chunk)
        room = self._limit - len(self._body)
        for codec in self._codecs:
            # Between two codings the whole limit is allowed: the outer one may expand what the inner one shrinks.
            chunk = codec.decode(chunk, room if codec is self._codecs[-1] else self._limit)
        if len(chunk) > room:
            raise OverflowingError
        self._body += chunk

    def finish(self) -> bytes:
        """The whole body. Raises GarbledError where compressed data ended in the middle."""
        if not all(codec.finished for codec in self._codecs or ()):
            raise GarbledError("The answer's compressed data ends in the middle.")
        return bytes(self._body)


def _choose_codecs(names: list[str], start: bytes) -> list[_Codec]:
    if names in ([], ["gzip"], ["x-gzip"]):
        # Servers forget the header (sitemap.xml.gz) or send it with a plain body: the first bytes tell.
        return [_Inflate(31)] if start.startswith(_GZIP_MAGIC) else []
    return [_make_codec(name, start) for name in names]


def _make_codec(name: str, start: bytes) -> _Codec:
    if name in ("gzip", "x-gzip"):
        return _Inflate(31)
    if name == "deflate":
        # The standard means zlib's wrapping, half the servers send raw data: RFC 1950's first two bytes tell.
        wrapped = len(start) > 1 and start[0] & 0x0F == 8 and (start[0] << 8 | start[1]) % 31 == 0
        return _Inflate(15 if wrapped else -15)
    if name == "br":
        return _Brotli()
    if name == "zstd" and _ZSTD:
        return _Zstd(_ZSTD)
    raise GarbledError(f"The answer is compressed with “{name[:20]}”, which was not asked for.")


class _Inflate:
    """gzip, zlib or raw deflate, as `wbits` says; gzip members may follow each other."""

    def __init__(self, wbits: int) -> None:
        self._wbits = wbits
        self._inflater = zlib.decompressobj(wbits)
        self._members = 1

    def decode(self, data: bytes, room: int) -> bytes:
        out = bytearray()
        while data:
            if self._inflater.eof:
                if self._wbits != 31 or not data.startswith(b"\x1f"):
                    break  # padding behind the end, which is harmless
                self._members += 1
                if self._members > _MAX_MEMBERS:
                    raise GarbledError("The answer's compressed data is cut into too many pieces.")
                self._inflater = zlib.decompressobj(self._wbits)
            try:
                out += self._inflater.decompress(data, room + 1 - len(out))
            except zlib.error:
                raise GarbledError("The answer's compressed data is damaged.") from None
            if len(out) > room:
                break
            data = self._inflater.unused_data
        return bytes(out)

    @property
    def finished(self) -> bool:
        return self._inflater.eof


class _Brotli:
    def __init__(self) -> None:
        self._decompressor = brotli.Decompressor()

    def decode(self, data: bytes, room: int) -> bytes:
        try:
            out = self._decompressor.process(data, output_buffer_limit=room + 1)
            while len(out) <= room and not self._decompressor.can_accept_more_data():
                out += self._decompressor.process(b"", output_buffer_limit=room + 1 - len(out))
        except brotli.error:
            raise GarbledError("The answer's compressed data is damaged.") from None
        return bytes(out)

    @property
    def finished(self) -> bool:
        return bool(self._decompressor.is_finished())


class _Zstd:
    def __init__(self, zstd: ModuleType) -> None:
        self._error: type[Exception] = zstd.ZstdError
        options = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
        self._decompressor = zstd.ZstdDecompressor(options=options)

    def decode(self, data: bytes, room: int) -> bytes:
        if self._decompressor.eof:
            return b""
        try:
            return bytes(self._decompressor.decompress(data, max_length=room + 1))
        except self._error:
            raise GarbledError("The answer's compressed data is damaged.") from None

    @property
    def finished(self) -> bool:
        return bool(self._decompressor.eof)
