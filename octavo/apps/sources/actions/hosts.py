"""When each host may be asked, and what its robots.txt says, kept for all workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Collate

from octavo.apps.sources.door import is_played
from octavo.apps.sources.models import Host

LONGEST_HOLD = timedelta(days=1)  # what one answer of a host can win for all its pages
_NOTHING = timedelta(0)


def keep_robots(robots: Mapping[str, str], *, now: datetime) -> None:
    """Keeps the robots.txt of hosts; empty text where there is none."""
    Host.objects.bulk_create(
        [
            Host(name=name, robots=robots[name].replace("\x00", "")[:500_000], robots_at=now)
            for name in sorted(robots)  # the order in which every worker locks hosts
        ],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["robots", "robots_at"],
    )


def reserve_hosts(
    asks: Sequence[str], gaps: Mapping[str, float], *, now: datetime, longest: timedelta
) -> list[timedelta]:
    """Reserves a moment for each request that can be made within `longest`, so that all workers keep one pace.

    `asks` names the host of each request; `gaps` the seconds of rest a host gets. Returns how long each has to wait.
    A wait above `longest` is an estimate for which nothing is reserved: who returned and reserved once more each
    time would push the host's time ahead of itself for ever.
    """
    counts = Counter(host for host in asks if not is_played(host))
    with transaction.atomic():
        rows = _lock_hosts(counts)
        waits = {row.name: _reserve(row, counts[row.name], gaps[row.name], now, longest) for row in rows}
        Host.objects.bulk_update(rows, ["next_at"])
    return [waits[host].pop(0) if host in waits else _NOTHING for host in asks]


def _lock_hosts(names: Iterable[str]) -> list[Host]:
    """The rows of hosts, made where missing; in one order, so that two workers cannot wait for each other."""
    ordered = sorted(names)
    Host.objects.bulk_create([Host(name=name) for name in ordered], ignore_conflicts=True)
    return list(Host.objects.select_for_update().filter(name__in=ordered).order_by(Collate("name", "C")))


def _reserve(row: Host, count: int, seconds: float, now: datetime, longest: timedelta) -> list[timedelta]:
    """The waits of `count` requests, in order; moves the row's next moment by those that fit into `longest`."""
    start = max(row.next_at or now, now)
    lead, gap = start - now, timedelta(seconds=seconds)
    if lead > longest:
        taken = 0
    elif gap:
        taken = min(count, (longest - lead) // gap + 1)
    else:
        taken = count
    row.next_at = start + taken * gap
    return [lead + number * gap for number in range(count)]


def hold_host(name: str, until: datetime, *, now: datetime) -> None:
    """Keeps every worker from a host that asked for rest; at most for a day, and never sooner than known already."""
    until = min(until, now + LONGEST_HOLD)
    with transaction.atomic():
        for row in _lock_hosts([name]):
            if row.next_at is None or row.next_at < until:
                row.next_at = until
                row.save(update_fields=["next_at"])
