"""The check of one sentence (first version)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from octavo.engine.text.tokens import content_words


class Failure(StrEnum):
    """Why a sentence is not supported."""

    NAME = "name"
    NUMBER = "number"
    WORDING = "wording"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What a sentence cites. `around` is the text it stands in."""

    text: str
    title: str = ""
    at: datetime | None = None
    publisher: str = ""
    language: str | None = None
    around: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a sentence is supported, else why not, and by what: (index of the passage, start, end)."""

    supported: bool
    failure: Failure | None = None
    detail: str = ""
    spans: tuple[tuple[int, int, int], ...] = ()


def check(sentence: str, passages: Sequence[Passage], *, language: str | None = None) -> Verdict:
    """A proposed sentence against the passages it cites."""
    said = set(content_words(sentence, language))
    held = {word for passage in passages for word in content_words(passage.text, language)}
    missing = sorted(said - held)
    if not said:
        return Verdict(supported=False, failure=Failure.EMPTY, detail="It says nothing.")
    if any(word[0].isdigit() for word in missing):
        return Verdict(supported=False, failure=Failure.NUMBER, detail=f"“{missing[0]}” is not in the sources.")
    if 3 * len(missing) > len(said):
        return Verdict(supported=False, failure=Failure.WORDING, detail=f"“{missing[0]}” is not in the sources.")
    return Verdict(supported=True, spans=tuple((at, 0, len(one.text)) for at, one in enumerate(passages)))
