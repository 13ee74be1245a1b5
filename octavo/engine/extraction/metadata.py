"""What a page says about its article: headline, people, dates, section, picture, publisher, licence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from octavo.engine.extraction.assemble import absolute
from octavo.engine.extraction.bylines import read_authors, read_contributors
from octavo.engine.extraction.dating import read_dates
from octavo.engine.extraction.head import find_standfirst
from octavo.engine.extraction.headline import read_title, site_names
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.raw import Raw, same_words
from octavo.engine.extraction.structured import Stated, plain_text
from octavo.engine.records import BlockKind, Contributor, FeedItem, Image

__all__ = ["Facts", "pictures_of", "read_facts", "read_lead", "read_title"]


@dataclass(slots=True)
class Facts:
    """Everything about the article but its body."""

    title: str
    publisher: str | None
    canonical: str | None
    standfirst: str | None
    authors: tuple[str, ...]
    contributors: tuple[Contributor, ...]
    published: datetime | None
    modified: datetime | None
    section: str | None
    keywords: tuple[str, ...]
    licence: str | None
    free: bool | None


def read_facts(
    page: Page, stated: Stated, raws: Sequence[Raw], span: tuple[int, int], title: str,
    *, item: FeedItem | None, fetched_at: datetime | None, language: str | None,
) -> Facts:  # fmt: skip
    """All facts; `span` is where the article's blocks begin and end among the page's raw blocks."""
    start, end = span
    feed = item.published if item else None  # has a zone, which visible dates lack
    dates = read_dates(page, stated, title, fetched_at=fetched_at, language=language, feed=feed)
    authors = read_authors(stated, site_names(page, stated)) or (item.authors if item else ())
    return Facts(
        title=title,
        publisher=next(iter(stated.people("publisher")), None) or stated.first("og:site_name", "application-name"),
        canonical=_canonical(page, stated),
        standfirst=_standfirst(stated, title) or find_standfirst(raws, start, title),
        authors=authors,
        contributors=read_contributors(stated, _credits(raws, start, end), authors),
        published=dates.published,
        modified=dates.modified,
        section=stated.text("articleSection")
        or stated.first("article:section", "section", "parsely-section")
        or _section_of(page),
        keywords=_keywords(stated, item),
        licence=_licence(page, stated),
        free=stated.is_free,
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


def _credits(raws: Sequence[Raw], start: int, end: int) -> list[str]:
    """Short lines where those who worked on an article are named: around its headline, and at its end."""
    around = (*raws[max(0, start - 6) : start + 3], *raws[max(start + 3, end - 3) : end + 3])
    named = (raw for raw in raws[: end + 3] if raw.part is Part.ABOUT)
    return list(dict.fromkeys(raw.text for raw in (*around, *named) if 8 < len(raw.text) < 240))


def _licence(page: Page, stated: Stated) -> str | None:
    """The licence's address, else its words: of the data, of `rel=license`, of a Creative Commons link in the page."""
    value = stated.article.get("license")
    node = value if isinstance(value, dict) else {}
    link = next(iter(stated.meta.get("link:license", ())), None)
    told = plain_text(node.get("url") or node.get("@id") or value) or link or stated.first(*_LICENCES)
    if not told:
        found = page.first(
            "a[rel~=license], a[href*='creativecommons.org/licenses/'], a[href*='creativecommons.org/publicdomain/']"
        )
        told = found.attributes.get("href") if found is not None else None
    told = (told or "").strip()
    if told.startswith(("/", "//")):
        told = absolute(told, page.address) or ""
    return told[:500] or None


def _section_of(page: Page) -> str | None:
    """The first part of the path, where the page's menu links to it: the menu's word for it."""
    first = urlsplit(page.address).path.split("/")[1:2]
    if not first or not re.fullmatch(r"[a-z][a-z-]{2,20}", first[0]):
        return None
    link = page.first(f'a[href="/{first[0]}"], a[href="/{first[0]}/"]')
    name = " ".join(link.text().split()) if link is not None else ""
    return name if 2 < len(name) < 40 else None


def _canonical(page: Page, stated: Stated) -> str | None:
    for href in (*stated.meta.get("link:canonical", ())[:1], stated.first("og:url")):
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


def _same_picture(one: str | None, other: str) -> bool:
    name = urlsplit(one or "").path.rsplit("/", 1)[-1]
    return bool(name) and (name == urlsplit(other).path.rsplit("/", 1)[-1] or (len(name) > 12 and name in other))


def _number(value: object) -> int | None:
    found = re.match(r"\d{1,5}", str(value or ""))
    return int(found.group()) if found else None


def pictures_of(raws: Sequence[Raw], start: int, end: int) -> Iterator[Raw]:
    """Pictures of the article, from shortly before its text."""
    return (raw for raw in raws[max(0, start - 12) : end] if raw.kind is BlockKind.IMAGE and raw.address)


_LICENCES = ("dc.rights.license", "dcterms.license", "dc:license", "license", "article:license", "copyright-license")
