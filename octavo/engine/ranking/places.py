"""Where a story happens, as its reports say it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

_LEAD = 700  # characters of a text that are its lead
_DATELINED, _TITLED, _LED = 3, 2, 1  # what a place weighs where it stands in a dateline, a headline, a lead
_ENOUGH = 2  # one headline, one dateline, or two leads


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedReport:
    """A report as this reads it. `source` is equal for reports that carry one text: they have one voice."""

    title: str
    text: str
    source: int


def find_places(reports: Sequence[PlacedReport], known: Collection[str] = (), limit: int = 4) -> tuple[str, ...]:
    """The places of a story, the most named first: those of datelines, and of `known` those in headlines and leads.

    `known` are names of places in the language of the reports (countries of publishers, say). A place of one report's
    dateline is looked for in all the others. Ties go to the name first in the alphabet.
    """
    voices = list({report.source: report for report in reversed(reports)}.values())
    datelined = [dateline(report.text) for report in voices]
    spelled = {name.casefold(): name for name in (*known, *(place for places in datelined for place in places)) if name}
    if not spelled:
        return ()
    pattern = re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in sorted(spelled, key=len, reverse=True))})(?!\w)",
        re.IGNORECASE,
    )
    weights: Counter[str] = Counter()
    for report, places in zip(voices, datelined, strict=True):
        found = {place.casefold(): _DATELINED for place in places}
        for part, weight in ((report.title, _TITLED), (report.text[:_LEAD], _LED)):
            for name in pattern.findall(part):
                found[name.casefold()] = max(found.get(name.casefold(), 0), weight)
        weights.update(found)
    ranked = sorted((name for name in weights if weights[name] >= _ENOUGH), key=lambda name: (-weights[name], name))
    return tuple(spelled[name] for name in ranked[:limit] if name in spelled)


def dateline(text: str) -> tuple[str, ...]:
    """The place of a dateline, and what it lies in: ("Brenik", "Velmora") of "BRENIK, Velmora (Signal Wire) - ..."."""
    match = _DATELINE.match(text.lstrip()[:160])
    if match is None:
        return ()
    said = match["dated"] or match["loud"] or match["plain"]
    places = [" ".join(part.split()) for part in said.split(",")]
    if not _LABELS.isdisjoint(places[0].casefold().split()):
        return ()
    return tuple(_as_written(place) for place in places if place and not _DAY.search(place))


def _as_written(place: str) -> str:
    return place.title() if place.isupper() else place


_CAPITAL = r"[A-ZÀ-ÖØ-ÞА-ЯЁİŞĞ]"
_WORD = rf"{_CAPITAL}[\w.'’-]*"
_NAME = rf"{_WORD}(?:[ -](?:de|del|la|las|los|el|le|les|du|des|di|da|do|am|an|der|of|the|sur|y|{_WORD})){{0,4}}"
_DATE = r"(?:,? (?:le )?(?:\d{1,2}[.º]?(?:er)? ?(?:de )?[^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.? \d{1,2})(?:,? \d{4})?)"
_AGENCY = r"\s*\([^()]{2,40}\)"
_DASH = r"(?:\s*[.:]?\s*[-–—―]+(?=\s|[^\W\d_])|[.:।]?\s+[-–—―]|[:।])"
_UNCASED = r"[^\s\d,.:;!?()\[\]\"A-Za-zÀ-ÿА-яЁё«»“”-]+"
_LOUD = r"[A-ZÀ-ÖØ-ÞА-ЯЁİŞĞ][A-ZÀ-ÖØ-ÞА-ЯЁİŞĞ.'’-]+"
# A name with the day or an agency, and a dash; capitals with a dash or colon alone; a script without capitals with an
# agency and a dash or stop. A name and a dash alone may begin any sentence.
_DATELINE = re.compile(
    rf"(?:(?P<dated>{_NAME}(?:, {_NAME}){{0,2}})(?:{_DATE}(?:{_AGENCY})?|{_AGENCY}){_DASH}"
    rf"|(?P<loud>{_LOUD}(?: {_LOUD}){{0,3}}(?:, {_NAME})?)(?: [-–—―](?=\s)|:(?=\s))"
    rf"|(?P<plain>{_UNCASED}(?: {_UNCASED}){{0,3}})(?:, \d{{1,2}} \S{{2,10}})?{_AGENCY}{_DASH})"
)
_DAY = re.compile(r"\d")
_LABELS = frozenset(
    ["live", "watch", "video", "update", "updates", "breaking", "exclusive", "opinion", "analysis", "explained",
     "explainer", "podcast", "editorial", "review", "interview", "photos", "gallery", "factbox", "timeline", "direct",
     "directo", "vidéo", "видео", "мнение", "note", "correction"]
)  # fmt: skip
