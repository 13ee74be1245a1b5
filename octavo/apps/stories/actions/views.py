"""The views of articles that are placed already, as they were kept with their reports."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from octavo.apps.articles.queries import prints_of, stated_time, texts_of
from octavo.apps.stories.models import Report
from octavo.engine.clustering import ArticleView, unpack_view, view_article


def read_views(reports: Sequence[Report]) -> dict[int, ArticleView]:
    """The view of each report's article, by the article's id.

    No question, unless a view was kept by an older version: then it is made anew from the text, in two.
    """
    views = {report.article_id: unpack_view(bytes(report.view), id=report.article_id) for report in reports}
    missing = [article_id for article_id, view in views.items() if view is None]
    return {article_id: view for article_id, view in views.items() if view} | _views_of_texts(missing)


def _views_of_texts(ids: Sequence[int]) -> dict[int, ArticleView]:
    if not ids:
        return {}
    prints = prints_of(ids)
    return {
        held.article.pk: view_article(
            held.article.title, held.text, held.article.language, stated_time(held.article),
            held.article.publisher.slug, np.asarray(prints[held.article.pk].vector, dtype=np.float32),
            id=held.article.pk,
        )
        for held in texts_of(ids, readable_only=False)
        if held.article.pk in prints
    }  # fmt: skip
