"""A source and the moment of play -> the article as a visit finds it."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import quote

from octavo.edition.dates import fill_dates
from octavo.edition.faults import plant_faults
from octavo.edition.furniture import read_furniture
from octavo.edition.markup import clean_text, parse_body
from octavo.edition.records import Article, Node, Picture, Publisher, Source
from octavo.edition.schedule import day_of

_FUTURE = timedelta(days=2, hours=2)
_NEEDS_PICTURE = frozenset({"headline-in-alt", "caption-spliced", "gallery-counter"})


def resolve(
    source: Source, publishers: Mapping[str, Publisher], wire: Source | None, published: datetime, now: datetime,
    *, revised: bool = False
) -> Article:  # fmt: skip
    """The article at one visit. `wire` is the source it copies or rewrites; `revised` applies the [revision] table."""
    publisher = publishers[source.publisher]
    body, standfirst, title = _words(source, wire, publisher.language, now, revised=revised)
    number = 1_000_000 + zlib.crc32(f"{source.event}/{source.publisher}".encode()) % 9_000_000
    first_title = fill_dates(source.title, day_of(source, now), publisher.language)
    parts = _parts(publisher, source, number, first_title, published)
    address = f"https://{publisher.host}{publisher.path.format(**parts)}"
    image = _lead(source, title, publisher.media.format(**parts), day_of(source, now), publisher.language)
    whole = _place_pictures(parse_body(body, live="live" in source.faults), publisher, number)
    nodes, state = plant_faults(whole, source, image, number)
    return Article(
        source=source,
        publisher=publisher,
        number=number,
        address=address,
        amp_address=_amp(publisher, address) if "amp" in source.faults else None,
        title=title,
        standfirst=standfirst,
        image=image,
        published=published,
        stated=_stated(source, published),
        modified=min(published + timedelta(hours=3), max(now, published)) if revised and source.revision else None,
        nodes=nodes,
        whole=() if state == "video" else whole,
        clean=clean_text(nodes),
        clean_whole=clean_text(() if state == "video" else whole),
        body_state=state,
    )


def slugify(title: str) -> str:
    """An address part of a headline: plain letters where the script has them, percent-encoded otherwise."""
    flat = "".join(c for c in unicodedata.normalize("NFKD", title.lower()) if unicodedata.category(c) != "Mn")
    words = re.findall(r"[^\W_]+", flat)
    return quote("-".join(words[:9]))


def _words(
    source: Source, wire: Source | None, language: str, now: datetime, *, revised: bool
) -> tuple[str, str | None, str]:
    """Body, standfirst and title with dates written out.

    A chunk taken over from the wire keeps the wire's day, so that copies of a later day stay copies.
    """
    wired = {*_chunks(wire.body), wire.standfirst or ""} if wire else set[str]()
    day = day_of(source, now)
    wire_day = day_of(wire, now) if wire else day
    title, body, standfirst = source.title, source.body, source.standfirst or ""

    def fill(chunk: str) -> str:
        return fill_dates(chunk, wire_day if chunk in wired else day, language)

    body = "\n\n".join(fill(chunk) for chunk in _chunks(body))
    standfirst = fill(standfirst)
    if revised and source.revision:
        title = source.revision.title or title
        if source.revision.replace:
            old, new = (fill_dates(words, day, language) for words in source.revision.replace)
            body, standfirst = body.replace(old, new), standfirst.replace(old, new)
    return body, standfirst or None, fill_dates(title, day, language)


def _chunks(body: str) -> list[str]:
    return [chunk.strip() for chunk in re.split(r"\n\s*\n", body) if chunk.strip()]


def _parts(publisher: Publisher, source: Source, number: int, title: str, published: datetime) -> dict[str, str]:
    slug = slugify(title)
    desk = slugify(read_furniture(publisher.language).desks[source.desk]) if "%" not in slug else source.desk
    longest = max(slug.split("-"), key=len) if "%" not in slug else "khabar"
    return {
        "desk": desk,
        "year": f"{published:%Y}",
        "month": f"{published:%m}",
        "day": f"{published:%d}",
        "slug": slug,
        "id": str(number),
        "word": longest,
    }


def _lead(source: Source, title: str, address: str, day: date, language: str) -> Picture | None:
    if source.image is None and not source.faults & _NEEDS_PICTURE:
        return None
    alt = title if "headline-in-alt" in source.faults or not source.image else fill_dates(source.image, day, language)
    caption = fill_dates(source.caption, day, language) if source.caption else None
    return Picture(alt, caption, source.credit, address)


def _place_pictures(nodes: tuple[Node, ...], publisher: Publisher, number: int) -> tuple[Node, ...]:
    return tuple(
        replace(node, address=f"https://{publisher.host}/inline/{number}-{index}.jpg")
        if isinstance(node, Picture)
        else node
        for index, node in enumerate(nodes)
    )


def _amp(publisher: Publisher, address: str) -> str:
    """Where the AMP twin lives: under /amp on some sites, behind a parameter on others."""
    if publisher.layout in ("soup", "portal"):
        return address.replace(publisher.home, f"{publisher.home}amp/", 1)
    return f"{address}{'&' if '?' in address else '?'}outputType=amp"


def _stated(source: Source, published: datetime) -> datetime | None:
    if source.faults & {"no-date", "relative-date"}:
        return None
    return published + _FUTURE if "future-date" in source.faults else published
