"""What a page says about its article: headline, people, dates, section, picture, publisher."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from octavo.engine.extraction.assemble import absolute
from octavo.engine.extraction.dates import date_in_address, find_relative, find_written, parse_stated
from octavo.engine.extraction.furniture import Part
from octavo.engine.extraction.head import find_standfirst, is_about, is_byline
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.people import read_people
from octavo.engine.extraction.raw import Raw, same_words
from octavo.engine.extraction.structured import Stated, plain_text
from octavo.engine.records import BlockKind, FeedItem, Image


@dataclass(slots=True)
class Facts:
    """Everything about the article but its body."""

    title: str
    publisher: str | None
    canonical: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    published: datetime | None
    modified: datetime | None
    section: str | None
    keywords: tuple[str, ...]


def read_title(page: Page, stated: Stated, item: FeedItem | None) -> str:
    """The headline, without the site's name."""
    site = {name.casefold() for name in (stated.first("og:site_name"), *stated.people("publisher")) if name}
    tag = page.first("title")
    whole = " ".join(tag.text().split()) if tag is not None else ""
    headings = [" ".join(node.text(separator=" ").split()) for node in page.tree.css("h1")[:4]]
    candidates = [
        stated.text("headline"),
        *(heading for heading in headings if heading and _loose(heading) in _loose(whole)),
        stated.first("og:title", "twitter:title", "parsely-title", "dc.title"),
        *(headings if len(headings) == 1 else ()),
        whole,
        item.title if item else None,
        *headings,
    ]
    host = (urlsplit(page.address).hostname or "").removeprefix("www.")
    for candidate in candidates:
        title = _without_site(candidate or "", site, host)
        if len(title) > 3 and title.casefold() not in site and title.casefold() != host:
            return title
    return (item.title if item else "") or whole


def read_facts(
    page: Page, stated: Stated, raws: Sequence[Raw], span: tuple[int, int], title: str,
    *, item: FeedItem | None, fetched_at: datetime | None, language: str | None,
) -> Facts:  # fmt: skip
    """All facts; `span` is where the article's blocks begin and end among the page's raw blocks."""
    start, end = span
    publisher = next(iter(stated.people("publisher")), None) or stated.first("og:site_name", "application-name")
    near = _near_headline(raws, start, end, title)
    published, modified = _read_dates(page, stated, fetched_at)
    if published is None and item is not None:  # has a zone, which visible dates lack
        published = _sane(item.published, fetched_at)
    if published is None:
        published = _visible_date(near, fetched_at, language)
    if published is None:
        published = _sane(date_in_address(urlsplit(page.address).path), fetched_at)
    authors = read_people(_bylines(page, stated, near), publisher) or (item.authors if item else ())
    return Facts(
        title=title,
        publisher=publisher,
        canonical=_canonical(page, stated),
        standfirst=_standfirst(stated, title) or find_standfirst(raws, start, title),
        authors=authors,
        published=published,
        modified=modified if modified and (not published or modified > published) else None,
        section=stated.text("articleSection")
        or stated.first("article:section", "section", "parsely-section")
        or _section_of(page),
        keywords=_keywords(stated, item),
    )


def read_lead(page: Page, stated: Stated, pictures: Sequence[Raw], title: str, item: FeedItem | None) -> Image | None:
    """The lead picture: the page's own statement, with the caption it has on the page; else the first of the body."""
    value = stated.article.get("image")
    value = value[0] if isinstance(value, list) and value else value
    node: dict[str, Any] = value if isinstance(value, dict) else {}
    named = stated.first("og:image", "og:image:url", "twitter:image", "twitter:image:src") or plain_text(
        node.get("url") or node.get("contentUrl") or (value if isinstance(value, str) else None)
    )
    address = absolute(named, page.address)
    shown = next((raw for raw in pictures if address and _same_picture(raw.address, address)), None)
    if shown is None and pictures and (address is None or pictures[0].caption):
        shown = pictures[0]
    address = address or absolute(shown.address if shown else item.image if item else None, page.address)
    if address is None:
        return None
    alt = (shown.alt if shown else None) or stated.first("og:image:alt", "twitter:image:alt")
    return Image(
        address=address,
        caption=(shown.caption if shown else None) or plain_text(node.get("caption")),
        credit=(shown.credit if shown else None) or plain_text(node.get("creditText")),
        alt=None if alt and same_words(alt, title) else alt,
        width=_number(node.get("width") or stated.first("og:image:width")),
        height=_number(node.get("height") or stated.first("og:image:height")),
    )


