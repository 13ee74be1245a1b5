"""Keeping what was sent to a model: a row before anything leaves, finished when the answer is there. Writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from octavo.apps.assist.budgets import Used, room_for
from octavo.apps.assist.model_rules import ModelRules
from octavo.apps.assist.models import Composition, ModelCall
from octavo.apps.assist.written import Outcome
from octavo.engine.assist.writers import Usage

_LOCK = 0x0C7A_B0D6  # of everybody's budget: looking and taking must not be parted


class OverBudget(Exception):
    """There is no room for this call. `limit`: the name of the limit, that of a reader with "reader_" before it."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A call before it is made: what is sent, and the most it can take."""

    feature: str
    prompt: str
    reader: str
    articles: Sequence[int]
    characters: int
    tokens_in: int
    tokens_out: int


def begin_call(planned: Planned, rules: ModelRules, *, now: datetime) -> ModelCall:
    """Takes the most a call can use from the budgets and keeps its row. Raises OverBudget, and then keeps nothing.

    Calls at the same time are let in one after another, so that two cannot take the last room both. A call whose
    process dies stands as fully used.
    """
    cost = rules.cost(planned.tokens_in, planned.tokens_out)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        more = Used(tokens=planned.tokens_in + planned.tokens_out, money=cost)
        if limit := room_for(rules, planned.reader, more, now=now):
            raise OverBudget(limit)
        return ModelCall.objects.create(
            at=now, address=rules.config.address, model=rules.config.model, feature=planned.feature,
            prompt=planned.prompt, reader=planned.reader, articles=list(planned.articles),
            characters=planned.characters, tokens_in=planned.tokens_in, tokens_out=planned.tokens_out, cost=cost,
            outcome=Outcome.ASKING,
        )  # fmt: skip


def end_call(
    call: ModelCall,
    rules: ModelRules,
    *,
    outcome: Outcome,
    usage: Usage | None,
    now: datetime,
    error: str = "",
    composition: Composition | None = None,
) -> None:
    """Writes what a call has come to. Without a count of tokens what was taken stays taken, since it may be owed."""
    if usage is not None:
        call.tokens_in, call.tokens_out = usage.tokens_in, usage.tokens_out
        call.cost = rules.cost(usage.tokens_in, usage.tokens_out)
    call.outcome, call.error, call.composition = outcome, error[:500], composition
    call.seconds = max(0.0, (now - call.at).total_seconds())
    call.save()
