"""Parts of a page's head and small print that several layouts share."""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from html import escape
from typing import Any

from octavo.edition.dates import WEEKDAYS, ago, long_date
from octavo.edition.records import Article, Page, Publisher

MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "rss091": "application/rss+xml",
    "rdf": "application/rdf+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "sitemap": "application/xml",
}


def iso(at: datetime) -> str:
    """2026-03-04T14:05:00+01:00."""
    return at.isoformat(timespec="seconds")


def human_time(page: Page, *, weekday: bool = False, clock: bool = True) -> str:
    """The time as the page prints it: relative where the fault asks for it, empty where there is none."""
    article, language = page.article, page.words.language
    if "relative-date" in article.faults:
        return ago(article.published, page.now, language)
    at = article.modified or article.stated
    if at is None:
        return ""
    day = f"{WEEKDAYS[language][at.weekday()]} " if weekday else ""
    return f"{day}{long_date(at.date(), language)}{f', {at:%H:%M}' if clock else ''}"


def machine_time(article: Article) -> str:
    """The time with zone for attributes, or ''."""
    return iso(article.stated) if article.stated else ""


def feed_links(publisher: Publisher) -> str:
    """`<link rel="alternate">` for each feed; a news sitemap is not announced in pages."""
    return "\n".join(
        f'<link rel="alternate" type="{MEDIA_TYPES[feed.form]}" title="{escape(feed.title)}" href="{feed.path}">'
        for feed in publisher.feeds
        if feed.form != "sitemap"
    )


def link_tags(article: Article) -> str:
    """Canonical address, and the AMP twin if there is one."""
    twin = f'<link rel="amphtml" href="{escape(article.amp_address)}">' if article.amp_address else ""
    return f'<link rel="canonical" href="{escape(article.address)}">{twin}'


def open_graph(article: Article) -> str:
    """Open Graph and article: tags."""
    tags = [
        ("og:type", "video.other" if article.body_state == "video" else "article"),
        ("og:title", article.title),
        ("og:description", article.standfirst or ""),
        ("og:url", article.address),
        ("og:site_name", article.publisher.name),
        ("og:image", article.image.address if article.image else ""),
        ("article:published_time", machine_time(article)),
        ("article:modified_time", iso(article.modified) if article.modified and article.stated else ""),
        ("article:section", article.source.desk),
        *(("article:tag", tag) for tag in article.source.keywords),
    ]
    return "\n".join(f'<meta property="{name}" content="{escape(value)}">' for name, value in tags if value)


def json_ld(article: Article, kind: str = "NewsArticle", **more: Any) -> str:
    """The schema.org description of the article as a script element."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "mainEntityOfPage": {"@type": "WebPage", "@id": article.address},
        "headline": article.title,
        "description": article.standfirst or "",
        "articleSection": article.source.desk,
        "inLanguage": article.publisher.language,
        "keywords": list(article.source.keywords),
        "author": [{"@type": "Person", "name": name} for name in article.source.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": article.publisher.name, "url": article.publisher.home},
    }
    if article.stated:
        told |= {"datePublished": iso(article.stated), "dateModified": iso(article.modified or article.stated)}
    if article.image:
        told["image"] = {"@type": "ImageObject", "url": article.image.address, "width": 1200, "height": 675}
    if article.body_state == "paywalled":
        told["isAccessibleForFree"] = False
    return f'<script type="application/ld+json">{json.dumps(told | more, ensure_ascii=False)}</script>'


def hashed(name: str) -> str:
    """A class name such as bundlers make: the same for the same name."""
    number, letters = zlib.crc32(name.encode()), ""
    while number:
        number, rest = divmod(number, 36)
        letters += "0123456789abcdefghijklmnopqrstuvwxyz"[rest]
    return f"css-{letters}"


def bylines(article: Article, joint: str) -> str:
    """The authors joined for reading, escaped; '' without authors."""
    names = [escape(name) for name in article.source.authors]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}" if names else ""
