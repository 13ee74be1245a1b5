"""The kept pages of a publisher."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, QuerySet, Value, When

from octavo.apps.articles.models import KeptPage
from octavo.apps.sources.models import Publisher
from octavo.engine.records import BodyState
from octavo.engine.text.charset import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A kept page as lists show it. `why` is a word of WHY_DOUBTFUL, or empty where the page looks right."""

    id: int
    article_id: int | None
    title: str
    address: str
    fetched_at: datetime
    score: float
    state: BodyState
    reason: str
    why: str


def doubtful_pages(publisher: Publisher, *, limit: int = 30) -> list[Doubtful]:
    """The pages that look wrong, worst first: those without a text, then by score."""
    texts = [state.value for state in BodyState if state.readable]
    worst = Case(When(body_state__in=texts, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = _rows(publisher).exclude(doubt="").annotate(worst=worst)
    return [_listed(row) for row in rows.order_by("worst", "score", "-fetched_at", "-pk")[:limit]]


def recent_pages(publisher: Publisher, *, limit: int = 30) -> list[Doubtful]:
    """The pages read last, newest first."""
    return [_listed(row) for row in _rows(publisher).order_by("-fetched_at", "-pk")[:limit]]


def _rows(publisher: Publisher) -> QuerySet[KeptPage]:
    return KeptPage.objects.filter(publisher=publisher).defer("body", "item")


def _listed(row: KeptPage) -> Doubtful:
    return Doubtful(
        id=row.pk,
        article_id=row.article_id,
        title=row.title,
        address=row.address,
        fetched_at=row.fetched_at,
        score=row.score,
        state=BodyState(row.body_state),
        reason=row.body_reason,
        why=row.doubt,
    )


def kept_page(page_id: int) -> KeptPage | None:
    """One kept page with its publisher. None: there is none."""
    return KeptPage.objects.filter(pk=page_id).select_related("publisher").first()


def page_of_article(article_id: int) -> int | None:
    """The number of the kept page that an article was read from last. None: it is not kept."""
    found = KeptPage.objects.filter(article=article_id).order_by("-fetched_at", "-pk")
    return found.values_list("pk", flat=True).first()


def kept_pages_by_id(ids: Iterable[int]) -> list[KeptPage]:
    """Kept pages with publisher and article, in order of their ids."""
    return list(KeptPage.objects.filter(pk__in=list(ids)).select_related("publisher", "article").order_by("pk"))


def newest_kept(publisher: Publisher, *, limit: int) -> list[KeptPage]:
    """The last kept pages with their bytes, newest first."""
    found = KeptPage.objects.filter(publisher=publisher).select_related("publisher")
    return list(found.order_by("-fetched_at", "-pk")[:limit])


def count_pages(publisher: Publisher) -> int:
    """How many pages are kept."""
    return KeptPage.objects.filter(publisher=publisher).count()


def page_bytes(page: KeptPage) -> bytes:
    """The page as its server sent it."""
    return zlib.decompress(bytes(page.body))


def page_source(page: KeptPage) -> str:
    """The page's HTML as text."""
    return decode(page_bytes(page), page.charset or None)
