"""Which news agency wrote a text, as its byline, dateline or credit line says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources


def find_agency(authors: Sequence[str], text: str) -> str | None:
    """The agency named by the authors, in the dateline or in the credit at the end; None where none is.

    Knows the world's larger agencies in their spellings (agencies.txt). An agency it does not know is believed where it
    stands in a dateline's brackets in capitals ("PORT ALDER, March 3 (XNS) —"), or where a byline or a dateline's
    brackets give a name that ends in a word for agency ("Signal Wire", "Noor News Agency").
    """
    for author in authors:
        agency = _of_byline(author)
        if agency:
            return agency
    opening = text.lstrip()[:_OPENING]
    for bracketed in _BRACKETED.finditer(_HEAD.match(opening).group()):  # type: ignore[union-attr]
        name = bracketed["name"] or bracketed["between"]
        agency = _known(name) or (_believed(name) if bracketed["dash"] or _WIRE.search(name) else None)
        if agency:
            return agency
    led = _LED.match(opening)
    if led and (agency := _known(led["name"])):
        return agency
    byline = _BYLINE.match(opening)
    if byline and (agency := _of_byline(byline["name"])):
        return agency
    credit = _CREDIT.search(text[-_CLOSING:])
    return (_known(credit["name"]) or _believed(credit["name"])) if credit else None


def _of_byline(author: str) -> str | None:
    """The agency of one byline: the whole of it, or a part after a comma, a dash, a slash, "with" or "in brackets"."""
    for part in (author, *_PARTS.split(author)):
        name = _BY.sub("", part.strip(" .\t"))
        agency = _known(name) or (name if _WIRE.search(name) and len(name.split()) <= 4 else None)
        if agency:
            return agency
    return None


def _known(name: str) -> str | None:
    name = " ".join(name.split()).strip(" .")
    # Short forms are also words ("map", "pa"): they count in their own spelling only.
    return _spellings().get(name) or (_spellings().get(name.casefold()) if len(name) > 4 else None)


def _believed(name: str) -> str | None:
    name = " ".join(name.split())
    if _WIRE.search(name) and len(name.split()) <= 4:
        return name
    return name if _CAPITALS.fullmatch(name) else None


@cache
def _spellings() -> dict[str, str]:
    listed: dict[str, str] = {}
    lines = resources.files("octavo.engine.neardup").joinpath("agencies.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            name, _, spelled = line.partition(":")
            for spelling in spelled.split("|"):
                listed[spelling.strip()] = name
                if len(spelling.strip()) > 4:
                    listed[spelling.strip().casefold()] = name
    return listed


_OPENING, _CLOSING = 220, 240  # characters
_PARTS = re.compile(r"[,/|–—;()\[\]]|\s-\s|\b(?:with|and|for|via|avec|con|mit|et|y|und)\b")
_BY = re.compile(r"^(?:by|from|source|por|par|von|fuente|agencia|agence)\b:?\s*", re.IGNORECASE)
_WIRE = re.compile(
    r"\b(?:wire(?: service)?|news agency|newswire|press agency|news service|presse[- ]agentur|agence de presse"
    r"|agencia de noticias)$|^(?:وكالة|समाचार एजेंसी)\s",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"[A-Z]{2,6}")
# What stands before the first full stop, abbreviated months apart.
_HEAD = re.compile(r"(?:[^\n.!?।]|(?<=\b[A-Z]\w\w)\.|(?<=\b[A-Z]\w{3})\.|(?<=\))\.){0,110}")
# "PORT ALDER, March 3 (AP) —", "नई दिल्ली, 3 मार्च (भाषा)", "Norsund [India], March 3 (ANI):", "MOSCOW, March 3 /TASS/."
_BRACKETED = re.compile(
    r"(?:[(\[](?P<name>[^()\[\]\n\d/|,]{2,40})[^()\[\]\n]*[)\]]|/(?P<between>[^/\n]{2,20})/)(?P<dash>\s*\.?\s*[-–—:])?"
)
# "Reuters — ", "AP: "
_LED = re.compile(r"(?P<name>[^\W\d_][\w. -]{1,28}?)\s*(?:[–—:]|\s-)\s")
_BYLINE = re.compile(r"(?:by|from|source|par|por|von)\s+(?P<name>[^\n.]{2,60})\n", re.IGNORECASE)
# "(AP)", "— Reuters", "With inputs from PTI", "Source: TASS" as the last line
_CREDIT = re.compile(
    r"(?:\(|\[|[–—]\s*|\b(?:with (?:inputs|reporting|files) from|source:|fuente:|quelle:)\s*(?:the\s+)?)"
    r"(?P<name>[^\W\d_][\w .&-]{1,38}?)[)\].\s]*\Z",
    re.IGNORECASE,
)
