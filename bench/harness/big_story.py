"""A story of hundreds of reports, written as the line would have left it and told by the line itself."""

from __future__ import annotations

import random
import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.apps.articles.models import Article
    from octavo.apps.sources.models import Publisher
    from octavo.apps.stories.models import Story

REPORTS, PUBLISHERS, COPIES = 400, 60, 120
COUNTRIES = ("Norland", "Velmora", "Karsk", "Ostmark Isles", "Valdemar", "Surajgarh", "Rivaine", "Costaverde")
KINDS = ("newspaper", "newspaper", "newspaper", "agency", "public", "state", "broadcaster", "online")
_FACTS = (
    "The harbour master {name} put the number of ships waiting outside the locks at {figure}.",
    "Growers inland count a loss of {figure} million crowns, said {name} of the union.",
    "Divers led by {name} found a gash of {figure} metres in the second gate.",
    "{name} told parliament that {figure} percent of the grain had been saved.",
    "Repairs will take {figure} days, according to the engineer {name}.",
)
_NAMES = ("Ilva Marrent", "Tobin Reyle", "Edda Rourke", "Niall Strand", "Beatrix Holme", "Peder Losk", "Runa Estvold")
_LINE = "Nothing moved at the quay on {day}, and the crews waited for word from the control room above the river."


def make_big_story(now: datetime) -> tuple[Story, float]:
    """A told story of 400 reports by 60 publishers in 8 countries, and the seconds that telling it took."""
    from octavo.apps.articles.models import Article, Copy, Version
    from octavo.apps.stories.actions import tell_stories
    from octavo.apps.stories.models import Report, Story

    dice = random.Random(7)
    publishers = _publishers()
    told = [_told(place, publishers[place % PUBLISHERS], dice, now) for place in range(REPORTS)]
    articles = Article.objects.bulk_create(article for article, _ in told)
    Version.objects.bulk_create(
        Version(article=article, number=1, title=article.title, digest=article.digest, seen_at=article.at,
                blocks=[{"kind": "paragraph", "text": text} for text in texts])
        for article, (_, texts) in zip(articles, told, strict=True)
    )  # fmt: skip
    Copy.objects.bulk_create(
        Copy(article=copy, original=dice.choice(articles[:20]), likeness="exact", contained=1.0)
        for copy in articles[-COPIES:]
    )
    story = Story.objects.create(
        title="Locks", language="en", first_at=articles[0].at, last_at=articles[-1].at, opened_at=now,
    )  # fmt: skip
    Report.objects.bulk_create(Report(story=story, article=article, joined_at=article.at) for article in articles)
    began = time.perf_counter()
    tell_stories([story.pk], now=now)
    spent = time.perf_counter() - began
    story.refresh_from_db()
    return story, spent


def _publishers() -> list[Publisher]:
    from octavo.apps.sources.models import Publisher

    return Publisher.objects.bulk_create(
        Publisher(slug=f"bench-{place}", name=f"Bench Courier {place}", host=f"bench{place}.example", language="en",
                  country_name=COUNTRIES[place % len(COUNTRIES)], kind=KINDS[place % len(KINDS)])
        for place in range(PUBLISHERS)
    )  # fmt: skip


def _told(place: int, publisher: Publisher, dice: random.Random, now: datetime) -> tuple[Article, list[str]]:
    """A report, and its paragraphs: some facts that others of its country tell too, between lines that say nothing."""
    from octavo.apps.articles.models import Article

    at = now - timedelta(minutes=9 * (REPORTS - place))
    local = place % PUBLISHERS % len(COUNTRIES)
    facts = [
        fact.format(name=_NAMES[(local + step) % len(_NAMES)], figure=31 + 7 * local + step)
        for step, fact in enumerate(_FACTS) if dice.random() < 0.7
    ]  # fmt: skip
    texts = [text for fact in facts for text in (fact, _LINE.format(day=f"day {place % 9}"))] * 3
    key = f"{publisher.host}/{place}"
    article = Article(
        publisher=publisher, address=f"https://{key}", address_key=key, title=f"Locks at Osterhaven: report {place}",
        published=at, language="en", body_state="full", body_reason="", at=at, first_seen=at, updated_at=at,
        digest=f"{place:032d}", words=900,
    )  # fmt: skip
    return article, texts
