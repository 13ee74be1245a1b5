"""Tag: readable articles -> hashtags with names, and the key sentences of the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.queries import lock_versions, texts_of
from octavo.apps.assist.actions import keep_summaries
from octavo.apps.topics.actions import tag_articles
from octavo.engine.assist import summarise
from octavo.engine.entities import find_hashtags


def run(ids: Sequence[int], now: datetime) -> None:
    """Both are of the newest version and replace those of an older one."""
    texts = texts_of(ids)
    tags = [
        (
            held.article,
            find_hashtags(
                held.article.title,
                held.text,
                keywords=held.article.keywords,
                section=held.article.section,
                language=held.article.language,
            ),
        )
        for held in texts
    ]
    summaries = [(held.article, summarise(held.article.title, held.text, held.article.language)) for held in texts]
    with transaction.atomic():
        versions = lock_versions(held.article.pk for held in texts)
        tag_articles([pair for pair in tags if pair[0].version == versions.get(pair[0].pk)])
        keep_summaries([pair for pair in summaries if pair[0].version == versions.get(pair[0].pk)])
