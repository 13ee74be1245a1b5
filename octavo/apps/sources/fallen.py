"""Publishers whose pages are read with less certainty than before: a site built anew, a wall put up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, FloatField, Q, Sum
from django.db.models.functions import Cast

from octavo.apps.sources.models import Publisher

LATELY = timedelta(days=3)
BEFORE = timedelta(days=30)  # with what the last days are compared
FEWEST = 4  # pages on either side, below which a mean says little
FALL = 0.1  # of the mean score


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallen:
    """A publisher whose mean score of the last days lies below that of the weeks before; both 0 to 1."""

    publisher: Publisher
    before: float
    lately: float


def fallen_publishers(*, now: datetime, limit: int = 20) -> list[Fallen]:
    """Those whose score fell most, first. One query."""
    turn = (now - LATELY).date()
    old = Q(text_days__day__gt=(now - BEFORE).date(), text_days__day__lte=turn)
    new = Q(text_days__day__gt=turn)
    rows = (
        Publisher.objects.annotate(
            old_pages=Sum("text_days__pages", filter=old),
            new_pages=Sum("text_days__pages", filter=new),
            old_sum=Sum("text_days__score_sum", filter=old),
            new_sum=Sum("text_days__score_sum", filter=new),
        )
        .filter(old_pages__gte=FEWEST, new_pages__gte=FEWEST)
        .annotate(
            before=F("old_sum") / Cast("old_pages", FloatField()), lately=F("new_sum") / Cast("new_pages", FloatField())
        )
        .filter(lately__lte=F("before") - FALL)
        .order_by(F("lately") - F("before"), "pk")
    )
    return [Fallen(publisher=row, before=row.before, lately=row.lately) for row in rows[:limit]]
