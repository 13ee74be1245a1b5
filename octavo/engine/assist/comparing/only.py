"""What one report, or the reports of one country, tell and nobody else mentions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from octavo.engine.assist.comparing.shared import countries_of
from octavo.engine.assist.comparing.tellings import Report, Telling
from octavo.engine.assist.composed import Part
from octavo.engine.assist.saying import is_said_by_pronoun
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.assist.statements import Statement, mentions, significant
from octavo.engine.text.tokens import words

_MOST, _EACH = 12, 2  # in all, of one report
_MOST_COUNTRIES = 4
_RETOLD = 0.6  # share of a sentence's words that another one holds: it may be the same in other words
_SPELLED = 100  # figures below may be spelled out elsewhere
_LONGEST = 40  # words
_WEIGHTS = {"figure": 1.0, "name": 0.8, "quote": 0.5}


def only_parts(reports: Sequence[Report], tellings: Sequence[Telling]) -> Iterator[Part]:
    """At most two of an independent report and twelve in all, in turns, in order of time."""
    told = {teller.key for telling in tellings for teller in telling.tellers}
    publishers = frozenset(" ".join(words(report.source.publisher)) for report in reports)
    groups = sorted({report.group for report in reports})
    chosen = {group: _own(group, reports, told, publishers) for group in groups}
    shown = 0
    for turn in range(_EACH):
        for group in groups:
            if turn < len(chosen[group]) and shown < _MOST:
                report, statement = chosen[group][turn]
                shown += 1
                yield Part(
                    kind="only",
                    label=report.source.publisher,
                    sentences=(report.heard.cite(statement.sentence),),
                    detail={"article": report.source.article, "country": report.source.country},
                )


def country_parts(reports: Sequence[Report], tellings: Sequence[Telling]) -> Iterator[Part]:
    """What is told in one country only, where whole reports of another one are silent. At most four."""
    shown = 0
    for telling in tellings:
        countries = countries_of(telling.tellers)
        told_by = {teller.report.group for teller in telling.tellers}
        others = [report for report in reports if report.group not in told_by]
        elsewhere = [report for report in others if report.source.country not in ("", *countries)]
        if len(countries) != 1 or not any(report.source.whole for report in elsewhere):
            continue
        if not stands_alone(telling.seed.sentence) or not _unsaid(telling.seed.statement, elsewhere):
            continue
        yield Part(
            kind="country",
            label=countries[0],
            sentences=(telling.seed.cite(),),
            detail={
                "country": countries[0],
                "articles": [teller.report.source.article for teller in telling.tellers],
            },
        )
        shown += 1
        if shown == _MOST_COUNTRIES:
            return


def _own(
    group: int, reports: Sequence[Report], told: Collection[tuple[int, int]], publishers: frozenset[str]
) -> list[tuple[Report, Statement]]:
    """The statements of a source that no independent report mentions, those that say most first."""
    others = [other for other in reports if other.group != group]
    # Which silence counts: that of a report we hold whole.
    if not any(other.source.whole for other in others):
        return []
    found: dict[str, tuple[float, int, Report, Statement]] = {}
    for report in (report for report in reports if report.group == group):
        for place, each in enumerate(report.statements):
            if (report.source.article, each.sentence.start) in told or not _reads_alone(report, each):
                continue
            if (marks := _unsaid(each, others, publishers)) and each.sentence.text not in found:
                weight = sum(_WEIGHTS[kind] for kind in marks) - 0.03 * place
                found[each.sentence.text] = (weight, -each.sentence.start, report, each)
    ranked = sorted(found.values(), reverse=True, key=lambda row: row[:2])
    return [(report, each) for _, _, report, each in ranked[:_EACH]]


def _reads_alone(report: Report, statement: Statement) -> bool:
    sentence = statement.sentence
    return (
        len(sentence.text.split()) <= _LONGEST
        and stands_alone(sentence)
        and not is_said_by_pronoun(sentence.text, report.source.language)
    )


def _unsaid(statement: Statement, others: Sequence[Report], publishers: frozenset[str] = frozenset()) -> list[str]:
    """The kinds of a statement's marks that nobody of others mentions; none where one tells it in other words."""
    kinds = (
        ("figure", statement.figures),
        ("name", statement.names - publishers),
        ("quote", statement.quotes - publishers),
    )
    fresh = [
        kind
        for kind, marks in kinds
        for mark in sorted(marks)
        if (kind != "figure" or _never_spelled(mark)) and not any(mentions(other.whole, mark, kind) for other in others)
    ]
    if not fresh:
        return []
    enough = _RETOLD * len(statement.content)
    for other in others:
        if len(statement.content & other.whole.words) < enough:
            continue
        if any(len(statement.content & each.content) >= enough for each in other.statements):
            return []
    return fresh


def _never_spelled(figure: str) -> bool:
    number, _, unit = figure.partition(" ")
    return len(significant(number)) > 1 and (float(number) >= _SPELLED or bool(unit))
