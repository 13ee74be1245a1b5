"""Which sentences may stand on their own, and what is no part of them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from octavo.engine.records import Sentence
from octavo.engine.text.tokens import UNSPACED, UNSPACED_LETTER, stopwords, words

_SHORTEST, _LONGEST = 6, 60  # words
_SHORTEST_UNSPACED = 12  # characters, for scripts without spaces
_LONG_ENOUGH = 12  # words of a sentence without its full stop: a shorter one may be a heading
# Where the language is not told: words of these mean nothing else in another ("men" is "but" in Swedish).
_ANY = ("en", "fr", "es", "de", "ru", "hi", "ar")


def stands_alone(sentence: Sentence, language: str | None = None) -> bool:
    """Whether a reader understands the sentence without its neighbours: `is_telling`, and not `points_back`."""
    return is_telling(sentence, language) and not points_back(sentence, language)


def is_telling(sentence: Sentence, language: str | None = None, *, teaser: bool = False) -> bool:
    """Whether the sentence is a whole statement about the news.

    No question, heading, caption, byline or fragment, no bare quotation, nothing a site says of itself. In a `teaser`,
    which many feeds give without a full stop, a long sentence needs none unless its last word wants another.
    """
    text = sentence.text
    length = len(text.split())
    if not (_SHORTEST <= length <= _LONGEST) and not (
        length < _SHORTEST and UNSPACED_LETTER.match(text[-4:-1]) and len(text) >= _SHORTEST_UNSPACED
    ):
        return False
    if _QUESTION.search(text) or text[0].islower() or text[0] in _CONTINUED:
        return False
    if not _FINISHED.search(text) and not (teaser and length >= _LONG_ENOUGH and _may_end(text, language)):
        return False
    if any(text.count(opened) != text.count(closed) for opened, closed in _PAIRS) or text.count('"') % 2:
        return False
    if _QUOTED_WHOLE.match(text) or _is_shouted(text):
        return False
    plain, patterns = text.replace("’", "'"), _patterns((language or "")[:2].lower())
    if patterns.calls.match(plain):
        return False
    lowered = plain.lower()  # most sentences hold none of the phrases, which is quicker to see than to search for
    return not any(each in lowered for each in patterns.foreign) or patterns.holds.search(plain) is None


def points_back(sentence: Sentence, language: str | None = None) -> bool:
    """Whether the sentence begins with words that mean something before it, speaks of "I" or "we" from its first word,
    or is a quotation of a "he" or "she"."""
    text = sentence.text.replace("’", "'")
    back = _patterns((language or "")[:2].lower()).back
    if _OPENED.match(text) is None:
        return back.match(text) is not None
    closed = _CLOSED.search(text)
    return closed is not None and back.match(text, closed.end()) is not None


def bare(sentence: Sentence) -> Sentence:
    """The sentence without a dateline ("NORSUND (Signal Wire) — ") or a label ("BREAKING: ") before it."""
    text = sentence.text
    found = _DATELINE.match(text) or _label().match(text.replace("’", "'"))
    if found is None or len(text) - found.end() < _SHORTEST_UNSPACED:
        return sentence
    return Sentence(start=sentence.start + found.end(), end=sentence.end, text=text[found.end() :])


def unbroken(sentence: Sentence, language: str | None = None) -> Sentence:
    """A sentence that a teaser breaks off, up to its last comma or dash; as it is where it is whole or has none."""
    text = sentence.text
    if _FINISHED.search(text) or _may_end(text, language):
        return sentence
    for found in reversed(list(_CLAUSE_END.finditer(text))):
        kept = text[: found.start()]
        if len(kept.split()) < _LONG_ENOUGH:
            break
        if _may_end(kept, language):
            return Sentence(start=sentence.start, end=sentence.start + len(kept), text=kept)
    return sentence


def _may_end(text: str, language: str | None) -> bool:
    """Whether a sentence may end here: with a word that is no grammar."""
    if not text[-1].isalnum():
        return text[-1] in ")”»"
    return (words(text[-40:]) or [""])[-1] not in stopwords(language or "en")


def _is_shouted(text: str) -> bool:
    """Whether most of its letters are capitals, in a script that has them."""
    capitals, small = sum(map(str.isupper, text)), sum(map(str.islower, text))
    return capitals > small > 0 or (small == 0 and capitals > 0)


class _Patterns(NamedTuple):
    back: re.Pattern[str]
    calls: re.Pattern[str]
    foreign: tuple[str, ...]  # phrases of a site, not of the news
    holds: re.Pattern[str]  # one of them as whole words


@cache
def _patterns(language: str) -> _Patterns:
    """What points back or calls elsewhere at the beginning, and what a sentence must not hold."""
    codes = [code for code in dict.fromkeys(("en", language) if language else _ANY) if code]

    def any_of(*kinds: str) -> str:
        return "|".join(
            _phrase(each, code) for code in codes for kind in kinds for each in _lists().get((kind, code), ())
        )

    return _Patterns(
        back=re.compile(f"(?:{any_of('back')})", re.IGNORECASE),
        calls=re.compile(f"(?:{any_of('call')})", re.IGNORECASE),
        foreign=tuple(each for code in codes for kind in ("self", "credit") for each in _lists().get((kind, code), ())),
        holds=re.compile(rf"(?<!\w)(?:{any_of('self', 'credit')})", re.IGNORECASE),
    )


@cache
def _label() -> re.Pattern[str]:
    labels = sorted(
        {re.escape(each) for (kind, _), listed in _lists().items() if kind == "label" for each in listed}, key=len
    )
    return re.compile(rf"\W{{0,2}}(?:{'|'.join(reversed(labels))})\s*(?::|\s[-–—|])\s*", re.IGNORECASE)


def _phrase(phrase: str, language: str) -> str:
    """The phrase with the end of a word behind it, where its script parts words."""
    end = r"(?![^\W\d_]|[\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd])" if phrase[-1].isalpha() else ""
    # A vowel sign is no letter to `isalpha`; the phrases that end in one need the same end.
    end = end or (r"(?![^\W\d_])" if phrase[-1] not in ",:" else "")
    return re.escape(phrase) + ("" if language in UNSPACED else end)


@cache
def _lists() -> dict[tuple[str, str], tuple[str, ...]]:
    lines = resources.files("octavo.engine.assist").joinpath("alone.txt").read_text("utf-8").splitlines()
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            key, _, listed = line.partition(":")
            kind, language = key.split()
            found[kind, language] = tuple(phrase.strip() for phrase in listed.split("|"))
    return found


_QUESTION = re.compile(r"[?？؟][\"”’»)]*$")
_FINISHED = re.compile(r"[.!…。।॥۔！][\"'”’»)\]]*$")
_QUOTED_WHOLE = re.compile(r"[\"“«„‘'][^\"”»“]*[\"”»“’']\.?$")
_OPENED = re.compile(r"[\"“«„‘「『]")
_CLOSED = re.compile(r"[\"”»」』][,.]?\s*(?=[^\"“”«»]*$)")  # the last one
_CLAUSE_END = re.compile(r",\s|\s*[—–]\s*|\s--?\s|;\s")
_CONTINUED = "….,;:)]-–—"
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐΑ-Ω"
_DATELINE = re.compile(
    rf"(?:[^\n()]{{2,60}}\([^()\n]{{2,40}}\)\s*[-–—:।]\s*"  # NORSUND (Signal Wire) -
    rf"|\([^()\n]{{2,30}}\)\s*[-–—]{{1,2}}\s*"  # (CNN) -
    rf"|[{_UPPER}][{_UPPER} .'’-]{{2,30}}(?:,[^\n,–—-]{{2,20}}){{0,2}}\s*(?:[–—]|-{{1,2}}\s)\s*"  # OCEAN CITY, Md. —
    rf"|[^\n。]{{2,24}}\d{{1,2}}月\d{{1,2}}日(?:电|電|讯|訊)\s*)"
)
