"""What happens while a model writes: sentences that passed, sentences left out, and what it has come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from octavo.apps.assist.models import Composition
from octavo.engine.assist.composed import Cited, Composed


class Outcome(StrEnum):
    """What a call of a model has come to."""

    ASKING = "asking"  # or its process died
    ANSWERED = "answered"
    UNSUPPORTED = "unsupported"  # not one of its sentences had evidence
    MALFORMED = "malformed"  # it wrote no sentence with ids at all
    LATE = "late"
    FAILED = "failed"
    REFUSED = "refused"  # the key, the path, the model's name
    LEFT = "left"  # the reader went away


class Instead(StrEnum):
    """Why another answer, or none, stands where a model's should."""

    FAILED = "failed"
    LATE = "late"
    MALFORMED = "malformed"
    UNSUPPORTED = "unsupported"
    OVER_BUDGET = "over_budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A sentence that passed the check. `kind` and `label` are those of its part."""

    cited: Cited
    kind: str = ""
    label: str = ""
    why: str = ""  # of a translation: why the original stands here


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A sentence that did not. Its words are not told: they are perhaps not true."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The end. `composition` None: nothing was kept, since no writer could do it.

    `stands_in`: why `composed` is the built-in writer's, or what is left of a model's where there is none.
    """

    composed: Composed
    composition: Composition | None = None
    stands_in: str = ""  # of Instead
    limit: str = ""  # over budget: which limit
    cached: bool = False  # it was there already; nothing was sent
    left_out: Mapping[str, int] = field(default_factory=dict)


Event = Accepted | LeftOut | Finished
