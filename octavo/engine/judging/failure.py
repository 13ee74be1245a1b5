"""What a failed poll means for a feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from octavo.engine.errors import Busy, Gone, OutsideError

_PATIENCE = 3  # failures in a row that may be chance, for errors that pass
_MISSING = 10  # answers 404 in a row until the feed counts as gone


class Health(StrEnum):
    """How a feed does, as its page shows it."""

    SHAKY = "shaky"  # failed lately; may be chance
    FAILING = "failing"  # needs someone's attention, and is asked again all the same
    GONE = "gone"  # its publisher took it down; retiring it is the caller's decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A judged failure: how the feed does, how many failures in a row that makes, and the wait its host asked for."""

    health: Health
    failures: int
    wait: timedelta | None = None


def judge_failure(error: OutsideError, failures: int) -> Trouble:
    """What `error` means for a feed that failed `failures` times in a row before it.

    Busy hosts are not failing: they ask for a pause, and a feed that only ever answers so stays SHAKY. Errors
    that do not pass by themselves (refused, unreadable, too large) are FAILING at once.
    """
    count = max(failures, 0) + 1
    if isinstance(error, Busy):
        return Trouble(health=Health.SHAKY, failures=count, wait=error.wait)
    if isinstance(error, Gone) and (error.forever or count >= _MISSING):
        return Trouble(health=Health.GONE, failures=count)
    may_pass = error.retry or isinstance(error, Gone)
    if may_pass and count <= _PATIENCE:
        return Trouble(health=Health.SHAKY, failures=count)
    return Trouble(health=Health.FAILING, failures=count)
