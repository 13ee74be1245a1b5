"""Keeping what the machine chose or wrote."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.apps.articles.models import Article
from octavo.apps.assist.models import Summary
from octavo.engine.records import Sentence


def keep_summaries(pairs: Sequence[tuple[Article, Sequence[Sentence]]]) -> None:
    """Keeps the key sentences of each article's newest version, as spans of its text."""
    Summary.objects.bulk_create(
        [
            Summary(article=article, version=article.version, spans=[[one.start, one.end] for one in sentences])
            for article, sentences in pairs
        ],
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["version", "spans"],
    )
