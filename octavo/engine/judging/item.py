"""Is an item new, changed, or noise?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from octavo.engine.records import FeedItem

MAX_CHANGES = 24  # a live report may change every hour of a day; what changes more often has the clock in its text


class Verdict(StrEnum):
    """What to do with an item: read it, leave it, read it again, or stop believing that it changes."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    NOISY = "noisy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What we hold of an item: the digest last seen and how often it has changed."""

    digest: str
    changes: int = 0


def judge_item(item: FeedItem, known: Known | None, *, max_changes: int = MAX_CHANGES) -> Verdict:
    """What `item` is against what we hold of it. The caller counts: after CHANGED, `changes` is one more."""
    if known is None:
        return Verdict.NEW
    if item.digest == known.digest:
        return Verdict.SAME
    # Some sites print the time of day into every entry; stop believing them.
    return Verdict.CHANGED if known.changes < max_changes else Verdict.NOISY
