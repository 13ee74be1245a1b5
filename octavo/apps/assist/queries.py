"""What stands around an article: its key sentences, topics, copies, and related articles with the reason for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from octavo.apps.articles.models import Article, Print, Version
from octavo.apps.stories.queries import UNSEEN, excerpt_of, introduced, near_articles
from octavo.apps.topics.models import Topic
from octavo.apps.topics.queries import sharing_topics
from octavo.engine.entities import find_names
from octavo.engine.ranking import Reason, RelatedView, find_related

RELATED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedArticle:
    """A related article, why it is, and the names both hold."""

    article: Article
    excerpt: str
    reason: Reason
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a page shows around an article's text. `former_title` is None where the headline never changed."""

    topics: tuple[Topic, ...]
    copies: tuple[Article, ...]
    related: tuple[RelatedArticle, ...]
    former_title: str | None


def key_spans(article: Article) -> list[tuple[int, int]]:
    """Where the article's key sentences lie in its text, in reading order; nothing where its text has changed since."""
    summary = getattr(article, "summary", None)
    if summary is None or summary.version != article.version:
        return []
    return [(start, end) for start, end in summary.spans]


def around_article(article: Article) -> Around:
    """Everything around an article that came out of `article_with_text`. Three queries, a fourth for an edited one."""
    report = getattr(article, "report", None)
    near = near_articles(article, story=report.story_id if report else None)
    sharing = sharing_topics(article.pk, [each.id for each in near])
    copies = {each.id for each in near if each.is_copy}
    wanted = {article.pk, *sharing.shared, *(each.id for each in near)}
    rows = {
        row.pk: row
        for row in introduced(wanted)
        .select_related("publisher", "copy", "print", "report")
        .defer("print__signature", "print__bands", "report__reasons", *UNSEEN)
    }
    return Around(
        topics=sharing.topics,
        copies=tuple(rows[pk] for pk in sorted(copies & rows.keys())),
        related=tuple(_related(rows, article.pk, sharing.topics, sharing.shared)),
        former_title=_former_title(article) if article.version > 1 else None,
    )


def _related(
    rows: dict[int, Article], own: int, topics: Sequence[Topic], shared: dict[int, tuple[Topic, ...]]
) -> list[RelatedArticle]:
    if own not in rows:
        return []
    views = {
        pk: _view(row, tuple(topic.slug for topic in (topics if pk == own else shared.get(pk, ()))))
        for pk, row in rows.items()
    }
    others = [view for pk, view in views.items() if pk != own]
    return [
        RelatedArticle(article=rows[found.id], excerpt=excerpt_of(rows[found.id]), reason=found.kind, names=found.names)
        for found in find_related(views[own], others, RELATED)
    ]


def _view(row: Article, tags: tuple[str, ...]) -> RelatedView:
    known: Print | None = getattr(row, "print", None)
    report, copy = getattr(row, "report", None), getattr(row, "copy", None)
    return RelatedView(
        id=row.pk,
        title=row.title,
        publisher=row.publisher.slug,
        language=row.language,
        published=row.at,
        story=report.story_id if report else None,
        copies=copy.original_id if copy else row.pk,
        names=_names(f"{row.title}\n\n{excerpt_of(row)}", row.language),
        terms=tuple(known.terms) if known else (),
        tags=tags,
        vector=_vector(known),
    )


# The same few hundred articles of the day stand around most pages; a title and a lead hold the names that matter.
@lru_cache(maxsize=4096)
def _names(text: str, language: str | None) -> tuple[str, ...]:
    return tuple(find_names(text, language))


def _vector(known: Print | None) -> np.ndarray | None:
    return None if known is None else np.asarray(known.vector, dtype=np.float32)


def _former_title(article: Article) -> str | None:
    """The newest headline that differs from today's."""
    older = Version.objects.filter(article=article, number__lt=article.version).exclude(title=article.title)
    return older.order_by("-number").values_list("title", flat=True).first()
