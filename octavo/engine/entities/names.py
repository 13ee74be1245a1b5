"""The names a text is about."""

from __future__ import annotations

import re
from collections import Counter

from octavo.engine.entities.capitalised import capitalised_names
from octavo.engine.entities.repeated import repeated_names
from octavo.engine.entities.unspaced import unspaced_names
from octavo.engine.text.tokens import UNSPACED

_MOST = 20
_LONGEST = 6_000  # characters looked at


def find_names(text: str, language: str | None, *, title: str = "") -> tuple[str, ...]:
    """Names of people, places, bodies and things, the most mentioned first (then in order of appearance), at most 20.

    Scripts with capitals: runs of capitalised words, offices before a name taken off, a lone surname counted with the
    full name it belongs to. German, where every noun has a capital: runs of two and more, and single words that never
    follow an article. Scripts without capitals: words and pairs of words that the text repeats, which is where its
    names are. Scripts without spaces: pieces between grammar that the text repeats or `title` shares.
    """
    return tuple(count_names(text, language, title=title))


def count_names(text: str, language: str | None, *, title: str = "") -> dict[str, int]:
    """The same with how often each is named."""
    text = without_furniture(text[:_LONGEST])
    language = (language or "")[:2]
    cased = len(_UPPER.findall(text))
    counts: Counter[str]
    if language in UNSPACED:
        counts = unspaced_names(title, text, language)
    elif cased * 200 < len(text):  # less than one capital in 200 characters: a script without them
        counts = repeated_names(text, language)
    else:
        counts = capitalised_names(text, language)
    return dict(counts.most_common(_MOST))


def without_furniture(text: str) -> str:
    """A text without dateline, bylines, labels and pointers to other articles: nothing of them is what it is about."""
    return _LABEL_LINE.sub("\n", _ASIDE_LINE.sub("\n", _DATELINE.sub("", _ADDRESS.sub("", text))))


_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЂ-ЏҐІЇЄΑ-Ω]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
# "NORSUND (Signal Wire) - ", "OCEAN CITY, Md. - ", "新华社北京3月5日电": where and by whom it was written.
_DATELINE = re.compile(
    r"\A\s*(?:[^\n()]{2,60}\([^()\n]{2,40}\)\s*[-–—:।]"
    r"|[A-ZÀ-ÞА-ЯІЇЄ][A-ZÀ-ÞА-ЯІЇЄ .'’-]{2,30}(?:,[^\n,–—-]{2,20}){0,2}\s*[-–—]\s"
    r"|[^\n。]{2,24}\d{1,2}月\d{1,2}日(?:电|電|讯|訊))"
)
# A line of a few words without a stop is a byline, a label or a heading.
_LABEL_LINE = re.compile(r"^[^\n.!?।؟。۔]{1,40}$\n?", re.MULTILINE)
_ASIDE_LINE = re.compile(
    r"^[^\S\n]*(?:"
    r"also read|read more|read also|read:|watch:|more:|related:|see also|photo|image|picture|credit|source:|©|"
    r"lire aussi|à lire|lea también|leia (?:também|mais)|leggi anche|lesen sie auch|mehr zum thema|lees ook|"
    r"czytaj (?:też|także)|читайте также|читайте також|यह भी पढ़ें|اقرأ أيضا|ayrıca oku|baca juga)\b[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
