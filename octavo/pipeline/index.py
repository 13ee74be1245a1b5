"""Index: readable articles -> the words they are found by. (Their vector is made by `match`, which needs it first.)"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from octavo.apps.articles.queries import texts_of
from octavo.apps.search.actions import index_articles


def run(ids: Sequence[int], now: datetime) -> None:
    """One statement for the batch."""
    index_articles(texts_of(ids))
