"""Days, months and years as a text names them, and the day they mean where it is known when the text appeared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from octavo.engine.assist.evidence.numbers import quantities
from octavo.engine.assist.evidence.reading import Reading, Token

_DAYS = 31


@dataclass(frozen=True, slots=True)
class Day:
    """What a text says of a date; -1 or None: it does not say. `shift`: days from today ("yesterday" is -1)."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    first: int = 0  # its tokens
    last: int = 0
    written: str = ""

    def agrees(self, other: Day) -> bool:
        """Whether everything that this one says is said by the other."""
        return all(
            mine is None or mine == theirs
            for mine, theirs in (
                (self.year, other.year), (self.month, other.month), (self.day, other.day),
                (self.weekday, other.weekday), (self.shift, other.shift),
            )
        )  # fmt: skip

    def clashes(self, other: Day) -> bool:
        """Whether they say different things of one kind."""
        return any(
            mine is not None and theirs is not None and mine != theirs
            for mine, theirs in (
                (self.year, other.year), (self.month, other.month), (self.day, other.day),
                (self.weekday, other.weekday),
                (self.shift, other.shift),
            )
        )  # fmt: skip


@lru_cache(maxsize=8192)
def days(reading: Reading) -> tuple[Day, ...]:
    """The dates of a text in order."""
    tokens = reading.tokens
    found: list[Day] = [*_numeric(reading)]
    taken: set[int] = {at for day in found for at in range(day.first, day.last + 1)}
    for token in tokens:
        if token.at in taken:
            continue
        day = _named(token, tokens, reading)
        if day is not None:
            taken.update(range(day.first, day.last + 1))
            found.append(day)
    for quantity in quantities(reading):
        if (
            quantity.year
            and quantity.first not in taken
            and not _counted(quantity.following, tokens, quantity.first, reading)
        ):
            found.append(
                Day(year=int(quantity.value), first=quantity.first, last=quantity.last, written=quantity.written)
            )
    return tuple(sorted(found, key=lambda day: day.first))


def _counted(following: tuple[str, ...], tokens: list[Token], at: int, reading: Reading) -> bool:
    """Whether a number that looks like a year counts something: "2000 people", not "in 2000 people"."""
    if not following or (at and tokens[at - 1].has("prep", "month")):
        return False
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return behind is not None and behind.content and not behind.capital and not behind.has("say")


def _numeric(reading: Reading) -> Iterator[Day]:
    for match in _ISO.finditer(reading.text):
        year, month, day = (
            int(part) if part else None
            for part in (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
        )
        inside = [token.at for token in reading.tokens if match.start() <= token.start < match.end()]
        if month and day and 1 <= month <= 12 and 1 <= day <= _DAYS and inside:
            yield Day(year=year, month=month, day=day, first=inside[0], last=inside[-1], written=match.group())


def _named(token: Token, tokens: list[Token], reading: Reading) -> Day | None:
    labels = token.labels
    day: Day | None = None
    if "weekday" in labels and _is_day(token, tokens, reading):
        day = Day(weekday=int(labels["weekday"]))
    elif "month" in labels and _is_month(token, tokens, reading):
        return _month(token, tokens)
    else:
        for label, shift in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
            if label in labels:
                day = Day(shift=shift)
    if day is None:
        return None
    return replace(day, first=token.at, last=token.at + max(0, token.phrase - 1), written=token.text)


def _is_day(token: Token, tokens: list[Token], reading: Reading) -> bool:
    if len(token.fold) <= 3 and reading.lexicon.language == "en":
        return token.capital and token.fold not in ("sun", "sat")
    if (
        reading.lexicon.language == "pt"
        and token.fold in ("segunda", "terça", "quarta", "quinta", "sexta")
        and not token.phrase
    ):
        before = tokens[token.at - 1] if token.at else None
        return before is not None and before.fold in ("na", "nesta", "da", "última", "desta", "até")
    return True


def _is_month(token: Token, tokens: list[Token], reading: Reading) -> bool:
    beside = [tokens[at] for at in (token.at - 1, token.at + 1) if 0 <= at < len(tokens)]
    if any(other.number for other in beside):
        return True
    if reading.lexicon.language in ("en", "de", "nl"):
        if not token.capital or (len(token.fold) <= 3 and token.fold != "may"):
            return False
        return token.fold not in ("may", "march") or (
            (token.at > 0 and beside[0].has("prep", "the", "break"))
            or beside[0].fold in ("last", "next", "late", "early", "mid")
        )
    return len(token.fold) > 2 and (token.fold not in _AMBIGUOUS)


_AMBIGUOUS = frozenset(["mar", "set", "mai", "mei", "sept", "ист", "март", "مارس"]) - {"март", "مارس"}


def _month(token: Token, tokens: list[Token]) -> Day:
    day = year = None
    first = last = token.at
    phrase = max(0, token.phrase - 1)
    last += phrase
    if token.at and (number := _small(tokens[token.at - 1])) is not None:
        day, first = number, token.at - 1
    elif (
        token.at > 1
        and tokens[token.at - 1].fold in ("de", "of", "و")
        and (number := _small(tokens[token.at - 2])) is not None
    ):
        day, first = number, token.at - 2
    for ahead in range(last + 1, min(len(tokens), last + 4)):
        other = tokens[ahead]
        if other.number and len(other.text) == 4 and other.text.isdigit() and 1800 < int(other.text) < 2200:
            year, last = int(other.text), ahead
            break
        if day is None and ahead == last + 1 and (number := _small(other)) is not None:
            day, last = number, ahead
        elif other.fold not in ("de", "the", "of", "del", "th", "st", "nd", "rd"):
            break
    return Day(
        month=int(token.labels["month"]),
        day=day,
        year=year,
        first=first,
        last=last,
        written=" ".join(other.text for other in tokens[first : last + 1]),
    )


def _small(token: Token) -> int | None:
    if token.number and token.text.isdigit() and 1 <= int(token.text) <= _DAYS:
        return int(token.text)
    return None


def resolve(found: Iterable[Day], at: datetime | None) -> tuple[Day, ...]:
    """The same days with what the time of the text adds: the date of "yesterday", of the last Monday, the year."""
    if at is None:
        return tuple(found)
    today = at.date()
    return tuple(_resolved(day, today) for day in found)


def _resolved(day: Day, today: date) -> Day:
    meant: date | None = None
    if day.shift is not None:
        meant = today + timedelta(days=day.shift)
    elif day.weekday is not None and day.day is None:
        meant = today - timedelta(days=(today.weekday() - day.weekday) % 7)
    elif day.month and day.day:
        try:
            meant = date(day.year or today.year, day.month, day.day)
        except ValueError:
            return day
    if meant is None:
        return replace(day, year=day.year or today.year) if day.month else day
    return replace(day, year=meant.year, month=meant.month, day=meant.day, weekday=meant.weekday())


_ISO = re.compile(
    r"(?<![\d.,/-])(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./](?P<y2>\d{4}))(?![\d/-])"
)
