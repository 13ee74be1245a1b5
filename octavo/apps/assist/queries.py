"""What stands around an article: its key sentences, topics, copies, and related articles with the reason for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from octavo.apps.articles.models import Article, Version
from octavo.apps.assist.models import BUILT_IN, Composition, ModelCall
from octavo.apps.assist.related import RelatedArticle, surroundings_of
from octavo.apps.topics.models import Topic
from octavo.apps.topics.queries import topics_of
from octavo.engine.assist import Length

TOPICS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a page shows around an article's text. `former_title` is None where the headline never changed."""

    topics: tuple[Topic, ...]
    copies: tuple[Article, ...]
    related: tuple[RelatedArticle, ...]
    former_title: str | None


def key_spans(article: Article, length: Length = Length.MEDIUM) -> list[tuple[int, int]]:
    """Where the article's key sentences lie in its text, in reading order; nothing where its text has changed since."""
    summary = getattr(article, "summary", None)
    if summary is None or summary.version != article.version:
        return []
    told = {Length.SHORT, length} | ({Length.MEDIUM} if length == Length.LONG else set())
    # Spans of the time before lengths have none.
    return sorted((start, end) for start, end, *least in summary.spans if not least or least[0] in told)


def around_article(article: Article) -> Around:
    """Everything around an article that came out of `article_with_text`. Three queries, a fourth for an edited one."""
    found = surroundings_of(article)
    return Around(
        topics=tuple(topics_of([article.pk], each=TOPICS).get(article.pk, ())),
        copies=found.copies,
        related=found.related,
        former_title=_former_title(article) if article.version > 1 else None,
    )


def _former_title(article: Article) -> str | None:
    """The newest headline that differs from today's."""
    older = Version.objects.filter(article=article, number__lt=article.version).exclude(title=article.title)
    return older.order_by("-number").values_list("title", flat=True).first()


def newest_composition(asked_key: str, *, writer: str = "", known_at: datetime | None = None) -> Composition | None:
    """The newest that a writer (any, where none is named) gave when this was asked; None: there is none.

    Of all that is known, or of what was known at a time.
    """
    rows = Composition.objects.filter(asked_key=asked_key, known_at=known_at)
    if writer:
        rows = rows.filter(writer=writer)
    return rows.select_related("replaces").order_by("-written_at", "-pk").first()


def known_composition(asked_key: str, *, at: datetime) -> Composition | None:
    """What readers were shown at a time when this was asked: the newest written until then. None: nothing was."""
    rows = Composition.objects.filter(asked_key=asked_key, written_at__lte=at, known_at__isnull=True)
    return rows.order_by("-written_at", "-pk").first()


def cited_articles(ids: Iterable[int]) -> dict[int, Article]:
    """Articles with their publishers, as much as a link to each needs. One query."""
    rows = Article.objects.filter(pk__in=list(ids)).select_related("publisher")
    return {row.pk: row for row in rows.only("title", "language", "at", "published", "version", "address", "publisher")}


def points_shown(asked_key: str, reports: int) -> Composition | None:
    """The key points of a story as a reader was last shown them, if they are of so many reports; None: not so."""
    kept = newest_composition(asked_key, writer=BUILT_IN)
    return kept if kept and kept.stale_at is None and len(kept.articles) == reports else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCall:
    """A call of a model, the articles whose text it was sent, and whether it was this reader's."""

    call: ModelCall
    host: str
    articles: tuple[Article, ...]
    mine: bool


def newest_calls(limit: int, *, reader: str = "") -> list[SentCall]:
    """What was sent to models, newest first. Who asked is not told but to themselves. Two queries."""
    calls = list(ModelCall.objects.order_by("-at", "-pk")[:limit])
    ids = {pk for call in calls for pk in call.articles}
    articles = Article.objects.select_related("publisher").only("title", "language", "publisher").in_bulk(ids)
    return [
        SentCall(call=call, host=urlsplit(call.address).netloc, mine=bool(reader) and call.reader == reader,
                 articles=tuple(articles[pk] for pk in call.articles if pk in articles))
        for call in calls
    ]  # fmt: skip
