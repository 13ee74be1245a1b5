"""What models have used, and whether there is room for more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F, QuerySet, Sum

from octavo.apps.assist.model_rules import Limits, ModelRules
from octavo.apps.assist.models import ModelCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """Tokens, sent and answered, and money."""

    tokens: int = 0
    money: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What is left of one limit. `name`: of `Limits`."""

    name: str
    left: Decimal
    most: Decimal


def room_for(rules: ModelRules, reader: str, more: Used, *, now: datetime) -> str:
    """The name of the limit that `more` would pass, that of one reader with "reader_" before it; "" where none."""
    for start, limits, calls in _both(rules, reader):
        for each in _left(limits, calls, now):
            wanted = more.tokens if each.name.endswith("tokens") else more.money
            if each.left < wanted:
                return start + each.name
    return ""


def left_of(rules: ModelRules, reader: str, *, now: datetime) -> list[Left]:
    """What is left of the limits of a reader."""
    return _left(rules.reader, ModelCall.objects.filter(reader=reader), now)


def _both(rules: ModelRules, reader: str) -> tuple[tuple[str, Limits, QuerySet[ModelCall]], ...]:
    calls = ModelCall.objects.all()
    return ("", rules.everybody, calls), ("reader_", rules.reader, calls.filter(reader=reader))


def _left(limits: Limits, calls: QuerySet[ModelCall], now: datetime) -> list[Left]:
    found = []
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for span, start in (("day", day), ("month", day.replace(day=1))):
        tokens, money = getattr(limits, f"{span}_tokens"), getattr(limits, f"{span}_money")
        if tokens or money:
            used = _used(calls.filter(at__gte=start))
            pairs = ((f"{span}_tokens", tokens, used.tokens), (f"{span}_money", money, used.money))
            found += [Left(name=name, left=max(Decimal(0), Decimal(most) - spent), most=Decimal(most))
                      for name, most, spent in pairs if most]  # fmt: skip
    return found


def _used(calls: QuerySet[ModelCall]) -> Used:
    sums = calls.aggregate(tokens=Sum(F("tokens_in") + F("tokens_out")), money=Sum("cost"))
    return Used(tokens=sums["tokens"] or 0, money=sums["money"] or Decimal(0))
