"""The desk of stories."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

_DESKS = """
WITH held AS (SELECT id FROM stories_story WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE),
said AS (
    SELECT report.story_id, article.desk, sum(article.desk_confidence) AS weight
    FROM held JOIN stories_report report ON report.story_id = held.id
    JOIN articles_article article ON article.id = report.article_id
    WHERE article.desk <> '' GROUP BY report.story_id, article.desk),
best AS (SELECT DISTINCT ON (story_id) story_id, desk FROM said ORDER BY story_id, weight DESC, desk)
UPDATE stories_story story SET desk = best.desk FROM best WHERE story.id = best.story_id AND story.desk <> best.desk
"""


def desk_stories(ids: Iterable[int]) -> None:
    """Gives each story the desk that its reports are surest of, all taken together. Call within a transaction.

    A story none of whose reports has a desk keeps what it had. One query.
    """
    wanted = sorted(set(ids))
    if wanted:
        with connection.cursor() as cursor:
            cursor.execute(_DESKS, [wanted])
