"""The briefing: what is new and matters to a reader who says which desks, which language and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from octavo.apps.articles.mapping import blocks_from_plain
from octavo.apps.articles.models import Article, Version
from octavo.apps.articles.queries import READABLE
from octavo.apps.assist.queries import key_spans
from octavo.apps.stories.front import rank_stories
from octavo.apps.stories.models import Report, Story
from octavo.engine.assist.briefing import BriefStory, briefing, minutes_of
from octavo.engine.assist.composed import Cited, Composed, Part
from octavo.engine.assist.summary import summarise
from octavo.engine.desks import DESKS
from octavo.engine.records import Span, join_blocks

MINUTES = (5, 2, 10)  # the first is the default
LENGTHS = (2, 5, 10)  # as they are offered
DAY = timedelta(hours=24)
LONGEST = timedelta(days=14)  # back: what is older is no news
_READ = 3_000  # characters of an article without key sentences
_EACH = 3  # newest reports of a story whose key sentences are looked at
_SHOWN = (
    "title", "language", "desk", "first_at", "last_at", "outlets_count", "independent_count", "pulse", "facts",
    "lead_id", "thread__title", "thread__language",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a reader chose. Empty desks or language: all."""

    desks: tuple[str, ...] = ()
    language: str = ""
    minutes: int = MINUTES[0]

    @classmethod
    def of(cls, desks: Iterable[str] = (), language: str = "", minutes: str | int = "") -> Choices:
        """The same in the order of the site, without what we do not offer."""
        wanted = set(desks)
        given = str(minutes)
        return cls(
            desks=tuple(desk for desk in DESKS if desk in wanted), language=language[:8].replace("\0", ""),
            minutes=int(given) if given in {str(each) for each in LENGTHS} else MINUTES[0],
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefLine:
    """A story of a briefing with the rows that a page shows of it."""

    part: Part
    story: Story
    sources: tuple[tuple[Cited, Article], ...]  # its sentences with the report each stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefed:
    """A briefing as it is shown: desk by desk. `reading`: minutes it takes, to one decimal."""

    choices: Choices
    since: datetime
    until: datetime
    composed: Composed = field(default_factory=Composed)
    lines: tuple[BriefLine, ...] = ()
    reading: float = 0.0
    competed: int = 0  # events with a report since
    languages: tuple[str, ...] = ()  # that stories are told in

    @property
    def by_desk(self) -> list[tuple[str, list[BriefLine]]]:
        found: dict[str, list[BriefLine]] = {}
        for line in self.lines:
            found.setdefault(line.story.desk, []).append(line)
        return list(found.items())

    @property
    def articles(self) -> list[int]:
        """The articles that it cites."""
        return sorted({article.pk for line in self.lines for _, article in line.sources})


def briefing_of(
    choices: Choices,
    *,
    since: datetime,
    now: datetime,
    until: datetime | None = None,
    languages: Sequence[str] = (),
    preferred: Sequence[str] = (),
) -> Briefed:
    """What came after `since` (14 days back at most), as it stood at a moment (None: now). Five queries.

    `languages`: the site's own, where the reader chose none; `preferred`: which of several languages tells an event.
    """
    moment = until or now
    since = max(since, moment - LONGEST)
    spoken = [choices.language] if choices.language else list(languages)
    ranking = rank_stories(
        now=now, as_of=until, since=since, languages=spoken, desks=choices.desks, preferred=preferred,
        limit=10 + 6 * choices.minutes,
    )  # fmt: skip
    rows = {story.pk: story for story in _stories(ranking.ids)}
    window = _Window(since, moment, rows.values())
    composed = briefing([window.seen(rows[pk]) for pk in ranking.ids if pk in rows], minutes=choices.minutes)
    return Briefed(
        choices=choices, since=since, until=moment, composed=composed, reading=round(minutes_of(composed), 1),
        lines=tuple(_line(part, rows, window.articles) for part in composed.parts),
        competed=ranking.total, languages=ranking.languages,
    )  # fmt: skip


def _stories(ids: Sequence[int]) -> QuerySet[Story]:
    rows = Story.objects.filter(pk__in=ids, lead__isnull=False).select_related("thread").only(*_SHOWN)
    return rows.annotate(goes_on_from=F("outline__before__lead"))


def _line(part: Part, rows: Mapping[int, Story], articles: Mapping[int, Article]) -> BriefLine:
    sources = tuple((cited, articles[cited.spans[0].article]) for cited in part.sentences)
    return BriefLine(part=part, story=rows[part.detail["story"]], sources=sources)


class _Window:
    """What the reports of some stories said before a moment and after it. Two queries."""

    def __init__(self, since: datetime, until: datetime, stories: Iterable[Story]) -> None:
        self.since, self.until = since, until
        stories = list(stories)
        self._fresh = self._newest([story.pk for story in stories])
        wanted = {pk for found in self._fresh.values() for pk in found}
        for story in stories:
            earlier = getattr(story, "goes_on_from", None)
            wanted |= {pk for pk in (story.lead_id, earlier, *(fact["article"] for fact in self._facts(story))) if pk}
        self._texts: dict[int, str] = {}
        self.articles: dict[int, Article] = {}
        for row in Version.objects.filter(
            article__in=wanted, number=F("article__version"), article__body_state__in=READABLE
        ).select_related("article__publisher", "article__summary"):
            self.articles[row.article_id] = row.article
            self._texts[row.article_id] = join_blocks(blocks_from_plain(row.blocks))

    def _newest(self, stories: Sequence[int]) -> dict[int, list[int]]:
        """The newest reports within the window that carry a text of their own, one a publisher."""
        rows = (
            Report.objects.filter(story__in=stories, article__copy__isnull=True, article__at__gt=self.since,
                                  article__at__lte=self.until)
            .order_by("-article__at", "-article_id")
            .values_list("story_id", "article_id", "article__publisher")
        )  # fmt: skip
        found: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for story, article, publisher in rows:
            if len(found[story]) < _EACH:
                found[story].setdefault(publisher, article)
        return {story: list(articles.values()) for story, articles in found.items()}

    def seen(self, story: Story) -> BriefStory:
        """The story as the engine takes it."""
        is_new = story.first_at > self.since
        fresh = sum(self.since < at <= self.until for at in story.pulse) if story.pulse else len(self._fresh[story.pk])
        return BriefStory(
            id=story.pk, title=story.title, language=story.language or None, desk=story.desk,
            sentences=tuple(dict.fromkeys(self._said(story, is_new))), told=tuple(self._told(story, is_new)),
            outlets=story.outlets_count, independent=story.independent_count,
            fresh=min(fresh, story.independent_count), is_new=is_new, thread=story.thread_id,
        )  # fmt: skip

    def _said(self, story: Story, is_new: bool) -> Iterator[Cited]:
        """Sentences within the window, what the lead says first in front: the headline is the lead's."""
        fresh = self._fresh.get(story.pk, [])
        lead = story.lead_id if self._is_in(story.lead_id) else None
        first = self._keys(lead or (fresh[-1] if fresh else None))
        facts = [cited for plain in self._facts(story) if (cited := self._fact(plain))]
        others = [cited for article in fresh for cited in self._keys(article)]
        yield from [*first, *facts, *others] if lead or is_new else [*facts, *others]

    def _facts(self, story: Story) -> list[Mapping[str, Any]]:
        """The story's facts within the window, newest first."""
        return [plain for plain in story.facts if self.since < datetime.fromisoformat(plain["at"]) <= self.until]

    def _told(self, story: Story, is_new: bool) -> Iterator[str]:
        """What the reports of the story, and of the one it goes on with, told before."""
        earlier = [getattr(story, "goes_on_from", None)]
        if not is_new:
            earlier.append(None if self._is_in(story.lead_id) else story.lead_id)
            yield from (plain["text"] for plain in story.facts if datetime.fromisoformat(plain["at"]) <= self.since)
        for article in earlier:
            yield from (cited.text for cited in self._keys(article))

    def _is_in(self, article: int | None) -> bool:
        return article in self.articles and self.since < self.articles[article].at <= self.until

    def _keys(self, article: int | None) -> list[Cited]:
        if article is None or article not in self.articles:
            return []
        row = self.articles[article]
        if not (spans := key_spans(row)):  # its step has not come yet
            chosen = summarise(row.title, self._texts[article][:_READ], row.language)
            spans = [(sentence.start, sentence.end) for sentence, _ in chosen]
        return [cited for start, end in spans if (cited := self._cite(row, start, end))]

    def _fact(self, plain: Mapping[str, Any]) -> Cited | None:
        """A fact where its text still stands as it was; None where the article has changed."""
        row = self.articles.get(plain["article"])
        if row is None or row.version != plain["version"]:
            return None
        cited = self._cite(row, plain["start"], plain["end"])
        return cited if cited and cited.text == plain["text"] else None

    def _cite(self, row: Article, start: int, end: int) -> Cited | None:
        text = self._texts[row.pk][start:end]
        span = Span(article=row.pk, version=row.version, start=start, end=end)
        return Cited(text=text, spans=(span,)) if text else None
