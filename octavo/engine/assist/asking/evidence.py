"""Whether a sentence is evidence enough to be shown as an answer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from octavo.engine.assist.asking.binding import is_bound
from octavo.engine.assist.asking.matching import Matcher
from octavo.engine.assist.asking.passages import Passage
from octavo.engine.assist.asking.question import Kind, Question
from octavo.engine.assist.asking.scoring import Scored
from octavo.engine.assist.composed import Source

_TYPED: Mapping[Kind, float] = {
    Kind.PERSON: 0.5, Kind.TIME: 0.5, Kind.COUNT: 0.5, Kind.AMOUNT: 0.5, Kind.MONEY: 0.6, Kind.AGE: 0.5,
    Kind.LENGTH: 0.5, Kind.WEIGHT: 0.5, Kind.SHARE: 0.5, Kind.SPAN: 0.5, Kind.PLACE: 0.3, Kind.NAME: 0.5,
    Kind.REASON: 0.5,
}  # fmt: skip
_ANY = frozenset(["a", "an", "another", "some", "un", "une", "una", "ein", "eine", "einem", "einer", "uma", "um"])
_NAMED = re.compile(r"(?<=[^\W\d_] )[A-ZÀ-ÞА-Я]\w+ [A-ZÀ-ÞА-Я]\w+")
_LONG, _EASED = 6, 0.6  # words of a question from which on less is asked for, and how much of it
_SHORT, _FAR = 3, 12  # words of a short question; words between a name and what is asked about it
_TELLING = frozenset({Kind.LENGTH, Kind.WEIGHT, Kind.SHARE})  # their units alone tell much


def is_evidence(question: Question, scored: Scored, sources: Sequence[Source], matcher: Matcher) -> bool:
    """Whether a sentence may answer: it has the kind of thing that is asked for, the names of the question stand in
    its text, of what is asked about them something is said in it or beside it, and all in all it is likely."""
    passage, signs = scored.passage, scored.signs
    is_long = len(question.focus) > _LONG  # long questions are never met in full
    if signs["asks"] or signs["answer"] < _TYPED.get(question.kind, 0.0) * (_EASED if is_long else 1.0):
        return False
    if question.years and not _in_years(question, scored, sources):
        return False
    near = passage.held | passage.beside | passage.title
    text = near | passage.anywhere
    if not _names_whole(question, text, matcher) or _share(matcher, text, _names(matcher)) < NAMES:
        return False
    if not is_long and _is_apart(question, scored, matcher):
        return False
    told = text if question.kind in _TELLING and signs["answer"] == 1.0 and len(sources) == 1 else near
    share = _told(question, scored, matcher, told)
    if share < PREDICATE * (_EASED if is_long else 1.0):
        return False
    likely = _likelihood(scored, matcher, told, share)
    if likely < max(LEAST, MOST - STEP * len(question.focus)):
        return False
    return is_bound(question, passage, matcher, sources[passage.source].language)


def _told(question: Question, scored: Scored, matcher: Matcher, told: int) -> float:
    """How much of what is asked about the names is told. A price tells the cost that was asked for, where nothing else
    is asked."""
    predicate = matcher.mask(not word.is_name and not word.carried for word in matcher.focus)
    implied = matcher.mask(word.word in question.implied for word in matcher.focus)
    if scored.signs["answer"] == 1.0 and not predicate & ~implied:
        told |= implied
    return _share(matcher, told, predicate)


def _is_apart(question: Question, scored: Scored, matcher: Matcher) -> bool:
    """Whether a sentence speaks of something else: a number of other things than are counted, "a forum" where the
    question asks which one, an office far from the name whose office is asked for."""
    passage = scored.passage
    counted = next((at for at, word in enumerate(matcher.focus) if word.word == question.counted), None)
    if counted is not None and question.kind is Kind.COUNT:
        return not (passage.held | passage.beside | passage.title) >> counted & 1
    if counted is not None and question.kind is Kind.THING and _is_any(passage, counted):
        return True
    if question.kind is Kind.PERSON and len(matcher.focus) <= _SHORT:
        names, others = _places(passage.places, matcher, True), _places(passage.places, matcher, False)
        return bool(names and others) and min(abs(one - other) for one in names for other in others) > _FAR
    return False


def _is_any(passage: Passage, counted: int) -> bool:
    """Whether a sentence leaves open which one it was: "on a forum", with no name behind it."""
    open_ = any(
        place == counted and at > 0 and passage.tokens[at - 1] in _ANY for at, place in enumerate(passage.places)
    )
    return open_ and not _NAMED.search(passage.text)


def _places(places: Sequence[int], matcher: Matcher, is_name: bool) -> list[int]:
    return [at for at, place in enumerate(places) if place >= 0 and matcher.focus[place].is_name is is_name]


def _likelihood(scored: Scored, matcher: Matcher, told: int, share: float) -> float:
    """How likely a sentence answers, 0 to 1. `told`: the question's words that are said in it or around it; `share`:
    how much of what is asked about the names that is."""
    passage, signs = scored.passage, scored.signs
    text = passage.held | passage.beside | passage.title | passage.anywhere
    latin = sum(letter < "\u0250" for letter in passage.text) * 2 > len(passage.text)
    facts = {
        **{name: signs[name] for name in ("answer", "close", "held")},
        "covered": _share(matcher, told, -1),
        # The vectors read other scripts letter by letter: all is alike to them.
        "alike": signs.get("alike", 0.0) if latin else _USUAL,
        "names": _share(matcher, text, _names(matcher)),
        "told": share,
    }
    return 1 / (1 + math.exp(-_BIAS - sum(_WEIGHTS[name] * value for name, value in facts.items())))


def _names(matcher: Matcher) -> int:
    return matcher.mask(word.is_name for word in matcher.focus)


def _names_whole(question: Question, held: int, matcher: Matcher) -> bool:
    """Whether the text has all words of each name; of three and more one may lack."""
    places = {word.word: at for at, word in enumerate(matcher.focus)}
    for name in question.called:
        lacking = sum(not held >> places[word] & 1 for word in name if word in places)
        if lacking > (len(name) > 2):
            return False
    return True


def _share(matcher: Matcher, held: int, of: int) -> float:
    of &= (1 << len(matcher.focus)) - 1
    total = matcher.weight(of)
    return matcher.weight(held & of) / total if total else 1.0


def _in_years(question: Question, scored: Scored, sources: Sequence[Source]) -> bool:
    at = sources[scored.passage.source].at
    stated = bool(question.years.intersection(scored.passage.tokens))
    return stated or (at is not None and str(at.year) in question.years)


NAMES, PREDICATE = 0.7, 0.45
MOST, STEP, LEAST = 0.32, 0.02, 0.1  # likelihood asked for: the more words a question has, the less of them agree
_USUAL = 0.4
# Logistic regression on three of four questions of the news set: does the sentence hold the answer's words?
_BIAS = -5.5
_WEIGHTS: Mapping[str, float] = {
    "covered": 0.93, "answer": 2.03, "alike": 1.78, "close": 0.23, "held": 0.71, "names": 0.73, "told": 0.73,
}  # fmt: skip
