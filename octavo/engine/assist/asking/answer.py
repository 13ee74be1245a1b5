"""Answering a question with sentences of the sources, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from octavo.engine.assist.asking.evidence import is_evidence
from octavo.engine.assist.asking.matching import Matcher
from octavo.engine.assist.asking.passages import find_passages
from octavo.engine.assist.asking.question import Question, read_question
from octavo.engine.assist.asking.scoring import Scored, score
from octavo.engine.assist.asking.wording import language_of
from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.records import Span
from octavo.engine.text.tokens import stopwords

MOST_SENTENCES = 5
_MOST_SPANS = 6  # reports that say the same, cited with a sentence
_SAME = 0.75  # share of their words that two sentences share which say the same
_FALL = 3.5  # how far below the best a sentence's score may lie


def answer(
    question: str, sources: Sequence[Source], *, asked_at: datetime, earlier: Sequence[tuple[str, str]] = ()
) -> Composed:
    """The sentences of the sources that answer a question, the best first, at most five; nothing: they do not say.

    Nothing from a source that appeared after `asked_at`. `earlier`: questions asked before with the texts of their
    answers, the newest last; what this one leaves out is taken from them. Sentences are verbatim; the first span of
    each is where it stands, the others are where reports of other origin say the same. The order of the sources does
    not matter.
    """
    asked, held, scored, matcher = rank(question, sources, asked_at=asked_at, earlier=earlier)
    kept = [each for each in scored[:_LOOKED] if is_evidence(asked, each, held, matcher)]
    if not kept:
        return Composed()
    least = kept[0].score - _FALL
    return Composed(parts=(Part(kind="answer", sentences=_cited([one for one in kept if one.score >= least], held)),))


def rank(
    question: str, sources: Sequence[Source], *, asked_at: datetime, earlier: Sequence[tuple[str, str]] = ()
) -> tuple[Question, list[Source], list[Scored], Matcher]:
    """The question as understood, the sources in order, and their sentences, the best first."""
    held = sorted(
        (source for source in sources if source.text and (source.at is None or source.at <= asked_at)),
        key=lambda source: (source.article, source.version),
    )
    counted = Counter(source.language for source in held if source.language)
    usual = sorted(counted, key=lambda code: (-counted[code], code))
    asked = read_question(question, language_of(question, usual), earlier)
    matcher = Matcher(asked.focus, asked.language)
    return asked, held, score(asked, find_passages(held, matcher), held, matcher, asked_at), matcher


def search_words(question: str, earlier: Sequence[tuple[str, str]] = ()) -> list[str]:
    """The words to look a question up by, those that tell most first; what it carries over from `earlier` too."""
    asked = read_question(question, language_of(question, ()), earlier)
    return [word.word for word in sorted(asked.focus, key=lambda word: -word.weight)]


def _cited(scored: Sequence[Scored], sources: Sequence[Source]) -> tuple[Cited, ...]:
    """Each thing said once, where it is said best, with where others say the same."""
    groups: list[tuple[set[str], list[Scored]]] = []
    for each in scored:
        said = _said(each, sources)
        same = next((group for words, group in groups if _overlap(words, said) >= _SAME), None)
        if same is not None:
            same.append(each)
        elif len(groups) < MOST_SENTENCES:
            groups.append((said, [each]))
    return tuple(Cited(text=group[0].passage.text, spans=_spans(group, sources)) for _, group in groups)


def _spans(group: Sequence[Scored], sources: Sequence[Source]) -> tuple[Span, ...]:
    """The first sentence's span, then one of each other origin."""
    spans: dict[int, Span] = {}
    for each in group:
        source, passage = sources[each.passage.source], each.passage
        span = Span(article=source.article, version=source.version, start=passage.start, end=passage.end)
        spans.setdefault(source.article if source.origin is None else source.origin, span)
    return tuple(spans.values())[:_MOST_SPANS]


def _said(scored: Scored, sources: Sequence[Source]) -> set[str]:
    common = stopwords(sources[scored.passage.source].language)
    return {token for token in scored.passage.tokens if token not in common} or set(scored.passage.tokens)


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


_LOOKED = 60  # sentences, the best, among which evidence is looked for
