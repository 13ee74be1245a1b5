"""What is known of publishers' sites, for those who read their pages and those who repair them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from octavo.apps.sources.models import Publisher, SiteText, TextDay
from octavo.engine.extraction.kept import memory_from_bytes, rules_from_plain
from octavo.engine.extraction.memory import best_body, is_furniture
from octavo.engine.extraction.site import Site

RECENTLY = 100  # pages after which a redesign is no news


def sites_of(publishers: Iterable[int]) -> dict[int, Site]:
    """What each publisher's pages are judged by. One query; every publisher asked for has an answer."""
    wanted = set(publishers)
    rows = SiteText.objects.filter(publisher__in=wanted).defer("memory")
    known = {
        row.publisher_id: Site(memory=memory_from_bytes(bytes(row.essence)), rules=rules_from_plain(row.rules))
        for row in rows
    }
    return {publisher: known.get(publisher) or Site() for publisher in wanted}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreDay:
    """One day of a publisher's pages. `score` is the mean, `wrong` the share that looks wrong; both 0 to 1."""

    day: date
    pages: int
    score: float
    wrong: float
    states: Mapping[str, int]


def score_history(publisher: Publisher, *, now: datetime | None = None, days: int = 90) -> list[ScoreDay]:
    """The days on which pages were read, oldest first: the last `days` that have any."""
    rows = TextDay.objects.filter(publisher=publisher, pages__gt=0)
    if now is not None:
        rows = rows.filter(day__gt=now.date() - timedelta(days=days))
    return [
        ScoreDay(
            day=row.day,
            pages=row.pages,
            score=row.score_sum / row.pages,
            wrong=row.wrong / row.pages,
            states=dict(sorted(row.states.items())),
        )
        for row in reversed(rows.order_by("-day")[:days])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemorySummary:
    """What Octavo has learned of a site."""

    pages: int  # different articles, all in all
    furniture: int  # blocks that recur
    bodies: tuple[tuple[str, float], ...]  # selector, share of the last pages that it held
    redesigned: bool  # lately


def memory_summary(publisher: Publisher) -> MemorySummary:
    """What was learned of a publisher's site, in figures."""
    row = SiteText.objects.filter(publisher=publisher).first()
    memory = memory_from_bytes(bytes(row.memory) if row else b"")
    trusted = set(best_body(memory))
    held = [one for one in memory.bodies if one.selector in trusted]
    total = sum(one.hits for one in held)
    return MemorySummary(
        pages=memory.pages,
        furniture=sum(is_furniture(memory, key) for key in memory.furniture),
        bodies=tuple((one.selector, one.hits / total) for one in held),
        redesigned=bool(memory.redesigned) and memory.pages - memory.redesigned < RECENTLY,
    )
