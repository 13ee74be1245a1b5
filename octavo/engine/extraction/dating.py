"""When an article was published and changed, of all the dates on its page. Never the day of the crawl."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

from octavo.engine.extraction.clues import Clue, Clues
from octavo.engine.extraction.dates import date_in_address, find_relative, find_written, parse_stated
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.structured import Stated
from octavo.engine.extraction.words import either, words_of

_NEAR = 14  # lines of visible text after the headline that may date it
_BEFORE = 6
_WITH_HEADLINE = 3.0


@dataclass(frozen=True, slots=True)
class Dates:
    """`published` has the publisher's own zone where the page shows it; None: the page does not say."""

    published: datetime | None
    modified: datetime | None


@dataclass(frozen=True, slots=True)
class _Shown:
    """Dates that the page shows in elements of their own; `near`: that of publication stands with the headline."""

    published: datetime | None = None
    modified: datetime | None = None
    near: bool = False
    elsewhere: datetime | None = None  # the first that stands in what looks like a card or a box


def read_dates(
    page: Page, stated: Stated, title: str, *, fetched_at: datetime | None, language: str | None,
    feed: datetime | None = None,
) -> Dates:  # fmt: skip
    """The page's dates: its data, then what the feed says, then its date elements, its visible text, its address.

    Where only the day of a change is shown, the article counts as published then: it is not younger than that.
    """
    reader = _Reader(page, stated, title, fetched_at, language)
    modified = reader.first_stated((stated.text("dateModified"), stated.first(*_MODIFIED)))
    published = reader.first_stated(
        (stated.text("datePublished"), stated.first(*_PUBLISHED), stated.elsewhere("datePublished"))
    )
    path = urlsplit(page.address).path
    address = reader.sane(date_in_address(path))
    day = address
    is_sure = published is not None and (address is not None or not _may_be_another_day(published))
    shown = _Shown() if is_sure else reader.elements()
    if published is None:
        published = reader.sane(feed) or shown.published or reader.near() or address
        published = published or shown.elsewhere or reader.labelled() or reader.alone()
    elif address and published - address > timedelta(days=2) and _FOLDERS.search(path):
        published = address  # data that tell of a later edition
    elif shown.near:
        day = address or shown.published
    modified = modified or shown.modified
    if published is None:
        published = modified or reader.first_stated(
            (stated.text("dateCreated"), stated.elsewhere("uploadDate"), stated.elsewhere("dateModified"))
        )
    if published is not None:
        published = in_own_zone(published, day)
    return Dates(published, modified if modified and (not published or modified > published) else None)


def in_own_zone(when: datetime, day: datetime | None) -> datetime:
    """A moment stated in UTC, told in the nearest zone in which it falls on the day that the address names.

    Sites that keep their clocks in UTC put the day of their own zone into addresses. The moment stays the same.
    """
    if day is None or when.utcoffset() != timedelta(0) or when.date() == day.date():
        return when
    hours = 0
    if when.date() - day.date() == timedelta(days=1):
        hours = -(when.hour + 1)
    elif day.date() - when.date() == timedelta(days=1):
        hours = 24 - when.hour
    return when.astimezone(timezone(timedelta(hours=hours))) if hours and -12 <= hours <= 14 else when


def _may_be_another_day(when: datetime) -> bool:
    """Stated in UTC with the time of day: in the publisher's zone it may be the day before or after."""
    return when.utcoffset() == timedelta(0) and bool(when.hour or when.minute)


