"""Whether what may answer a question is said of what it asks about, and not of something else in the sentence.

Most wrong answers share their words with a true sentence: "who is the president of Karsk" with "President Dovrin said
trade with Karsk grew". So what may be the answer (a name, a number, a date) has to stand with the question's own words,
in the same clause or next to them. Left out are long questions, which are never met in full, and those that go on with
one before, which say too little of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from octavo.engine.assist.asking.figures import (
    is_age_of,
    is_counted,
    is_figure_of,
    is_length_of,
    is_span_of,
    is_weight_of,
)
from octavo.engine.assist.asking.kinds import CASED
from octavo.engine.assist.asking.matching import Matcher
from octavo.engine.assist.asking.offices import holds_office, is_office, leads
from octavo.engine.assist.asking.passages import Passage
from octavo.engine.assist.asking.question import Kind, Question
from octavo.engine.assist.asking.reading import Reading
from octavo.engine.assist.asking.wording import wording_of
from octavo.engine.entities.lists import listed
from octavo.engine.text.countries import countries_named
from octavo.engine.text.tokens import words

LONG = 7  # own words of a question from which on it is not looked into
THOROUGH = frozenset(["en"])  # languages whose verbs are met by most of their near synonyms, see forms.txt
_FEW = 2  # words besides names in which the first one is what is done
_REACH = 25  # words between a name and the verb it goes with
_CLOSE = 6  # words between what happened and what it happened to
_MOST, _LEAST, _SOME = 0.5, 0.3, 0.1  # of what is asked, said in the sentence itself
_NEARLY = 0.65  # of what is asked, where only what stands beside a sentence says it
_WHY = 0.45  # of what a reason is asked for, said in the sentence or beside it


def is_bound(question: Question, passage: Passage, matcher: Matcher, language: str | None) -> bool:
    """Whether a sentence says of what is asked about what would answer the question."""
    reading = Reading(question, passage, matcher, language)
    if len(reading.plain) + len(reading.named) >= LONG or (language or "")[:2] != matcher.language:
        return True
    if (language or "")[:2] not in CASED:  # names cannot be told from other words
        return True
    if any(word.carried for word in matcher.focus):  # what it says of its own is too little
        return True
    rule = _RULES.get(question.kind)
    return rule is None or rule(reading)


def _person(reading: Reading) -> bool:
    if not reading.plain:
        return True
    offered = _persons(reading)
    if not offered:
        return False
    if is_office(reading.question, reading.matcher, reading.language):
        if holds_office(reading.passage, reading.matcher, offered, reading.clauses, reading.language):
            return True
        if not leads(reading.question, reading.matcher, reading.language):
            return False
    counted = [at for at in reading.plain if reading.matcher.focus[at].word == reading.question.counted]
    if counted and reading.at(*counted) and _is_any_of(reading, counted[0]):
        return False
    asked = [at for at in reading.plain if at not in counted] or reading.plain
    if not counted and not reading.asks_first(asked[0]):  # "who made the astrolabe": what is done is no word that tells
        return True
    if words(reading.question.text)[-1] in wording_of(reading.language).single("ends"):
        asked = asked[::-1]  # "who was the memo addressed to"
    if len(asked) <= _FEW:
        heads = reading.at(asked[0])
        if any(abs(one - head) <= _REACH for one in offered for head in heads):
            return True
        return (reading.language or "")[:2] not in THOROUGH and reading.share(asked) >= _LEAST
    return reading.share(asked) >= (_MOST if counted else _LEAST)


def _is_any_of(reading: Reading, counted: int) -> bool:
    """Whether "which judge" is left open: "a judge", with no name behind it."""
    tokens, names = reading.passage.tokens, set(reading.names)
    some = wording_of(reading.language).single("any")
    found = reading.at(counted)
    open_ = [at for at in found if some.intersection(tokens[max(0, at - 3) : at])]
    return len(open_) == len(found) and not any(names.intersection(range(at + 1, at + 4)) for at in open_)


def _persons(reading: Reading) -> list[int]:
    """Where names stand that may be a person's: no countries, no bodies."""
    tokens = reading.passage.tokens
    bodies = listed("bodies") | wording_of(reading.language).single("bodies")
    countries = countries_named(reading.language)
    return [at for at in reading.names if tokens[at] not in bodies and tokens[at] not in countries]


def _time(reading: Reading) -> bool:
    """What happened is said in the sentence, near what it happened to."""
    if not reading.plain:
        return True
    if _is_passive(reading):
        heads = reading.at(reading.plain[-1])
        if not heads and (reading.language or "")[:2] not in THOROUGH:
            return True
        return bool(heads) and (
            not reading.own or min(abs(one - head) for one in reading.own for head in heads) <= _CLOSE
        )
    return reading.share(reading.plain) >= _SOME


def _is_passive(reading: Reading) -> bool:
    """ "When was X built?": the last word is what happened."""
    spoken = words(reading.question.text)
    is_last = spoken[-1] == reading.matcher.focus[reading.plain[-1]].word
    return is_last and bool(wording_of(reading.language).single("was").intersection(spoken[1:3]))


def _name(reading: Reading) -> bool:
    """ "What is the name of the comet": a name right behind the very word, or between commas before it."""
    if not reading.plain or not wording_of(reading.language).single("name_of").intersection(reading.question.tokens):
        return True
    if not reading.at(reading.plain[0]):
        return bool(reading.near >> reading.plain[0] & 1)
    names = set(reading.names)
    for at in reading.at(reading.plain[0]):
        if names.intersection(range(at + 1, at + 4)):
            return True
        behind = [one for one in names if at - 6 <= one < at and reading.clauses[one] != reading.clauses[at]]
        if behind:
            return True
    called = wording_of(reading.language).single("called")
    return any(token in called for token in reading.passage.tokens)


def _place(reading: Reading) -> bool:
    return not reading.plain or not _is_passive(reading) or bool(reading.at(reading.plain[-1]))


def _reason(reading: Reading) -> bool:
    """What is asked about someone is said in the sentence or beside it."""
    near = reading.share_near(reading.plain)
    return near >= _WHY and (not reading.named or not reading.plain or bool(reading.near >> reading.plain[0] & 1))


def _thing(reading: Reading) -> bool:
    """What is asked for by name ("which forum") is named."""
    counted = [at for at in reading.plain if reading.matcher.focus[at].word == reading.question.counted]
    rest = [at for at in reading.plain if at not in counted]
    is_which = wording_of(reading.language).single("which").intersection(reading.question.tokens)
    if not counted or not is_which:  # "what happened"
        says = wording_of(reading.language).single("says").intersection(reading.question.tokens)
        if says and reading.own:
            return True
        return reading.share(reading.plain) >= _LEAST or reading.share_near(reading.plain) >= _NEARLY
    is_named = bool(reading.at(*counted)) or (reading.near >> counted[0] & 1 and reading.share(rest) >= _MOST)
    return bool(is_named) and reading.share(reading.plain) >= _LEAST


_RULES: Mapping[Kind, Callable[[Reading], bool]] = {
    Kind.PERSON: _person, Kind.NAME: _name, Kind.PLACE: _place, Kind.TIME: _time, Kind.THING: _thing,
    Kind.REASON: _reason, Kind.COUNT: is_counted, Kind.AGE: is_age_of, Kind.LENGTH: is_length_of,
    Kind.WEIGHT: is_weight_of, Kind.SPAN: is_span_of, Kind.MONEY: is_figure_of, Kind.AMOUNT: is_figure_of,
    Kind.SHARE: is_figure_of,
}  # fmt: skip
