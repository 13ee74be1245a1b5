"""What is asked for, and under which rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One question to a web server.

    `etag` and `last_modified` are the server's own words from last time, byte for byte; with either of them
    the answer may be a 304. `max_bytes` (after decompression) overrides the rules for this question.
    `delay` is how many seconds into the batch it may be asked at the earliest, for the pace of its host.
    """

    address: str
    etag: str | None = None
    last_modified: str | None = None
    accept: str | None = None
    max_bytes: int | None = None
    delay: float = 0.0


@dataclass(frozen=True, kw_only=True)
class FetchRules:
    """What every question of a batch has to keep to.

    `user_agent` must be honest: a name, a version, an address with contact.
    `total_seconds` covers everything about one question, redirects included, but not its turn in the queue.
    `max_bytes` counts the decompressed body.
    `allow_private` are the operator's own exceptions from the guard: a host name or IP ("nas.local"), one with a
    port ("127.0.0.1:8000"), or a network ("10.1.0.0/16") that names may then resolve into.
    `routes` play a host, or with a leading dot a suffix, from a loopback server instead of the network:
    {".example": ("127.0.0.1", 9000)}; an https address is asked there in plain http.
    """

    user_agent: str
    total_seconds: float = 20
    connect_seconds: float = 10
    max_bytes: int = 10 * MEBIBYTE
    max_redirects: int = 5
    allow_private: frozenset[str] = frozenset()
    routes: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    concurrency: int = 16
    per_host: int = 2

    def __post_init__(self) -> None:
        for suffix, (ip, _port) in self.routes.items():
            if not ip_address(ip).is_loopback:
                raise ValueError(f"the route of {suffix} must lead to loopback, not to {ip}")

    def find_route(self, host: str) -> tuple[str, int] | None:
        """The loopback (ip, port) that plays `host`, or None."""
        for suffix, target in self.routes.items():
            if host == suffix.removeprefix(".") or (suffix.startswith(".") and host.endswith(suffix)):
                return target
        return None

    def trusts_host(self, host: str, port: int) -> bool:
        """The operator allowed this host by name: any port, any network."""
        return host in self._hosts or f"{host}:{port}" in self._hosts

    def trusts_ip(self, ip: IPv4Address | IPv6Address) -> bool:
        """The operator allowed the network of this address."""
        return any(ip in network for network in self._networks)

    @cached_property
    def _hosts(self) -> frozenset[str]:
        return frozenset(
            entry.lower().replace("[", "").replace("]", "") for entry in self.allow_private if "/" not in entry
        )

    @cached_property
    def _networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return tuple(ip_network(entry) for entry in self.allow_private if "/" in entry)
