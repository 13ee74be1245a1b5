"""Six forms of a feed, each as loosely written as its kind is in the wild."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from typing import Any

from octavo.edition.layouts.pieces import iso
from octavo.edition.records import Article, FeedPlan, Publisher

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry, its texts not yet escaped."""

    article: Article
    link: str
    guid: str
    summary: str | None  # HTML
    content: str | None  # HTML


def _cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]&gt;')}]]>"


def _rss(plan: FeedPlan, publisher: Publisher, entries: list[Entry], at: datetime) -> bytes:
    items = "\n".join(_rss_item(plan, entry) for entry in entries)
    return _encode(
        f"""<rss version="2.0" xmlns:content="{_CONTENT}" xmlns:dc="{_DC}"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="{_ATOM}">
<channel><title>{escape(plan.title)}</title><link>{publisher.home}</link><description>
{escape(publisher.tagline)}</description>
<language>{publisher.language}</language><lastBuildDate>{format_datetime(at)}</lastBuildDate><ttl>15</ttl>
<atom:link href="https://{publisher.host}{plan.path}" rel="self" type="application/rss+xml"/>
{items}
</channel></rss>
""",
        publisher.charset,
    )


def _rss_item(plan: FeedPlan, entry: Entry) -> str:
    article = entry.article
    # Half of the sites escape their headlines twice over, as CDATA inside which entities stand.
    title = escape(article.title, quote=False)
    parts = [f"<title>{_cdata(title) if article.number % 2 else title}</title>", f"<link>{escape(entry.link)}</link>"]
    parts.append(f'<guid isPermaLink="{"true" if entry.guid == entry.link else "false"}">{escape(entry.guid)}</guid>')
    if article.stated:
        parts.append(f"<pubDate>{format_datetime(article.stated)}</pubDate>")
    if article.modified:
        parts.append(f"<atom:updated>{iso(article.modified)}</atom:updated>")
    parts += [f"<dc:creator>{_cdata(name)}</dc:creator>" for name in article.source.authors]
    parts += [f"<category>{escape(tag)}</category>" for tag in (article.source.desk, *article.source.keywords)]
    if entry.summary is not None:
        parts.append(f"<description>{_cdata(entry.summary)}</description>")
    if entry.content is not None:
        parts.append(f"<content:encoded>{_cdata(entry.content)}</content:encoded>")
    if article.image:
        parts.append(f'<media:content url="{escape(article.image.address)}" medium="image" width="1200" height="675"/>')
    return f"<item>{''.join(parts)}</item>"


def _rss091(plan: FeedPlan, publisher: Publisher, entries: list[Entry], at: datetime) -> bytes:
    items = "\n".join(
        f"<item><title>{escape(entry.article.title)}</title><link>{escape(entry.link)}</link>"
        + (f"<description>{escape(entry.summary)}</description>" if entry.summary is not None else "")
        + (f"<pubDate>{format_datetime(entry.article.stated)}</pubDate>" if entry.article.stated else "")
        + "</item>"
        for entry in entries
    )
    return _encode(
        f"""<rss version="0.91"><channel><title>{escape(plan.title)}</title><link>{publisher.home}</link>
<description>{escape(publisher.tagline)}</description><language>{publisher.language}</language>
{items}
</channel></rss>
""",
        publisher.charset,
    )


