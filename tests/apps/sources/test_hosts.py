"""All workers together keep one pace per host."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from octavo.apps.sources.actions import reserve_hosts

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_requests_to_one_host_follow_each_other_at_its_pace() -> None:
    waits = reserve_hosts(["a.org", "b.org", "a.org", "a.org"], {"a.org": 2.0, "b.org": 1.0}, now=NOON, longest=LONGEST)
    assert waits == [0 * SECOND, 0 * SECOND, 2 * SECOND, 4 * SECOND]


def test_the_next_worker_comes_after_what_is_reserved() -> None:
    reserve_hosts(["a.org", "a.org"], {"a.org": 2.0}, now=NOON, longest=LONGEST)
    assert reserve_hosts(["a.org"], {"a.org": 2.0}, now=NOON, longest=LONGEST + SECOND) == [3 * SECOND]
    assert reserve_hosts(["a.org"], {"a.org": 2.0}, now=NOON, longest=LONGEST + timedelta(minutes=1)) == [0 * SECOND]
