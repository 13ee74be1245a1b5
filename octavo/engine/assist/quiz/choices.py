"""Wrong answers of the same kind."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence

from octavo.engine.assist.quiz.facts import Fact, same_matter, weekdays
from octavo.engine.assist.quiz.known import Known
from octavo.engine.assist.reading import Heard
from octavo.engine.assist.statements import hear, significant
from octavo.engine.text.tokens import words

_WRONG = 3
_LENGTHS = 2.2  # times as long as the answer a wrong choice may be, or as short
_FACTORS = (0.35, 0.45, 0.55, 0.65, 0.75, 1.3, 1.45, 1.6, 1.8, 2.1, 2.5)


def wrong_choices(fact: Fact, heard: Sequence[Heard], known: Known, dice: random.Random) -> tuple[str, ...]:
    """Three wrong answers of the kind of the right one that no sentence of the reports makes true; none: not found."""
    if fact.kind == "figure":
        return _figures(fact, heard, dice)
    if fact.kind == "date":
        return _days(fact, heard, dice)
    pool = known.persons if fact.kind == "name" else known.places
    found: list[str] = []
    for name in dice.sample(pool, len(pool)):
        if len(found) < _WRONG and _is_alike(fact, name, found) and not _may_be_true(fact, name, heard):
            found.append(name)
    return tuple(found) if len(found) == _WRONG else ()


def _is_alike(fact: Fact, name: str, found: Sequence[str]) -> bool:
    """No word in common with the answer or another choice, and of about its length and form."""
    answer = fact.answer
    taken = {word for other in (answer, *found) for word in words(other)}
    if taken & set(words(name)) or set(words(name)) & set(words(fact.rest)):
        return False
    if answer.isupper() != name.isupper() or _script(answer) != _script(name):
        return False
    if (" " in answer) != (" " in name):
        return False
    return 1 / _LENGTHS <= len(name) / len(answer) <= _LENGTHS


def _may_be_true(fact: Fact, choice: str, heard: Sequence[Heard]) -> bool:
    """Whether any sentence of the reports holds the choice and speaks of the same."""
    key = choice.split()[-1] if fact.kind == "name" else choice
    if fact.kind == "place" and key in fact.heard.source.text:  # a town of the country that is asked for
        return True
    for report in heard:
        if key not in report.opening:
            continue
        if any(key in sentence.text and same_matter(fact, sentence.text) for sentence in report.sentences):
            return True
    return False


def _figures(fact: Fact, heard: Sequence[Heard], dice: random.Random) -> tuple[str, ...]:
    """Numbers near the answer and clearly other, as precise and written the same, that stand in no report.

    How many of them are smaller is thrown, so that the middle one is no better a guess than the least.
    """
    value, decimals = _read(fact.answer, fact.language)
    if value is None or value <= 0:
        return ()
    spoken = frozenset(number for report in heard for number in hear(report.source.text).numbers)
    percent = "%" in fact.sentence.text[fact.end : fact.end + 2] or (
        value <= 100 and _PERCENT.match(fact.sentence.text[fact.end :])
    )
    low: list[str] = []
    high: list[str] = []
    for factor in _FACTORS:
        other = _as_round(value * factor, value, decimals)
        if other <= 0 or (percent and other > 100) or abs(other - value) < 0.18 * value:
            continue
        if significant(f"{other:.6f}") not in spoken:
            (low if other < value else high).append(_write(other, fact.answer, decimals))
    low, high = _as_long(low, fact.answer), _as_long(high, fact.answer)
    possible = [below for below in range(_WRONG + 1) if below <= len(low) and _WRONG - below <= len(high)]
    if len(possible) < 2 or not any(
        len(number) == len(fact.answer) for number in (*low, *high)
    ):  # always the least or always the largest: a guess
        return ()
    below = dice.choice(possible)
    return tuple(dice.sample(low, below) + dice.sample(high, _WRONG - below))


def _as_long(numbers: Sequence[str], like: str) -> list[str]:
    """Those of as many signs as the answer, where there are any; each once, in order."""
    return sorted({number for number in numbers if len(number) == len(like)}) or sorted(set(numbers))


def _read(written: str, language: str) -> tuple[float | None, int]:
    """A number as written, and its decimals."""
    digits = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in written)
    grouped = re.fullmatch(r"\d{1,3}(?:[.,' \u00a0\u202f’]\d{2,3})*[.,' \u00a0\u202f’]\d{3}", digits)
    if grouped and not (digits.startswith("0") or _is_decimal(digits, language)):
        return float(re.sub(r"\D", "", digits)), 0
    parts = re.split(r"[.,]", digits)
    if len(parts) > 2 or not all(part.isdigit() for part in parts):
        return None, 0
    return float(".".join(parts)), len(parts[1]) if len(parts) == 2 else 0


def _is_decimal(digits: str, language: str) -> bool:
    """ "1.250" is 1250 where points group, else one and a quarter; "1,250" the other way round."""
    if digits.count(".") + digits.count(",") != 1:
        return False
    grouping = "." if language in ("de", "es", "it", "pt", "nl", "da", "id", "tr", "ro") else ","
    return grouping not in digits


def _as_round(other: float, like: float, decimals: int) -> float:
    """With as many zeros at its end as `like`."""
    if decimals:
        return round(other, decimals)
    zeros = len(str(int(like))) - len(str(int(like)).rstrip("0"))
    step = 10 ** min(zeros, max(0, len(str(int(other))) - 1))
    rounded = float(round(other / step) * step)
    # 318,079 is no rounder than what stands beside it.
    return rounded if zeros or rounded % 10 or rounded < 20 else rounded + 3


def _write(value: float, like: str, decimals: int) -> str:
    """A number in the signs of `like`: its point or comma, its groups, its digits."""
    separator = next((char for char in reversed(like) if not char.isdigit()), "")
    if decimals:
        text = f"{value:.{decimals}f}".replace(".", separator)
    else:
        text = str(int(value))
        group = next((char for char in like if not char.isdigit()), "")
        if group and len(text) > 3:
            text = f"{int(value):,}".replace(",", group)
        elif not group and len(text) > 4 and len(like) <= 4:
            return text
    zero = next((char for char in like if char.isdigit()), "0")
    base = ord(zero) - unicodedata.digit(zero)
    return "".join(chr(base + int(char)) if char.isdigit() else char for char in text)


def _days(fact: Fact, heard: Sequence[Heard], dice: random.Random) -> tuple[str, ...]:
    days = weekdays(fact.language)
    answer = fact.answer
    others = [day for day in days if day != answer.lower()]
    if answer[:1].isupper():
        others = [day[:1].upper() + day[1:] for day in others]
    free = [
        day for day in others
        if day.lower() not in fact.rest.lower() and not _may_be_true(fact, day, heard)
    ]  # fmt: skip
    return tuple(dice.sample(free, _WRONG)) if len(free) >= _WRONG else ()


def _script(name: str) -> str:
    return unicodedata.name(next((char for char in name if char.isalpha()), "a")).split()[0]


_PERCENT = re.compile(
    r"\s?(?:per ?cent|percent|Prozent|pour cent|por ciento|por cento|per cento|процент|प्रतिशत|फीसदी|في المئة|بالمئة)"
)
