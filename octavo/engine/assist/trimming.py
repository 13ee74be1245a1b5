"""Extracted sentences without what stands before them: datelines and labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from octavo.engine.assist.composed import Cited, Composed, Source
from octavo.engine.assist.sentences import bare
from octavo.engine.records import Sentence


def trimmed(composed: Composed, sources: Iterable[Source]) -> Composed:
    """The same with each sentence that stands word for word in its first span begun after its dateline or label.

    A sentence that a writer worded itself stays as it is.
    """
    texts = {(one.article, one.version): one.text for one in sources}
    parts = tuple(
        replace(part, sentences=tuple(_trimmed(one, texts) for one in part.sentences)) for part in composed.parts
    )
    return replace(composed, parts=parts)


def _trimmed(cited: Cited, texts: dict[tuple[int, int], str]) -> Cited:
    span = cited.spans[0]
    if texts.get((span.article, span.version), "")[span.start : span.end] != cited.text:
        return cited
    kept = bare(Sentence(start=span.start, end=span.end, text=cited.text))
    return Cited(text=kept.text, spans=(replace(span, start=kept.start), *cited.spans[1:]))
