"""What Octavo's own archive holds of the names of a story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import Q

from octavo.apps.assist.sources import source_of, texts_known
from octavo.apps.topics.models import Topic
from octavo.engine.assist.composed import Source
from octavo.engine.entities import as_hashtag, topic_key

MOST_NAMES = 10
MOST = 60  # articles in all
NEWEST, OLDEST = 5, 3  # of a name


def archive_for(
    names: Sequence[str],
    language: str | None,
    before: datetime,
    now: datetime,
    *,
    but: Iterable[int] = (),
    known_at: datetime | None = None,
) -> list[Source]:
    """Articles of a language from before a moment that are about any of the first ten names, oldest first.

    Of each name the first and the last to be tagged with its topic, at most sixty in all; copies, unreadable articles
    and those of `but` (the story's own) are left out, and nothing from after `now`. With `known_at` each in the version
    held then; what was not held is left out. Three database questions, each of which reads a few rows of an index a
    name, however much is stored.
    """
    code = language or ""
    slugs = sorted({as_hashtag(name).slug[:80] for name in names[:MOST_NAMES]} - {""})
    topics = _topics(code, slugs) if slugs else []
    if not topics:
        return []
    ids = _tagged(topics, min(before, now), list(but))
    return [source_of(each) for each in texts_known(ids, known_at)]


def _topics(language: str, slugs: list[str]) -> list[int]:
    keys = [topic_key(slug, language) for slug in slugs]
    rows = Topic.objects.filter(Q(key__in=keys) | Q(slug__in=slugs), language=language).values_list("pk", "merged_into")
    return sorted({merged or pk for pk, merged in rows})


def _tagged(topics: list[int], before: datetime, but: list[int]) -> list[int]:
    """The newest and the oldest articles of each topic, the first of each, then the second ..., up to sixty."""
    with connection.cursor() as cursor:
        cursor.execute(_TAGGED, {"topics": topics, "before": before, "but": but, "newest": NEWEST, "oldest": OLDEST})
        ids = dict.fromkeys(row[0] for row in cursor.fetchall())
    return list(ids)[:MOST]


# An index on (topic, at) gives either end of a topic's articles without a look at those between.
_TAGGED = """
SELECT found.article_id FROM unnest(%(topics)s::bigint[]) AS wanted (topic)
CROSS JOIN LATERAL (
  SELECT article_id, row_number() OVER (ORDER BY at DESC, article_id DESC) AS place, 0 AS side FROM (
    SELECT article_id, at FROM topics_tagging
    WHERE topic_id = wanted.topic AND at < %(before)s AND article_id <> ALL (%(but)s::bigint[])
      AND NOT EXISTS (SELECT FROM articles_copy WHERE articles_copy.article_id = topics_tagging.article_id)
    ORDER BY at DESC, article_id DESC LIMIT %(newest)s
  ) AS newest
  UNION ALL
  SELECT article_id, row_number() OVER (ORDER BY at, article_id) AS place, 1 AS side FROM (
    SELECT article_id, at FROM topics_tagging
    WHERE topic_id = wanted.topic AND at < %(before)s AND article_id <> ALL (%(but)s::bigint[])
      AND NOT EXISTS (SELECT FROM articles_copy WHERE articles_copy.article_id = topics_tagging.article_id)
    ORDER BY at, article_id LIMIT %(oldest)s
  ) AS oldest
) AS found
ORDER BY found.place, found.side, found.article_id
"""
