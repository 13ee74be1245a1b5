"""Who wrote an article, of all the names on its page, and who else worked on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from octavo.engine.extraction.clues import Clue, Clues
from octavo.engine.extraction.dates import find_written
from octavo.engine.extraction.headline import loose
from octavo.engine.extraction.people import contributors_in, is_full_name, is_nobody, names_in
from octavo.engine.extraction.structured import Stated
from octavo.engine.extraction.words import either, words_of
from octavo.engine.records import Contributor

_NEAR = 12  # lines of visible text after the headline that may hold a byline
_MOST = 24
_CROWD = 8
_CLOSE = 14.0  # rank up to which a byline element is believed before the text under the headline


def read_authors(stated: Stated, site: frozenset[str]) -> tuple[str, ...]:
    """The article's authors: what its data say, set right by the byline it shows; a body only where no person is.

    Data often hold a login ("jsmith", "admin") or the publisher where the page shows a person's name.
    """
    data = _once(name for text in _stated_names(stated) for name in names_in(text, stated=True))
    persons = [name for name in data if not is_nobody(name) and loose(name) not in site]
    if persons and all(is_full_name(name) for name in persons):
        return tuple(persons[:_MOST])
    shown = _shown_names(stated.clues) if stated.clues else []
    visible = [name for name in shown if not is_nobody(name) and loose(name) not in site]
    full = any(is_full_name(name) for name in visible)
    if visible and (full or not (persons or data)):
        return tuple(visible[:_MOST])
    bodies = [name for name in (*data, *shown) if not _NEVER.fullmatch(name.casefold())]
    return tuple((persons or _once(bodies)[:1])[:_MOST])


def read_contributors(stated: Stated, lines: Iterable[str], authors: Sequence[str]) -> tuple[Contributor, ...]:
    """Others who worked on the article, with what they did: of the data, and of lines about it."""
    found: dict[tuple[str, str], Contributor] = {}
    for key, role in _PROPERTIES.items():
        for text in stated.people(key):
            for name in names_in(text):
                if not is_nobody(name):
                    found.setdefault((name.casefold(), role), Contributor(name=name, role=role))
    for line in lines:
        for one in contributors_in(line):
            found.setdefault((one.name.casefold(), one.role), one)
    own = {name.casefold() for name in authors}
    return tuple(one for (name, role), one in found.items() if not (name in own and role in _SAME))[:_MOST]


def _stated_names(stated: Stated) -> list[str]:
    named = stated.people("author") or stated.people("creator")
    if not named:
        named = [name for key in _META for name in stated.meta.get(key, ()) if name and "://" not in name]
    if not named and _WRITTEN_BY.search(stated.first("twitter:label1") or ""):
        named = [stated.first("twitter:data1") or ""]
    return [name for name in named if len(name) < 300]


def _shown_names(clues: Clues) -> list[str]:
    """Names of the byline that stands nearest to the headline."""
    best: tuple[float, str, list[str]] | None = None
    for clue in clues.names:
        rank = _rank(clues, clue)
        if rank is None or (best is not None and rank > best[0]):
            continue
        names = names_in(clue.node.text(separator=" | "))
        if not names:
            continue
        if best is None or rank < best[0]:
            best = (rank, clue.names, names)
        elif clue.names == best[1]:
            best[2].extend(names)
    if best is not None and len(_once(best[2])) > _CROWD:
        best = None  # a list of somebody's, not a byline
    if best is not None and best[0] <= _CLOSE:
        return _once(best[2])
    after, before = clues.following(_NEAR), clues.preceding(4)
    near = _in_lines(after) or _in_lines(before)
    if near or best is not None:
        return near or _once(best[2] if best else [])
    return _beside_date(after[:6]) or _beside_date(before[:3]) or _signed(clues.lines)


def _rank(clues: Clues, clue: Clue) -> float | None:
    """How far an element is from being the article's byline (less is better); None: it is none."""
    if clue.tag in _HEADINGS or not _BYLINE.search(clue.names):
        return None
    if not 1 < len(clue.text) < 160 or (_CARD.fullmatch(clue.names) and not _is_author_card(clue)):
        return None
    distance = clues.distance(clue)
    if distance is None:
        return None
    exact = bool(_EXACT.search(clue.names))
    doubt = 2.0 if _NOT_BYLINE.search(clue.names) else 0.0
    return distance + doubt - (3.0 if exact else 0.0) + (0.5 if len(clue.text) > 50 else 0.0)


def _is_author_card(clue: Clue) -> bool:
    """A name in a visiting card (`fn`) is the author's where the card is called so; else a place's or a firm's."""
    parent = clue.node.parent
    return (
        parent is not None and "auth" in f"{parent.attributes.get('class')} {parent.attributes.get('itemprop')}".lower()
    )


def _in_lines(lines: Sequence[str]) -> list[str]:
    """Names of the first line that begins as bylines do; "By" may stand alone before them."""
    for at, line in enumerate(lines):
        if len(line) > 160:
            continue
        if _BY_ALONE.fullmatch(line) and at + 1 < len(lines):
            following = lines[at + 1 : at + 6]
            names = names_in(following[0], stated=following[0][:1].isupper())
            for joint, name in zip(following[1::2], following[2::2], strict=False):
                if joint.casefold().strip() not in _JOINTS:
                    break
                names += names_in(name)
            if names:
                return names
        elif _BYLINE_TEXT.match(line) and (names := names_in(line)):
            return names
    return []


