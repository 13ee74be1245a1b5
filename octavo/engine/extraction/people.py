"""Bylines -> names of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable


def read_people(bylines: Iterable[str], publisher: str | None = None) -> tuple[str, ...]:
    """Each person (or agency) named in these bylines, once, in order: no "By", roles, handles, addresses, publisher."""
    found: dict[str, str] = {}
    for byline in bylines:
        text = _NOISE.sub(" ", " ".join(byline.split()))
        text = _BY.sub("", _LABEL.sub("", text))
        for part in _AND.split(text):
            name = _bare(part)
            if name and _is_name(name) and name.casefold() != (publisher or "").casefold():
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:12]


def _bare(part: str) -> str:
    name = _BY.sub("", part.strip(" ,;:|–—-•·/()[]\"'"))
    name = _WHEN.split(_ROLE.split(name)[0])[0]
    if name.isupper() and len(name) > 5:
        name = name.title()
    return name.strip(" ,;:|–—-•·/.()")


def _is_name(name: str) -> bool:
    if not 2 < len(name) <= 60 or len(name.split()) > 6 or sum(letter.isdigit() for letter in name) > 2:
        return False
    return not _NOBODY.search(name.casefold()) and "://" not in name and "@" not in name


_NOISE = re.compile(r"https?://\S+|\S+@\S+\.\w+|(?<!\w)@\w+|\([^)]*\)")
_LABEL = re.compile(r"(?i)^(?:author|authors|reporter|autor(?:in)?|auteur|автор|लेखक|الكاتب)\s*:\s*")
_BY = re.compile(
    r"(?i)^(?:(?:written|reported|posted|published|story|text|words|reporting)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|от|द्वारा|بقلم)\b[\s:]+"
)
_AND = re.compile(r"\s*(?:[,;|•·/&]|\s(?:and|und|et|y|e|и|और|و|en|og|och)\s|\s[–—-]\s)\s*")
_ROLE = re.compile(
    r"(?i)[,|–—-]?\s*\b(?:staff writer|staff reporter|senior \w+ (?:editor|writer|reporter|correspondent)|"
    r"(?:\w+ )?correspondent|(?:\w+ )?editor|reporter|contributor|columnist|associated press writer|updated|"
    r"published|posted|redakteur\w*|journaliste?|special to)\b"
)
_WHEN = re.compile(
    r"\s+(?=\d{1,2}[\s./-]+\S+[\s./,-]+(?:19|20)\d\d|\d{4}[/-]\d|\d{1,2}:\d\d)|"
    r"\s+(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r"\s+(?:الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)",
    re.I,
)
_NOBODY = re.compile(
    r"^(?:admin|administrator|staff|editor|editorial|editors|redaktion|la rédaction|rédaction|redacción|redação|"
    r"redazione|редакция|guest|unknown|author|by|user|webmaster|desk|news desk|web desk|online desk|newsroom|team|"
    r"follow|share|contact|null|none|undefined|md|phd|rd|jr|sr|mph|msc|ms|rn|do|dds)$|"
    r"\b(?:news ?desk|web ?desk|staff reporter|editorial (?:team|staff|board)|all rights|minutes?|hours? ago|"
    r"read more|subscribe)\b"
)
