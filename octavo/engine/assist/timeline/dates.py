"""Which days a text speaks of, counted from the day it was written."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from octavo.engine.assist.timeline.expressions import WORD, Language, expressions
from octavo.engine.assist.timeline.mentions import Mention, Precision

_SOON, _AHEAD = 30, 300  # days ahead at most of a day without a year, where nothing and where something says "future"
_CLAUSE = 90  # characters before and after an expression in which its tense is looked for
_OLDEST, _THAI = 1800, 543  # the first year believed; what Buddhist years are ahead
_LATEST = 20  # years ahead that a text may speak of


def dates_in(text: str, language: str | None, written: date | None) -> tuple[Mention, ...]:
    """The times that a text says, in order, none within another.

    A day or month without a year, a weekday and whatever counts from today are resolved from the day the text was
    written: to the past, as reports tell it, except where the clause speaks of the future or the expression itself
    does. With `written` unknown only what is said in full is given. Impossible days are passed over.
    """
    known = expressions((language or "en")[:2].lower())
    lowered = _lower(text)
    found = []
    for match in _matches(known, lowered):
        mention = _Reader(known, text, lowered, match, written).read()
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _lower(text: str) -> str:
    """Lower case of the same length."""
    lowered = text.replace("İ", "I").lower()
    return lowered if len(lowered) == len(text) else text


def _matches(known: Language, lowered: str) -> Iterator[re.Match[str]]:
    if known.anywhere is not None:
        yield from known.anywhere.finditer(lowered)
        return
    patterns, end = known.patterns, 0
    for word in [
        word for word in WORD.finditer(lowered) if (said := word.group()) in patterns or said[0] in _OTHER_STARTS
    ]:
        at, first = word.start(), word.group()
        if at < end:
            continue
        pattern = patterns.get("#" if first[0].isdigit() else first)
        if pattern is None and first[0] in _JOINED:
            pattern, at = patterns.get(first[1:]), at + 1
        match = pattern.match(lowered, at) if pattern is not None else None
        if match is not None:
            yield match
            end = match.end()


_JOINED = "وبلف"  # what Arabic writes with the next word: "والاثنين"
_OTHER_STARTS = frozenset("0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹" + _JOINED)


class _Reader:
    """One expression found."""

    def __init__(self, known: Language, text: str, lowered: str, match: re.Match[str], written: date | None) -> None:
        self.known, self.text, self.lowered, self.match, self.written = known, text, lowered, match, written
        self.number = (match.lastgroup or "f0")[1:]
        self.form = known.forms[int(self.number)]

    def read(self) -> Mention | None:
        if self._is_lookalike():
            return None
        kind = self.form.kind
        if kind in ("date", "either", "day alone"):
            return self._date()
        if kind in ("month", "bare month", "year") and self.part("y") + self.part("m"):
            return self._month_or_year()
        if self.written is None:
            return None
        return self._relative(kind, self.written)

    def part(self, name: str) -> str:
        group = f"{name}{self.number}"
        return (self.match[group] or "") if group in self.match.re.groupindex else ""

    def _date(self) -> Mention | None:
        day, named = int(self.part("d")), self.part("m")
        year = self._year()
        if not named:  # a day of the month alone
            return self._mention(_nearest_day_alone(day, self.written)) if self.written else None
        month = self.known.months[self._key(named)] if not named.isdigit() else int(named)
        if self.form.kind == "either":  # English writes both orders: one of the two has to be impossible
            if month <= 12 and day <= 12 and month != day:
                return None
            month, day = min(month, day), max(month, day)
        if year:
            return self._mention(_day(year, month, day), is_full=True)
        if self.part("y") or self.written is None:
            return None
        return self._mention(self._with_year(month, day, self.written))

    def _with_year(self, month: int, day: int, written: date) -> date | None:
        """The nearest such day, the past one unless it is long ago or the clause speaks of the future."""
        near = [one for shift in (-1, 0, 1) if (one := _day(written.year + shift, month, day)) is not None]
        past = max((one for one in near if one <= written), default=None)
        ahead = min((one for one in near if one > written), default=None)
        if past is None or ahead is None or past == written:
            return past or ahead
        return ahead if (ahead - written).days <= (_AHEAD if self._is_ahead() else _SOON) else past

    def _month_or_year(self) -> Mention | None:
        year, named = self._year(), self.part("m")
        if self.form.kind != "month":
            before = WORD.findall(self.lowered, max(0, self.match.start() - 14), self.match.start())
            if not before or before[-1] not in self.known.before_bare:
                return None
        if not named:
            return self._mention(date(year, 1, 1), Precision.YEAR, is_full=True) if year else None
        month = int(named) if named.isdigit() else self.known.months[self._key(named)]
        if not 1 <= month <= 12:
            return None
        if year:
            return self._mention(date(year, month, 1), Precision.MONTH, is_full=True)
        if self.part("y") or self.written is None:
            return None
        written = self.written
        year = written.year - (month > written.month)
        if self._is_ahead() and month != written.month:
            year = written.year + (month < written.month)
        return self._mention(date(year, month, 1), Precision.MONTH)

    def _relative(self, kind: str, written: date) -> Mention | None:
        value = self.form.value
        if kind.startswith("ago "):
            kind, value = kind[4:], -(self._count() or 1)
        if kind == "day":
            return self._mention(_shift(written, value))
        if kind == "month":
            months = written.year * 12 + written.month - 1 + value
            return self._mention(_day(months // 12, months % 12 + 1, 1), Precision.MONTH)
        if kind == "year":
            return self._mention(_day(written.year + value, 1, 1), Precision.YEAR)
        weekday = self.known.weekdays[self._key(self.part("w"))]
        back = (written.weekday() - weekday) % 7
        if kind == "last":
            return self._mention(_shift(written, -(back or 7)))
        if kind == "next":
            return self._mention(_shift(written, 7 - back))
        return self._mention(_shift(written, (-back) % 7 if self._is_ahead() else -back))

    def _count(self) -> int:
        said = self.part("n")
        return int(said) if said.isdigit() else self.known.numbers.get(said, 1)

    def _year(self) -> int | None:
        """The year said, if it is one that news speak of."""
        said = self.part("y")
        year = int(said) if said else 0
        year -= _THAI if year > 2400 else 0
        return year if _OLDEST <= year <= (self.written.year + _LATEST if self.written else 2100) else None

    def _key(self, said: str) -> str:
        plain = re.sub(r"\s+", " ", said)
        return plain if plain in self.known.months or plain in self.known.weekdays else re.sub("[’ʼ]", "'", plain)

    def _mention(
        self, day: date | None, precision: Precision = Precision.DAY, *, is_full: bool = False
    ) -> Mention | None:
        return Mention(self.match.start(), self.match.end(), day, precision, is_full) if day is not None else None

    def _is_lookalike(self) -> bool:
        """Whether it is "may" and no May, or Black Friday."""
        start, end = self.match.span()
        named = self.part("m") or self.part("w")
        if self.known.capital and named and not named[0].isdigit():
            at = self.match.start(f"{'m' if self.part('m') else 'w'}{self.number}")
            if not self.text[at].isupper():
                return True
        if self.known.lookalikes is None:
            return False
        return any(
            (found.start() <= start and end <= found.end()) or start <= found.start() < end
            for found in self.known.lookalikes.finditer(self.lowered, max(0, start - 12), end + 16)
        )

    def _is_ahead(self) -> bool:
        """Whether the clause that holds the expression speaks of what is still to come."""
        if self.known.future is None:
            return False
        start, end = self.match.span()
        before = self.known.stops.split(self.lowered[max(0, start - _CLAUSE) : start])[-1]
        after = self.lowered[end : end + _CLAUSE]
        if self.known.verb_last:
            after = self.known.stops.split(after)[0]
            return bool(self.known.future.search(before) or self.known.future.search(after))
        if self.known.future.search(before):
            return True
        # "On Monday the council will vote": nothing but the preposition stands before, so the verb comes after.
        if len(before.split()) > 1 or (start > 3 and not _OPENS.search(self.lowered[max(0, start - 14) : start])):
            return False
        after = self.known.stops.split(after.lstrip(" ,"))[0]
        return bool(self.known.future.search(" ".join(after.split()[:8])))


_OPENS = re.compile(r"(?:^|[.!?\n]\s*)[\"“«]?(?:[^\W\d_]{1,4}\s)?$")


def _nearest_day_alone(day: int, written: date) -> date | None:
    """The last such day of a month, today included."""
    month = written.replace(day=1)
    if day > written.day:
        month = (month - timedelta(days=1)).replace(day=1)
    return _day(month.year, month.month, day)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
