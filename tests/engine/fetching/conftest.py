"""A web server that says exactly what a test tells it to, byte for byte, on loopback."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator

import pytest

from octavo.engine.fetching import FetchRules

Script = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


class RawWeb:
    """Answers a path with the bytes or the coroutine set for it, then closes; remembers every request."""

    def __init__(self) -> None:
        self.answers: dict[str, Script] = {}
        self.requests: list[bytes] = []
        self.open = self.most_open = 0
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def __setitem__(self, path: str, script: Script) -> None:
        self.answers[path] = script

    def url(self, path: str, host: str = "site.example") -> str:
        return f"http://{host}{path}"

    def headers(self, index: int = -1) -> dict[str, str]:
        """The header fields of a request, names in lower case."""
        lines = self.requests[index].decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines) if name}

    def asked(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.requests]

    def reset(self) -> None:
        self.answers.clear()
        self.requests.clear()
        self.most_open = 0

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        start = await reader.readexactly(1)
        if start == b"\x16":  # a TLS handshake, to a server that knows none
            writer.write(answer(400))
            return
        request = start + await reader.readuntil(b"\r\n\r\n")
        self.requests.append(request)
        script = self.answers.get(request.split(b" ")[1].decode(), answer(404))
        if isinstance(script, bytes):
            writer.write(script)
            await writer.drain()
            return
        work = asyncio.ensure_future(script(writer))
        left = asyncio.ensure_future(reader.read())  # ends when the client leaves
        await asyncio.wait({work, left}, return_when=asyncio.FIRST_COMPLETED)
        for task in (work, left):
            task.cancel()
        await asyncio.gather(work, left, return_exceptions=True)


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A whole HTTP/1.1 answer; `content_type="text/html"` becomes the header Content-Type."""
    fields = {"content_length": str(len(body)), **headers}
    lines = "".join(f"{name.replace('_', '-').title()}: {value}\r\n" for name, value in fields.items() if value)
    return f"HTTP/1.1 {status} Word\r\n{lines}Connection: close\r\n\r\n".encode() + body


@pytest.fixture(scope="session")
def _one_web() -> Iterator[RawWeb]:
    web = RawWeb()
    yield web
    web.stop()


@pytest.fixture
def web(_one_web: RawWeb) -> RawWeb:
    _one_web.reset()
    return _one_web


@pytest.fixture
def say() -> Callable[..., bytes]:
    return answer


@pytest.fixture
def rules(web: RawWeb) -> FetchRules:
    """Everything ending in .example is played by `web`."""
    return FetchRules(
        user_agent="Octavo/1.0 (+https://octavo.example/about)",
        total_seconds=2,
        max_bytes=100_000,
        routes={".example": ("127.0.0.1", web.port)},
    )
