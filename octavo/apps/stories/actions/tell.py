"""Writing what readers are told of stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.queries import ArticleText, originals_of, texts_of
from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.queries import country_names
from octavo.apps.stories.actions.cover import MOST_REPORTS, Lineage, cover, coverings, fact_of, lineage_of
from octavo.apps.stories.actions.desk import desk_stories
from octavo.apps.stories.models import Coverage, Report, Story
from octavo.engine.assist import Covering, new_facts
from octavo.engine.assist import Report as Told
from octavo.engine.ranking import PlacedReport, choose_headline, find_places
from octavo.engine.records import BodyState

TOLD_REPORTS = 60  # whose sentences are looked at for new facts, the newest
FACTS = 6
_WRITTEN = (
    "title", "lead", "picture", "section", "reports_count", "outlets_count", "independent_count", "countries_count",
    "places", "pulse", "facts", "told_at",
)  # fmt: skip
PULSE = 16  # newest independent reports whose times are kept: more would hardly move the front page


def tell_stories(ids: Iterable[int], *, now: datetime) -> None:
    """Writes what readers are told of stories: headline, lead, picture, counts, newest facts. Queues their linking."""
    with transaction.atomic():
        rows = list(Story.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))
        reports: dict[int, list[int]] = defaultdict(list)
        for story, article in Report.objects.filter(story__in=rows).values_list("story_id", "article_id"):
            reports[story].append(article)
        texts = {
            held.article.pk: held
            for held in texts_of([pk for found in reports.values() for pk in found], readable_only=False)
        }
        lineage = lineage_of(texts, originals_of(texts))
        countries = country_names()
        covered: list[Coverage] = []
        for row in rows:
            held = sorted(
                (texts[pk] for pk in reports[row.pk] if pk in texts), key=lambda one: (one.article.at, one.article.pk)
            )
            if held:
                covered.append(_tell(row, held, lineage.within([one.article for one in held]), countries, now))
        Story.objects.bulk_update(rows, _WRITTEN)
        Coverage.objects.bulk_create(covered, update_conflicts=True, unique_fields=["story"], update_fields=["plain"])
        queue_step("link", [row.pk for row in rows])
        desk_stories(row.pk for row in rows)


def _tell(
    row: Story, held: Sequence[ArticleText], lineage: Lineage, countries: Sequence[str], now: datetime
) -> Coverage:
    own = [one for one in held if one.article.pk not in lineage.copies] or list(held)
    titles, sources = [one.article.title for one in own], [lineage.source(one.article) for one in own]
    row.title = titles[choose_headline(titles, row.language, sources, leads=[one.text for one in own])]
    row.lead = max(
        own, key=lambda one: (one.article.title == row.title, one.article.body_state == BodyState.FULL)
    ).article
    row.picture = next((one.article for one in (_by_lead(row, own)) if one.article.image), None)
    sections = Counter(one.article.section for one in held if one.article.section)
    row.section = min(sections, key=lambda name: (-sections[name], name)) if sections else ""
    row.reports_count = len(held)
    row.outlets_count = len({one.article.publisher_id for one in held})
    row.independent_count = len({lineage.source(one.article) for one in held})
    row.countries_count = len(_countries(held)) or 1
    placed = (PlacedReport(title=one.article.title, text=one.text, source=lineage.source(one.article)) for one in held)
    row.places = [place[:80] for place in find_places(tuple(placed), known=countries)]
    row.pulse = sorted({lineage.source(one.article): one.article.at for one in reversed(own)}.values())[-PULSE:]
    told = coverings(own[-MOST_REPORTS:], lineage, row.language)
    row.facts = _facts(own, told, row.language)
    row.told_at = now
    return Coverage(story=row, plain=cover(held, own, told, lineage, row.language))


def _countries(held: Sequence[ArticleText]) -> set[str]:
    """The countries of a story's publishers, by code or else by name."""
    return {one.article.publisher.country or one.article.publisher.country_name for one in held} - {""}


def _by_lead(row: Story, own: Sequence[ArticleText]) -> list[ArticleText]:
    """The lead first, then the newest."""
    return sorted(own, key=lambda one: (one.article.pk != row.lead_id, -one.article.at.timestamp()))


def _facts(own: Sequence[ArticleText], told: Sequence[Covering], language: str) -> list[dict[str, object]]:
    """The sentences that said something new when they came, newest first, each where it stood first."""
    held = {one.article.pk: one for one in own}
    articles = {pk: one.article for pk, one in held.items()}
    newest = [
        Told(id=one.article.pk, text=one.text, language=language or None, published=one.article.at)
        for one in own[-TOLD_REPORTS:]
    ]
    facts = [fact_of(fact, held[fact.id].text, told, articles) for fact in new_facts(newest, FACTS)]
    once = {(fact["article"], fact["start"]): fact for fact in facts}
    return sorted(once.values(), key=lambda fact: (fact["at"], fact["article"]), reverse=True)
