"""One question, one answer: the only lines that talk HTTP."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http_exceptions import HttpProcessingError
from yarl import URL

from octavo.engine.errors import ForbiddenAddress, OutsideError, ServerFailed, TooLarge, Unreachable, Unreadable
from octavo.engine.fetching.decoding import ACCEPT_ENCODING, BodyDecoder, GarbledError, OverflowingError
from octavo.engine.fetching.guard import Checked
from octavo.engine.fetching.resolving import GuardedResolver, UncheckedError
from octavo.engine.fetching.rules import MEBIBYTE, Ask, FetchRules

# Publishers' security headers grow long; what is longer than this is an attack.
_MAX_HEADER_BYTES = 32 * 1024
_MAX_HEADERS = 200
_IDLE_SECONDS = 4
_REFUSAL_BYTES = 256 * 1024
_REFUSAL_SECONDS = 5
# Headers whose repetitions are one list (RFC 9110 5.3); of all others the first counts.
_LISTS = frozenset({"cache-control", "link", "vary", "content-encoding", "x-robots-tag"})
_UNKEPT = frozenset({"set-cookie", "set-cookie2"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back to one question: no redirect followed, no status judged. Of an error page only the start."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Forgiving(ResponseHandler):
    """aiohttp's reader of answers, mended in two places, each watched by a test.

    Stray bytes behind an answer (a 304 with a body, a Content-Length that is too small) cost the answer when all
    arrives in one piece: so the head is parsed first. And what turns into garbage in mid-body left whoever waits for
    the body waiting: so they are told.
    """

    def data_received(self, data: bytes) -> None:
        head, blank_line, rest = data.partition(b"\r\n\r\n") if data.startswith(b"HTTP/") else (data, b"", b"")
        super().data_received(head + blank_line)
        if rest:
            super().data_received(rest)

    def set_exception(self, exc: BaseException, *cause: BaseException) -> None:
        super().set_exception(exc, *cause)
        if self._payload is not None and not self._payload.is_eof():
            self._payload.set_exception(exc)


class Exchange:
    """Asks the questions of one batch over shared connections. An async context manager."""

    def __init__(self, rules: FetchRules, *, reuse: bool) -> None:
        """`reuse`: keep connections open, which pays where hosts are asked more than once."""
        self._rules = rules
        self._resolver = GuardedResolver(rules)
        connector = aiohttp.TCPConnector(
            resolver=self._resolver,
            socket_factory=self._resolver.open_socket,
            limit=0,  # `Hosts` counts
            force_close=not reuse,
            ttl_dns_cache=60,
            keepalive_timeout=_IDLE_SECONDS if reuse else None,
        )
        # aiohttp has no public way to bring one's own reader.
        connector._factory = cast(Any, partial(_Forgiving, loop=asyncio.get_running_loop()))
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,  # aiohttp's has no limit over the whole body
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=rules.connect_seconds),
            headers=_introduction(rules, reuse=reuse),
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
            max_headers=_MAX_HEADERS,
        )

    async def __aenter__(self) -> Exchange:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()
        await self._resolver.close()

    async def ask(self, ask: Ask, checked: Checked) -> Answer:
        """The answer of `checked`, body decompressed and within bounds. Raises OutsideError."""
        try:
            return await self._ask(ask, checked)
        except ForbiddenAddress as error:  # the resolver speaks of a host
            raise ForbiddenAddress(ask.address, error.reason) from None
        except OverflowingError:
            raise TooLarge(ask.address, f"The answer is larger than {_shown(_limit(ask, self._rules))}.") from None
        except GarbledError as error:
            raise Unreadable(ask.address, str(error)) from error
        except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError) as error:
            raise _explain(ask.address, error, self._rules) from error

    async def _ask(self, ask: Ask, checked: Checked) -> Answer:
        self._resolver.pass_literal(checked)
        played = self._rules.find_route(checked.host) is not None
        url = URL(checked.url.replace("https:", "http:", 1) if played else checked.url, encoded=True)
        async with self._session.get(url, headers=_question(ask), allow_redirects=False) as response:
            headers = _read_headers(response.raw_headers)
            body = b"" if response.status == 304 else await self._read(response, headers, ask)
            return Answer(response.status, headers, body)

    async def _read(self, response: aiohttp.ClientResponse, headers: Mapping[str, str], ask: Ask) -> bytes:
        if response.status >= 300:
            return await _read_refusal(response, headers)
        limit = _limit(ask, self._rules)
        if (response.content_length or 0) > limit:
            raise OverflowingError
        decoder = BodyDecoder(headers.get("content-encoding", ""), limit)
        async for chunk in response.content.iter_any():
            decoder.feed(chunk)
        return decoder.finish()


async def _read_refusal(response: aiohttp.ClientResponse, headers: Mapping[str, str]) -> bytes:
    """The start of the page that says who refused us. It is a courtesy: slow, broken or endless ones are left."""
    if not 400 <= response.status < 500 or response.status in (404, 410):
        return b""
    raw = bytearray()
    try:
        async with asyncio.timeout(_REFUSAL_SECONDS):
            async for chunk in response.content.iter_any():
                raw += chunk
                if len(raw) > _REFUSAL_BYTES:
                    return b""
        decoder = BodyDecoder(headers.get("content-encoding", ""), _REFUSAL_BYTES)
        decoder.feed(bytes(raw))
        return decoder.finish()
    except (OverflowingError, GarbledError, OSError, aiohttp.ClientError, HttpProcessingError):
        return b""


def _limit(ask: Ask, rules: FetchRules) -> int:
    return rules.max_bytes if ask.max_bytes is None else ask.max_bytes


def _shown(size: int) -> str:
    return f"{size / MEBIBYTE:.3g} MiB" if size >= MEBIBYTE else f"{size} bytes"


def _explain(subject: str, error: Exception, rules: FetchRules) -> OutsideError:
    """What an exception of aiohttp means, in one plain sentence."""
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, UncheckedError):
        return ForbiddenAddress(subject, "The connection led to an address that was not checked.")
    if isinstance(error, aiohttp.ClientResponseError | HttpProcessingError | aiohttp.InvalidURL):
        return ServerFailed(subject, "The server's answer is not valid HTTP.")
    return Unreachable(subject, _why_unreachable(error, rules))


def _why_unreachable(error: Exception, rules: FetchRules) -> str:
    match error:
        case aiohttp.ClientConnectorDNSError(os_error=socket.gaierror(errno=socket.EAI_AGAIN)):
            return "DNS did not answer for the host's name."
        case aiohttp.ClientConnectorDNSError():
            return "DNS does not know the host's name."
        case aiohttp.ClientConnectorCertificateError():
            return "The host's certificate is not valid."
        case aiohttp.ClientSSLError() | ssl.SSLError():
            return "No secure connection could be agreed with the host."
        case aiohttp.ServerTimeoutError() | TimeoutError():
            return f"The host could not be connected to within {rules.connect_seconds:g} seconds."
        case aiohttp.ClientConnectorError(os_error=ConnectionRefusedError()):
            return "The host refused the connection."
        case aiohttp.ClientConnectorError():
            return "The host could not be connected to."
        case aiohttp.ClientPayloadError():
            return "The answer broke off in the middle."
    return "The host closed the connection without a whole answer."


def _introduction(rules: FetchRules, *, reuse: bool) -> dict[str, str]:
    """What every question says. No cookies, no referrer: a publisher learns who asks, and for what."""
    said = {"User-Agent": rules.user_agent, "Accept": "*/*", "Accept-Encoding": ACCEPT_ENCODING}
    return said if reuse else {**said, "Connection": "close"}


def _question(ask: Ask) -> dict[str, str]:
    said = {"Accept": ask.accept, "If-None-Match": ask.etag, "If-Modified-Since": ask.last_modified}
    return {name: value for name, value in said.items() if value and value.isprintable()}


def _read_headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in raw:
        name = raw_name.decode("latin-1").lower()
        if name in _UNKEPT:
            continue
        try:
            value = raw_value.decode("utf-8")
        except UnicodeDecodeError:
            if name in ("etag", "last-modified"):
                continue  # could not be given back byte for byte, so it is not kept at all
            value = raw_value.decode("latin-1")
        if name not in headers:
            headers[name] = value
        elif name in _LISTS:
            headers[name] += ", " + value
    return headers
