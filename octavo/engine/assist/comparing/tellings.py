"""Which sentences of different reports tell the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from octavo.engine.assist.composed import Cited, Source
from octavo.engine.assist.reading import Heard, hear_reports
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.assist.statements import Stated, Statement, hear, say_the_same, significant, state
from octavo.engine.records import Sentence

_CHARACTERS = 54_000  # read in all: what the time allows
_SHORT, _LONG = 8, 22  # words of a sentence that reads well, without grammar words
_COMMON = 120  # statements with a mark: more of them, and it tells nothing apart


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report: `heard` is its opening sentence by sentence, `whole` what its whole text mentions."""

    heard: Heard
    statements: tuple[Statement, ...]

    @property
    def source(self) -> Source:
        return self.heard.source

    @property
    def group(self) -> int:
        return self.heard.group

    @cached_property
    def whole(self) -> Stated:
        return hear(self.source.text)

    def share_before(self, sentence: Sentence) -> float:
        """How much of the text stands before a sentence, 0 to 1."""
        return sentence.start / max(1, len(self.source.text))


@dataclass(frozen=True, slots=True)
class Teller:
    report: Report
    statement: Statement

    @property
    def sentence(self) -> Sentence:
        return self.statement.sentence

    @property
    def key(self) -> tuple[int, int]:
        return self.report.source.article, self.sentence.start

    def cite(self) -> Cited:
        return self.report.heard.cite(self.sentence)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence and the sentences of other independent reports that say the same, one each, in order of time."""

    seed: Teller
    tellers: tuple[Teller, ...]  # with the seed

    @property
    def groups(self) -> set[int]:
        return {teller.report.group for teller in self.tellers}


def read_reports(sources: Sequence[Source]) -> tuple[Report, ...]:
    found = []
    for heard in hear_reports(sources, _CHARACTERS):
        sentences = {sentence.start for sentence in heard.sentences}
        statements = state(heard.opening, heard.source.language).statements
        found.append(
            Report(heard=heard, statements=tuple(each for each in statements if each.sentence.start in sentences))
        )
    return tuple(found)


def find_tellings(reports: Sequence[Report]) -> tuple[Telling, ...]:
    """What at least two independent reports tell, the most told first; each sentence in one of them."""
    alike = _alike([Teller(report, each) for report in reports for each in report.statements])
    ranked = sorted(alike, key=lambda seed: (-_worth(seed, alike[seed]), seed.key))
    taken: set[tuple[int, int]] = set()
    found = []
    for seed in ranked:
        if seed.key in taken:
            continue
        best: dict[int, Teller] = {seed.report.group: seed}
        for teller in alike[seed]:
            if teller.key not in taken:
                best.setdefault(teller.report.group, teller)
        if len(best) > 1:
            tellers = sorted(best.values(), key=lambda teller: teller.key)
            taken.update(teller.key for teller in alike[seed])
            taken.add(seed.key)
            found.append(Telling(seed, tuple(tellers)))
    return tuple(sorted(found, key=lambda telling: (-len(telling.tellers), telling.seed.key)))


def _worth(seed: Teller, others: Iterable[Teller]) -> float:
    """Told by many; readable without its neighbours; near the beginning; not long."""
    told = len({teller.report.group for teller in others})
    length = len(seed.statement.content)
    return (
        told
        + (1.5 if stands_alone(seed.sentence) else 0.0)
        + 1.2 * (1 - seed.report.share_before(seed.sentence))
        - 0.15 * max(0, _SHORT - length)
        - 0.06 * max(0, length - _LONG)
    )


def _alike(tellers: Sequence[Teller]) -> dict[Teller, list[Teller]]:
    """Each sentence with those of other groups that say the same, the nearest in words first."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, teller in enumerate(tellers):
        for mark in teller.statement.marks:
            holders[mark].append(place)
    pairs: set[tuple[int, int]] = set()
    for held in holders.values():
        if len(held) <= _COMMON:
            for at, one in enumerate(held):
                group = tellers[one].report.group
                pairs.update((one, other) for other in held[at + 1 :] if tellers[other].report.group != group)
    found: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other in pairs:
        if _tell_the_same(tellers[one], tellers[other]):
            near = len(tellers[one].statement.content & tellers[other].statement.content)
            found[one].append((-near, other))
            found[other].append((-near, one))
    return {tellers[one]: [tellers[other] for _, other in sorted(found[one])] for one in sorted(found)}


def _tell_the_same(one: Teller, other: Teller) -> bool:
    if _code(one) == _code(other):
        return say_the_same(one.statement, other.statement) and _share_enough(one.statement, other.statement)
    # Words of two languages do not meet: two figures that say much, or one with a name.
    figures = {mark for mark in one.statement.figures & other.statement.figures if _says_much(mark)}
    return len(figures) > 1 or bool(figures and one.statement.names & other.statement.names)


def _share_enough(one: Statement, other: Statement) -> bool:
    """Of a short sentence a name and two other words are soon found in another: "Minister Wynne has landed"."""
    spent = {word for mark in one.marks & other.marks for word in mark.split()}
    beside = len((one.content & other.content) - spent)
    shared = one.marks & other.marks
    telling = any(_says_much(mark) for mark in shared & one.figures) or bool(shared & one.quotes)
    return beside >= (2 if telling else 4)


def _says_much(figure: str) -> bool:
    number, _, unit = figure.partition(" ")
    return len(significant(number)) > 1 and (bool(unit) or float(number) > 31)


def _code(teller: Teller) -> str:
    return (teller.report.source.language or "")[:2]
