"""Place: matched articles -> the open story each reports, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import numpy.typing as npt

from octavo.apps.articles.models import Copy
from octavo.apps.articles.queries import ArticleText, originals_of, stated_time, texts_of, vectors_of
from octavo.apps.stories.actions import Placeable, place_articles
from octavo.apps.stories.vocabularies import vocabularies_of
from octavo.engine.clustering import Vocabulary, view_article


def run(ids: Sequence[int], now: datetime) -> None:
    """Places a batch in order of time; story, reports and what follows are one transaction."""
    texts = texts_of(ids)
    vectors = vectors_of(ids)
    copies = originals_of(ids)
    vocabularies = vocabularies_of(held.article.language or "" for held in texts)
    placeable = [
        _placeable(
            held, vectors[held.article.pk], copies.get(held.article.pk), vocabularies[held.article.language or ""]
        )
        for held in texts
        if held.article.pk in vectors
    ]
    place_articles(placeable, now=now)


def _placeable(
    held: ArticleText, vector: npt.NDArray[np.float32], copy: Copy | None, vocabulary: Vocabulary
) -> Placeable:
    article = held.article
    view = view_article(
        article.title, held.text, article.language, stated_time(article), article.publisher.slug, vector, id=article.pk,
        vocabulary=vocabulary,
    )  # fmt: skip
    return Placeable(article=article, view=view, original_id=copy.original_id if copy else None)
