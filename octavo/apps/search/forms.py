"""Words in PostgreSQL's own notation: `tsvector` literals, `tsquery` text, and the configuration that stems a language.

PostgreSQL's parser splits Hindi at its vowel signs and, under the C locale of the embedded server, takes “ and — for
letters. So every text passes `octavo.engine.text.tokens` first; PostgreSQL sees words parted by spaces and only stems.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from octavo.engine.text.tokens import words

# Languages PostgreSQL >= 15 stems, in scripts its parser takes whole. Others keep their words as they are.
CONFIGS = {
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip

MAX_WORDS = 16_000  # a tsvector counts positions to 16,383
MAX_BYTES = 500_000  # of words: half of what a tsvector holds, which leaves room for the positions
_LONGEST = 100  # characters: 400 bytes at most, where a lexeme may have 2,046
_ENOUGH_TEXT = 1_000_000  # characters that are looked at

_MARKS = re.compile("[\u0300-\u036f]")


def config_of(language: str | None) -> str | None:
    """The text search configuration that stems a language, or None."""
    return CONFIGS.get((language or "")[:2].lower())


def stem_dictionary(config: str) -> str:
    """The dictionary of a configuration, for `ts_lexize`."""
    return f"{config}_stem"


def index_words(text: str, language: str | None) -> list[str]:
    """The words of a text as index and question both have them, in order.

    Figures lose their commas and "don't" its apostrophe, so that PostgreSQL's parser sees one word where we do.
    In English accents are dropped: they stand on foreign names only, and readers type them without.
    """
    found = [word.replace(",", "").replace("'", "") for word in words(text[:_ENOUGH_TEXT])]
    if language == "en" and not text.isascii():
        found = [word if word.isascii() else _without_accents(word) for word in found]
    return [word for word in found if word and len(word) <= _LONGEST]


def bounded(sections: Sequence[Sequence[str]]) -> list[list[str]]:
    """The sections with what a `tsvector` cannot hold cut off their end."""
    words_left, bytes_left = MAX_WORDS, MAX_BYTES
    kept: list[list[str]] = []
    for section in sections:
        taken: list[str] = []
        for word in section[:words_left]:
            bytes_left -= len(word.encode())
            if bytes_left < 0:
                break
            taken.append(word)
        words_left -= len(taken)
        kept.append(taken)
    return kept


def vector_literal(sections: Sequence[tuple[str, Sequence[str]]]) -> str:
    """A `tsvector` of words as they are; each section has a weight (A to D), positions run through all of them."""
    position = 0
    places: dict[str, list[str]] = {}
    for weight, section in sections:
        for word in section:
            position += 1
            places.setdefault(word, []).append(f"{position}{weight}")
    # 255 places of one word are all a tsvector keeps.
    return " ".join(f"{quoted(word)}:{','.join(found[:255])}" for word, found in places.items())


def phrase_literal(found: Sequence[str]) -> str:
    """A `tsquery` of words as they are, one right after the other; '' for none.

    A single ideograph stands for every word it begins: texts are indexed by pairs.
    """
    if len(found) == 1 and len(found[0]) == 1 and unicodedata.category(found[0]) == "Lo":
        return f"{quoted(found[0])}:*"
    return " <-> ".join(quoted(word) for word in found)


def any_of(queries: Iterable[str]) -> str:
    return _joined(queries, " | ")


def all_of(queries: Iterable[str]) -> str:
    return _joined(queries, " & ")


def loosened(query: str) -> str:
    """A `tsquery` without negations, its phrases taken apart into words that may stand anywhere."""
    return re.sub(r"<(?:-|\d+)>", "&", query)  # lexemes have neither < nor >


def quoted(word: str) -> str:
    """A lexeme that PostgreSQL reads as it stands."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _joined(queries: Iterable[str], sign: str) -> str:
    """Each different query once, in its own brackets."""
    found = list(dict.fromkeys(query for query in queries if query))
    return found[0] if len(found) == 1 else sign.join(f"({query})" for query in found)


def _without_accents(word: str) -> str:
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", word)))
