"""Bylines -> names of persons, and what each of them did."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from octavo.engine.extraction.words import either, words_of
from octavo.engine.records import Contributor

_MOST = 24


def read_people(bylines: Iterable[str], publisher: str | None = None) -> tuple[str, ...]:
    """Each person (or agency) named in these bylines, once, in order: no "By", roles, handles, addresses, publisher."""
    found: dict[str, str] = {}
    site = (publisher or "").casefold()
    for byline in bylines:
        for name in names_in(byline):
            if name.casefold() != site and not is_nobody(name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MOST]


def names_in(byline: str, *, stated: bool = False) -> list[str]:
    """All names of one byline, desks and agencies too; `stated`: the page's data say that it is nothing but names."""
    text = _NOISE.sub(" ", " ".join(byline.split()))
    if (
        stated
        and len(text.split()) < 4
        and not _AND.search(text)
        and not _BY.match(text)
        and looks_like_name(text, True)
    ):
        return [text.strip(_EDGES)]
    text = _LEADER.sub("", _BY.sub("", _BY.sub("", text, count=1).strip(), count=1))
    parts = _AND.split(text)
    if len(parts) == 2 and _FAMILY_FIRST.fullmatch(text):
        parts = [f"{parts[1]} {parts[0]}"]
    found = []
    for at, part in enumerate(parts):
        name = _bare(part)
        if not name or not looks_like_name(name, stated) or (at and _AFTER_A_NAME.search(name)):
            continue
        if stated or is_capitalised(name):
            found.append(name)
    return found


def contributors_in(line: str) -> list[Contributor]:
    """Who did what else, of a line that says so: "Editing by Ada Reed", "Übersetzung: Jan Kern", "Reporting by …"."""
    found = []
    if len(line) > 400:
        return []
    for piece in re.split(r"[;|•·]|(?<=[^\W\d]{2})\.\s+(?=\w)", line):
        matched = _roles().match(piece.strip(" ([-–—.,)]"))
        if matched is None:
            continue
        role = _role_of_label()[" ".join(matched["label"].casefold().split())]
        rest = _IN_PLACE.sub("", matched["names"])
        found += [Contributor(name=name, role=role) for name in names_in(rest) if not is_nobody(name)]
    return found[:12]


@lru_cache(maxsize=4096)
def is_nobody(name: str) -> bool:
    """A desk, a login or a word of the page's, not a person."""
    return bool(_NOBODY.search(name.casefold()))


def looks_like_name(name: str, stated: bool = False) -> bool:
    """It can be the name of a person or a body: short, hardly a digit, no date, no address, no sentence."""
    if not 1 < len(name) <= 60 or len(name.split()) > 6 or sum(letter.isdigit() for letter in name) > 3:
        return False
    if "://" in name or "@" in name or "{" in name or name[:1] in "#&=":
        return False
    if _DAY_WORD.fullmatch(name.casefold()) or name.casefold() in _PARTICLES or not name[:1].isalnum():
        return False
    return not (_NO_NAME.search(name) or (not stated and _NO_SHOWN_NAME.search(name)))


def is_capitalised(name: str) -> bool:
    """Every word but particles ("von", "de la") begins with a capital, where the script has them; or it is one word."""
    words = [word for word in name.split() if word.casefold() not in _PARTICLES]
    return bool(words) and (len(words) < 2 or all(not word[:1].islower() for word in words))


def is_full_name(name: str) -> bool:
    """At least two words, each with a capital where the script has them: not a login."""
    words = name.split()
    return (len(words) > 1 and any(word[:1].isupper() for word in words)) or (
        len(name) > 1 and not name.isascii() and not any(letter.isupper() or letter.islower() for letter in name)
    )


def _bare(part: str) -> str:
    name = _BY.sub("", part.strip(_EDGES))
    name = _PLACE.sub("", _WHEN.split(_ROLE.split(name)[0])[0])
    if name.isupper() and len(name) > 5 and " " in name:
        name = name.title()
    return _TAIL.sub("", name.strip(_EDGES)).strip(_EDGES) + ("." if _INITIAL.search(name.strip()) else "")


@cache
def _roles() -> re.Pattern[str]:
    labels = either(label for role in ROLES for label in words_of("bylines", role))
    return re.compile(rf"(?i)(?P<label>{labels})(?:\s*[:：]\s*|\s+)(?P<names>\S.{{1,300}})$")


