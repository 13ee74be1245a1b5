"""Index: readable articles -> the words they are found by. (Their vector is made by `match`, which needs it first.)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.queries import lock_versions, texts_of
from octavo.apps.search.actions import index_articles


def run(ids: Sequence[int], now: datetime) -> None:
    """One statement for the batch."""
    with transaction.atomic():
        versions = lock_versions(ids)
        index_articles([held for held in texts_of(ids) if held.article.version == versions.get(held.article.pk)])
