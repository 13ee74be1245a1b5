"""Sentences are shown without their datelines, and their spans with them."""

from __future__ import annotations

from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.assist.trimming import trimmed
from octavo.engine.records import Span

TEXT = "NORSUND (Signal Wire) - The dam gave way before dawn on Friday. Six people died."
SOURCE = Source(article=7, text=TEXT)


def composed(text: str, start: int) -> Composed:
    span = Span(article=7, version=1, start=start, end=start + len(text))
    return Composed(parts=(Part(sentences=(Cited(text=text, spans=(span,)),)),))


def test_the_dateline_goes_and_the_span_follows():
    [one] = trimmed(composed(TEXT[:63], 0), [SOURCE]).sentences
    assert one.text == "The dam gave way before dawn on Friday."
    assert TEXT[one.spans[0].start : one.spans[0].end] == one.text


def test_what_has_none_or_was_worded_by_a_writer_stays():
    for given in (composed("Six people died.", TEXT.index("Six")), composed("NORSUND (Signal Wire) - They died.", 0)):
        assert trimmed(given, [SOURCE]) == given
