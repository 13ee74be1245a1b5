"""What every page of the edition means, as JSON-able rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from octavo.edition.feeds import gives_text
from octavo.edition.furniture import find_residue
from octavo.edition.layouts.dress import live_time
from octavo.edition.layouts.pieces import iso
from octavo.edition.markup import plain
from octavo.edition.records import Article, Furniture, Junk, Picture, Post, Prose

_DATE_FAULTS = {"no-date": "missing", "relative-date": "relative", "future-date": "future"}
TruthRow = dict[str, Any]


def describe(
    article: Article, page: str, words: Furniture, addresses: Mapping[tuple[str, str], str], now: datetime
) -> TruthRow:
    """The row of one article as `page` (its HTML) shows it; `addresses` finds the page of (event, publisher).

    Fields are explained in the edition's README.
    """
    source, publisher = article.source, article.publisher
    wire = source.copy_of or source.rewrite_of
    wire_address = addresses[source.event, wire] if wire else None
    return {
        "address": article.address,
        "amp_address": article.amp_address,
        "publisher": publisher.slug,
        "event": source.event,
        "affair": source.affair,
        "copy_of": wire_address if source.copy_of else None,
        "rewrite_of": wire_address if source.rewrite_of else None,
        **_text(article),
        "authors": list(source.authors),
        "published": iso(article.published),
        "date": next((_DATE_FAULTS[fault] for fault in sorted(source.faults) if fault in _DATE_FAULTS), "exact"),
        "language": publisher.language,
        "desk": source.desk,
        "keywords": list(source.keywords),
        "image": _picture(article.image),
        "body_state": article.body_state,
        "posts": _posts(article, now),
        "feeds": [
            {"address": f"https://{publisher.host}{plan.path}", "text": gives_text(plan, article)}
            for plan in publisher.feeds
            if not plan.desks or source.desk in plan.desks
        ],
        "faults": sorted(source.faults),
        "residue": list(find_residue(page, words, article.clean.paragraphs, _planted(article))),
        "revised": None,
    }


def describe_revision(article: Article) -> TruthRow:
    """What a later visit finds at an article that was edited."""
    return {**_text(article), "modified": iso(article.modified) if article.modified else None}


def _text(article: Article) -> TruthRow:
    clean, whole = article.clean, article.clean_whole
    return {
        "title": article.title,
        "standfirst": article.standfirst,
        "paragraphs": list(clean.paragraphs),
        "kinds": list(clean.kinds),
        "links": [{"text": text, "address": address} for text, address in clean.links],
        "whole": list(whole.paragraphs) if whole != clean else None,
    }


def _picture(picture: Picture | None) -> TruthRow | None:
    if picture is None:
        return None
    return {"address": picture.address, "alt": picture.alt, "caption": picture.caption, "credit": picture.credit}


def _posts(article: Article, now: datetime) -> list[TruthRow]:
    stamps = [live_time(article, node, now) for node in article.nodes if isinstance(node, Post)]
    return [{"posted": iso(at), "paragraph": start} for at, (_, start) in zip(stamps, article.clean.posts, strict=True)]


def _planted(article: Article) -> set[str]:
    """The article's own strings that are no part of its text: captions, headlines of other stories."""
    planted = {node.text for node in article.nodes if isinstance(node, Junk)}
    pictures = [node for node in (*article.nodes, article.image) if isinstance(node, Picture)]
    planted |= {words for picture in pictures for words in (picture.caption, picture.credit) if words}
    if "headline-in-alt" in article.faults:
        planted.add(article.title)
    kept = {plain(line) for node in article.nodes if isinstance(node, Prose) for line in node.lines}
    # A one-word credit ("Staff") proves nothing.
    return {words for words in planted if len(words) > 7 and words not in kept and words not in article.source.authors}