class _Reader:
    """One page's dates; each method looks at one kind of place."""

    def __init__(
        self, page: Page, stated: Stated, title: str, fetched_at: datetime | None, language: str | None
    ) -> None:
        self.page, self.stated, self.title = page, stated, title
        self.fetched_at, self.language = fetched_at, _tongue(page, language)
        self.clues: Clues | None = stated.clues

    def sane(self, when: datetime | None) -> datetime | None:
        """A date that can be: not before the web, not after the page was fetched (a day of slack for zones)."""
        if when is None or when.year < 1990:
            return None
        return None if self.fetched_at is not None and when > self.fetched_at + timedelta(days=1) else when

    def first_stated(self, texts: Iterable[str | None]) -> datetime | None:
        return next((when for text in texts if text and (when := self.sane(parse_stated(text, self.language)))), None)

    def written(self, text: str) -> datetime | None:
        when = self.sane(find_written(text, self.language))
        if when is None and self.fetched_at is not None and len(text) < 80:
            when = find_relative(text, self.fetched_at)
        return when

    def elements(self) -> _Shown:
        """Dates in elements that are called so: those that say they are the publication's, then the nearest."""
        if self.clues is None:
            return _Shown()
        headline = self.clues.headline.mem_id if self.clues.headline is not None else None
        after = headline is None
        ranked: list[tuple[float, int, Clue]] = []
        others: list[Clue] = []
        for at, clue in enumerate(self.clues.dates):
            if not after and clue.node.mem_id == headline:
                after = True
            elif clue.tag in ("time", "date") or _DATED.search(clue.names):
                rank = self._rank(clue, after)
                if rank is not None:
                    ranked.append((rank, at, clue))
                elif after:
                    others.append(clue)
        ranked.sort(key=lambda one: one[:2])
        return self._first_dated(ranked, others)

    def _first_dated(self, ranked: Sequence[tuple[float, int, Clue]], others: Sequence[Clue]) -> _Shown:
        published = changed = None
        near = False
        for rank, _, clue in ranked:
            if (published and changed) or (published and rank > _WITH_HEADLINE + 8):
                break
            when = self._date_of(clue)
            if when is None:
                continue
            if _is_change(clue):
                changed = changed or when
            elif published is None:
                published, near = when, rank <= _WITH_HEADLINE
        elsewhere = None
        if published is None:
            elsewhere = next((when for clue in others[:20] if (when := self._date_of(clue))), None)
        return _Shown(published, changed, near, elsewhere)

    def _rank(self, clue: Clue, after: bool) -> float | None:
        """How far a date element is from being the article's (less is better); None: it is another's."""
        is_time = clue.tag in ("time", "date")
        exact = bool(_EXACT.search(clue.names)) or "pubdate" in clue.attributes
        distance = self.clues.distance(clue) if self.clues else None
        if distance is None:
            return None
        return distance + (0 if after else 2) - (8 if exact else 0) - (1 if is_time else 0)

    def _date_of(self, clue: Clue) -> datetime | None:
        attributes = clue.attributes
        for key in ("datetime", "content", "title"):
            value = attributes.get(key)
            if value and len(value) < 60 and (when := self.sane(parse_stated(value, self.language))):
                return when
        text = clue.text
        return self.written(text) if 5 < len(text) < 160 else None

    def near(self) -> datetime | None:
        """The date in the visible text about the headline."""
        if self.clues is None or self.clues.headline is None:
            return None
        return self._in_lines(self.clues.following(_NEAR)) or self._in_lines(self.clues.preceding(_BEFORE))

    def labelled(self) -> datetime | None:
        """A date anywhere in the visible text whose line says what it is: "Published on", "Stand:", "Created"."""
        lines = self.clues.lines if self.clues else []
        for at, line in enumerate(lines):
            if len(line) < 120 and _LABEL.search(line) and (when := self.written(" ".join(lines[at : at + 3])[:160])):
                return when
        return None

    def alone(self) -> datetime | None:
        """The first line that is hardly more than a date, on a page that marks nothing."""
        lines = self.clues.lines if self.clues else []
        for line in lines[: len(lines) * 2 // 3 + 10]:
            if len(line) < 45 and _HAS_YEAR.search(line) and (when := self.written(line)):
                return when
        return None

    def _in_lines(self, lines: list[str]) -> datetime | None:
        for at, line in enumerate(lines):
            when = None
            if len(line) > 140:
                when = self.written(line[:60]) if _DAY_FIRST.match(line) else None
            elif _HAS_DIGIT.search(line) or self.fetched_at:
                when = self.written(line)
                if when is None and len(line) < 30 and _HAS_DIGIT.search(line):  # "19." "May" "2010": three elements
                    when = self.written(" ".join(lines[at : at + 3])[:80])
            if when is not None:
                return when
        return None


def _is_change(clue: Clue) -> bool:
    if _CHANGED.search(clue.names) and not _EXACT.search(clue.names):
        return True
    return bool(_CHANGED_TEXT.match(clue.text))


def _tongue(page: Page, language: str | None) -> str | None:
    """The language with the region that the page names, for the order of day and month."""
    tag = (page.language or "").replace("_", "-")
    if tag and (language is None or tag[:2].lower() == language):
        language = tag
    host = (urlsplit(page.address).hostname or "").rsplit(".", 1)[-1]
    return f"en-{host}" if language in ("en", None) and host in _DAY_FIRST_HOSTS else language


_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "article:published",
    "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "published-date",
    "published", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.available",
    "article.published", "citation_publication_date", "citation_online_date", "citation_date", "ptime",
    "published_time", "publishedtime", "article_date_original", "originalpublicationdate", "apub:time",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "displaydate", "cse_publishdate", "pub_date",
    "article:post_date", "rnews:datepublished", "shareaholic:article_published_time", "vf:published_time", "date",
    "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "article:create_time", "dc:date", "dcterms:date",
    "bt:pubdate", "analyticsattributes.articledate", "article_publication_date", "content_date", "created",
    "releasedate", "prism.publicationdate", "og:pubdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "dcterms.modified", "dc.date.modified", "article.updated", "article:modified", "modified_time", "modified",
    "shareaholic:article_modified_time", "lastmodified", "last_modified", "updated_time", "article:updated",
    "revision_date",
)  # fmt: skip
_FOLDERS = re.compile(r"/(?:19|20)\d\d/\d{1,2}/\d{1,2}(?:/|$)")
_DATED = re.compile(r"date|datum|fecha|publish|posted|created|timestamp|pubtime|published|(?:^|[\s_-])time")
_EXACT = re.compile(
    r"datepublished|date-?published|entry-date|pub-?date|publish(?:ed)?[-_]?(?:date|on|time|at)|date[-_]?publi|"
    r"post-?date|article[-_]*date|dc:date|dc:issued|datecreated|published(?!-by)"
)
_CHANGED = re.compile(r"modif|updat(?:ed|e-)|last-?mod|datemodified|aktualis|revised")
_CHANGED_TEXT = re.compile(rf"(?i)\W*(?:last\s+)?(?:{either(words_of('dates', 'changed'))})")
_LABEL = re.compile(
    rf"(?i)\b(?:{either(words_of('dates', 'label'))})|{either(words_of('dates', 'label without a word before it'))}"
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d|\d\.\d\d\b")
_DAY_FIRST_HOSTS = frozenset(["uk", "ie", "au", "nz", "in", "za", "sg", "ng", "ke", "pk", "us"])
_HAS_DIGIT = re.compile(r"\d")
_DAY_FIRST = re.compile(r"\W*(?:\d{1,2}|\d{4}|\w{3,10}\.?\s+\d{1,2}|\w{2,10}, )")