def _near_headline(raws: Sequence[Raw], start: int, end: int, title: str) -> list[str]:
    """Short texts about the article: between the headline and its first lines, or where the page calls them so."""
    head = next((at for at, raw in enumerate(raws) if same_words(raw.text, title)), max(0, start - 6))
    around = raws[min(head, start) : start + 3]
    named = [raw for raw in raws[: end + 3] if raw.part is Part.ABOUT]
    return [raw.text for raw in (*around, *named) if raw.text and len(raw.text) < 160]


def _read_dates(page: Page, stated: Stated, fetched_at: datetime | None) -> tuple[datetime | None, datetime | None]:
    times = _time_elements(page)
    published = _first_sane(
        (stated.text("datePublished"), stated.first(*_PUBLISHED), *times, stated.text("dateCreated")), fetched_at
    )
    modified = _first_sane((stated.text("dateModified"), stated.first(*_MODIFIED)), fetched_at)
    return published, modified


def _visible_date(near: Sequence[str], fetched_at: datetime | None, language: str | None) -> datetime | None:
    """The date that the page prints about its headline, written out or relative to the fetch."""
    seen = (find_written(text, language) for text in near)
    published = next((when for when in seen if _sane(when, fetched_at)), None)
    if published is None and fetched_at is not None:
        ago = (find_relative(text, fetched_at) for text in near if len(text) < 80)
        published = next((when for when in ago if when), None)
    return published


def _time_elements(page: Page) -> list[str]:
    """Dates of `time` elements, those that say they are the publication's first."""
    nodes = page.tree.css("time[datetime], [itemprop=datePublished]")[:30]
    nodes.sort(key=lambda node: not ("pub" in (node.attributes.get("class") or "") or "itemprop" in node.attributes))
    return [node.attributes.get("datetime") or node.attributes.get("content") or "" for node in nodes[:3]]


def _first_sane(texts: Iterable[str | None], fetched_at: datetime | None) -> datetime | None:
    return next((when for text in texts if text and (when := _sane(parse_stated(text), fetched_at))), None)


def _sane(when: datetime | None, fetched_at: datetime | None) -> datetime | None:
    """A date that can be: not before the web, not after the page was fetched (a day of slack for zones)."""
    if when is None or when.year < 1990:
        return None
    return None if fetched_at is not None and when > fetched_at + timedelta(days=1) else when


def _bylines(page: Page, stated: Stated, near: Sequence[str]) -> list[str]:
    named = stated.people("author")
    if not named:
        named = [name for key in ("author", "article:author", "parsely-author", "byl", "dc.creator", "sailthru.author")
                 for name in stated.meta.get(key, ()) if name and "://" not in name]  # fmt: skip
    if not named:
        nodes = page.tree.css(_AUTHOR_PLACES)[:4]
        named = [text for node in nodes if len(text := " ".join(node.text(separator=" ").split())) < 80]
    if not named:
        lines = [text for text in near if is_about(text)]
        named = [text for text in lines if is_byline(text)][:1] or [text for text in lines if not _DAY.match(text)][:1]
    return named


