"""Open stories that articles may belong to: near in meaning, or sharing rare terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from octavo.apps.stories.actions.state import term_key
from octavo.engine.clustering import ArticleView, rare_terms, vectors_speak

NEAREST = 8  # by meaning, per article
SHARING = 12  # by shared terms, per article
JUDGED = 10  # of both together, the likeliest
HOT = 100  # a term of more open stories than this finds none: others of the article's terms will
DAYS = 15  # to a story's nearest report; choose_story allows 14, and beacons' times are nearly exact only

# `asked`: the articles. `hit`: what each of their terms finds, looked up once a batch.
_FIND = """
WITH asked AS (
    SELECT article.id, article.at - make_interval(days => %(days)s) AS since,
           article.at + make_interval(days => %(days)s) AS until, print.vector
    FROM unnest(%(ids)s::bigint[], %(times)s::timestamptz[]) article (id, at)
    JOIN articles_print print ON print.article_id = article.id
), wanted AS (
    SELECT * FROM unnest(%(owners)s::bigint[], %(keys)s::bigint[], %(weights)s::float8[]) wanted (id, key, weight)
), hit AS MATERIALIZED (
    SELECT found.*, count(*) OVER (PARTITION BY found.key) AS stories
    FROM (SELECT DISTINCT key FROM wanted) term CROSS JOIN LATERAL (
        SELECT term.key, beacon.story_id, beacon.first_at, beacon.last_at FROM stories_beacon beacon
        WHERE beacon.keys @> ARRAY[term.key] AND beacon.last_at > %(since)s AND beacon.first_at < %(until)s
        LIMIT %(hot)s + 1
    ) found
), sharing AS (
    SELECT asked.id, hit.story_id, sum(wanted.weight) AS shared
    FROM wanted JOIN hit ON hit.key = wanted.key AND hit.stories <= %(hot)s JOIN asked ON asked.id = wanted.id
    WHERE hit.last_at > asked.since AND hit.first_at < asked.until
    GROUP BY asked.id, hit.story_id
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY shared DESC, story_id) AS place FROM sharing
), near AS (
    SELECT asked.id, found.story_id FROM asked CROSS JOIN LATERAL (
        SELECT beacon.story_id FROM stories_beacon beacon
        WHERE %(by_meaning)s AND beacon.language = %(language)s
          AND beacon.last_at > asked.since AND beacon.first_at < asked.until
        ORDER BY beacon.centroid <=> asked.vector LIMIT %(nearest)s
    ) found
), candidate AS (
    SELECT id, story_id, max(shared) AS shared
    FROM (SELECT id, story_id, shared FROM ranked WHERE place <= %(sharing)s
          UNION ALL SELECT id, story_id, 0 FROM near) either
    GROUP BY id, story_id
)
SELECT id, story_id FROM (
    SELECT candidate.id, candidate.story_id, row_number() OVER (
        PARTITION BY candidate.id
        ORDER BY 2 * shared - CASE WHEN %(by_meaning)s THEN beacon.centroid <=> asked.vector ELSE 0 END DESC, story_id
    ) AS place
    FROM candidate JOIN stories_beacon beacon USING (story_id) JOIN asked ON asked.id = candidate.id
) judged WHERE place <= %(judged)s
"""


def find_candidates(
    articles: Sequence[tuple[int, datetime, ArticleView]], language: str
) -> defaultdict[int, list[int]]:
    """Ids of open stories for each article (id, time, view) of one language. One question, after two settings."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    if not articles:
        return found
    owners, keys, weights = _wanted(articles, language)
    times = [time for _, time, _ in articles]
    slack = timedelta(days=DAYS)
    with connection.cursor() as cursor:
        # What lies outside the language or the time is passed over; a small ring around the article is enough.
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = 24; "
                       "SET LOCAL hnsw.max_scan_tuples = 4000")  # fmt: skip
        cursor.execute(
            _FIND,
            {"ids": [pk for pk, _, _ in articles], "times": times, "owners": owners, "keys": keys, "weights": weights,
             "days": DAYS, "since": min(times) - slack, "until": max(times) + slack, "language": language,
             "by_meaning": vectors_speak(language), "hot": HOT, "nearest": NEAREST, "sharing": SHARING,
             "judged": JUDGED},
        )  # fmt: skip
        for article_id, story_id in cursor.fetchall():
            found[article_id].append(story_id)
    return found


def _wanted(
    articles: Sequence[tuple[int, datetime, ArticleView]], language: str
) -> tuple[list[int], list[int], list[float]]:
    """The articles' rare terms as columns: whose, hashed, and what part of the article each stands for."""
    owners, keys, weights = [], [], []
    for pk, _, view in articles:
        for term in rare_terms(view):
            owners.append(pk)
            keys.append(term_key(language, term))
            weights.append(view.terms[term] ** 2)
    return owners, keys, weights
