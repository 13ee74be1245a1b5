"""Bundled sources are loaded once; every address starts unchecked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from octavo.apps.sources.actions import load_edition
from octavo.apps.sources.models import Edition, Feed
from octavo.apps.sources.queries import count_feeds
from octavo.catalogue.load import load_catalogue

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def test_the_catalogue_is_loaded_once() -> None:
    publishers = load_catalogue()
    new = load_edition("catalogue", publishers, now=NOW)
    assert len(new) == sum(len(publisher.feeds) for publisher in publishers)
    assert load_edition("catalogue", publishers, now=NOW) == []
    counts = count_feeds()
    assert (counts.total, counts.unchecked, counts.well) == (len(new), len(new), 0)
    assert Edition.objects.get().name == "catalogue"
    assert not Feed.objects.filter(next_poll_at__gt=NOW).exists()


def test_a_feed_that_has_moved_is_not_added_again() -> None:
    publishers = load_catalogue()[:1]
    load_edition("catalogue", publishers, now=NOW)
    feed = Feed.objects.order_by("pk")[0]
    Feed.objects.filter(pk=feed.pk).update(address="https://moved.example/feed", moved_from=feed.address)
    assert load_edition("catalogue", publishers, now=NOW) == []