def _section_of(page: Page) -> str | None:
    """The first part of the path, where the page's menu links to it: the menu's word for it."""
    first = urlsplit(page.address).path.split("/")[1:2]
    if not first or not re.fullmatch(r"[a-z][a-z-]{2,20}", first[0]):
        return None
    link = page.first(f'a[href="/{first[0]}"], a[href="/{first[0]}/"]')
    name = " ".join(link.text().split()) if link is not None else ""
    return name if 2 < len(name) < 40 else None


def _canonical(page: Page, stated: Stated) -> str | None:
    link = page.first('link[rel="canonical"]')
    for href in (link.attributes.get("href") if link is not None else None, stated.first("og:url")):
        address = absolute(href, page.address)
        if address and _site(address) == _site(page.address) and len(urlsplit(address).path) > 1:
            return address
    return None


def _site(address: str) -> str:
    """The last two labels of a host, three where the last two are short ("co.uk")."""
    labels = (urlsplit(address).hostname or "").split(".")
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3:] if short else labels[-2:])


def _standfirst(stated: Stated, title: str) -> str | None:
    # Some sites put the opening's HTML into their description.
    described = stated.text("description") or stated.first("og:description", "description", "twitter:description")
    text = plain_text(described)
    return None if not text or len(text) < 20 or same_words(text, title) else text


def _keywords(stated: Stated, item: FeedItem | None) -> tuple[str, ...]:
    value = stated.article.get("keywords")
    listed = [plain_text(one) or "" for one in value] if isinstance(value, list) else [plain_text(value) or ""]
    if not any(listed):
        listed = stated.meta.get("article:tag") or stated.meta.get("news_keywords") or stated.meta.get("keywords") or []
    if not any(listed) and item is not None:
        listed = list(item.tags)
    parts = (part.strip() for text in listed for part in re.split(r"[,;|،]", text))
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) < 60))[:25]


def _without_site(title: str, site: set[str], host: str) -> str:
    """Cut "… | The Site" and "The Site: …" off, where the part is the site's name or short beside the rest."""
    title = " ".join(title.split())
    bare_host = re.sub(r"\W", "", host.rsplit(".", 1)[0]).replace("www", "")
    for separator in (" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "):
        while separator in title:
            rest, _, tail = title.rpartition(separator)
            folded = re.sub(r"\W", "", tail.casefold())
            named = tail.strip().casefold() in site or (folded and (folded in bare_host or bare_host in folded))
            if not named and not (separator == " | " and len(tail) < 0.4 * len(rest)):
                break
            title = rest.strip()
        head, _, rest = title.partition(separator)
        if rest and (head.casefold() in site or re.sub(r"\W", "", head.casefold()) == bare_host):
            title = rest.strip()
    return title


def _loose(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _same_picture(one: str | None, other: str) -> bool:
    name = urlsplit(one or "").path.rsplit("/", 1)[-1]
    return bool(name) and (name == urlsplit(other).path.rsplit("/", 1)[-1] or (len(name) > 12 and name in other))


def _number(value: object) -> int | None:
    found = re.match(r"\d{1,5}", str(value or ""))
    return int(found.group()) if found else None


def pictures_of(raws: Sequence[Raw], start: int, end: int) -> Iterator[Raw]:
    """Pictures of the article, from shortly before its text."""
    return (raw for raw in raws[max(0, start - 12) : end] if raw.kind is BlockKind.IMAGE and raw.address)


_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time", "date", "pubdate",
    "publishdate", "publish-date", "publication_date", "parsely-pub-date", "sailthru.date", "dc.date.issued",
    "dcterms.created", "dc.date", "article.published", "citation_publication_date", "ptime", "published_time",
    "cxenseparse:recs:publishtime", "displaydate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "article.updated",
)
_AUTHOR_PLACES = (
    "[itemprop=author] [itemprop=name], [itemprop=author], a[rel~=author], [class*=byline] a, "
    "span[class*=author], span[class*=writer], span[class*=ontributor], a[class*=author]"
)
_DAY = re.compile(r"\s*(?:\d|(?:\S+\s+)?\d)|(?i:updated|published|posted)")  # a date, or a weekday and a date
