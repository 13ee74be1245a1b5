"""A loopback web of the sample edition: every fictional host on one port, told apart by the Host header.

As a command: python -m octavo.edition.play FOLDER [--port N] [--revise-after SECONDS] [--parent-pipe]
It prints `port N` once it listens, and ends on SIGTERM, on Ctrl-C or when the pipe on its standard input closes.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import cast
from urllib.parse import urlsplit

from octavo.edition.replies import Replies, load_replies

_LARGEST_HEAD = 64 * 1024


class Player:
    """A running server. `counts` tells how often each status was given."""

    def __init__(self, folder: Path, port: int, revise_after: timedelta | None = None) -> None:
        self.replies = load_replies(folder)
        self.counts: Counter[int] = Counter()
        self.port = port
        self._revise_after = revise_after
        self._listening = threading.Event()
        self._failure: OSError | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._over: asyncio.Event | None = None
        self._thread: threading.Thread | None = None

    def revise(self) -> None:
        """The second phase: from now on the edited pages and feeds are served."""
        self.replies.revise()

    def start(self) -> Player:
        """Plays in a thread of its own; returns once it listens. Raises OSError where the port is taken."""
        self._thread = threading.Thread(target=lambda: asyncio.run(self.serve()), name="edition", daemon=True)
        self._thread.start()
        self._listening.wait()
        if self._failure:
            raise self._failure
        return self

    def stop(self) -> None:
        """Ends the server and waits for it; harmless when it has ended already."""
        if self._loop and self._over and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._over.set)
        if self._thread:
            self._thread.join()

    async def serve(self) -> None:
        """Listens on the loopback until stopped; `port` is the chosen one then."""
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        try:
            server = await self._loop.create_server(lambda: _Connection(self), "127.0.0.1", self.port, backlog=512)
        except OSError as error:
            self._failure = error
            self._listening.set()
            return
        self.port = server.sockets[0].getsockname()[1]
        if self._revise_after is not None:
            self._loop.call_later(self._revise_after.total_seconds(), self.revise)
        self._listening.set()
        async with server:
            await self._over.wait()

    def __enter__(self) -> Player:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def play_edition(folder: Path, port: int = 0, revise_after: timedelta | None = None) -> Player:
    """Plays the edition built in `folder`; port 0 chooses a free one. Stop it with `stop()` or as a context.

    With `revise_after` the second phase starts by itself. Raises OSError for a missing edition or a taken port.
    """
    return Player(folder, port, revise_after).start()


class _Connection(asyncio.Protocol):
    """One keep-alive connection; answers in the order of the questions."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._waiting = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        self._waiting += data
        while not self._transport.is_closing():
            head, mark, rest = self._waiting.partition(b"\r\n\r\n")
            if not mark:
                if len(head) > _LARGEST_HEAD:
                    self._transport.close()
                return
            self._waiting = rest
            self._answer(head.decode("latin-1"), self._transport)

    def _answer(self, head: str, transport: asyncio.Transport) -> None:
        first, *lines = head.split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        method, _, rest = first.partition(" ")
        target = rest.rpartition(" ")[0]
        status, reply = self._look_up(method, target, headers)
        self._player.counts[status] += 1
        transport.write(reply)
        # A body we did not read would be taken for the next question.
        if headers.get("connection", "").lower() == "close" or status in (400, 405):
            transport.close()

    def _look_up(self, method: str, target: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
        replies: Replies = self._player.replies
        if not target:
            return replies.refuse(400)
        if method not in ("GET", "HEAD"):
            return replies.refuse(405)
        host = headers.get("host", "")
        if "://" in target:  # the form proxies are asked in
            parts = urlsplit(target)
            host, target = parts.netloc, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        return replies.answer(host.partition(":")[0].lower(), target, headers, head_only=method == "HEAD")


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m octavo.edition.play", description="Plays a built edition.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=0, help="0 chooses a free one")
    parser.add_argument("--revise-after", type=float, metavar="SECONDS", help="when headlines and figures get edited")
    parser.add_argument("--parent-pipe", action="store_true", help="end when standard input closes")
    asked = parser.parse_args(arguments)
    after = timedelta(seconds=asked.revise_after) if asked.revise_after is not None else None
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    if asked.parent_pipe:
        threading.Thread(target=_wait_for_parent, args=(ended,), daemon=True).start()
    try:
        player = play_edition(asked.folder, asked.port, after)
    except OSError as error:
        print(f"The edition in {asked.folder} cannot be played: {error}", file=sys.stderr)
        return 1
    print(f"port {player.port}", flush=True)
    with player:
        ended.wait()
    return 0


def _wait_for_parent(ended: threading.Event) -> None:
    # Not through sys.stdin: a thread inside its buffer would keep the interpreter from ending.
    while os.read(0, 4096):
        pass
    ended.set()


if __name__ == "__main__":
    sys.exit(main())
