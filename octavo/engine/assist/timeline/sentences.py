"""Which sentences tell best what happened on a day."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from octavo.engine.assist.sentences import stands_alone
from octavo.engine.assist.timeline.choose import Day
from octavo.engine.assist.timeline.reading import Line

LEAD = 9  # sentences of a report, from its first, that tell of the day it appeared on, unless they name another
_ALIKE = 0.5  # share of the shorter sentence's words: two such do not stand under one date
_SAME = 0.8  # nor two such under different dates; and they say the same
_ALSO = 3  # spans beside the sentence's own
_COMFORTABLE = 25  # content words


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence with others that say the same."""

    line: Line
    also: tuple[Line, ...]


class Rarity:
    """How rare each word is among all sentences: ln(N / n). Sentences become vectors of unit length."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._counts = Counter(word for line in lines for word in set(line.words))
        self._all = max(len(lines), 2)
        self._vectors: dict[int, Mapping[str, float]] = {}

    def vector(self, line: Line) -> Mapping[str, float]:
        """A sentence's words with their weights, (1 + ln n) times rarity; remembered while it lives."""
        known = self._vectors.get(id(line))
        if known is None:
            said = Counter(line.words)
            known = _unit({word: (1 + math.log(n)) * self._of(word) for word, n in said.items()})
            self._vectors[id(line)] = known
        return known

    def centroid(self, lines: Iterable[Line]) -> Mapping[str, float]:
        """The mean of sentences."""
        total: dict[str, float] = {}
        for line in lines:
            for word, weight in self.vector(line).items():
                total[word] = total.get(word, 0.0) + weight
        return _unit(total)

    def _of(self, word: str) -> float:
        return math.log((1 + self._all) / self._counts[word])


def choose_sentences(
    when: date, day: Day, leads: Sequence[Line], rarity: Rarity, wanted: int, *,
    keywords: Sequence[str] = (), told: Sequence[frozenset[str]] = (),
) -> list[Chosen]:  # fmt: skip
    """At most `wanted` sentences for a day, the best first.

    `leads`: sentences at the start of reports of that day or the next that name no day themselves; `told`: the words of
    sentences chosen for other days. What both those that name the day and the reports of the day speak of is what
    happened (two centroids over the words they share, as PM-mean of Gholipour Ghalandari & Ifrim 2020, "Examining the
    state-of-the-art in news timeline summarization", here with the geometric mean); a sentence weighs by its likeness
    to that.
    """
    lines = [*day.naming, *leads]
    core = _core(rarity.centroid(day.naming), rarity.centroid(leads))
    weighed = [(_weigh(when, line, rarity.vector(line), core, keywords), line) for line in lines if line.words]
    weighed.sort(key=lambda each: (-each[0], each[1].source, each[1].place))
    chosen: list[Line] = []
    for weight, line in weighed:
        if len(chosen) == wanted or weight <= 0:
            break
        said = frozenset(line.words)
        if not any(_overlap(said, frozenset(other.words)) > _ALIKE for other in chosen) and not any(
            _overlap(said, other) > _SAME for other in told
        ):
            chosen.append(line)
    return [Chosen(line, _also(line, [other for _, other in weighed])) for line in chosen]


def _core(naming: Mapping[str, float], leads: Mapping[str, float]) -> Mapping[str, float]:
    if not naming or not leads:
        return naming or leads
    both = {word: math.sqrt(weight * leads[word]) for word, weight in naming.items() if word in leads}
    return _unit(both) or naming


def _weigh(
    when: date, line: Line, vector: Mapping[str, float], core: Mapping[str, float], keywords: Sequence[str]
) -> float:
    """Likeness to the day's core times what makes a sentence good to read alone.

    The factors are rough: each was taken because readers gain by it and the labelled timelines lose nothing.
    """
    likeness = sum(weight * core.get(word, 0.0) for word, weight in vector.items())
    if not likeness:
        return 0.0
    text = line.sentence.text
    factor = math.sqrt(math.log1p(len(line.words)))
    factor *= 1.0 if stands_alone(line.sentence) else 0.75
    factor *= 0.8 if _PERSONAL.search(text) else 1.0
    factor *= 0.9 if _QUOTED.search(text) else 1.0
    factor *= 1 + 0.15 / (1 + line.place)  # news tells first what matters
    factor *= 1.1 if any(mention.day == when for mention in line.mentions) else 1.0
    factor *= 0.9 if line.published is not None and line.published < when else 1.0  # foretold, not reported
    factor *= 0.9 if len({mention.day for mention in line.mentions}) > 1 else 1.0
    factor *= 0.9 if len(line.words) > _COMFORTABLE else 1.0
    if keywords:
        lowered = text.lower()
        factor *= 1.15 if any(keyword in lowered for keyword in keywords) else 1.0
    return likeness * factor


def _also(line: Line, others: Iterable[Line]) -> tuple[Line, ...]:
    """Sentences of other sources that say the same: nearly the same words, and the same numbers."""
    words, numbers = frozenset(line.words), set(_NUMBER.findall(line.sentence.text))
    found: list[Line] = []
    for other in others:
        theirs = frozenset(other.words)
        if other.source == line.source or any(other.source == each.source for each in found):
            continue
        if len(words & theirs) > _SAME * max(len(words), len(theirs)) and numbers == set(
            _NUMBER.findall(other.sentence.text)
        ):
            found.append(other)
            if len(found) == _ALSO:
                break
    return tuple(found)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def _unit(weights: Mapping[str, float]) -> Mapping[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


_PERSONAL = re.compile(r"(?<!\w)(?:I|we|We|you|You|my|My|our|Our|us|me)(?!\w)")
_QUOTED = re.compile(r"[\"“”„«»]|``|''")
_NUMBER = re.compile(r"\d+")