@cache
def _role_of_label() -> dict[str, str]:
    return {label.casefold(): role for role in ROLES for label in words_of("bylines", role)}


def _any(section: str) -> str:
    return either(words_of("bylines", section))


ROLES = ("editor", "reporting", "writer", "photographer", "illustrator", "translator", "video", "graphics", "reviewer")
_EDGES = " \t,;:：|–—-•·/()[]\"'“”„«»*~>＿_"
_NOISE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|(?<!\w)@\w+|\([^)]*\)|（[^）]*）|\s+profile$|[\u200b\ufeff]")
_BY = re.compile(
    rf"(?i)^\W*(?:(?:{_any('label')})\s*[:：/|]\s*|(?:eine?\s+)?(?:(?:{_any('done')})\s+)?(?:{_any('by')})(?:[\s:：|]+|$)|"
    r"(?:author|autor|auteur)\s+(?=[A-ZÀ-Þ]))"
)
_LEADER = re.compile(r"(?i)^\W*\w+-?\w*-(?:experte|expertin|autor|autorin|redakteur|redakteurin)\s+")
_AND = re.compile(rf"\s*(?:[,;|•·/&、，；・]|\s\+\s|\s(?:{_any('and')}|&amp;)\s|\s[–—-]\s|[–—]\s)\s*")
_ROLE = re.compile(
    r"(?i)[,|–—-]?\s*\b(?:senior \w+ (?:editor|writer|reporter|correspondent)|(?:\w+ )?correspondent|"
    rf"(?:\w+ )?editor(?:-in-chief)?|chief \w+|{_any('cut')})\b"
)
_PLACE = re.compile(rf"(?i)\s+(?:{_any('place')})(?:\s.*)?$")
_IN_PLACE = re.compile(r"\s+(?:in|en|à|aus|из)\s+[A-ZÀ-ÞА-Я]\w+(?:\s+[A-ZÀ-ÞА-Я]\w+)?(?=\W|$)")
_WHEN = re.compile(
    r"\s*(?=\d{1,2}[\s./-]+\S+[\s./,-]+(?:19|20)\d\d|\d{4}[/-]\d|\d{1,2}[:.]\d\d|\d{1,2}\.\s*\d{1,2}\.)|"
    r"\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2}\b|"
    r"\s+(?:الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)|\s+\d+\s+(?:min|hour|day|week|month)",
    re.I,
)
_TAIL = re.compile(r"(?i)(?:\s+(?:기자|記者|记者|报道|報道|shares?|image|avatar|\d+))+$")
_INITIAL = re.compile(r"(?:^|\s)[^\W\d_]\.$|\b[JS]r\.$")
_FAMILY_FIRST = re.compile(r"[A-ZÀ-Þ][\w'’-]+, [A-ZÀ-Þ][\w'’-]+(?: [A-Z]\.)?")
_AFTER_A_NAME = re.compile(
    rf"^(?:[A-Z][A-Za-z]{{0,2}}[A-Z.]{{1,5}}|(?i:ph\.?d\.?|m\.?d\.?|jr\.?|sr\.?|esq\.?))$|(?i:\b(?:{_any('after')})\b)"
)
_NOBODY = re.compile(rf"^(?:{_any('nobody')})$|\b(?:{_any('desk')})\b")
_NO_NAME = re.compile(
    r"(?i)[<>{}=|?!;%]|\.{2,}|…|\w\.\w+\.\w|\b(?:19|20)\d\d\b|^\d+$|\b(?:monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|january|february|august|september|"
    r"october|november|december)\b|^(?:foto|fotos|photo|bild|bilder|image|quelle|source|credit)\b"
)
_NO_SHOWN_NAME = re.compile(
    rf"(?i)^\d|\bmin(?:ute)?s?\b|^(?:{_any('opening')})\b|^(?:author|autor|profile|human|beitrag|datum|kommentare?|stars|"
    r"share|teilen|home)$|\b(?:bio|account|policies|guidelines|posts|articles?|artikel|beiträge)$"
)
_PARTICLES = frozenset(words_of("bylines", "particle"))
_DAY_WORD = re.compile(rf"[\d.\s]*(?:{_any('day')})[.\s\d]*")
