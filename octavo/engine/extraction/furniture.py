"""What on a page is not the article: told by phrases in many languages (the folder `phrases`)."""

from __future__ import annotations

import re
from functools import cache

from octavo.engine.extraction.phrasebook import Phrases, choices, fold, listed, phrases


def is_residue(text: str) -> bool:
    """The whole of a block is a phrase of page furniture ("Remove Ads", "Also read", "1 of 10", "Share this")."""
    if len(text) > 300:
        return False
    plain = fold(text).strip(" :")
    if not plain or plain in phrases("whole").whole:
        return True
    if not _DIGIT.search(text) and plain.partition(" ")[0] not in _buttons():
        return False
    return bool(_shapes().match(text.lower().strip(_RIM)))


def starts_promotion(text: str) -> bool:
    """A block begins as promotions do: "Also read: …", "Sign up for our newsletter …", "Lire aussi : …"."""
    return phrases("start").begin(_opening(text).lstrip(" :"))


def is_closing_heading(text: str) -> bool:
    """A heading under which no article goes on: "Related stories", "Comments", "Most read"."""
    if len(text) > 80:
        return False
    plain = fold(text).strip(" :")
    return plain in phrases("closing").whole or (len(plain) < 40 and _long_closings().begin(plain))


def leads_on(text: str) -> bool:
    """A link to the rest of the text: "Continue reading", "Weiterlesen"."""
    return phrases("onward").begin(_opening(text))


def says_live(text: str) -> bool:
    """A headline or a banner of a live blog."""
    return phrases("live").begin(_opening(text))


def is_promotion(text: str) -> bool:
    """A short run of text that promotes: it carries a phrase that no article's sentence has."""
    if phrases("anywhere").within(fold(text)):
        return True
    parted = _GLUED.sub(" ", text)  # "Sponsored LinksThe One Gadget": labels of one advertisement
    return parted != text and phrases("anywhere").within(fold(parted))


def asks_for_subscription(text: str) -> bool:
    """The text is a notice that the rest is for subscribers."""
    return phrases("paywall").within(fold(text))


def asks_for_consent(text: str) -> bool:
    """The text asks for consent to cookies."""
    return phrases("consent").within(fold(text))


def needs_script(text: str) -> bool:
    """The text says that the page needs JavaScript."""
    return phrases("script").within(fold(text))


def titles(section: str, title: str) -> bool:
    """A title begins with a phrase of this section ("listing", "login", "gallery", "error")."""
    return phrases(section).begin(fold(title))


def says_missing(title: str) -> bool:
    """The title of a page that says that there is no such page."""
    return phrases("missing").within(fold(title)) or titles("error", title)


def is_challenge(text: str) -> bool:
    """The text is a server's challenge or refusal rather than a page of the publisher."""
    return phrases("challenge").within(fold(text))


def _opening(text: str) -> str:
    """Enough of a text to see how it begins; the whole of a short one, which is folded once for all questions."""
    return fold(text if len(text) < 300 else text[:120])


@cache
def _long_closings() -> Phrases:
    return Phrases(phrase for phrase in listed("closing") if len(phrase) >= 9)


@cache
def _buttons() -> frozenset[str]:
    """First words of what needs no number to be furniture: rows of buttons, rights."""
    return frozenset(fold(phrase).partition(" ")[0] for phrase in (*listed("share"), *listed("reading"), "copyright"))


@cache
def _shapes() -> re.Pattern[str]:
    """Counters, rows of buttons, dates and times that stand alone, over lower-case text."""
    shapes = (
        rf"(?:(?:{choices('counter')})\s*)?\d{{1,3}}\s*(?:/|{choices('between')})\s*\d{{1,3}}",
        rf"\d+\s*(?:{choices('counted')})",
        rf"(?:(?:{choices('share')})(?:[\s/|,·•]+|$))+",
        r"\d{1,3}\s?/\s?\d{1,3}\b.{0,80}",
        r"\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*(?:gmt|utc|ist|et|cet|bst))?",
        rf"(?:{choices('reading')})(?!\w).{{0,20}}",
        rf"(?:{choices('dated')})(?!\w)[^.]{{0,60}}\d{{2,4}}[^.]{{0,20}}",
        r"(?:©|\(c\)|copyright)\s?.{0,120}",
        r"[\W\d_]+",
    )
    return re.compile(f"(?:{'|'.join(shapes)})$")


_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
_DIGIT = re.compile(r"[\d©]")
_RIM = " :|-–—•·»«›‹>.!…*[]()▶►"
