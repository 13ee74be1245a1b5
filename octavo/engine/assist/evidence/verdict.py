"""What the check is given and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Failure(StrEnum):
    """Why a sentence has no evidence: a stable key."""

    EMPTY = "empty"  # no words, or no passages
    MARKUP = "markup"  # an address, a link, code
    INSTRUCTION = "instruction"  # it speaks to a machine
    QUOTATION = "quotation"
    NAME = "name"
    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NEGATION = "negation"
    OPPOSITE = "opposite"  # rose for fell
    MODALITY = "modality"  # did for may
    QUANTITY = "quantity"
    COMPARISON = "comparison"
    SPEAKER = "speaker"
    ROLE = "role"  # who did what to whom
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Passage:
    """Cited text. `around`: the text it stands in, which only resolves (the full name of a surname, who speaks)."""

    text: str
    title: str = ""
    at: datetime | None = None
    publisher: str = ""
    language: str | None = None
    around: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`detail`: one sentence saying what was not found, empty where supported. `spans`: (passage, start, end) of the
    sentences that support it."""

    supported: bool
    failure: Failure | None = None
    detail: str = ""
    spans: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What one kind of check found."""

    failure: Failure
    detail: str
