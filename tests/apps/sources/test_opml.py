"""The list of feeds goes out as OPML and comes back the same, folders included."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from octavo.apps.sources.actions import add_feed
from octavo.apps.sources.models import Feed
from octavo.apps.sources.opml import export_opml, import_opml
from octavo.engine.errors import Unreadable

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)


def _rows() -> set[tuple[str, str, str]]:
    return set(Feed.objects.values_list("address", "title", "folder"))


def test_out_and_in_again() -> None:
    add_feed("http://ledger.example/feed", now=NOW, title="Ledger & Co", folder=("Norland", "Business"))
    add_feed("http://mina.example/rss", now=NOW, title="صحيفة الميناء")
    rows, body = _rows(), export_opml(now=NOW)
    Feed.objects.all().delete()
    imported = import_opml(body, now=NOW)
    assert (imported.added, imported.known) == (2, 0)
    assert _rows() == rows
    assert import_opml(body, now=NOW).known == 2


def test_what_is_no_opml_is_refused() -> None:
    with pytest.raises(Unreadable):
        import_opml(b"<html><body>no</body></html>", now=NOW)
