"""Turns at hosts within one batch: how many at once, and when a host has had enough of us."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from octavo.engine.errors import Busy, OutsideError, Unreachable
from octavo.engine.fetching.rules import FetchRules

# A host that stayed silent this often in a row is not waited for again in this batch.
_PATIENCE = 3


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    silent: int = 0  # failed connections and time-outs in a row
    last: OutsideError | None = None


@dataclass(slots=True)
class Hosts:
    """What one batch knows of its hosts. `turn` first waits for the host, then for a place among all."""

    rules: FetchRules
    _places: asyncio.Semaphore = field(init=False)
    _hosts: dict[str, _Host] = field(init=False)

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.rules.concurrency)
        self._hosts = defaultdict(lambda: _Host(asyncio.Semaphore(self.rules.per_host)))

    async def begin(self, host: str) -> None:
        """Wait for a turn. In this order nobody holds a place that others could use while queueing for a host."""
        await self._hosts[host].turns.acquire()
        try:
            await self._places.acquire()
        except BaseException:
            self._hosts[host].turns.release()
            raise

    def end(self, host: str) -> None:
        """Give the turn back."""
        self._places.release()
        self._hosts[host].turns.release()

    def find_refusal(self, host: str, subject: str) -> OutsideError | None:
        """What to answer instead of asking: the host said it is busy, or it is silent."""
        known = self._hosts[host]
        if isinstance(known.last, Busy):
            return Busy(subject, known.last.reason, known.last.wait)
        if known.silent >= _PATIENCE and known.last is not None:
            return Unreachable(subject, f"Not asked: the host has just failed {_PATIENCE} times in a row.")
        return None

    def note(self, host: str, error: OutsideError | None) -> None:
        """Remember how the host answered."""
        known = self._hosts[host]
        known.silent = known.silent + 1 if isinstance(error, Unreachable) else 0
        known.last = error if isinstance(error, Busy | Unreachable) else None