def _beside_date(lines: Sequence[str]) -> list[str]:
    """The name that stands alone beside the date under the headline, in its line or in the next."""
    for at, line in enumerate(lines):
        if len(line) > 90:
            continue
        parts = [part.strip() for part in _PARTS.split(line)]
        if len(parts) > 1 and any(_is_dated(part) for part in parts):
            named = [part for part in parts if _is_person(part)]
            if named:
                return names_in(named[0])
        beside = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
        if _is_person(line) and any(len(one) < 50 and _is_dated(one) for one in beside):
            return names_in(line)
    return []


def _signed(lines: Sequence[str]) -> list[str]:
    """Names after a label that says so, anywhere on the page: "Written by", "Author:"."""
    for at, line in enumerate(lines):
        if len(line) > 70 or not _SIGNATURE.match(line):
            continue
        named = [name for name in names_in(line) if is_full_name(name) and not is_nobody(name)]
        if not named and _SIGNATURE.fullmatch(line) and at + 1 < len(lines):
            named = [name for name in names_in(lines[at + 1]) if is_full_name(name) and not is_nobody(name)]
        if named:
            return named
    return []


def _is_dated(text: str) -> bool:
    return bool(_FIGURES.search(text)) or find_written(text) is not None


def _is_person(text: str) -> bool:
    return bool(_PERSON.fullmatch(text)) and not is_nobody(text) and len(names_in(text)) == 1


def _once(names: Iterable[str]) -> list[str]:
    return list({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


_PERSON = re.compile(r"[^\W\d_][\w'’.-]{1,15}(?: [^\W\d_]\.?){0,2}(?: [^\W\d_][\w'’-]{1,18}){1,2}")
_FIGURES = re.compile(r"\d{1,2}[-./]\d{1,2}[-./](?:20)?\d\d\b")
_PARTS = re.compile(r"\s*(?:[|·•–—]|\s-\s|\bby\b|\bvon\b)\s*")
_SIGNATURE = re.compile(
    rf"(?i)\W*(?:(?:written|posted|authored|geschrieben|verfasst|escrito|écrit|rédigé|scritto)\s+"
    rf"(?:{either(words_of('bylines', 'by'))})|(?:author|autor|autorin|auteur|autore|автор|作者|लेखक|الكاتب)s?\s*[:：]|"
    r"(?:von|par|por)(?=\s+[A-ZÀ-Þ]\w+\s+[A-ZÀ-Þ]\w+\W*$))\s*"
)
_PROPERTIES = {
    "editor": "editor", "translator": "translator", "illustrator": "illustrator", "contributor": "contributor",
    "photographer": "photographer", "reviewedBy": "reviewer", "producer": "producer", "director": "director",
}  # fmt: skip
_SAME = frozenset(["writer", "contributor", "reporting"])
_META = (
    "author", "article:author", "article:author_name", "article:author:name", "og:article:author", "og:author",
    "parsely-author", "byl", "byline", "dc.creator", "dcterms.creator", "dc:creator", "dc.contributor",
    "sailthru.author", "cxenseparse:author", "citation_author", "authors", "creator", "rbauthors", "article.author",
    "shareaholic:article_author_name", "author_name", "vr:author", "article_author", "writer", "twitter:author",
)  # fmt: skip
_HEADINGS = frozenset(["h1", "h2"])
_WRITTEN_BY = re.compile(
    r"(?i)written|author|geschrieben|verfasst|écrit|escrito|autor|auteur|scritto|geschreven|автор|作者|投稿者|लेख|كتب"
)
_BYLINE = re.compile(
    r"author|autor|auteur|byline|writer|redakteur|verfasser|(?:^|[\s_-])fn\b|creator|contributor(?!s\b)"
)
_EXACT = re.compile(
    r"(?:author|byline|writer|contributor|auteur|autor)s?[-_]{0,2}(?:name|link)\b|"
    r"(?:^|\s)(?:author|fn|byline|name author|p-author|post-author|entry-author|article-author)(?:\s|$)"
)
_CARD = re.compile(r"(?!.*(?:auth|autor|auteur|byline|writer|url)).*\bfn\b.*")
_NOT_BYLINE = re.compile(
    r"bio|avatar|image|img|photo|desc|about|social|count|meta-?label|comment|share|role|(?:job|author)[-_]*title|position|"
    r"authority|authoriz|contact|box-?text|box-content|credit"
)
_NEVER = re.compile(rf"(?:{either(words_of('bylines', 'never'))})|page\..*")
_BY_ALONE = re.compile(
    rf"(?i)\W*(?:(?:{either(words_of('bylines', 'done'))})\s+)?"
    rf"(?:{either((*words_of('bylines', 'by'), 'author', 'autor', 'auteur', 'автор', '作者', 'लेखक'))})\s*[:：]?"
)
_BYLINE_TEXT = re.compile(
    rf"(?i)^\W*(?:(?:(?:{either(words_of('bylines', 'done'))})\s+)?(?:by|von|par|por|door|av|af|oleh|от|بقلم)\s+|"
    rf"(?:{either(set(words_of('bylines', 'label')) - {'foto'})})\s*[:：/]\s*)[^.!?]{{2,120}}$"
)
_JOINTS = frozenset(["&", ",", *words_of("bylines", "and")])
