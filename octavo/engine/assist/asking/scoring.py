"""How well a sentence answers a question: a weighted sum of what speaks for it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np

from octavo.engine.assist.asking.kinds import (
    CASED,
    NAMING,
    NUMERIC,
    close,
    fresh_names,
    fresh_numbers,
    holds_answer,
)
from octavo.engine.assist.asking.matching import Matcher
from octavo.engine.assist.asking.passages import Passage
from octavo.engine.assist.asking.question import Kind, Question, weigh
from octavo.engine.assist.composed import Source
from octavo.engine.embedding import embed
from octavo.engine.text.tokens import stopwords

ECHOED = 40  # sentences that vote for each other's answers
MEANT = 120  # sentences whose meaning is compared with the question's, the best by words
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Scored:
    """A sentence with what speaks for it, and the sum."""

    passage: Passage
    signs: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    @property
    def covered(self) -> float:
        return self.signs["covered"]


def score(
    question: Question, passages: Sequence[Passage], sources: Sequence[Source], matcher: Matcher, asked_at: datetime
) -> list[Scored]:
    """The sentences that answer best with their scores, best first."""
    total = max(question.weight, 1e-6)
    scored = [Scored(passage, _signs(question, passage, sources, matcher, total, asked_at)) for passage in passages]
    best = _sorted(scored)[:MEANT]
    _mean(question, best, sources)
    best = _sorted(best)[:ECHOED]
    _echo(question, best, sources)
    return _sorted(best)


def _sorted(scored: list[Scored]) -> list[Scored]:
    for each in scored:
        each.score = weighed(each.signs)
    return sorted(scored, key=lambda each: (-each.score, each.passage.source, each.passage.start))


def weighed(signs: Mapping[str, float]) -> float:
    return sum([WEIGHTS[name] * value for name, value in signs.items() if name in WEIGHTS])


def _signs(
    question: Question, passage: Passage, sources: Sequence[Source], matcher: Matcher, total: float, asked_at: datetime
) -> dict[str, float]:
    source = sources[passage.source]
    held, beside, title = passage.held, passage.beside & ~passage.held, passage.title & ~passage.held
    length = len(passage.tokens)
    rest = passage.anywhere & ~(held | passage.beside | passage.title)
    age = max((asked_at - source.at) / _DAY, 0.0) if source.at else 365.0
    return {
        "held": matcher.weight(held) / total,
        "beside": matcher.weight(beside & ~title) / total,
        "title": matcher.weight(title) / total,
        "anywhere": matcher.weight(rest) / total,
        "covered": matcher.weight(held | passage.beside | passage.title) / total,
        "next_to": _next_to(passage.places) / max(len(question.focus) - 1, 1),
        "answer": holds_answer(question, passage, source.language),
        "close": close(question, passage, source.language) / total,
        "week": math.exp2(-age / 7),
        "month": math.exp2(-age / 60),
        "lead": 1 / (1 + passage.paragraph),
        "short": float(length < 6),
        "long": max(0.0, math.log((length + 1) / 30)),
        "asks": float(passage.text.rstrip("\"”’»)").endswith(("?", "؟", "？"))),
    }  # fmt: skip


def _next_to(places: Sequence[int]) -> int:
    """Pairs of the question's words that stand together here as there, at most one word between."""
    found = [place for place in places if place >= 0]
    return len({(one, other) for one, other in pairwise(found) if other == one + 1})


def _mean(question: Question, scored: Sequence[Scored], sources: Sequence[Source]) -> None:
    """Adds the likeness of meaning of sentence and title to the question's."""
    if not scored:
        return
    asked = " ".join((question.text, *(word.word for word in question.focus if word.carried)))
    titles = sorted({each.passage.source for each in scored})
    vectors = embed([asked, *(each.passage.text for each in scored), *(sources[at].title for at in titles)])
    likeness = vectors[1:] @ vectors[0]
    by_title = dict(zip(titles, likeness[len(scored) :].tolist(), strict=True))
    for each, like in zip(scored, likeness[: len(scored)].tolist(), strict=True):
        each.signs["alike"] = like
        each.signs["title_alike"] = by_title[each.passage.source]
        each.signs["both_alike"] = float(np.clip(like, 0, 1)) * each.signs["answer"]


def _echo(question: Question, scored: Sequence[Scored], sources: Sequence[Source]) -> None:
    """Adds how much of what a sentence answers other sources answer too: what several name is likelier the answer.

    Each word that may be an answer has the votes of the sources it stands in, each with its best sentence's.
    """
    if not scored:
        return
    best = scored[0].score
    offered = [_offered(question, each.passage, sources[each.passage.source].language) for each in scored]
    votes: dict[str, dict[int, float]] = {}
    for each, words in zip(scored, offered, strict=True):
        voice = math.exp(each.score - best)
        origin = sources[each.passage.source].origin or sources[each.passage.source].article
        for word in words:
            held = votes.setdefault(word, {})
            held[origin] = max(held.get(origin, 0.0), voice)
    language = sources[scored[0].passage.source].language
    total = {word: sum(held.values()) * weigh(word, language) for word, held in votes.items()}
    most = max(total.values(), default=1.0) or 1.0
    for each, words in zip(scored, offered, strict=True):
        each.signs["echo"] = max((total[word] for word in words), default=0.0) / most
        named = [word for word in words if total[word] > _FIRST * most]
        each.signs["echoes"] = min(len(named), 3) / 3


def _offered(question: Question, passage: Passage, language: str | None) -> set[str]:
    """The words of a sentence that may be the answer."""
    if question.kind in NUMERIC and question.kind is not Kind.TIME:
        return {passage.tokens[at] for at in fresh_numbers(question, passage, language)}
    if question.kind in NAMING and (language or "")[:2] in CASED:
        return set(fresh_names(question, passage, language))
    common = stopwords(language)
    return {
        token for token, place in zip(passage.tokens, passage.places, strict=True)
        if place < 0 and token not in common and token not in question.tokens and len(token) > 1
    }  # fmt: skip


_FIRST = 0.5  # of the most voted word's votes
# Learned on three of four questions of the news set (`quality/news_questions.py`), rounded; the age of an article
# counts less here than there, where each question is about the news of the week.
WEIGHTS: Mapping[str, float] = {
    "held": 1.3, "beside": 1.2, "title": 0.8, "anywhere": 0.7, "covered": 1.6, "answer": 2.2, "alike": 1.7,
    "both_alike": 1.8, "week": 1.6, "month": 1.1, "lead": 1.2, "long": 0.2, "close": 1.0, "asks": -2.8, "echo": 0.7,
    "echoes": 1.0,
}  # fmt: skip
