"""A sentence as the check reads it: tokens with what they are, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from octavo.engine.assist.evidence.classify import NOTHING, classify, find_phrases, opens
from octavo.engine.assist.evidence.lexicon import Labels, Lexicon, lexicon_of
from octavo.engine.assist.evidence.stems import root
from octavo.engine.text.tokens import MARKS, UNSPACED_LETTER, words

_SHARE = 0.5  # what a word of the neighbouring clause weighs beside one of the same
_NEAR = 9  # content words that count as the surroundings of one


@dataclass(slots=True, eq=False)
class Token:
    """A word, number or sign. `at`: its place among the tokens; `rank`: among the content words."""

    at: int
    text: str
    fold: str
    root: str
    start: int
    end: int
    labels: Labels
    clause: int
    sentence: int
    number: bool = False
    name: bool = False  # written with a capital where nothing but a name has one
    capital: bool = False
    content: bool = False
    spoken: bool = False  # within quotation marks
    phrase: int = 0  # tokens of the phrase that it begins
    inner: bool = False  # goes on with a phrase
    rank: int = -1

    def has(self, *labels: str) -> bool:
        held = self.labels
        if held:  # most tokens have no label, and this is asked of each of them very often
            for label in labels:
                if label in held:
                    return True
        return False


@dataclass(eq=False)
class Reading:
    """A text read in a language. Signs are left out of `tokens`; they part clauses and sentences."""

    text: str
    lexicon: Lexicon
    tokens: list[Token]
    _surroundings: dict[int, dict[str, float]] = field(default_factory=dict)

    @cached_property
    def content(self) -> list[Token]:
        return [token for token in self.tokens if token.content]

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Roots of words side by side, for what is said in two ("lay off")."""
        return frozenset(f"{one.root} {other.root}" for one, other in pairwise(self.tokens))

    @cached_property
    def roots(self) -> dict[str, list[Token]]:
        """Where each root stands, function words too."""
        found: dict[str, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.root, []).append(token)
        return found

    @cached_property
    def folds(self) -> frozenset[str]:
        return frozenset(token.fold for token in self.tokens)

    def around(self, at: int) -> dict[str, float]:
        """Root -> nearness (1: beside it) of the content words around a token; a preposition before it under "<of"."""
        known = self._surroundings.get(at)
        if known is None:
            known = self._surroundings[at] = dict(self._near(self.tokens[at]))
        return known

    def clause_roots(self, first: int, last: int) -> frozenset[str]:
        """The roots of the content words in the clause of some tokens, those tokens, units and light words left out."""
        clause = self.tokens[first].clause
        return frozenset(
            token.root for token in self.content
            if token.clause == clause and not first <= token.at <= last
            and not token.has("unit", "magnitude", "light", "say", "number") and not token.number
        )  # fmt: skip

    def _near(self, token: Token) -> Iterator[tuple[str, float]]:
        rank = token.rank
        found: dict[str, float] = {}
        for other in self.content[max(0, rank - _NEAR) : rank + _NEAR + 1]:
            if other is token or other.sentence != token.sentence or other.has("unit", "magnitude", "light"):
                continue
            distance = max(1, abs(other.rank - rank)) + 2.0 * abs(other.clause - token.clause)
            found[other.root] = max(found.get(other.root, 0.0), 1 / distance)
        if token.at and self.tokens[token.at - 1].has("prep", "than"):
            found[f"<{self.tokens[token.at - 1].fold}"] = 0.4
        return iter(found.items())


@lru_cache(maxsize=4096)
def read(text: str, language: str | None) -> Reading:
    """Reads a text (a sentence or a few). Pure; the cache only saves time."""
    lexicon = lexicon_of(language)
    if not text.isascii():
        text = text.translate(_DIGITS)
    tokens: list[Token] = []
    clause = sentence = 0
    depth = 0
    for match in _TOKEN.finditer(text):
        raw = match.group()
        if match.lastgroup == "sign":
            depth = _depth(depth, raw)
            clause += raw in _PARTING
            if raw in _ENDING and _ends(text, match.end()):
                sentence += 1
                clause += 1
            continue
        whole = ((match.start(), raw),) if match.lastgroup == "number" else _pieces(raw, match.start(), lexicon)
        for start, piece in whole:
            fold, stem = _shape(piece, lexicon)
            labels = lexicon.labels.get(fold) or lexicon.by_root.get(stem, NOTHING)
            tokens.append(
                Token(
                    len(tokens), piece, fold, stem, start, start + len(piece), labels, clause, sentence,
                    number=piece[0].isdigit(), capital=piece[0].isupper(), spoken=depth > 0,
                )
            )  # fmt: skip
    reading = Reading(text, lexicon, tokens)
    find_phrases(reading)
    classify(reading)
    for token in tokens:
        token.name = token.name or opens(token, reading)
    return reading


def _depth(depth: int, sign: str) -> int:
    if sign in "“«„「『‹":
        return 1
    if sign in "”»」』›":
        return 0
    return 1 - depth if sign == '"' else depth


def _ends(text: str, at: int) -> bool:
    rest = text[at : at + 4].lstrip("\"'”’» )")
    return not rest or ((text[at : at + 1].isspace() or not text[at : at + 1].isalnum()) and not rest[0].islower())


def _pieces(raw: str, start: int, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """A run of letters as tokens: pairs of letters in scripts without spaces."""
    if UNSPACED_LETTER.match(raw) and len(raw) > 2:
        for at in range(len(raw) - 1):
            yield start + at, raw[at : at + 2]
        return
    lowered = raw.lower().replace("’", "'")
    if lowered.endswith("n't") and len(raw) > 3:
        yield start, raw[:-3] if lowered not in ("can't", "won't") else {"can't": "can", "won't": "will"}[lowered]
        yield start + len(raw) - 3, "n't"
        return
    for piece in _APOSTROPHE.finditer(raw):
        if (
            piece.group().lower() not in ("s", "re", "ve", "ll", "d", "m")
            or piece.start() == 0
            or lexicon.language == "fr"
        ):
            yield start + piece.start(), piece.group()


@lru_cache(maxsize=1 << 16)
def _shape(piece: str, lexicon: Lexicon) -> tuple[str, str]:
    if piece == "n't":
        return "n't", "n't"
    fold = "".join(words(piece)) or piece.casefold()
    return fold, root(fold, lexicon)


# Whatever may stand for a digit, and the Arabic decimal signs.
_DIGITS = {
    code: str(digit)
    for zero in (
        0x660,
        0x6F0,
        0x7C0,
        0x966,
        0x9E6,
        0xA66,
        0xAE6,
        0xB66,
        0xBE6,
        0xC66,
        0xCE6,
        0xD66,
        0xE50,
        0xED0,
        0xF20,
        0x1040,
        0xFF10,
    )
    for digit, code in enumerate(range(zero, zero + 10))
} | {ord("٫"): ".", ord("٬"): ","}
_LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d])|\d+(?:[.,:'’]\d+)*)"
    rf"|(?P<word>US\$|[$€£¥₹₽%٪°]|(?:[A-Z]\.){{2,}}|{_LETTER}+(?:['’ʼ]{_LETTER}+)*)"
    r"|(?P<sign>[^\s\w])"
)
_APOSTROPHE = re.compile(rf"{_LETTER}+|US\$|[$€£¥₹₽%٪°]|(?:[A-Z]\.){{2,}}")
_PARTING = ",;:()—–،؛"
_ENDING = ".!?।؟。！？॥۔\n"
