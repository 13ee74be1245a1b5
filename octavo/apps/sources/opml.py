"""The list of feeds as OPML, in and out, folders kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo.apps.sources.actions import add_feed
from octavo.apps.sources.queries import feed_links
from octavo.engine.parsing.opml import parse_opml, render_opml


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many feeds of a file are new, and how many were followed already."""

    added: int
    known: int


def import_opml(body: bytes, *, now: datetime) -> Imported:
    """Adds the feeds of an OPML file. Raises Unreadable where it is none."""
    added = known = 0
    for link in parse_opml(body):
        _, created = add_feed(link.address, now=now, title=link.title, homepage=link.homepage or "", folder=link.folder)
        added, known = added + created, known + (not created)
    return Imported(added=added, known=known)


def export_opml(*, now: datetime) -> bytes:
    """Every feed that is followed, as an OPML file."""
    return render_opml(feed_links(), title="Octavo", created=now)
