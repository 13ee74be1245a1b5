"""All workers together keep one pace per host."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from octavo.apps.sources.actions import hold_host, keep_robots, reserve_hosts
from octavo.apps.sources.models import Host

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
LONGEST = 12 * SECOND


def test_requests_to_one_host_follow_each_other_at_its_pace() -> None:
    waits = reserve_hosts(["a.org", "b.org", "a.org", "a.org"], {"a.org": 2.0, "b.org": 1.0}, now=NOON, longest=LONGEST)
    assert waits == [0 * SECOND, 0 * SECOND, 2 * SECOND, 4 * SECOND]


def test_the_next_worker_comes_after_what_is_reserved() -> None:
    reserve_hosts(["a.org", "a.org"], {"a.org": 2.0}, now=NOON, longest=LONGEST)
    assert reserve_hosts(["a.org"], {"a.org": 2.0}, now=NOON + SECOND, longest=LONGEST) == [3 * SECOND]
    assert reserve_hosts(["a.org"], {"a.org": 2.0}, now=NOON + timedelta(minutes=1), longest=LONGEST) == [0 * SECOND]


def asked(count: int, gap: float, *, tens: bool = False) -> list[datetime]:
    """When `count` pages of one host are asked for, each put off returning when it was told, or at the ten after."""
    returns, moments = {NOON: count}, []
    for _ in range(10 * count):
        if not returns:
            return moments
        now = min(returns)
        again: dict[datetime, int] = defaultdict(int)
        for wait in reserve_hosts(["a.org"] * returns.pop(now), {"a.org": gap}, now=now, longest=LONGEST):
            if wait <= LONGEST:
                moments.append(now + wait)
            else:
                again[now + (wait // (10 * SECOND) + 1) * 10 * SECOND if tens else now + wait] += 1
        for moment, number in again.items():
            returns[moment] = returns.get(moment, 0) + number
    raise AssertionError(f"{sum(returns.values())} pages are put off for ever")


@pytest.mark.parametrize("tens", [False, True])
@pytest.mark.parametrize(("count", "gap"), [(64, 1.0), (10, 5.0), (30, 30.0), (3, 0.0)])
def test_every_page_is_asked_for_at_the_host_s_pace(count: int, gap: float, tens: bool) -> None:
    moments = asked(count, gap, tens=tens)
    assert len(moments) == count
    assert all(later - sooner >= gap * SECOND for sooner, later in pairwise(moments))
    assert moments[-1] <= NOON + (gap * count + (20 if tens else 0)) * SECOND * (2 if tens else 1)


def test_what_is_put_off_holds_no_place() -> None:
    waits = reserve_hosts(["a.org"] * 5, {"a.org": 5.0}, now=NOON, longest=LONGEST)
    assert waits == [number * SECOND for number in (0, 5, 10, 15, 20)]
    assert Host.objects.get().next_at == NOON + 15 * SECOND
    assert reserve_hosts(["a.org"], {"a.org": 5.0}, now=NOON, longest=LONGEST) == [15 * SECOND]
    assert Host.objects.get().next_at == NOON + 15 * SECOND


def test_a_wait_just_as_long_as_allowed_is_reserved() -> None:
    reserve_hosts(["a.org"] * 3, {"a.org": 6.0}, now=NOON, longest=LONGEST)
    assert Host.objects.get().next_at == NOON + 18 * SECOND


def test_a_host_that_asks_for_rest_gets_it() -> None:
    keep_robots({"a.org": ""}, now=NOON)
    hold_host("a.org", NOON + timedelta(minutes=5), now=NOON)
    hold_host("a.org", NOON + timedelta(minutes=1), now=NOON)
    assert reserve_hosts(["a.org"], {"a.org": 1.0}, now=NOON, longest=LONGEST) == [timedelta(minutes=5)]
    hold_host("a.org", NOON + timedelta(days=900), now=NOON)
    assert Host.objects.get().next_at == NOON + timedelta(days=1)


def test_hosts_that_are_played_here_owe_nothing(web: object) -> None:
    assert reserve_hosts(["a.example"] * 2, {"a.example": 9.0}, now=NOON, longest=LONGEST) == [0 * SECOND] * 2
    assert not Host.objects.exists()
