"""Keeping what articles are about."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.apps.articles.models import Article
from octavo.apps.topics.models import Tagging, Topic
from octavo.engine.records import Hashtag


def tag_articles(pairs: Sequence[tuple[Article, Sequence[Hashtag]]]) -> None:
    """Gives each article these hashtags in place of those it had. Call within a transaction.

    A topic is known by slug and language; the first spelling of its name stays. Topics are written in one order,
    so that two workers that meet in one never wait for each other.
    """
    wanted = {(tag.slug[:80], article.language or ""): tag.name[:120] for article, tags in pairs for tag in tags}
    Topic.objects.bulk_create(
        [Topic(slug=slug, language=language, name=wanted[slug, language]) for slug, language in sorted(wanted)],
        ignore_conflicts=True,
    )
    slugs = {slug for slug, _ in wanted}
    topics = {(topic.slug, topic.language): topic for topic in Topic.objects.filter(slug__in=slugs)}
    Tagging.objects.filter(article__in=[article.pk for article, _ in pairs]).delete()
    Tagging.objects.bulk_create(
        [
            Tagging(article=article, topic=topic, weight=tag.weight, at=article.at)
            for article, tags in sorted(pairs, key=lambda pair: pair[0].pk)
            for tag in sorted(tags, key=lambda tag: tag.slug)
            if (topic := topics[tag.slug[:80], article.language or ""])
        ],
        ignore_conflicts=True,
    )
