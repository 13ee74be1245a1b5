"""A publisher's whole site as recorded answers: pages, front and sections, feeds, sitemap, robots, pictures."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from html import escape

from octavo.edition.feeds import render_feed
from octavo.edition.furniture import read_furniture
from octavo.edition.layouts import LAYOUTS, amp, front
from octavo.edition.layouts.pieces import MEDIA_TYPES, iso
from octavo.edition.pictures import draw_picture
from octavo.edition.records import Answer, Article, Page, Picture, Publisher

_RELATED = 9


def publisher_answers(publisher: Publisher, articles: Sequence[Article], now: datetime) -> Iterator[Answer]:
    """All answers of a publisher except its pictures, in a fixed order."""
    newest = _newest(articles)
    words = read_furniture(publisher.language)
    yield _page(publisher.home, front.render(publisher, newest, words), publisher)
    for desk in words.desks:
        found = [article for article in newest if article.source.desk == desk]
        yield _page(f"{publisher.home}{desk}", front.render(publisher, found, words, desk=desk), publisher)
    yield Answer(address=f"{publisher.home}robots.txt", body=_robots(publisher).encode(), media_type="text/plain")
    yield Answer(address=f"{publisher.home}sitemap.xml", body=_sitemap(newest), media_type="application/xml")
    yield from _feed_answers(publisher, articles, now)
    for article in articles:
        yield _article_page(article, page_of(article, newest, now))
        if article.amp_address:
            twin = amp.render(_context(article, newest, now))
            yield Answer(address=article.amp_address, body=twin.encode(), media_type="text/html; charset=utf-8")


def page_of(article: Article, newest: Sequence[Article], now: datetime) -> str:
    """The article's page as HTML text; `newest` are its publisher's articles, newest first."""
    return LAYOUTS[article.publisher.layout](_context(article, newest, now))


def find_related(articles: Iterable[Article]) -> Mapping[str, Sequence[Article]]:
    """Each publisher's articles, newest first."""
    found: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        found[article.publisher.slug].append(article)
    return {slug: _newest(group) for slug, group in found.items()}


def picture_answers(articles: Iterable[Article]) -> Iterator[Answer]:
    """A JPEG for every picture that a page shows. An event has two views; copies share theirs with the wire."""
    draw = cache(draw_picture)
    for article in articles:
        source = article.source
        view = zlib.crc32((source.copy_of or source.publisher).encode()) % 2
        if article.image:
            yield _picture(article.image, draw(f"{source.event} {view}", source.desk))
        for node in article.whole:
            if isinstance(node, Picture):
                yield _picture(node, draw(f"{source.event} {node.alt}", source.desk))


def _context(article: Article, newest: Sequence[Article], now: datetime) -> Page:
    """The page with other headlines of the same site, never its own nor another report of its event."""
    others = [other for other in newest if other.source.event != article.source.event]
    turn = article.number % max(1, len(others))
    related = tuple([*others[turn:], *others[:turn]][:_RELATED])
    return Page(article=article, words=read_furniture(article.publisher.language), related=related, now=now)


def _newest(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (article.published, article.number), reverse=True)


def _page(address: str, text: str, publisher: Publisher) -> Answer:
    body = text.encode(publisher.charset, "xmlcharrefreplace")
    return Answer(address=address, body=body, media_type=f"text/html; charset={publisher.charset}")


def _article_page(article: Article, text: str) -> Answer:
    """The page with its headers; the charset fault makes header and page disagree, and the page is right."""
    charset = article.publisher.charset
    media_type = "text/html" if article.publisher.layout == "tables" else f"text/html; charset={charset}"
    if "charset" in article.faults:
        media_type = f"text/html; charset={'iso-8859-1' if charset == 'utf-8' else 'utf-8'}"
    honest = article.stated and "future-date" not in article.faults
    at = article.modified or article.published
    headers = {"Last-Modified": _http_date(at)} if honest else {}
    body = text.encode(charset, "xmlcharrefreplace")
    return Answer(address=article.address, body=body, media_type=media_type, headers=headers)


def _feed_answers(publisher: Publisher, articles: Sequence[Article], now: datetime) -> Iterator[Answer]:
    at = max((article.modified or article.published for article in articles), default=now)
    for plan in publisher.feeds:
        address = f"https://{publisher.host}{plan.path}"
        headers = {"Last-Modified": _http_date(at), "Cache-Control": "max-age=300"}
        body = render_feed(plan, publisher, articles, now)
        yield Answer(address=address, body=body, media_type=MEDIA_TYPES[plan.form], headers=headers)
        if plan.moved_from:
            old = f"https://{publisher.host}{plan.moved_from}"
            yield Answer(address=old, body=b"", media_type="text/html", status=301, headers={"Location": address})


def _robots(publisher: Publisher) -> str:
    maps = [plan.path for plan in publisher.feeds if plan.form == "sitemap"]
    lines = "".join(f"Sitemap: https://{publisher.host}{path}\n" for path in ("/sitemap.xml", *maps))
    return f"User-agent: *\nDisallow: /search\nDisallow: /subscribe\n\n{lines}"


def _sitemap(articles: Sequence[Article]) -> bytes:
    urls = "".join(
        f"<url><loc>{escape(article.address)}</loc>"
        + (f"<lastmod>{iso(article.modified or article.stated)}</lastmod>" if article.stated else "")
        + "</url>\n"
        for article in articles
    )
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{urls}</urlset>\n".encode()


def _picture(picture: Picture, body: bytes) -> Answer:
    return Answer(address=picture.address, body=body, media_type="image/jpeg")


def _http_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
