"""A story as its page shows it: facts, blind spots, who reports it when and where, its reports one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from octavo.apps.articles.models import Article
from octavo.apps.stories.models import Coverage, Story
from octavo.apps.stories.queries import excerpt_of, introduced

REPORTS_SHOWN = 24  # at once, of those with a text of their own; the others follow on demand


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report with the copies of its text that the same story holds."""

    article: Article
    excerpt: str
    copies: tuple[Article, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Who else tells a fact, and when."""

    article: int
    publisher: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A sentence that said something new, with the report it stood in first and those that say it too.

    `span` is None where that text has changed.
    """

    text: str
    at: datetime
    article: Article
    span: tuple[int, int] | None
    also: tuple[Teller, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A side none of whose reports mentions it. `kind`: "country" or "kind"; `name` where the side is a country."""

    kind: str
    side: str
    name: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindSpot:
    """What some tell and others do not. `marks`: the names, figures or quotations that the silent never mention."""

    fact: Fact
    marks: tuple[str, ...]
    silent: tuple[Silence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time with its reports, of their own and copies."""

    start: datetime
    own: int
    copies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story with a stretch of its reports, newest first. `total` counts texts of their own.

    `countries` are the reports by country as `actions.cover.by_country` writes them; empty where not asked for.
    """

    story: Story
    total: int
    tellings: tuple[Telling, ...] = ()
    facts: tuple[Fact, ...] = ()
    blind: tuple[BlindSpot, ...] = ()
    bars: tuple[Bar, ...] = ()
    bar_hours: int = 1
    countries: tuple[dict[str, Any], ...] = ()


def story_page(
    story_id: int, *, start: int = 0, limit: int = REPORTS_SHOWN, by_country: bool | None = False
) -> StoryPage | None:
    """A story as its page shows it, that of another one it has become part of; None: there is none. Three queries.

    Its reports come by time, or by country (None: by country where there is more than one).
    """
    story = (
        Story.objects.filter(pk=story_id)
        .defer("memory")
        .select_related("lead__publisher", "picture", "coverage")
        .first()
    )
    if story is None:
        return None
    if story.merged_into_id:
        return story_page(story.merged_into_id, start=start, limit=limit, by_country=by_country)
    plain = _plain(story)
    wished = story.countries_count > 1 if by_country is None else by_country
    countries = tuple(plain.get("countries", ())) if wished and not start else ()
    own, copies = ([], {}) if countries else _texts_of(story)
    shown = own[start : start + limit]
    evidence = [*story.facts, *plain.get("blind", ())]
    wanted = {*shown, *(copy for pk in shown for copy in copies.get(pk, ())), *(each["article"] for each in evidence)}
    rows = {article.pk: article for article in introduced(wanted)}
    strip = plain.get("strip")
    return StoryPage(
        story=story, total=len(own) or sum(len(country["texts"]) for country in countries),
        tellings=tuple(_telling(rows[pk], [rows[each] for each in copies.get(pk, ())]) for pk in shown),
        facts=tuple(_fact(each, rows) for each in story.facts if each["article"] in rows),
        blind=tuple(_spot(each, rows) for each in plain.get("blind", ()) if each["article"] in rows),
        bars=_bars(strip) if strip else (), bar_hours=strip["hours"] if strip else 1,
        countries=countries,
    )  # fmt: skip


def _telling(article: Article, copies: Sequence[Article]) -> Telling:
    return Telling(article=article, excerpt=excerpt_of(article), copies=tuple(copies))


def _plain(story: Story) -> dict[str, Any]:
    """The coverage as it was told; empty before the first time."""
    coverage: Coverage | None = getattr(story, "coverage", None)
    return coverage.plain if coverage else {}


def _texts_of(story: Story) -> tuple[list[int], dict[int, list[int]]]:
    """The reports with a text of their own, newest first, and the copies of each.

    A copy whose original belongs to no report here stands as a report itself: somebody has to tell the story.
    """
    rows = list(
        story.reports.order_by("-article__at", "-article_id").values_list("article_id", "article__copy__original_id")
    )
    held = {article for article, _ in rows}
    own: list[int] = []
    copies: dict[int, list[int]] = {}
    for article, original in rows:
        if original in held:
            copies.setdefault(original, []).append(article)
        else:
            own.append(article)
    # A copy of a copy is shown with the first of them.
    standing = set(own)
    for article in [pk for pk in copies if pk not in standing]:
        first = next((pk for pk, texts in copies.items() if article in texts and pk in standing), None)
        if first:
            copies[first] += copies.pop(article)
        else:
            own.append(article)
    return own, copies


def _fact(plain: Mapping[str, Any], rows: Mapping[int, Article]) -> Fact:
    article = rows[plain["article"]]
    same_text = plain["version"] == article.version
    return Fact(
        text=plain["text"], at=datetime.fromisoformat(plain["at"]) if plain.get("at") else article.at,
        article=article, span=(plain["start"], plain["end"]) if same_text else None,
        also=tuple(
            Teller(article=each["article"], publisher=each["publisher"], at=datetime.fromisoformat(each["at"]))
            for each in plain.get("also", ())
        ),
    )  # fmt: skip


def _spot(plain: Mapping[str, Any], rows: Mapping[int, Article]) -> BlindSpot:
    return BlindSpot(
        fact=_fact(plain, rows), marks=tuple(plain["marks"]), silent=tuple(Silence(**each) for each in plain["silent"])
    )


def _bars(strip: Mapping[str, Any]) -> tuple[Bar, ...]:
    first, step = datetime.fromisoformat(strip["from"]), timedelta(hours=strip["hours"])
    return tuple(
        Bar(start=first + place * step, own=own, copies=copies)
        for place, (own, copies) in enumerate(zip(strip["own"], strip["copies"], strict=True))
    )
