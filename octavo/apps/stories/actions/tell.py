"""Writing what readers are told of stories."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from octavo.apps.articles.queries import ArticleText, originals_of, texts_of
from octavo.apps.stories.models import Report, Story
from octavo.engine.assist import Report as Told
from octavo.engine.assist import new_facts
from octavo.engine.ranking import choose_headline
from octavo.engine.records import BodyState

TOLD_REPORTS = 12  # whose sentences are looked at for new facts, the newest
FACTS = 6


def tell_stories(ids: Iterable[int], *, now: datetime) -> None:
    """Writes what readers are told of stories: headline, lead, picture, counts, newest facts."""
    with transaction.atomic():
        rows = list(Story.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))
        reports: dict[int, list[int]] = defaultdict(list)
        for report in Report.objects.filter(story__in=rows):
            reports[report.story_id].append(report.article_id)
        texts = {
            held.article.pk: held
            for held in texts_of([pk for found in reports.values() for pk in found], readable_only=False)
        }
        copies = originals_of(texts)
        for row in rows:
            held = sorted(
                (texts[pk] for pk in reports[row.pk] if pk in texts), key=lambda one: (one.article.at, one.article.pk)
            )
            if held:
                _tell(row, held, set(copies), now)
        Story.objects.bulk_update(
            rows,
            [
                "title",
                "lead",
                "picture",
                "section",
                "reports_count",
                "outlets_count",
                "independent_count",
                "facts",
                "told_at",
            ],
        )


def _tell(row: Story, held: Sequence[ArticleText], copies: set[int], now: datetime) -> None:
    own = [one for one in held if one.article.pk not in copies] or list(held)
    titles = [one.article.title for one in own]
    row.title = titles[choose_headline(titles, row.language)]
    row.lead = max(
        own, key=lambda one: (one.article.title == row.title, one.article.body_state == BodyState.FULL)
    ).article
    row.picture = next((one.article for one in (_by_lead(row, own)) if one.article.image), None)
    sections = Counter(one.article.section for one in held if one.article.section)
    row.section = min(sections, key=lambda name: (-sections[name], name)) if sections else ""
    row.reports_count = len(held)
    row.outlets_count = len({one.article.publisher_id for one in held})
    row.independent_count = len({one.article.publisher_id for one in own})
    row.facts = _facts(own[-TOLD_REPORTS:], row.language)
    row.told_at = now


def _by_lead(row: Story, own: Sequence[ArticleText]) -> list[ArticleText]:
    """The lead first, then the newest."""
    return sorted(own, key=lambda one: (one.article.pk != row.lead_id, -one.article.at.timestamp()))


def _facts(own: Sequence[ArticleText], language: str) -> list[dict[str, object]]:
    """The sentences that said something new when they came, newest first, each where it stands."""
    held = {one.article.pk: one.article for one in own}
    told = [Told(id=one.article.pk, text=one.text, language=language or None, published=one.article.at) for one in own]
    return [
        {"article": fact.id, "version": held[fact.id].version, "start": fact.sentence.start, "end": fact.sentence.end,
         "text": fact.sentence.text, "publisher": held[fact.id].publisher.name, "at": held[fact.id].at.isoformat()}
        for fact in reversed(new_facts(told, FACTS))
    ]  # fmt: skip