def _rdf(plan: FeedPlan, publisher: Publisher, entries: list[Entry], at: datetime) -> bytes:
    listed = "".join(f'<rdf:li rdf:resource="{escape(entry.link)}"/>' for entry in entries)
    items = "\n".join(
        f'<item rdf:about="{escape(entry.link)}"><title>{escape(entry.article.title)}</title><link>'
        f"{escape(entry.link)}</link>"
        + (f"<description>{escape(entry.summary)}</description>" if entry.summary is not None else "")
        + "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in entry.article.source.authors)
        + "".join(f"<dc:subject>{escape(tag)}</dc:subject>" for tag in entry.article.source.keywords)
        + (f"<dc:date>{iso(entry.article.stated)}</dc:date>" if entry.article.stated else "")
        + (f"<content:encoded>{_cdata(entry.content)}</content:encoded>" if entry.content is not None else "")
        + "</item>"
        for entry in entries
    )
    return _encode(
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="{_DC}" xmlns:content="{_CONTENT}">
<channel rdf:about="https://{publisher.host}{plan.path}"><title>{escape(plan.title)}</title><link>
{publisher.home}</link>
<description>{escape(publisher.tagline)}</description><dc:language>{publisher.language}</dc:language><dc:date>
{iso(at)}</dc:date>
<items><rdf:Seq>{listed}</rdf:Seq></items></channel>
{items}
</rdf:RDF>
""",
        publisher.charset,
    )


def _atom(plan: FeedPlan, publisher: Publisher, entries: list[Entry], at: datetime) -> bytes:
    drawn = "\n".join(_atom_entry(entry) for entry in entries)
    return _encode(
        f"""<feed xmlns="{_ATOM}" xml:lang="{publisher.language}">
<id>https://{publisher.host}{plan.path}</id>
<title>{escape(plan.title)}</title><subtitle>{escape(publisher.tagline)}</subtitle><updated>{iso(at)}</updated>
<link rel="self" href="https://{publisher.host}{plan.path}"/>
<link rel="alternate" type="text/html" href="{publisher.home}"/>
{drawn}
</feed>
""",
        publisher.charset,
    )


def _atom_entry(entry: Entry) -> str:
    article = entry.article
    parts = [
        f"<id>{escape(entry.guid)}</id>",
        f'<title type="html">{escape(escape(article.title, quote=False))}</title>',
    ]
    parts.append(f'<link rel="alternate" href="{escape(entry.link)}"/>')
    parts += [f"<author><name>{escape(name)}</name></author>" for name in article.source.authors]
    parts += [f'<category term="{escape(tag)}"/>' for tag in article.source.keywords]
    if article.stated:
        updated = article.modified or article.stated
        parts.append(f"<published>{iso(article.stated)}</published><updated>{iso(updated)}</updated>")
    if entry.summary is not None:
        parts.append(f'<summary type="html">{escape(entry.summary)}</summary>')
    if entry.content is not None:
        parts.append(f'<content type="html">{escape(entry.content)}</content>')
    return f"<entry>{''.join(parts)}</entry>"


def _json(plan: FeedPlan, publisher: Publisher, entries: list[Entry], at: datetime) -> bytes:
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plan.title,
        "home_page_url": publisher.home,
        "feed_url": f"https://{publisher.host}{plan.path}",
        "language": publisher.language,
        "items": [_json_item(entry) for entry in entries],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _json_item(entry: Entry) -> dict[str, Any]:
    article = entry.article
    told: dict[str, Any] = {"id": entry.guid, "url": entry.link, "title": article.title}
    if entry.content is not None:
        told["content_html"] = entry.content
    if entry.summary is not None:
        told["summary"] = entry.summary
    if article.stated:
        told["date_published"] = iso(article.stated)
    if article.modified and article.stated:
        told["date_modified"] = iso(article.modified)
    if article.image:
        told["image"] = article.image.address
    authors = [{"name": name} for name in article.source.authors]
    return told | {"authors": authors, "tags": list(article.source.keywords)}


def _sitemap(plan: FeedPlan, publisher: Publisher, entries: list[Entry], at: datetime) -> bytes:
    urls = "\n".join(_sitemap_url(publisher, entry) for entry in entries)
    return _encode(
        f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
{urls}
</urlset>
""",
        "utf-8",
    )


def _sitemap_url(publisher: Publisher, entry: Entry) -> str:
    article = entry.article
    image = (
        f"<image:image><image:loc>{escape(article.image.address)}</image:loc></image:image>" if article.image else ""
    )
    at = f"<news:publication_date>{iso(article.stated)}</news:publication_date>" if article.stated else ""
    changed = f"<lastmod>{iso(article.modified.astimezone(UTC))}</lastmod>" if article.modified else ""
    return (
        f"<url><loc>{escape(entry.link)}</loc>{changed}<news:news><news:publication><news:name>{escape(publisher.name)}"
        f"</news:name><news:language>{publisher.language}</news:language></news:publication>{at}"
        f"<news:title>{escape(article.title)}</news:title>"
        f"<news:keywords>{escape(', '.join(article.source.keywords))}</news:keywords></news:news>{image}</url>"
    )


def _encode(document: str, charset: str) -> bytes:
    return f'<?xml version="1.0" encoding="{charset}"?>\n{document}'.encode(charset, "xmlcharrefreplace")


FORMS: dict[str, Callable[[FeedPlan, Publisher, list[Entry], datetime], bytes]] = {
    "rss": _rss,
    "rss091": _rss091,
    "rdf": _rdf,
    "atom": _atom,
    "json": _json,
    "sitemap": _sitemap,
}
