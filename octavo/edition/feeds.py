"""The feeds of the sample edition: which articles they carry, with how much text and how much dirt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html import escape

from octavo.edition.feed_forms import FORMS, Entry
from octavo.edition.furniture import read_furniture
from octavo.edition.layouts.dress import Dress
from octavo.edition.records import Article, FeedPlan, Furniture, Junk, Page, Publisher

_TRACKING = "utm_source=rss&utm_medium=feed&utm_campaign={desk}&fbclid=IwAR{number}"


def pick_articles(plan: FeedPlan, articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles of a publisher that a feed carries, newest first."""
    found = [article for article in articles if not plan.desks or article.source.desk in plan.desks]
    return tuple(sorted(found, key=lambda article: (article.published, article.number), reverse=True))


def gives_text(plan: FeedPlan, article: Article) -> str:
    """How much of an article a feed carries: full, summary or none."""
    if "no-text-feed" in article.faults or plan.form == "sitemap":
        return "none"
    full = plan.full_text or "full-text-feed" in article.faults
    return "full" if full and article.clean_whole.paragraphs and plan.form != "rss091" else "summary"


def render_feed(plan: FeedPlan, publisher: Publisher, articles: Sequence[Article], now: datetime) -> bytes:
    """The feed's bytes in the publisher's charset; `now` is the moment of play, for feeds without news."""
    entries = [entry for article in pick_articles(plan, articles) for entry in _entries(plan, article, now)]
    at = max((entry.article.modified or entry.article.published for entry in entries), default=now)
    return FORMS[plan.form](plan, publisher, entries, at)


def _entries(plan: FeedPlan, article: Article, now: datetime) -> list[Entry]:
    text = gives_text(plan, article)
    words = read_furniture(article.publisher.language)
    summary = None if text == "none" else _summary(article, words)
    content = _content(article, words, now) if text == "full" else None
    link = article.address
    if "tracking" in article.faults:
        tracking = _TRACKING.format(desk=article.source.desk, number=article.number)
        link += ("&" if "?" in link else "?") + tracking
    guid = link if article.number % 2 else f"{article.publisher.slug}-{article.number}"
    entries = [Entry(article=article, link=link, guid=guid, summary=summary, content=content)]
    if article.amp_address:
        amp = Entry(article=article, link=article.amp_address, guid=f"{guid}-amp", summary=summary, content=None)
        entries.append(amp)
    return entries


def _summary(article: Article, words: Furniture) -> str:
    """The standfirst or the opening, with the small dirt summaries carry."""
    if article.standfirst:
        opening = escape(article.standfirst, quote=False)
    else:
        first = next(iter(article.clean_whole.paragraphs), article.title)
        opening = escape(" ".join(first.split()[:38]), quote=False) + (" […]" if len(first.split()) > 38 else "")
    if article.image and article.number % 3 == 0:
        return f'<img src="{escape(article.image.address)}" align="left" width="120" hspace="8"/>{opening}'
    if article.number % 3 == 1:
        return f'<p>{opening} <a href="{escape(article.address)}">{escape(words["more"])}</a></p>'
    return opening


def _content(article: Article, words: Furniture, now: datetime) -> str:
    """The whole body as the site's own export writes it: without boxes between paragraphs, with its last line."""
    dress = Dress(Page(article=_untouched(article), words=words, related=(), now=now))
    picture = dress.lead()
    home = escape(article.publisher.home)
    appeared = words["appeared"].format(
        title=f'<a href="{escape(article.address)}">{escape(article.title)}</a>',
        name=f'<a href="{home}">{escape(article.publisher.name)}</a>',
    )
    return f"{picture}\n{dress.body()}\n<p>{appeared}</p>"


def _untouched(article: Article) -> Article:
    return replace(article, nodes=tuple(node for node in article.whole if not isinstance(node, Junk)))
