"""Marking what rests on a sentence that its publisher has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from octavo.apps.articles.models import Version
from octavo.apps.articles.queries import ArticleText, texts_of
from octavo.apps.assist.mapping import Plain
from octavo.apps.assist.models import Citation, Composition
from octavo.apps.assist.passages import text_of
from octavo.apps.queue.actions import queue_step
from octavo.engine.assist.revising import still_stands, successor_of


def mark_stale(articles: Iterable[int], *, now: datetime) -> list[int]:
    """Marks the compositions that cite a sentence which these articles hold no more, and asks for them anew.

    A sentence that stands word for word elsewhere in the newer text still stands. What was known at a past time stays
    as it was. Gives the ids of what was marked; four queries.
    """
    cited = _cited_before(articles)
    if not cited:
        return []
    held = {one.article.pk: one for one in texts_of({one.article_id for one in cited}, readable_only=False)}
    olds = Version.objects.filter(article__in=list(held), number__in={one.version for one in cited})
    texts = {(row.article_id, row.number): text_of(row) for row in olds}
    because: defaultdict[int, list[Plain]] = defaultdict(list)
    for one in cited:
        text, newest = texts.get((one.article_id, one.version)), held.get(one.article_id)
        if text is None or newest is None:  # the article was taken back meanwhile
            continue
        change = _change(text[one.start : one.end], newest, one.version)
        if change and change not in because[one.composition_id]:
            because[one.composition_id].append(change)
    return _mark({pk: changes for pk, changes in because.items() if changes}, now)


def _cited_before(articles: Iterable[int]) -> Sequence[Citation]:
    """What cites an older version than the newest one of these articles."""
    return list(
        Citation.objects.filter(
            article__in=list(articles), version__lt=F("article__version"), composition__stale_at__isnull=True,
            composition__known_at__isnull=True,
        ).order_by("composition_id", "article_id", "start")
    )  # fmt: skip


def _change(sentence: str, held: ArticleText, version: int) -> Plain | None:
    """What became of a sentence; None where it stands."""
    if still_stands(sentence, held.text):
        return None
    return {
        "article": held.article.pk, "from": version, "to": held.article.version, "before": sentence,
        "after": successor_of(sentence, held.text, held.article.language),
    }  # fmt: skip


def _mark(because: dict[int, list[Plain]], now: datetime) -> list[int]:
    with transaction.atomic():
        rows = list(
            Composition.objects.select_for_update(no_key=True)
            .filter(pk__in=list(because), stale_at__isnull=True)
            .order_by("pk")
        )
        for row in rows:
            row.stale_at, row.stale_because = now, because[row.pk]
        Composition.objects.bulk_update(rows, ["stale_at", "stale_because"])
        queue_step("compose", [row.pk for row in rows])
    return [row.pk for row in rows]
