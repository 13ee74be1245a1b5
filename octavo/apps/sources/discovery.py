"""From an address a person types to a feed that is followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo.apps.sources.actions import add_feed
from octavo.apps.sources.door import fetch_rules
from octavo.apps.sources.models import Feed
from octavo.apps.sources.queries import feed_at
from octavo.engine.errors import OutsideError, Unreadable
from octavo.engine.fetching import Ask, fetch_many, parse_robots, robots_address
from octavo.engine.parsing import find_feeds, guess_feeds, guess_sitemaps, parse_feed, parse_sitemap
from octavo.engine.records import FeedDocument, Fetched

CANDIDATES = 8  # addresses looked at beyond those the page itself names


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding came to. `message` is one sentence for the person; `tried` what was looked at, and how it went."""

    feed: Feed | None
    tried: tuple[str, ...]
    message: str


def add_source(address: str, *, now: datetime) -> Added:
    """Follows a feed, the best feed a page names, or a site's news sitemap. Never raises for what the web does."""
    address = _complete(address)
    tried: list[str] = []
    first = _fetch([address])[0]
    if isinstance(first, OutsideError):
        return Added(feed=None, tried=(), message=f"{address} could not be asked: {first.reason}")
    document = _as_feed(first, tried)
    if document:
        return _follow(_lasting(first), document, now, tried)
    for find in (_named, _usual, _sitemaps):
        found = _first_feed(find(first), tried)
        if found:
            return _follow(*found, now, tried)
    return Added(
        feed=None,
        tried=tuple(tried),
        message=f"{first.address} is no feed, names none, and has no news sitemap. "
        f"{len(tried)} addresses were looked at; "
        "if you know the feed's own address, add that.",
    )


def _complete(address: str) -> str:
    address = address.strip()
    return address if "://" in address else f"https://{address}"


def _fetch(addresses: list[str]) -> list[Fetched | OutsideError]:
    return fetch_many([Ask(address=address) for address in addresses], fetch_rules())


def _as_feed(answer: Fetched, tried: list[str]) -> FeedDocument | None:
    try:
        return parse_feed(answer.body, media_type=answer.media_type, address=answer.address)
    except Unreadable as error:
        tried.append(f"{answer.address}: {error.reason}")
        return None


def _named(page: Fetched) -> list[str]:
    return [link.address for link in find_feeds(page.body, page.address)][:CANDIDATES]


def _usual(page: Fetched) -> list[str]:
    return list(guess_feeds(page.address))


def _sitemaps(page: Fetched) -> list[str]:
    """News sitemaps: those robots.txt names, what their index leads to, and the usual places."""
    named: list[str] = []
    robots = _fetch([robots_address(page.address)])[0]
    if isinstance(robots, Fetched):
        named = list(parse_robots(robots.body, "octavo").sitemaps)[:CANDIDATES]
    children: list[str] = []
    for answer in _fetch(named):
        if isinstance(answer, Fetched):
            children += _news_of_index(answer)
    likely = sorted(named, key=lambda address: "news" not in address.lower())
    return list(dict.fromkeys([*children, *likely, *guess_sitemaps(page.address)]))


def _news_of_index(answer: Fetched) -> list[str]:
    try:
        sitemap = parse_sitemap(answer.body, media_type=answer.media_type, address=answer.address)
    except Unreadable:
        return []
    return [child.address for child in sitemap.children if "news" in child.address.lower()][:CANDIDATES]


def _first_feed(addresses: list[str], tried: list[str]) -> tuple[str, FeedDocument] | None:
    for address, answer in zip(addresses, _fetch(addresses), strict=True):
        if isinstance(answer, OutsideError):
            tried.append(f"{address}: {answer.reason}")
            continue
        document = _as_feed(answer, tried)
        if document and document.items:
            return _lasting(answer), document
        if document:
            tried.append(f"{address}: a feed without entries")
    return None


def _lasting(answer: Fetched) -> str:
    """The address to ask from now on: where a temporary redirect led today says nothing about tomorrow."""
    return answer.moved_to or answer.asked


def _follow(address: str, document: FeedDocument, now: datetime, tried: list[str]) -> Added:
    known = feed_at(address)
    feed, created = add_feed(
        address, now=now, title=document.title, homepage=document.homepage or "", language=(document.language or "")[:2]
    )
    name = document.title or address
    if created:
        state = "is followed now"
    elif known and known.retired_at:
        state = "had been given up and is followed again"
    else:
        state = "was followed already"
    return Added(
        feed=feed, tried=tuple(tried), message=f"{name} ({feed.address}) {state}; {len(document.items)} entries."
    )
