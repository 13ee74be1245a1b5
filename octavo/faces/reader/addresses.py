"""The site's own addresses. A slug is for people; the number finds the page, and other slugs lead to the right one."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from octavo.apps.articles.models import Article
from octavo.apps.sources.models import Publisher
from octavo.apps.stories.models import Story, Thread
from octavo.apps.topics.models import Topic
from octavo.engine.text.addresses import slugify


def article_address(article: Article) -> str:
    return f"/article/{article.pk}/{title_slug(article.title)}/"


def story_address(story: Story) -> str:
    return f"/story/{story.pk}/{title_slug(story.title)}/"


def thread_address(thread: Thread) -> str:
    return f"/thread/{thread.pk}/{title_slug(thread.title)}/"


def topic_address(topic: Topic) -> str:
    return f"/topic/{quote(topic.language)}/{quote(topic.slug)}/"


def publisher_address(publisher: Publisher) -> str:
    return f"/publisher/{quote(publisher.slug)}/"


def text_address(publisher: Publisher) -> str:
    """Where the keeper mends how a publisher's text is read."""
    return f"/sources/{quote(publisher.slug)}/text/"


@lru_cache(maxsize=4096)
def title_slug(title: str) -> str:
    """A title as part of an address, percent-encoded; '-' for a title of signs only."""
    return quote(slugify(title)) or "-"
