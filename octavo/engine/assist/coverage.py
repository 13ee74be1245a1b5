"""Who tells what: the first to say it, who else says it, and which sides do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from octavo.engine.assist.news import NewFact
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.assist.statements import Stated, Statement, mentions, say_the_same, shown, significant, state
from octavo.engine.records import Sentence
from octavo.engine.text.tokens import words

MOST_REPORTS = 400  # looked at, the newest
ENOUGH = 2  # independent sources that make a side's word, later whole reports that make its silence
_SMALL = 21  # figures below may be spelled out
_DAYS = 31  # figures up to here may be a day of a month
_MOST_MARKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """A report with a text of its own. `sides`: which side it is on, for each kind of side ("country": "in")."""

    id: int
    source: int  # equal for reports of one source
    text: str
    at: datetime
    language: str | None = None
    whole: bool = True  # whether we hold all of its text: of a teaser, silence says nothing
    sides: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report and the sentence in which it says something; offsets into its text."""

    id: int
    sentence: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A side none of whose reports mentions it, of which `reports` whole ones came after it was first told."""

    kind: str
    side: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpot:
    """What some tell and others do not. `told`: earliest first, one a source; `marks`: what no silent side mentions."""

    told: tuple[Told, ...]
    marks: tuple[str, ...]
    silent: tuple[Silence, ...]


def trace(fact: NewFact, text: str, reports: Sequence[Covering]) -> tuple[Told, ...]:
    """Who tells a fact, earliest first, one a source: the reports with a sentence that says the same and holds what was
    new in it. `text` is the text that the fact stands in. Empty where there is nobody else, or its sentence has no
    figure, name or quotation."""
    if len(reports) < 2:
        return ()
    language = next((report.language for report in reports if report.id == fact.id), None)
    own = next((each for each in state(text, language).statements if each.sentence.start == fact.sentence.start), None)
    if own is None:
        return ()
    needed = {word for news in fact.news for word in words(news)}
    figures = {word for word in needed if word[0].isdigit()}
    found: dict[int, Told] = {}
    for report in _in_order(reports):
        if report.source in found:
            continue
        for other in state(report.text, report.language).statements:
            spoken = set(words(other.sentence.text))
            if figures <= spoken and len(needed & spoken) * 2 >= len(needed) and say_the_same(own, other):
                found[report.source] = Told(id=report.id, sentence=other.sentence)
                break
    return tuple(found.values())


def find_blind_spots(
    reports: Sequence[Covering], ignore: Collection[str] = (), limit: int = 6, carriers: Sequence[Covering] = ()
) -> tuple[BlindSpot, ...]:
    """What two or more sources of one side tell and no report of another side mentions, most told first.

    A side's silence counts from two whole reports on that came after the first telling: who wrote before could not
    know. What is told is a figure, a full name or a quotation, in sentences that say the same; `ignore` are names that
    say nothing (of publishers); `carriers` carry texts of others: they tell nothing themselves, but no side keeps
    silent that carries it. Each sentence once, each silent side at most twice. Deterministic; looks at the newest 400
    reports and carriers.
    """
    held = _in_order(reports)[-MOST_REPORTS:]
    carrying = [replace(report, whole=False) for report in _in_order(carriers)[-MOST_REPORTS:]]
    sides = _sides([*held, *carrying])
    if sum(len(found) > 1 for found in sides.values()) == 0:
        return ()
    stated = {report.id: state(report.text, report.language) for report in (*held, *carrying)}
    ignored = {" ".join(words(name)) for name in ignore}
    spots: dict[tuple[int, int], BlindSpot] = {}
    for (kind, mark), told in _by_mark(held, stated).items():
        if mark in ignored or len({report.source for report, _ in told}) < ENOUGH:
            continue
        _add(spots, kind, mark, told, sides, stated)
    return _chosen(spots.values(), limit)


def _in_order(reports: Iterable[Covering]) -> list[Covering]:
    return sorted(reports, key=lambda report: (report.at, report.id))


_Sides = Mapping[str, Mapping[str, list[Covering]]]  # kind -> side -> its reports
_TellsIt = list[tuple[Covering, Statement]]


def _sides(reports: Iterable[Covering]) -> _Sides:
    found: defaultdict[str, dict[str, list[Covering]]] = defaultdict(dict)
    for report in reports:
        for kind, side in report.sides.items():
            found[kind].setdefault(side, []).append(report)
    return found


def _by_mark(held: Iterable[Covering], stated: Mapping[int, Stated]) -> dict[tuple[str, str], _TellsIt]:
    """(kind, mark) -> who tells it in which sentence, in order of time."""
    found: defaultdict[tuple[str, str], _TellsIt] = defaultdict(list)
    for report in held:
        taken: set[tuple[str, str]] = set()
        for each in stated[report.id].statements:
            if not stands_alone(each.sentence):
                continue
            marks = (("figure", each.figures), ("name", each.names), ("quote", each.quotes))
            for key in ((kind, mark) for kind, found_marks in marks for mark in sorted(found_marks)):
                if key not in taken and (key[0] != "figure" or _tells(key[1], each.sentence.text)):
                    taken.add(key)
                    found[key].append((report, each))
    return found


def _tells(figure: str, sentence: str) -> bool:
    """Whether a figure would be written in digits by everybody, and is no day of a month."""
    number, _, unit = figure.partition(" ")
    value = float(number)
    if len(significant(number)) < 2 or (value < _SMALL and "." not in number):
        return False
    return bool(unit) or value > _DAYS or not _DATE.search(sentence)


def _add(
    spots: dict[tuple[int, int], BlindSpot],
    kind: str,
    mark: str,
    told: _TellsIt,
    sides: _Sides,
    stated: Mapping[int, Stated],
) -> None:
    """Puts a mark's blind spots with those of the same first sentence."""
    agreed = _agreed(told)
    if agreed is None:
        return
    silent = _silent(kind, mark, agreed, sides, stated)
    if not silent:
        return
    first, sentence = agreed[0]
    key = (first.id, sentence.sentence.start)
    name = shown(mark, kind, sentence.sentence.text)
    before = spots.get(key)
    # Several marks of one sentence: only the sides that mention none of them.
    kept = [each for each in before.silent if each in silent] if before else silent
    if before and not kept:
        return
    spots[key] = BlindSpot(
        told=_longer(before, agreed),
        marks=(*(before.marks if before else ()), name)[:_MOST_MARKS],
        silent=tuple(kept),
    )


