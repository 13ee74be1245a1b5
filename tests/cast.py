"""The cast of all tests: the same few fictional publishers, and factories for what they publish.

    article = make_article("Locks reopen", publisher=make_publisher("harbourledger"), text="One.\\n\\nAnother.")
    story = make_story([article, make_article("Ships move again")])
    evening_edition(now)                       a whole front page in English, Hindi and Arabic

Every factory needs the database, and gives rows as the pipeline would have left them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from octavo.apps.articles.mapping import blocks_to_plain
from octavo.apps.articles.models import Article, Copy, Print, Version
from octavo.apps.assist.models import Summary
from octavo.apps.sources.models import Feed, Publisher
from octavo.apps.stories.actions.state import light_beacons, write_state
from octavo.apps.stories.models import Report, Story
from octavo.apps.topics.models import Tagging, Topic
from octavo.engine.clustering import ArticleView, StoryView, absorb, view_article
from octavo.engine.records import Block, BlockKind, BodyState, Likeness, join_blocks
from octavo.engine.text.addresses import slugify

NOW = datetime(2026, 3, 14, 18, 30, tzinfo=UTC)

PUBLISHERS = {  # slug: name, language, country, country's name
    "harbourledger": ("The Harbour Ledger", "en", "", "Norland"),
    "meridianpost": ("Meridian Post", "en", "", "Norland"),
    "dailycompass": ("The Daily Compass", "en", "", "Norland"),
    "northgatetimes": ("Northgate Times", "en", "", "Ostmark Isles"),
    "signalwire": ("Signal Wire", "en", "", "Norland"),
    "lantern": ("The Lantern", "en", "", "Norland"),
    "prabhatsamvad": ("प्रभात संवाद", "hi", "", "Surajgarh"),
    "almina": ("صحيفة الميناء", "ar", "", "Karsk"),
}
_numbers = itertools.count(1)


def make_publisher(slug: str = "harbourledger") -> Publisher:
    """A publisher of the cast, or an unknown one of that slug; made once."""
    name, language, country, country_name = PUBLISHERS.get(slug, (slug.title(), "en", "", ""))
    host = f"{slug}.example"
    values = {"name": name, "language": language, "country": country, "country_name": country_name, "host": host,
              "homepage": f"https://{host}/"}  # fmt: skip
    return Publisher.objects.get_or_create(slug=slug, defaults=values)[0]


def make_feed(publisher: Publisher | None = None, *, now: datetime = NOW, **values: object) -> Feed:
    """A feed that was polled well ten minutes ago, unless `values` say otherwise."""
    publisher = publisher or make_publisher()
    fields = {"address": f"https://{publisher.host}/feed-{next(_numbers)}.xml", "added_at": now - timedelta(days=3),
              "polled_at": now - timedelta(minutes=10), "succeeded_at": now - timedelta(minutes=10),
              "next_poll_at": now + timedelta(minutes=20), "weekly_items": 84.0, "section": "World"}  # fmt: skip
    return Feed.objects.create(publisher=publisher, **{**fields, **values})


def paragraphs(text: str) -> tuple[Block, ...]:
    """A text whose paragraphs are parted by blank lines, as blocks."""
    return tuple(Block(kind=BlockKind.PARAGRAPH, text=part) for part in text.split("\n\n"))


def make_article(
    title: str = "Locks at Osterhaven reopen after nine days",
    *,
    publisher: Publisher | None = None,
    text: str = "The locks opened at dawn.\n\nForty ships had waited outside the harbour.",
    blocks: Sequence[Block] | None = None,
    at: datetime = NOW,
    topics: Sequence[str] = (),
    language: str | None = None,
    vector: Sequence[float] | None = None,
    key_sentences: Sequence[str] = (),
    **values: object,
) -> Article:
    """An article with its version, tagged with `topics`, summarised by sentences that stand in its text."""
    publisher = publisher or make_publisher()
    blocks = tuple(blocks) if blocks is not None else paragraphs(text)
    body, number = join_blocks(blocks), next(_numbers)
    key = f"{publisher.host}/news/{number}"
    fields = {
        "address": f"https://{key}", "address_key": key, "title": title,
        "published": at, "language": language or publisher.language, "body_state": BodyState.FULL.value,
        "body_reason": "The page holds the whole text.", "at": at, "first_seen": at, "updated_at": at,
        "digest": f"{number:032d}", "words": len(body.split()),
    }  # fmt: skip
    article = Article.objects.create(publisher=publisher, **{**fields, **values})
    Version.objects.create(article=article, number=article.version, title=title, blocks=blocks_to_plain(blocks),
                           digest=article.digest, seen_at=at)  # fmt: skip
    terms = sorted(set(title.casefold().split()))
    Print.objects.create(article=article, digest=article.digest, signature=b"", bands=[], shingles=0, terms=terms,
                         vector=list(vector or make_vector(number)))  # fmt: skip
    tag(article, topics)
    spans = [[body.index(sentence), body.index(sentence) + len(sentence)] for sentence in key_sentences]
    if spans:
        Summary.objects.create(article=article, version=article.version, spans=spans)
    return article


def make_vector(number: int) -> list[float]:
    """A unit vector; different numbers below 256 give vectors at right angles."""
    return [1.0 if place == number % 256 else 0.0 for place in range(256)]


def tag(article: Article, names: Sequence[str]) -> None:
    """Names the topics of an article, the weightiest first."""
    if not names:
        return
    language, slugs = article.language or "", [slugify(name) or "-" for name in names]
    wanted = [Topic(slug=slug, language=language, name=name) for slug, name in zip(slugs, names, strict=True)]
    Topic.objects.bulk_create(wanted, ignore_conflicts=True)
    topics = {topic.slug: topic for topic in Topic.objects.filter(language=language, slug__in=slugs)}
    Tagging.objects.bulk_create(
        Tagging(article=article, topic=topics[slug], weight=1 / (1 + place), at=article.at)
        for place, slug in enumerate(slugs)
    )


def make_copy(
    original: Article, *, publisher: Publisher, title: str | None = None, at: datetime | None = None
) -> Article:
    """The same text under another masthead."""
    version = original.versions.get(number=original.version)
    copy = make_article(title or original.title, publisher=publisher, at=at or original.at + timedelta(minutes=20),
                        language=original.language, section=original.section)  # fmt: skip
    copy.versions.update(blocks=version.blocks)
    Copy.objects.create(article=copy, original=original, likeness=Likeness.EXACT.value, contained=1.0)
    return copy


def make_version(article: Article, *, title: str | None = None, text: str, at: datetime | None = None) -> None:
    """The publisher changed the article."""
    article.version += 1
    article.title = title or article.title
    article.save()
    Version.objects.create(article=article, number=article.version, title=article.title,
                           blocks=blocks_to_plain(paragraphs(text)), digest=f"{next(_numbers):032d}",
                           seen_at=at or article.at + timedelta(hours=1))  # fmt: skip


def make_story(
    articles: Sequence[Article], *, title: str | None = None, terms: Sequence[str] = (), **values: object
) -> Story:
    """A story of these articles as `tell` leaves it; the first one leads. `terms`: what it is known by."""
    lead = articles[0]
    copies = set(Copy.objects.filter(article__in=articles).values_list("article_id", flat=True))
    own = [article for article in articles if article.pk not in copies]
    newest = max(article.at for article in articles)
    fields = {
        "title": title or lead.title, "language": lead.language, "first_at": min(article.at for article in articles),
        "last_at": newest, "opened_at": lead.first_seen, "lead": lead,
        "picture": next((each for each in articles if each.image), None),
        "section": lead.section or "", "reports_count": len(articles), "independent_count": len(own),
        "outlets_count": len({article.publisher_id for article in articles}), "told_at": newest,
        "facts": [_fact(article) for article in sorted(own, key=lambda each: each.at, reverse=True)],
    }  # fmt: skip
    story = Story(**{**fields, **values})
    state = remember(story, lead, terms)
    light_beacons([(story, state)])
    Report.objects.bulk_create(Report(story=story, article=article, joined_at=article.at) for article in articles)
    return story


def remember(story: Story, article: Article, terms: Sequence[str] = ()) -> StoryView:
    """Makes a story remember an article's headline and these terms; returns its state."""
    state = absorb(None, _view(article))
    if terms:
        state = replace(state, terms=dict.fromkeys(terms, 0.3), held=dict.fromkeys(terms, 1))
    write_state(story, state)
    story.save()
    return state


def _view(article: Article) -> ArticleView:
    """An article as grouping sees it, but for its text."""
    vector = np.asarray(article.print.vector, dtype=np.float32)
    return view_article(article.title, "", article.language, article.at, article.publisher.slug, vector)


def _fact(article: Article) -> dict[str, object]:
    """The first sentence of an article, as something new."""
    text = next(block["text"] for block in article.versions.get(number=article.version).blocks if block.get("text"))
    text = text.partition(". ")[0].partition("\n")[0]
    return {"article": article.pk, "version": article.version, "start": 0, "end": len(text), "text": text,
            "at": article.at.isoformat()}  # fmt: skip
