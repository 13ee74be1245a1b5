"""Permission to ask for pages: robots.txt, and the pace of each host."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from fakes import Answer, FakeWeb
from pytest_django import Settings

from octavo.apps.sources.actions import hold_host, keep_robots
from octavo.apps.sources.models import Host
from octavo.pipeline.manners import LONGEST_WAIT, ask_permission

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOST = "ledger.test"
PAGES = [f"http://{HOST}/{number}" for number in range(64)]


@pytest.fixture
def gap(settings: Settings) -> None:
    settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "fetch_gap": 1.0})


@pytest.mark.usefixtures("gap")
def test_what_is_put_off_comes_to_its_turn() -> None:
    keep_robots({HOST: ""}, now=NOW)
    now, pages = NOW, PAGES
    rounds: list[int] = []
    while pages and len(rounds) < 20:
        permissions = ask_permission(pages, now)
        put_off = [(page, permission) for page, permission in zip(pages, permissions, strict=True) if permission.later]
        rounds.append(len(pages) - len(put_off))
        pages = [page for page, _ in put_off]
        now += min((permission.wait for _, permission in put_off), default=timedelta(0))
    assert sum(rounds) == len(PAGES)
    assert max(rounds) <= 13


@pytest.mark.usefixtures("gap")
def test_a_crawl_delay_is_kept() -> None:
    keep_robots({HOST: "User-agent: *\nCrawl-delay: 5"}, now=NOW)
    permissions = ask_permission(PAGES[:5], NOW)
    assert [permission.later for permission in permissions] == [False, False, False, True, True]
    waits = [permission.wait for permission in permissions]
    assert [later - sooner for sooner, later in pairwise(waits)] == [timedelta(seconds=5)] * 4


@pytest.mark.usefixtures("gap")
def test_a_host_at_rest_is_asked_later() -> None:
    keep_robots({HOST: ""}, now=NOW)
    hold_host(HOST, NOW + timedelta(minutes=9), now=NOW)
    permission = ask_permission(PAGES[:1], NOW)[0]
    assert permission.later
    assert permission.wait > LONGEST_WAIT


@pytest.mark.usefixtures("gap")
def test_a_refused_page_takes_no_time_of_its_host() -> None:
    keep_robots({HOST: "User-agent: *\nDisallow: /0"}, now=NOW)
    refused, allowed = ask_permission(PAGES[:2], NOW)
    assert refused.refused
    assert "robots.txt" in refused.refused.reason
    assert (allowed.refused, allowed.later) == (None, False)
    assert allowed.wait < timedelta(seconds=1)


def test_robots_are_fetched_once_and_a_host_whose_robots_fail_is_left_alone(web: FakeWeb) -> None:
    web.answers["http://b.example/robots.txt"] = Answer(status=500)
    first = ask_permission(["http://a.example/1", "http://b.example/1"], NOW)
    assert [permission.refused is None for permission in first] == [True, False]
    assert Host.objects.get().name == "a.example"
    ask_permission(["http://a.example/2"], NOW)
    assert [address for address, _ in web.asked].count("http://a.example/robots.txt") == 1
