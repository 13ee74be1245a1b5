"""The briefing as a feed: one entry a day, the same one all day, with its sound where there is a voice."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
import pytest
from django.test import Client
from django.utils import timezone
from evening import evening_edition

from octavo.engine.parsing.feed_out import OutFeed, OutItem, Sound, render_atom, render_json_feed
from octavo.faces.api.feeds.briefing import newest_edition

pytestmark = pytest.mark.django_db


def _json(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return json.loads(answer.content)


def test_one_entry_with_the_briefing_in_it(client: Client) -> None:
    now = timezone.now()
    evening_edition(now.replace(minute=0, second=0, microsecond=0))
    hour = f"hour={now.hour}"
    parsed = feedparser.parse(client.get(f"/feeds/briefing.atom?{hour}").content)
    assert not parsed.bozo
    (entry,) = parsed.entries
    assert "The last of the four gates swung open" in entry.content[0].value
    assert "/evidence/?at=" in entry.content[0].value
    (item,) = _json(client, f"/feeds/briefing.json?{hour}")["items"]
    assert item["id"] == entry.id
    others = {_json(client, f"/feeds/briefing.json?{hour}&{more}")["items"][0]["id"]
              for more in ("minutes=10", "language=en", "zone=Etc/UTC")}  # fmt: skip
    assert len({item["id"], *others}) == 4
    assert _json(client, f"/feeds/briefing.json?{hour}&since=visit")["items"][0]["id"] == item["id"]


def test_editions_begin_at_the_hour_of_the_place() -> None:
    paris = ZoneInfo("Europe/Paris")
    before, after = (datetime(2026, 3, 14, 5, minute, tzinfo=UTC) for minute in (59, 0))
    assert newest_edition(before, 7, paris).isoformat() == "2026-03-13T07:00:00+01:00"
    assert newest_edition(after, 6, paris).isoformat() == "2026-03-14T06:00:00+01:00"


@pytest.mark.parametrize("query", ["hour=24", "hour=x", "zone=Mars"])
def test_nonsense_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/feeds/briefing.atom?{query}").status_code == 404


def test_an_empty_day_is_an_empty_feed(client: Client) -> None:
    assert _json(client, "/feeds/briefing.json")["items"] == []


def test_sound_is_an_enclosure() -> None:
    at = datetime(2026, 3, 14, tzinfo=UTC)
    sound = Sound(address="https://x.example/a.mp3", media_type="audio/mpeg", bytes=1200, seconds=61.6)
    item = OutItem(id="a", link="https://x.example/", title="A", published=at, updated=at, content="x", sound=sound)
    feed = OutFeed(
        id="f", title="F", address="https://x.example/f", homepage="https://x.example/", updated=at, items=(item,)
    )
    (entry,) = feedparser.parse(render_atom(feed)).entries
    (enclosure,) = entry.enclosures
    assert (enclosure.href, enclosure.type, enclosure.length) == ("https://x.example/a.mp3", "audio/mpeg", "1200")
    (attached,) = json.loads(render_json_feed(feed))["items"][0]["attachments"]
    assert attached == {"url": "https://x.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 1200,
                        "duration_in_seconds": 62}  # fmt: skip
