"""Articles with their text, counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Count, F, Q

from octavo.apps.articles.mapping import blocks_from_plain
from octavo.apps.articles.models import Article, Copy, Item, Print, Version
from octavo.apps.queue.models import Setback
from octavo.apps.sources.models import Publisher
from octavo.engine.records import Block, BodyState, join_blocks

READABLE = [state.value for state in BodyState if state.readable]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """An article with the text of its newest version."""

    article: Article
    blocks: tuple[Block, ...]
    text: str


def texts_of(ids: Iterable[int], *, readable_only: bool = True) -> list[ArticleText]:
    """Articles with their newest text, oldest place in time first. One query."""
    rows = (
        Version.objects.filter(article__in=list(ids), number=F("article__version"))
        .select_related("article__publisher")
        .order_by("article__at", "article_id")
    )
    if readable_only:
        rows = rows.filter(article__body_state__in=READABLE)
    return [_with_text(row) for row in rows]


def _with_text(row: Version) -> ArticleText:
    blocks = blocks_from_plain(row.blocks)
    return ArticleText(article=row.article, blocks=blocks, text=join_blocks(blocks))


def article_with_text(article_id: int) -> ArticleText | None:
    """One article as a page shows it, with its publisher, copy and original. None: there is none."""
    row = (
        Version.objects.filter(article=article_id, number=F("article__version"))
        .select_related(
            "article__publisher", "article__copy__original__publisher", "article__summary", "article__report__story"
        )
        .first()
    )
    return _with_text(row) if row else None


def feed_sections_of(ids: Iterable[int]) -> dict[int, str]:
    """The section of the feed that each article came by; of several, one that says more than "general". One query."""
    rows = Item.objects.filter(article__in=list(ids)).exclude(feed__section="").order_by("pk")
    found: dict[int, str] = {}
    for article, section in rows.values_list("article_id", "feed__section"):
        if found.get(article, "general") == "general":
            found[article] = section
    return found


def desks_of(ids: Iterable[int]) -> dict[int, tuple[str, float | None]]:
    """The desk of each article ('': none) and how sure that is (None: not judged). One query."""
    rows = Article.objects.filter(pk__in=list(ids)).values_list("pk", "desk", "desk_confidence")
    return {pk: (desk, confidence) for pk, desk, confidence in rows}


def stated_time(article: Article) -> datetime | None:
    """When an article appeared as far as its publisher says; of a date in the future, when we saw it first."""
    return article.at if article.published else None


def versions_of(article: Article) -> list[Version]:
    """Every version, newest first."""
    return list(article.versions.order_by("-number"))


def articles_by_key(keys: Iterable[str]) -> dict[str, Article]:
    return {article.address_key: article for article in Article.objects.filter(address_key__in=list(keys))}


def items_by_id(ids: Iterable[int]) -> list[Item]:
    """Items with feed and publisher, in order of first sight."""
    return list(Item.objects.filter(pk__in=list(ids)).select_related("feed__publisher", "article").order_by("pk"))


def articles_without(relation: str, *, step: str, before: datetime, limit: int = 1000) -> list[int]:
    """Readable articles that lack what a step gives (`relation` names it): its job was lost. Not those set aside."""
    aside = Setback.objects.filter(step=step).values("subject_id")
    found = Article.objects.filter(**{f"{relation}__isnull": True}, updated_at__lt=before, body_state__in=READABLE)
    return list(found.exclude(pk__in=aside).order_by("pk").values_list("pk", flat=True)[:limit])


def lock_versions(ids: Iterable[int], *, writing: bool = False) -> dict[int, int]:
    """The newest version of each article, kept from changing until the transaction ends.

    What a step has made of an older one must not overwrite what another worker made of the newer. A step that goes on
    to write the articles' own rows says so (`writing`): two that kept them from changing would wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_TO_WRITE if writing else _LOCK_TO_READ, [list(ids)])
        return dict(cursor.fetchall())


_LOCK_TO_READ = "SELECT id, version FROM articles_article WHERE id = ANY(%s) ORDER BY id FOR SHARE"
_LOCK_TO_WRITE = "SELECT id, version FROM articles_article WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


def prints_of(ids: Iterable[int]) -> dict[int, Print]:
    return {row.article_id: row for row in Print.objects.filter(article__in=list(ids)).defer("signature")}


def vectors_of(ids: Iterable[int]) -> dict[int, npt.NDArray[np.float32]]:
    """The vectors of matched articles. One query."""
    rows = Print.objects.filter(article__in=list(ids)).values_list("article_id", "vector")
    return {article_id: np.asarray(vector, dtype=np.float32) for article_id, vector in rows}


def originals_of(ids: Iterable[int]) -> dict[int, Copy]:
    """The copies among these articles."""
    return {row.article_id: row for row in Copy.objects.filter(article__in=list(ids))}


def vector_text(vector: Sequence[float]) -> str:
    """A vector in PostgreSQL's own notation."""
    return "[" + ",".join(f"{value:.5g}" for value in vector) + "]"


def newest_of(publisher: Publisher, *, before: tuple[datetime, int] | None = None, limit: int = 30) -> list[Article]:
    """A publisher's articles, newest first, from the one behind `before` (time, id)."""
    found = publisher.articles.filter(body_state__in=READABLE).select_related("publisher", "copy__original__publisher")
    if before:
        found = found.filter(Q(at__lt=before[0]) | Q(at=before[0], pk__lt=before[1]))
    return list(found.order_by("-at", "-pk")[:limit])


def cards(ids: Sequence[int]) -> list[Article]:
    """Articles as lists show them, in the given order."""
    rows = {
        article.pk: article
        for article in Article.objects.filter(pk__in=list(ids)).select_related("publisher", "copy__original__publisher")
    }
    return [rows[pk] for pk in ids if pk in rows]


def count_states() -> dict[str, int]:
    """How many articles are in each body state."""
    return dict(Article.objects.values_list("body_state").annotate(count=Count("pk")).order_by("-count"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Articles in all, first seen in the last hour, in the last day."""

    total: int
    hour: int
    day: int


def article_rates(*, now: datetime) -> Rates:
    return Rates(
        **Article.objects.aggregate(
            total=Count("pk"),
            hour=Count("pk", filter=Q(first_seen__gt=now - timedelta(hours=1))),
            day=Count("pk", filter=Q(first_seen__gt=now - timedelta(days=1))),
        )
    )
