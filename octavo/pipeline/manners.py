"""Before pages are asked for: what robots.txt allows, and when each host may be asked, shared by all workers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings

from octavo.apps.sources.actions import keep_robots, reserve_hosts
from octavo.apps.sources.door import fetch_rules
from octavo.apps.sources.queries import host_name, robots_of
from octavo.engine.errors import Gone, OutsideError, Refused
from octavo.engine.fetching import Ask, Robots, fetch_many, parse_robots, robots_address

LONGEST_WAIT = timedelta(seconds=12)  # a worker waits this long; beyond it the page is asked for in a later job
LONGEST_GAP = 30.0  # seconds; a Crawl-delay above it would keep a page for hours
ROBOTS_BYTES = 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether an address may be asked for, and when; `later` ones hold no place and ask for permission again."""

    refused: OutsideError | None
    wait: timedelta

    @property
    def later(self) -> bool:
        return self.wait > LONGEST_WAIT


def ask_permission(addresses: Sequence[str], now: datetime) -> list[Permission]:
    """What each address may expect, in order. Reads missing robots.txt; reserves time for what is not `later`."""
    started = monotonic()
    hosts = [host_name(address) for address in addresses]
    robots, failed = _robots(addresses, hosts, now)
    refused = [
        failed.get(host) or _refusal(address, robots.get(host)) for address, host in zip(addresses, hosts, strict=True)
    ]
    asked = [host for host, refusal in zip(hosts, refused, strict=True) if not refusal]
    gaps = {host: _gap(robots.get(host)) for host in asked}
    now += timedelta(seconds=monotonic() - started)  # a slow robots.txt must not shift us into others' moments
    waits = iter(reserve_hosts(asked, gaps, now=now, longest=LONGEST_WAIT))
    return [Permission(refused=refusal, wait=timedelta(0) if refusal else next(waits)) for refusal in refused]


def _robots(
    addresses: Sequence[str], hosts: Sequence[str], now: datetime
) -> tuple[dict[str, Robots], dict[str, OutsideError]]:
    """The rules of each host, and the hosts whose rules could not be had: RFC 9309 says to keep away for now."""
    texts = robots_of(hosts, now=now)
    missing = {host: address for host, address in zip(hosts, addresses, strict=True) if host not in texts}
    fresh: dict[str, str] = {}
    failed: dict[str, OutsideError] = {}
    asks = [Ask(address=robots_address(address), max_bytes=ROBOTS_BYTES) for address in missing.values()]
    for host, answer in zip(missing, fetch_many(asks, fetch_rules()), strict=True):
        if isinstance(answer, Gone | Refused):
            fresh[host] = ""
        elif isinstance(answer, OutsideError):
            failed[host] = answer
        else:
            fresh[host] = "" if "html" in answer.media_type else answer.body.decode("utf-8", "replace")
    keep_robots(fresh, now=now)
    texts |= fresh
    rules = {host: parse_robots(text.encode(), settings.USER_AGENT) for host, text in texts.items() if text}
    return rules, failed


def _refusal(address: str, robots: Robots | None) -> Refused | None:
    if robots is None or robots.allows(address):
        return None
    return Refused(address, "The publisher's robots.txt asks programs not to fetch this page.")


def _gap(robots: Robots | None) -> float:
    asked = robots.crawl_delay if robots else None
    ours: float = settings.OCTAVO["fetch_gap"]
    return min(max(asked or 0.0, ours), LONGEST_GAP)
