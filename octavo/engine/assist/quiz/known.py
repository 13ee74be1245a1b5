"""Which names of the reports are persons and which are places, as far as the reports say so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from octavo.engine.assist.reading import Heard
from octavo.engine.assist.saying.naming import is_office, without_title
from octavo.engine.assist.saying.patterns import NAME
from octavo.engine.assist.saying.speech import UNCASED
from octavo.engine.entities.lists import listed
from octavo.engine.text.countries import country_of, country_spellings
from octavo.engine.text.tokens import stopwords

_FAR = 0.6  # share of a place's mentions that stand behind "in", "near" ...


@dataclass(frozen=True, slots=True)
class Known:
    """Names by kind, each as it is written, in order of first mention."""

    persons: tuple[str, ...]
    places: tuple[str, ...]


def know_names(heard: Sequence[Heard]) -> Known:
    """Persons: introduced with an office, an age or "who". Places: countries, and what mostly stands behind "in".

    A name that may be either is neither. Scripts without capitals: countries only.
    """
    persons: Counter[str] = Counter()
    named: Counter[str] = Counter()
    located: Counter[str] = Counter()
    order: dict[str, None] = {}
    for report in heard:
        language = (report.source.language or "")[:2]
        if language in UNCASED:
            for name in country_spellings(language):
                if len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", report.opening):
                    order.setdefault(name)
                    located[name] = named[name] = 1
            continue
        for name, office, place in _mentions(report, language):
            order.setdefault(name)
            named[name] += 1
            persons[name] += office
            located[name] += place
    bodies = listed("bodies")
    people = [
        name for name in order
        if persons[name] and 2 <= len(name.split()) <= 3 and not located[name]
        and not any(word.lower() in bodies for word in name.split())
    ]  # fmt: skip
    surnames = {name.split()[-1] for name in people}
    places = [
        name for name in order
        if not persons[name] and name not in surnames and len(name) > 2 and located[name] >= _FAR * named[name]
        and len(name.split()) <= 3
    ]  # fmt: skip
    return Known(tuple(people), tuple(places))


def _mentions(report: Heard, language: str) -> Iterable[tuple[str, bool, bool]]:
    """Each name of a report's sentences; whether an office or a speech makes it a person; whether it is a place."""
    prepositions = words_of(language, "in")
    common = stopwords(language)
    for sentence in report.sentences:
        for hit in _NAMES.finditer(sentence.text):
            name, title = without_title(hit.group())
            if (
                not name
                or name.lower() in listed("calendar")
                or name.lower() in common
                or "'s " in name
                or "’s " in name
            ):
                continue
            before = sentence.text[: hit.start()].split()[-2:]
            last = before[-1].lower() if before else ""
            office = bool(title) or (bool(before) and is_office(before[-1].rstrip(",")))
            behind = sentence.text[hit.end() : hit.end() + 40]
            person = " " in name and (office or _INTRODUCED.match(behind) is not None)
            place = last in prepositions or country_of(name, language) is not None
            yield name, person, place and not title


@cache
def words_of(language: str, kind: str) -> frozenset[str]:
    return _listed().get(f"{language}.{kind}", frozenset())


@cache
def _listed() -> dict[str, frozenset[str]]:
    found = {}
    for line in resources.files("octavo.engine.assist.quiz").joinpath("words.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, entries = line.partition(":")
            found[key] = frozenset(entries.split())
    return found


_NAMES = re.compile(rf"(?<![\w’'-]){NAME}")
# "X, 58,", "X, who": a body speaks too, so that speech alone makes nobody a person.
_INTRODUCED = re.compile(r", (?:\d{2}\b|who\b|qui\b|quien\b)")
