"""When each article appeared, for a given moment of play."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from octavo.edition.records import Publisher, Source
from octavo.edition.sources import DAYS

_NIGHT = timedelta(hours=8)  # played before 08:00 UTC, yesterday is the last day: a day needs room for its news
_MARGIN = timedelta(minutes=4)


def last_day(now: datetime) -> date:
    """The edition's sixth day when it is played at `now` (aware, UTC)."""
    return (now - _NIGHT).date()


def day_of(source: Source, now: datetime) -> date:
    """The date an article file's `day` stands for."""
    return last_day(now) - timedelta(days=DAYS - source.day)


def schedule(sources: Sequence[Source], publishers: Mapping[str, Publisher], now: datetime) -> dict[Source, datetime]:
    """When each article was published, in its publisher's zone: never after `now`, order always kept.

    If anything would lie ahead of `now`, the time since the last day began is compressed so that all of it fits.
    """
    meant = {
        source: datetime.combine(day_of(source, now), source.time, publishers[source.publisher].zone)
        for source in sources
    }
    latest, limit = max(meant.values(), default=now), now - _MARGIN
    if latest <= limit:
        return meant
    start = datetime.combine(last_day(now), datetime.min.time(), now.tzinfo)
    factor = (limit - start) / (latest - start)

    def fit(at: datetime) -> datetime:
        if at <= start:
            return at
        fitted = start + timedelta(seconds=int((at - start).total_seconds() * factor))
        return fitted.astimezone(at.tzinfo)

    return {source: fit(at) for source, at in meant.items()}
