"""Dated events of many reports, each told by a sentence of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.assist.timeline.choose import (
    Day,
    gather_days,
    gather_months,
    ranked,
    spread,
    usual_number,
    weigh_days,
)
from octavo.engine.assist.timeline.mentions import Precision
from octavo.engine.assist.timeline.reading import Line, read_lines
from octavo.engine.assist.timeline.sentences import LEAD, Chosen, Rarity, choose_sentences

_DAY = timedelta(days=1)
_MANY = 8  # independent reports from which two of them have to tell of a day
_FAINT = 0.3  # of the heaviest day's weight: a lighter one is shown only where a number of dates was asked for
_SURE = 3  # reports that name a day: then what is told the day after without a date may be told of it too
_OPENING = 3  # sentences
_BACKGROUND = 50  # one in so many reports has to name a month
_YEAR = timedelta(days=366)
_MONTHS = 4  # months shown at most, where the number of dates is ours to choose
_KNOWN = 0.05  # share of the sources in which a keyword has to stand


def timeline(
    sources: Sequence[Source], *, dates: int | None = None, sentences: int = 1, keywords: Sequence[str] = (),
    start: date | None = None, end: date | None = None,
) -> Composed:  # fmt: skip
    """The days that matter, in order of time, each with at most `sentences` verbatim sentences, the best first.

    `dates`: how many days; None: as many as suit the number of reports, only well attested ones, and months where no
    day is known. `keywords`: what the timeline is about; those that hardly occur are not minded. `start`, `end`: the
    first and last day shown. A part is of kind "date", its label an ISO date ("2026-11" for a month), its detail
    {"date": the same, "precision": "day" or "month", "reports": how many independent reports name it; 0 where reports
    of that day tell it without a date}. Spans behind a sentence's own are of others that say the same.
    """
    ordered = sorted(sources, key=_by_time)
    lines = read_lines(ordered)
    composer = _Composer(ordered, lines, sentences, _known_keywords(keywords, ordered))
    end = min((day for day in (end, _horizon(lines)) if day is not None), default=None)
    composer.tell_days(_within(gather_days(lines), start, end), dates)
    if dates is None:
        composer.tell_months(_within(gather_months(lines), start, end))
        if not any(part.detail["reports"] for part in composer.parts):
            return Composed()  # where no day is named, a report's own is no event's
    return Composed(parts=tuple(sorted(composer.parts, key=lambda part: part.label)))


class _Composer:
    """Makes parts of days, and remembers what has been told."""

    def __init__(
        self, sources: Sequence[Source], lines: Sequence[Line], sentences: int, keywords: Sequence[str]
    ) -> None:
        self.sources, self.sentences, self.keywords = sources, sentences, keywords
        self.reports = len({line.origin for line in lines})
        self.rarity = Rarity(lines)
        self.leads: dict[date, list[Line]] = defaultdict(list)
        for line in lines:
            if line.place < LEAD and line.published is not None and not _names_a_time(line):
                self.leads[line.published].append(line)
        self.told: list[frozenset[str]] = []
        self.parts: list[Part] = []

    def tell_days(self, days: Mapping[date, Day], wanted: int | None) -> None:
        weights = weigh_days(days)
        heaviest = max(weights.values(), default=0.0)
        most = usual_number(self.reports) if wanted is None else wanted
        for when in ranked(spread(weights) if wanted is None else weights):
            if len(self.parts) == most:
                return
            if wanted is not None or (weights[when] >= _FAINT * heaviest and self._is_attested(days[when])):
                self._tell(when, days[when], Precision.DAY)

    def tell_months(self, months: Mapping[date, Day]) -> None:
        """Adds months of which no day is shown, those that most reports name."""
        shown = {part.label[:7] for part in self.parts}
        most = len(self.parts) + min(_MONTHS, len(self.parts) // 2)
        for month in sorted(months, key=lambda when: (-len(months[when].reports), when)):
            if len(self.parts) >= most:
                return
            if len(months[month].reports) * _BACKGROUND < self.reports:
                return
            if month.isoformat()[:7] not in shown and self._is_attested(months[month]):
                self._tell(month, months[month], Precision.MONTH)

    def _is_attested(self, day: Day) -> bool:
        """Two independent reports name a day or tell of it; one does in a story of few."""
        return max(len(day.reports), len(day.published)) >= (2 if self.reports >= _MANY else 1)

    def _tell(self, when: date, day: Day, precision: Precision) -> None:
        leads = list(self.leads.get(when, ())) if precision == Precision.DAY else []
        if not day.naming:  # nothing says what of a report happened on its day: its opening may
            leads = [line for line in leads if line.place < _OPENING]
        if len(day.reports) >= _SURE and precision == Precision.DAY:  # who writes a day later may mean the day before
            leads += self.leads.get(when + _DAY, ())
        chosen = choose_sentences(
            when, day, leads, self.rarity, self.sentences, keywords=self.keywords, told=self.told
        )  # fmt: skip
        if not chosen:
            return
        self.told += [frozenset(one.line.words) for one in chosen]
        label = when.isoformat()[: 10 if precision == Precision.DAY else 7]
        self.parts.append(
            Part(
                kind="date", label=label, sentences=tuple(map(self._cite, chosen)),
                detail={"date": label, "precision": precision.value, "reports": len(day.reports)},
            )
        )  # fmt: skip

    def _cite(self, chosen: Chosen) -> Cited:
        spans = (self.sources[line.source].cite(line.sentence) for line in (chosen.line, *chosen.also))
        return Cited(text=chosen.line.sentence.text, spans=tuple(spans))


def _by_time(source: Source) -> tuple[bool, float, int, int]:
    return source.at is None, source.at.timestamp() if source.at else 0.0, source.article, source.version


def _horizon(lines: Sequence[Line]) -> date | None:
    """The last day believed: days more than a year after the last report are mostly those of a page's own clock."""
    last = max((line.published for line in lines if line.published is not None), default=None)
    return last + _YEAR if last is not None else None


def _names_a_time(line: Line) -> bool:
    """Whether a sentence says when, so that it need not tell of the day on which it was written; "this year" may."""
    return any(mention.precision != Precision.YEAR or mention.is_full for mention in line.mentions)


def _within(days: Mapping[date, Day], start: date | None, end: date | None) -> dict[date, Day]:
    return {when: day for when, day in days.items() if (not start or when >= start) and (not end or when <= end)}


def _known_keywords(keywords: Sequence[str], sources: Sequence[Source]) -> tuple[str, ...]:
    """Those that stand in enough sources, in lower case: a label such as "bpoil" stands in none."""
    lowered = [f"{source.title}\n{source.text}".lower() for source in sources] if keywords else []
    folded = (keyword.strip().lower() for keyword in keywords)
    return tuple(word for word in folded if word and sum(word in text for text in lowered) > _KNOWN * len(lowered))
