"""The web, played from a dict on loopback: the true fetching runs, and every question is remembered."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(slots=True)
class Answer:
    """What an address answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class FakeWeb:
    """Hosts under `.example`. `answers` may be changed while it runs; `asked` holds (address, headers) in order.

    An address that is not in `answers` gives 404; one whose ETag is sent back gives 304.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def route(self) -> str:
        return f".example=127.0.0.1:{self._server.server_address[1]}"

    def addresses(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [address for address, _ in self.asked if not address.endswith("/robots.txt")]

    def page(self, address: str, html: str, **headers: str) -> None:
        self.answers[address] = Answer(html.encode(), headers={"content-type": "text/html; charset=utf-8", **headers})

    def feed(self, address: str, xml: str, **headers: str) -> None:
        self.answers[address] = Answer(xml.encode(), headers={"content-type": "application/rss+xml", **headers})

    def __enter__(self) -> FakeWeb:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(web: FakeWeb) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                address = f"http://{self.headers['host']}{self.path}"
                web.asked.append((address, {name.lower(): value for name, value in self.headers.items()}))
                answer = web.answers.get(address, Answer(b"not here", status=404))
                etag = answer.headers.get("etag")
                status = 304 if etag and self.headers.get("if-none-match") == etag else answer.status
                body = b"" if status == 304 else answer.body
                self.send_response(status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        return Handler
