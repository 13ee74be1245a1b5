"""An article's desk."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from octavo.engine.desks.lexicon import DESKS, fold_section, lexicon, section_desk
from octavo.engine.desks.places import foreign_weight
from octavo.engine.text.tokens import UNSPACED, words

__all__ = ["DESKS", "FLOOR", "Assigned", "assign_desk"]

FLOOR = 0.45  # confidence under which an article has no desk
_LONGEST = 2_500  # characters of the text that are read
_TITLE, _KEYWORD = 2.5, 1.5  # a word there counts so often
_SECTION, _PATH, _FOLDER, _FEED = 14.0, 12.0, 3.0, 6.0  # points of what the publisher says itself
_TEXT = 10.0  # points the text has to give, all desks together
_FEW = 4.0  # words found in a text that make half of its points believed
_SHARPNESS = 2.0
_DOUBT = 2.4  # points that no desk has


class Assigned(NamedTuple):
    """A desk, None where nothing was sure enough, and how sure the best one was, 0 to 1."""

    desk: str | None
    confidence: float


def assign_desk(
    *,
    title: str,
    text: str,
    language: str | None = None,
    section: str | None = None,
    keywords: Iterable[str] = (),
    address: str = "",
    feed_section: str | None = None,
    country: str | None = None,
) -> Assigned:
    """The desk of an article, by points: what the publisher says of it (its section, the words of its address, the
    section of the feed it came by), and what the text speaks of.

    `country` (ISO 3166-1) is the publisher's: what is politics at home is world elsewhere. Opinion is a form, no
    subject, so only the publisher can say it. The confidence is the winner's squared points among the squared points
    of all desks and of a constant doubt; under `FLOOR` there is no desk.
    """
    points = _said_by_publisher(title, section, address, feed_section, language)
    whole, heading = text[:_LONGEST], words(title)
    body = words(whole)
    code = (language or "")[:2]
    spoken = _spoken_of(
        ((title, heading, _TITLE), (keyed := " . ".join(keywords), words(keyed), _KEYWORD), (whole, body, 1.0)), code
    )
    foreign = foreign_weight([*heading, *body], f"{title}\n{whole}", code, country or _country_of_host(address))
    _send_abroad(spoken, foreign)
    total = sum(spoken.values())
    for desk, count in spoken.items():
        points[desk] += _TEXT * count / (total + _FEW)
    if not points:
        return Assigned(None, 0.0)
    desk = max(points, key=lambda name: (points[name], -DESKS.index(name)))
    powers = {name: value**_SHARPNESS for name, value in points.items()}
    confidence = round(powers[desk] / (sum(powers.values()) + _DOUBT**_SHARPNESS), 3)
    return Assigned(desk if confidence >= FLOOR else None, confidence)


def _said_by_publisher(
    title: str, section: str | None, address: str, feed_section: str | None, language: str | None
) -> defaultdict[str, float]:
    points: defaultdict[str, float] = defaultdict(float)
    for part in reversed(re.split(r"\s*[/>|»,;]\s*", section or "")):
        if desk := section_desk(part, language):
            points[desk] += _SECTION
            break
    folders = [desk for part in _folders(address) if (desk := section_desk(part, language))]
    for place, desk in enumerate(folders):
        points[desk] += _PATH if place == len(folders) - 1 else _FOLDER
    if desk := section_desk(feed_section or "", language):
        points[desk] += _FEED / 2 if desk == "world" else _FEED  # many call the feed of everything that
    labels = (*re.split(r"\s*[:|]\s*", title)[:1], title.rpartition("|")[2].strip())
    if any(label != title and section_desk(label, language) == "opinion" for label in labels):
        points["opinion"] += _SECTION  # "Opinion | Why I worry", "Kommentar: Was nun?"
    return points


def filed_under(address: str, language: str | None) -> str | None:
    """The desk that the words of an address name last; None: none."""
    found = [desk for part in _folders(address) if (desk := section_desk(part, language))]
    return found[-1] if found else None


def _folders(address: str) -> list[str]:
    """The parts of an address that may name a section: short ones, and not the article's own name at the end."""
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    named = [fold_section(part) for part in parts[:-1] if not part.isdigit()]
    return [part for part in named if part.count(" ") < 4]


def _spoken_of(parts: Iterable[tuple[str, list[str], float]], language: str) -> defaultdict[str, float]:
    """How much of each desk's words the parts of an article have (text, its words, what one counts): each word once, a
    little more where it is repeated, less where several desks list it."""
    known = lexicon(language)
    found: defaultdict[str, float] = defaultdict(float)
    if known is None:
        return found
    said: Counter[str] = Counter()
    listed: dict[str, list[str]] = {}
    for part, spoken, weight in parts:
        if language in UNSPACED:
            folded = part.casefold()
            counts = {entry: folded.count(entry) for entry in known.anywhere if entry in folded}
            listed.update({entry: known.anywhere[entry] for entry in counts})
        else:
            counts = Counter(spoken)
            listed.update({word: list(known.desks_of(word, language)) for word in counts if word not in listed})
            for at in range(len(spoken)):
                for phrase, desk in known.phrase_desks(spoken, at):
                    counts[phrase] += 1
                    listed.setdefault(phrase, [desk])
        for entry, count in counts.items():
            said[entry] += weight * count  # type: ignore[assignment]
    for entry, weight in said.items():
        desks = listed.get(entry, ())
        for desk in desks:
            found[desk] += min(weight, 6.0) ** 0.6 / len(desks)
    return found


def _send_abroad(spoken: defaultdict[str, float], foreign: float) -> None:
    """Countries other than the publisher's own speak for the world; their politics and trials are world news."""
    spoken["world"] += foreign
    if foreign >= 2.0:
        share = min(foreign / 8.0, 0.6)
        for desk in ("politics", "society"):
            spoken["world"] += spoken[desk] * share
            spoken[desk] *= 1 - share


def _country_of_host(address: str) -> str | None:
    """The country a host's name ends in: .co.uk, .fr; None for .com and such."""
    ending = (urlsplit(address).hostname or "").rpartition(".")[2]
    return {"uk": "gb"}.get(ending, ending) if len(ending) == 2 and ending not in ("tv", "io", "co", "me") else None