def _silent(kind: str, mark: str, agreed: _TellsIt, sides: _Sides, stated: Mapping[int, Stated]) -> list[Silence]:
    """The sides that never mention a mark; of two that are the same reports the first."""
    silent: dict[frozenset[int], Silence] = {}
    first = agreed[0][0].at
    for sort, found in sides.items():
        if not _speaks(sort, agreed):
            continue
        for side, reports in sorted(found.items()):
            later = [report for report in reports if report.whole and report.at > first]
            if len(later) >= ENOUGH and not any(mentions(stated[report.id], mark, kind) for report in reports):
                same = frozenset(report.id for report in later)
                silent.setdefault(same, Silence(kind=sort, side=side, reports=len(later)))
    return list(silent.values())


def _longer(before: BlindSpot | None, agreed: _TellsIt) -> tuple[Told, ...]:
    """Only those who tell all of the marks."""
    ids = {told.id for told in before.told} if before else None
    return tuple(
        Told(id=report.id, sentence=each.sentence) for report, each in agreed if ids is None or report.id in ids
    )


def _agreed(told: _TellsIt) -> _TellsIt | None:
    """The earliest sentence that another source's sentence agrees with, and all that agree with it, one a source."""
    for place, (report, first) in enumerate(told[:6]):
        found = {report.source: (report, first)}
        for other, each in told[place + 1 :]:
            if other.source not in found and say_the_same(first, each):
                found[other.source] = (other, each)
        if len(found) >= ENOUGH:
            return list(found.values())
    return None


def _speaks(kind: str, agreed: _TellsIt) -> bool:
    """Whether two sources of one side of this kind tell it."""
    sides = [report.sides[kind] for report, _ in agreed if kind in report.sides]
    return any(sides.count(side) >= ENOUGH for side in sides)


def _chosen(spots: Iterable[BlindSpot], limit: int) -> tuple[BlindSpot, ...]:
    ranked = sorted(spots, key=lambda spot: (-len(spot.told), -len(spot.marks), -spot.told[0].id))
    used: defaultdict[tuple[str, str], int] = defaultdict(int)
    chosen: list[BlindSpot] = []
    for spot in ranked:
        if len(chosen) == limit:
            break
        if all(used[silence.kind, silence.side] >= 2 for silence in spot.silent) or len(spot.told) < ENOUGH:
            continue
        for silence in spot.silent:
            used[silence.kind, silence.side] += 1
        chosen.append(spot)
    return tuple(chosen)


# Names of months begin so in the languages of the catalogue that write a day in digits beside them.
_DATE = re.compile(
    r"\b(?:jan|feb|fév|fev|mar|mär|apr|abr|avr|may|mai|maj|jun|juin|jul|juil|aug|aoû|ago|sep|set|oct|okt|out|nov|dec|"
    r"dez|déc|dic|ene|янв|фев|март|апр|мая|июн|июл|авг|сент|окт|нояб|дек|січ|лют|квіт|трав|черв|лип|серп|верес|жовт|"
    r"лист|груд|जन|फर|मार्च|अप्रै|मई|जून|जुला|अग|सित|अक्ट|नव|दिस|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|"
    r"سبتمبر|أكتوبر|نوفمبر|ديسمبر|stycz|lut|marc|kwie|czerw|lip|sierp|wrze|paźdz|listop|grudn|ocak|şub|nis|haz|tem|"
    r"ağu|eyl|eki|kas|ara)|[月日]",
    re.IGNORECASE,
)
