"""Learning from pages, for one publisher by one worker at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from octavo.apps.sources.models import SiteText, TextDay
from octavo.engine.extraction.kept import memory_from_bytes, memory_to_bytes
from octavo.engine.extraction.memory import essence, learn
from octavo.engine.extraction.site import Examined


@dataclass(slots=True)
class DayCount:
    """What one day adds to a publisher's history."""

    pages: int = 0
    score_sum: float = 0.0
    wrong: int = 0
    states: dict[str, int] = field(default_factory=dict)

    def add(self, score: float, state: str, *, wrong: bool) -> None:
        self.pages += 1
        self.score_sum += score
        self.wrong += wrong
        self.states[state] = self.states.get(state, 0) + 1


def lock_sites(publishers: Sequence[int]) -> dict[int, SiteText]:
    """The rows of publishers, made where missing, held until the transaction ends; in one order for all workers."""
    ordered = sorted(set(publishers))
    SiteText.objects.bulk_create([SiteText(publisher_id=pk) for pk in ordered], ignore_conflicts=True)
    rows = SiteText.objects.select_for_update().filter(publisher__in=ordered).order_by("publisher_id")
    return {row.publisher_id: row for row in rows}


def learn_pages(rows: Mapping[int, SiteText], pages: Mapping[int, Sequence[Examined]]) -> None:
    """Learns the pages of each publisher in the given order. `rows` are locked by the caller's transaction."""
    changed = []
    for publisher, examined in pages.items():
        row = rows[publisher]
        before = memory = memory_from_bytes(bytes(row.memory))
        for page in examined:
            memory = learn(memory, page)
        if memory != before:
            row.memory, row.essence = memory_to_bytes(memory), memory_to_bytes(essence(memory))
            changed.append(row)
    SiteText.objects.bulk_update(changed, ["memory", "essence"])


def count_day(counts: Mapping[int, DayCount], *, now: datetime) -> None:
    """Adds pages to the history of their publishers. Call with the publishers' sites locked."""
    days = {row.publisher_id: row for row in TextDay.objects.filter(publisher__in=list(counts), day=now.date())}
    for publisher in sorted(counts):
        count = counts[publisher]
        row = days.get(publisher)
        if row is None:
            row = days[publisher] = TextDay(publisher_id=publisher, day=now.date())
        row.pages, row.wrong = row.pages + count.pages, row.wrong + count.wrong
        row.score_sum += count.score_sum
        row.states = {
            state: row.states.get(state, 0) + count.states.get(state, 0) for state in {*row.states, *count.states}
        }
    TextDay.objects.bulk_create(
        [days[publisher] for publisher in sorted(counts)],
        update_conflicts=True,
        unique_fields=["publisher", "day"],
        update_fields=["pages", "score_sum", "wrong", "states"],
    )
