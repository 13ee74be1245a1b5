"""Tag: readable articles -> hashtags with names, their desk, and the key sentences of the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.actions import keep_desks
from octavo.apps.articles.queries import ArticleText, feed_sections_of, lock_versions, texts_of
from octavo.apps.assist.actions import keep_summaries
from octavo.apps.stories.actions import desk_stories
from octavo.apps.stories.queries import stories_of
from octavo.apps.topics.actions import tag_articles
from octavo.engine.assist import summarise
from octavo.engine.desks import Assigned, assign_desk, section_desk
from octavo.engine.entities import Tags, tags_and_aliases


def run(ids: Sequence[int], now: datetime) -> None:
    """All of it is of the newest version and replaces what an older one gave."""
    texts = texts_of(ids)
    sections = feed_sections_of(held.article.pk for held in texts)
    tags = {held.article.pk: _tags(held) for held in texts}
    desks = {held.article.pk: _desk(held, sections.get(held.article.pk)) for held in texts}
    summaries = [(held.article, summarise(held.article.title, held.text, held.article.language)) for held in texts]
    with transaction.atomic():
        versions = lock_versions((held.article.pk for held in texts), writing=True)
        current = [held.article for held in texts if held.article.version == versions.get(held.article.pk)]
        tag_articles(
            [(article, tags[article.pk].hashtags) for article in current],
            {article.pk: tags[article.pk].aliases for article in current},
        )
        keep_desks([(article, *desks[article.pk]) for article in current])
        desk_stories(stories_of(article.pk for article in current).values())
        keep_summaries([pair for pair in summaries if pair[0].version == versions.get(pair[0].pk)])


def _tags(held: ArticleText) -> Tags:
    article = held.article
    # "Business" is a desk, no hashtag.
    section = None if section_desk(article.section or "", article.language) else article.section
    return tags_and_aliases(
        article.title,
        held.text,
        keywords=article.keywords,
        section=section,
        language=article.language,
        publisher=article.publisher.name,
        authors=article.authors,
    )


def _desk(held: ArticleText, feed_section: str | None) -> Assigned:
    article = held.article
    return assign_desk(
        title=article.title,
        text=held.text,
        language=article.language,
        section=article.section,
        keywords=article.keywords,
        address=article.address,
        feed_section=feed_section,
        country=article.publisher.country or None,
    )
