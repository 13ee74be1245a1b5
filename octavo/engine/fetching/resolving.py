"""From a checked name to sockets: every DNS answer is looked at, and only what was looked at is ever connected to."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from octavo.engine.errors import ForbiddenAddress
from octavo.engine.fetching.guard import Checked
from octavo.engine.fetching.ranges import is_public
from octavo.engine.fetching.rules import FetchRules


class UncheckedError(OSError):
    """A connection was tried to an address that no check has passed."""


class GuardedResolver(AbstractResolver):
    """Resolves for one batch, and keeps the list of (ip, port) that may be connected to."""

    def __init__(self, rules: FetchRules) -> None:
        self._rules = rules
        self._passed: set[tuple[str, int]] = set()
        # Not the loop's own pool: a few dead name servers would hold its six threads, and everybody behind them.
        self._threads = ThreadPoolExecutor(max_workers=4 * rules.concurrency, thread_name_prefix="octavo-dns")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of `host`. Raises ForbiddenAddress when any of them is private: mixed answers are attacks."""
        route = self._rules.find_route(host)
        if route is not None:
            self._passed.add(route)
            return [_result(host, *route)]
        found = await self._look_up(host, port)
        for ip in found:
            if not self._permits(host, port, ip):
                raise ForbiddenAddress(host, "The name leads into a private or reserved network.")
        self._passed.update((ip, port) for ip in found)
        return [_result(host, ip, port) for ip in found]

    async def close(self) -> None:
        # A lookup cannot be stopped, only left behind.
        self._threads.shutdown(wait=False, cancel_futures=True)

    def pass_literal(self, checked: Checked) -> None:
        """Names the IP of an address that holds one: aiohttp does not ask a resolver for those."""
        if checked.ip is not None:
            self._passed.add((str(checked.ip), checked.port))

    def open_socket(self, addr_info: tuple[Any, ...]) -> socket.socket:
        """aiohttp's socket factory, and the trap: what was not checked gets no socket. Raises UncheckedError."""
        family, kind, proto, _, target = addr_info
        if (target[0], target[1]) not in self._passed:
            raise UncheckedError(f"{target[0]} was not checked")
        return socket.socket(family=family, type=kind, proto=proto)

    async def _look_up(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        infos = await loop.run_in_executor(self._threads, _ask_system, host, port)
        return list(dict.fromkeys(str(target[0]) for *_, target in infos))

    def _permits(self, host: str, port: int, ip: str) -> bool:
        if self._rules.trusts_host(host, port) or is_public(ip):
            return True
        return "%" not in ip and self._rules.trusts_ip(ip_address(ip))


def _ask_system(host: str, port: int) -> list[tuple[Any, ...]]:
    # AI_ADDRCONFIG: no IPv6 answers on a machine without IPv6.
    return list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG))


def _result(host: str, ip: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=ip, port=port, family=family, proto=0, flags=flags)
