"""What a question is answered from: an article, the reports of a story, or what the search finds among everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from octavo.apps.articles.mapping import blocks_from_plain
from octavo.apps.articles.models import Version
from octavo.apps.articles.queries import READABLE, originals_of
from octavo.apps.search.queries import find_articles
from octavo.apps.stories.models import Report, Story
from octavo.engine.assist import Source, search_words
from octavo.engine.records import BodyState, join_blocks

MOST = 60  # articles that an answer is looked for in


def sources_for(
    question: str,
    *,
    article: int | None = None,
    story: int | None = None,
    earlier: Sequence[tuple[str, str]] = (),
    as_of: datetime | None = None,
    known_at: datetime | None = None,
    now: datetime,
) -> list[Source]:
    """The articles that may answer a question, oldest first: one article, the newest reports of a story, or, with
    neither, what the search finds for its words and those it carries over from `earlier` questions.

    Nothing that appeared after `as_of` (default: `now`), each in the version that Octavo held at `known_at` (default:
    that moment); what it did not hold then is left out. At most 60. Three queries; of everything ten.
    """
    moment = min(as_of or now, now)
    if article is not None:
        ids = [article]
    elif story is not None:
        ids = _reports(story, moment)
    else:
        ids = find_articles(search_words(question, earlier), until=moment, limit=MOST)
    return _read(ids, moment, known_at or moment)


def _reports(story: int, moment: datetime) -> list[int]:
    """The newest reports of a story, of the one it has become part of."""
    merged = Story.objects.filter(pk=story).values_list("merged_into", flat=True).first()
    rows = Report.objects.filter(story=merged or story, article__at__lte=moment)
    return list(rows.order_by("-article__at", "-article").values_list("article", flat=True)[:MOST])


def _read(ids: Iterable[int], moment: datetime, known_at: datetime) -> list[Source]:
    versions = (
        Version.objects.filter(
            article__in=list(ids), article__body_state__in=READABLE, article__at__lte=moment, seen_at__lte=known_at
        )
        .select_related("article__publisher")
        .order_by("article", "-number")
        .distinct("article")
    )
    rows = sorted(versions, key=lambda row: (row.article.at, row.article_id))
    copies = originals_of(row.article_id for row in rows)
    return [_source(row, copies[row.article_id].original_id if row.article_id in copies else None) for row in rows]


def _source(row: Version, original: int | None) -> Source:
    article, publisher = row.article, row.article.publisher
    return Source(
        article=article.pk, version=row.number, title=row.title, text=join_blocks(blocks_from_plain(row.blocks)),
        language=article.language, at=article.at, publisher=publisher.name,
        country=publisher.country or publisher.country_name,
        origin=original or article.pk,  # nobody is a copy of a copy
        whole=article.body_state == BodyState.FULL,
    )  # fmt: skip
