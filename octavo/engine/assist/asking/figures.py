"""Whether a number is said of what a question asks about: its unit, its dimension, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.engine.assist.asking.question import weigh
from octavo.engine.assist.asking.reading import Reading
from octavo.engine.assist.asking.wording import wording_of
from octavo.engine.entities.names import without_furniture
from octavo.engine.text.tokens import words

_NEAR = 4  # words between a number and what it counts
_FAR = 9  # words between a number and what is said of it, in one clause
_OPENING = 1  # words before the name that a clause begins with: "and Dovrin said"
_RARE = 0.8  # weight of a word that is likelier a name than a common one with a capital
_MOST, _LEAST = 0.5, 0.3  # of what is asked, said in the sentence itself
_UNITS = ("span", "length", "weight", "share")


def is_counted(reading: Reading) -> bool:
    """A number before what is counted, both in the clause of what is said of it."""
    counted = [at for at in reading.plain if reading.matcher.focus[at].word == reading.question.counted]
    others = [at for at in reading.plain if at not in counted]
    numbers = [at for at in _own_numbers(reading) if not counted or not _has_other_unit(reading, at)]
    if counted and not reading.at(*counted):  # "the capital has 2,870 of them"
        return bool(numbers) and reading.share(others) >= _LEAST
    places = reading.passage.places
    return any(
        _is_said_of(reading, at, [one for one in others if reading.follows(counted, one)][:1], others)
        for at in numbers
        if not counted or counted[0] in (*places[at + 1 : at + 1 + _NEAR], *places[max(0, at - 2) : at])
    )  # fmt: skip


def _is_said_of(reading: Reading, at: int, verb: Sequence[int], others: Sequence[int]) -> bool:
    """Whether the clause of a number says of what is counted what is asked about it: "children died"."""
    said, clauses = reading.at(*verb), reading.clauses
    if said:
        same = [one for one in said if clauses[one] == clauses[at]]
        return any(abs(one - at) <= (_FAR if one in same else _NEAR) for one in said)
    return reading.share(others) >= _MOST if verb else reading.share_text(others) >= _LEAST


def _has_other_unit(reading: Reading, at: int) -> bool:
    """Whether a number counts days, metres or money: "lifeboats, four hours later"."""
    tokens, wording = reading.passage.tokens, wording_of(reading.language)
    behind = tokens[at + 1 : at + 2]
    return any(one in wording.single(unit) and one not in reading.question.tokens for one in behind for unit in _UNITS)


def _own_numbers(reading: Reading) -> list[int]:
    """The numbers that are said of what is asked about: their clause does not begin with another name."""
    if not reading.named:
        return reading.numbers
    own, clauses = reading.own, reading.clauses
    if not own and reading.at(*reading.named):
        return []
    numbers = [at for at in reading.numbers if not _is_of_another(reading, at, own)]
    if not _begins_with_name(reading):
        return numbers
    return [at for at in numbers if any(one < at or clauses[one] == clauses[at] for one in own)]


def _is_of_another(reading: Reading, at: int, own: Sequence[int]) -> bool:
    """Whether the clause of a number begins with another name, and has none of the question's."""
    clauses = reading.clauses
    if any(clauses[one] == clauses[at] for one in own):
        return False
    first = clauses.index(clauses[at])
    return any(one < at and one - first <= _OPENING for one in reading.doers if clauses[one] == clauses[at])


def _begins_with_name(reading: Reading) -> bool:
    """Whether a sentence is about someone else: a name that the question does not have stands first."""
    text = reading.passage.text
    bare = without_furniture(text) if reading.passage.paragraph == 0 else text
    opening = _FIRST.match(bare)
    if not opening:
        return False
    spoken = words(opening.group())
    first = len(reading.passage.tokens) - len(words(bare))
    if first not in reading.names:
        return False
    return len(spoken) > 1 or weigh(spoken[0], reading.language) >= _RARE


def is_age_of(reading: Reading) -> bool:
    """The name nearest before the number is the one asked about."""
    own = reading.own
    if reading.named and not reading.share_near(reading.named):
        return False
    for at in _own_numbers(reading):
        if _is_of_years(reading, at):
            continue
        last = max((one for one in own if one < at), default=-1)
        if not own or (last >= 0 and not any(last < one < at for one in reading.doers)) or (last < 0 and own):
            return True
    return False


def _is_of_years(reading: Reading, at: int) -> bool:
    """Whether a number of years is no age: "after 12 years", and not "12 years old"."""
    wording, behind = wording_of(reading.language), reading.passage.tokens[at + 1 : at + 3]
    ages = wording.single("ages")
    return bool(ages and wording.single("span").intersection(behind[:1]) and not ages.intersection(behind[1:]))


def is_length_of(reading: Reading) -> bool:
    """A number beside a word for the dimension that is asked for, or before what is measured ("a 52-metre wall")."""
    wording, tokens, places = wording_of(reading.language), reading.passage.tokens, reading.passage.places
    dimensions = [name for name in wording.lists if name.startswith("dim.")]
    asked = {name for name in dimensions if wording.holds(name, words(reading.question.text))}
    known = {word for name in asked for word in wording.single(name)}
    numbers = _own_numbers(reading)
    if not asked:
        return bool(numbers)
    for at in numbers:
        if known.intersection(tokens[max(0, at - 6) : at + 7]):
            return True
        if any(place >= 0 for place in places[at + 2 : at + 5]) and "dim.deep" not in asked:
            return True
    return False


def is_figure_of(reading: Reading) -> bool:
    return bool(_own_numbers(reading))


def is_weight_of(reading: Reading) -> bool:
    weighs = wording_of(reading.language).single("weighs")
    things = [at for at in reading.plain if reading.matcher.focus[at].word not in weighs]
    if not reading.at(*things, *reading.named) and _begins_with_name(reading):
        return False
    return bool(_own_numbers(reading)) and reading.share_near(things) >= _MOST


def is_span_of(reading: Reading) -> bool:
    """How long something takes or is; metres and kilometres only where it is said that this is its length."""
    wording, tokens = wording_of(reading.language), reading.passage.tokens
    numbers = [
        at for at in _own_numbers(reading)
        if not wording.single("length").intersection(tokens[at + 1 : at + 3])
        or wording.single("dim.long").intersection(tokens[max(0, at - 4) : at + 5])
    ]  # fmt: skip
    return bool(numbers) and reading.share_near(reading.plain) >= _LEAST


_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁ"
_FIRST = re.compile(rf"[{_UPPER}][\w'’-]+(?:\s(?:of\s|de\s)?[{_UPPER}][\w'’-]+)*")
