"""What a writer is given, and what it gives back: sentences, each with the spans that support it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from octavo.engine.records import Sentence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as a writer reads it: one version of its text. Spans count characters of `text`."""

    article: int
    version: int = 1
    title: str = ""
    text: str
    language: str | None = None
    at: datetime | None = None  # when it appeared
    published: datetime | None = None  # the same as its publisher states it; None: it does not
    address: str = ""
    publisher: str = ""
    country: str = ""  # of its publisher: ISO 3166 code, or a name
    origin: int | None = None  # equal for reports that carry one source's text; None: its own
    whole: bool = True  # whether we hold all of its text: of a teaser, silence says nothing

    def cite(self, sentence: Sentence) -> Span:
        """Where a sentence of this source stands."""
        return Span(article=self.article, version=self.version, start=sentence.start, end=sentence.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence that a machine chose or wrote, and what supports it. An extracted one is its span's text, verbatim."""

    text: str
    spans: tuple[Span, ...]  # never empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Sentences that belong together, and what the page needs to know of them.

    `kind` tells parts of one composition apart ("shared", "only", "figures" ...); `label` is words of the sources (a
    name, a date as it is read), never a claim; `detail` holds plain JSON values that the feature documents.
    """

    kind: str = ""
    label: str = ""
    sentences: tuple[Cited, ...] = ()
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """What a writer gives for one feature. No parts: the sources do not say.

    `left_out` counts, by reason, the sentences that were written and had no evidence.
    """

    parts: tuple[Part, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def sentences(self) -> Iterator[Cited]:
        """Every sentence, in reading order."""
        for part in self.parts:
            yield from part.sentences
