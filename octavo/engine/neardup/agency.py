"""Which news agency wrote a text, as its byline, dateline or credit line says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
    for agency in _of_opening(opening):
        if agency:
            return agency
    ending = text.rstrip()[-_CLOSING:]
    if (credit := _CREDIT.search(ending)) and (agency := _of_parts(credit["name"]) or _believed(credit["name"])):
        return agency
    if (named := _NAMED.search(ending)) and (agency := _of_parts(named["name"])):
        return agency
    owned = _OWNED.search(ending)
    return _known(owned["name"]) if owned else None


def agency_named(name: str) -> str | None:
    """The agency that this name (a publisher's) is; None where it is none that we know."""
    return _known(name)


def is_agency(publisher: str, agency: str | None) -> bool:
    """Whether a publisher is the agency that its article credits, or an agency that credits nobody."""
    known = _known(publisher)
    if agency is None:
        return known is not None
    return agency in (known, publisher) or agency.casefold() == publisher.casefold()


def _of_opening(opening: str) -> Iterator[str | None]:
    """What each form of dateline says."""
    for bracketed in _BRACKETED.finditer(_HEAD.match(opening).group()):  # type: ignore[union-attr]
        name = bracketed["name"] or bracketed["between"]
        yield _of_parts(name) or (_believed(name) if bracketed["dash"] or _WIRE.search(name) else None)
    if wide := _WIDE.match(opening):
        yield _known(wide["name"]) or _known_at_end(wide["name"])
    if filed := _FILED.match(opening):
        yield _known_at_start(filed["name"])
    if dashed := _DASHED.match(opening):
        yield _known(dashed["name"])
    if led := _LED.match(opening):
        yield _known(led["name"]) or _known(led["name"].rpartition(". ")[2])
    if byline := _BYLINE.match(opening):
        yield _of_byline(byline["name"])


def _of_byline(author: str) -> str | None:
    """The agency of one byline: the whole of it, or a part after a comma, a dash, a slash, "with" or "in brackets"."""
    for part in (author, *_PARTS.split(author)):
        name = _BY.sub("", part.strip(" .\t"))
        agency = _known(name) or (name if _WIRE.search(name) and len(name.split()) <= 4 else None)
        if agency:
            return agency
    last = " ".join(author.split()[-2:])
    return _known(last) if " " in last else None  # "Mara Dell Associated Press"


def _of_parts(names: str) -> str | None:
    """The first known one of several ("PTI, ANI", "서울=연합뉴스", "पीटीआई-भाषा")."""
    return _known(names) or next((agency for part in _JOINED.split(names) if (agency := _known(part))), None)


def _known(name: str) -> str | None:
    name = " ".join(name.split()).strip(" .")
    # Short forms are also words ("map", "pa"): they count in their own spelling only.
    return _spellings().get(name) or (_spellings().get(name.casefold()) if len(name) > 4 else None)


def _known_at_end(name: str) -> str | None:
    """ "ワシントン共同": the place goes before, without a space."""
    return next((agency for size in range(2, 8) if (agency := _known(name[-size:])) and not name[-1].isascii()), None)


def _known_at_start(name: str) -> str | None:
    """ "新华社北京": the place follows."""
    return next((agency for size in range(2, 6) if (agency := _known(name[:size]))), None)


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
            for spelling in map(str.strip, spelled.split("|")):
                listed[spelling] = name
                if len(spelling) > 4:
                    listed[spelling.casefold()] = name
    return listed


_OPENING, _CLOSING = 220, 240  # characters
_PARTS = re.compile(r"[,/|–—;()\[\]]|\s-\s|\b(?:with|and|for|via|avec|con|mit|com|et|y|e|und|dengan|ile|и|و)\b")
_JOINED = re.compile(r"[,/|&=·・、–—-]|\b(?:and|et|y|e|und|dan|ve|и)\b|\sو|\sऔर\s")
_BY = re.compile(
    r"^(?:by|from|source|por|par|von|fuente|agencia|agence|oleh|kaynak|sumber|fonte|источник|المصدر|स्रोत|来源|출처)\b\s*[:：]?\s*",
    re.IGNORECASE,
)
_WIRE = re.compile(
    r"\b(?:wire(?: service)?|news agency|newswire|press agency|news service|presse[- ]agentur|agence de presse"
    r"|agencia de noticias|agência de notícias|haber ajansı|kantor berita|agenzia di stampa)$"
    r"|^(?:وكالة|समाचार एजेंसी|агентство)\s|(?:通讯社|通訊社|通信社|통신)$",
    re.IGNORECASE,
)
# Broadcasters sign their own datelines.
_CAPITALS = re.compile(r"(?!(?:CNN|BBC|NBC|ABC|CBS|NPR|PBS|FOX|DW|RT|NHK|RFI|VOA|RFE|ARD|ZDF)\b)[A-Z]{2,6}")
# What stands before the first full stop, abbreviated months apart, and a stop before a slash: "3 марта. /ТАСС/".
_HEAD = re.compile(
    r"(?:[^\n.!?।。]|(?<=\b[^\W\d_]{3})\.|(?<=\b[^\W\d_]{4})\.|(?<=\))\.|\.(?=\s*[/(\[])|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)){0,110}"
)
# "PORT ALDER, March 3 (AP) —", "नई दिल्ली, 3 मार्च (भाषा)", "Norsund [India], March 3 (ANI):", "MOSCOW, March 3 /TASS/."
_BRACKETED = re.compile(
    r"(?:[(\[（](?P<name>[^()\[\]（）\n\d/|,]{2,40})[^()\[\]（）\n]*[)\]）]|/(?P<between>[^/\n]{2,20})/)(?P<dash>\s*\.?\s*[-–—:])?"
)
# "【ワシントン共同】", "[東京 3日 ロイター]": the agency stands last.
_WIDE = re.compile(r"(?:[【［\[](?:[^】］\]\n]{0,20}[\s\u3000])?(?P<name>[^】］\]\s\u3000\n]{2,20})[】］\]])")
# "新华社北京3月3日电", "中新网3月3日電", "（中央社記者王安台北3日電）"
_FILED = re.compile(r"[（(【]?(?:据)?(?P<name>[\u4e00-\u9fff]{3,16})\s?\d{1,2}(?:月\s?\d{1,2})?日[^。\n]{0,8}[电電]")
# "МОСКВА, 3 мар — РИА Новости."
_DASHED = re.compile(r"[^\n.!?]{2,60}\.?\s*[-–—]\s*(?P<name>[^\W\d_][^\n.,!?—–]{1,28}?)\s*\.\s")
# "Reuters — ", "AP: "
_LED = re.compile(r"(?P<name>[^\W\d_][\w. -]{1,28}?)\s*(?:[–—:：]|\s-)\s?")
_BYLINE = re.compile(r"(?:by|from|source|par|por|von|di|oleh)\s+(?P<name>[^\n.]{2,60})\n", re.IGNORECASE)
# "(AP)" behind a full stop, "— Reuters", "With inputs from PTI", "Source: TASS" as the last line
_FROM = r"(?:with (?:agency )?(?:inputs|reporting|files|contributions) from|source:|fuente:|quelle:)\s*(?:the\s+)?"
_CREDIT = re.compile(
    rf"(?:(?:(?<=[.!?।。”\"\n])\s*[(\[]|^[(\[]|[–—]\s*)(?:{_FROM})?|\b{_FROM})"
    r"(?P<name>[^\W\d_][\w ,/.&-]{1,38}?)[)\].\s]*\Z",
    re.IGNORECASE,
)
# The same in other languages; only agencies that we know.
_NAMED = re.compile(
    r"(?:[（【]|\b(?:con (?:información|informaciones|datos) de(?:l| la)?"
    r"|(?:mit )?material (?:von|der)|avec(?: l['’])?|con|com informações d[aoe]s?"
    r"|fonte|kaynak|sumber|bron|källa|źródło|источник|по материалам|dengan|source\s)\s*[:：]?\s*"
    r"|(?:المصدر|स्रोत|इनपुट|منبع|来源|來源|出典|出处|출처|자료)\s*[:：]\s*)(?P<name>[^\n()（）【】:：]{2,40}?)[)）】\].。\s]*\Z",
    re.IGNORECASE,
)
# "Copyright 2026 The Associated Press. All rights reserved.", "© AFP"
_OWNED = re.compile(
    r"(?:©|copyright|\(c\))\s*(?:\d{4}\s*)?(?:by\s+)?(?P<name>[^\W\d_][\w -]{1,38}?)(?:[.,;\n]|\Z)", re.IGNORECASE
)
