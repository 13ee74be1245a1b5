"""What a question asks: the kind of its answer, the words that tell, the names, the years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from octavo.engine.assist.asking.wording import Phrase, Wording, dating_words, figures_in_words, find_phrase, wording_of
from octavo.engine.clustering.background import fold, rareness
from octavo.engine.entities.lists import listed
from octavo.engine.entities.names import without_furniture
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import UNSPACED_LETTER, stopwords, words


class Kind(StrEnum):
    """What would answer a question."""

    PERSON = "person"
    PLACE = "place"
    NAME = "name"  # of a body or a thing
    TIME = "time"
    SPAN = "span"  # a length of time, or of a thing
    COUNT = "count"
    AMOUNT = "amount"
    MONEY = "money"
    AGE = "age"
    LENGTH = "length"
    WEIGHT = "weight"
    SHARE = "share"
    REASON = "reason"
    MANNER = "manner"
    THING = "thing"
    WHETHER = "whether"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word that tells what is asked. `weight`: how much, 0 to about 1.3. `carried`: from an earlier question."""

    word: str
    weight: float
    is_name: bool = False
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was understood."""

    text: str
    language: str | None
    kind: Kind
    focus: tuple[Word, ...]
    counted: str = ""  # of "how many X", "which X": X
    implied: frozenset[str] = frozenset()  # its own words that the kind says: "cost", the X of "which X"
    called: tuple[Phrase, ...] = ()  # its own names of two words and more
    years: frozenset[str] = frozenset()
    is_recent: bool = False  # of these days: "this week"
    tokens: frozenset[str] = frozenset()  # all its words, and those carried over: nothing of them is an answer

    @property
    def weight(self) -> float:
        return sum(word.weight for word in self.focus)


def read_question(text: str, language: str | None, earlier: Sequence[tuple[str, str]] = ()) -> Question:
    """What `text` asks, in a language. Of `earlier` questions and the answers given, the newest last, what this one
    leaves out is carried over: "How old is she?", "And in 2025?", "Why?"."""
    tokens = words(text)
    wording = wording_of(language)
    at, size, kind = _cue(tokens, wording)
    kind, counted = _sharpened(kind, tokens, at + size, wording)
    own = _focus(text, tokens, tokens[at : at + size], language, wording)
    carried: list[Word] = []
    if earlier and _leans(tokens, own, wording):
        kind, carried = _carry(kind, at, own, earlier, language)
    known = {word.word for word in own}
    focus = (*own, *(word for word in carried if word.word not in known))
    return Question(
        text=text, language=language, kind=kind, focus=focus[:MOST_WORDS], counted=counted,
        called=_called(text), implied=_implied(kind, counted, wording),
        years=frozenset(token for token in tokens if _YEAR.fullmatch(token)),
        is_recent=wording.holds("recent", tokens), tokens=frozenset({*tokens, *(word.word for word in carried)}),
    )  # fmt: skip


def names_in(text: str) -> set[str]:
    """The folded words of a text that have a capital where no sentence begins, acronyms included."""
    found: set[str] = set()
    for match in _CAPITAL.finditer(text):
        if not _BEGINS.search(text[max(0, match.start() - 3) : match.start()]) or _INNER.search(match.group()):
            found.update(words(match.group()))
    return found


def _implied(kind: Kind, counted: str, wording: Wording) -> frozenset[str]:
    if kind is Kind.MONEY:
        return wording.single("money")
    return frozenset({counted}) if counted and kind is not Kind.COUNT else frozenset()


def _called(text: str) -> tuple[Phrase, ...]:
    names = (tuple(words(match.group())) for match in _NAME.finditer(text))
    own = names_in(text)
    trimmed = (tuple(word for word in name if word in own) for name in names)
    return tuple(name for name in trimmed if len(name) > 1)


def _cue(tokens: Sequence[str], wording: Wording) -> tuple[int, int, Kind]:
    """Where the question word stands, how many words it has, and the kind; no question word: it asks whether."""
    for phrase, kind in wording.cues:
        at = find_phrase(tokens, phrase)
        if at >= 0:
            return at, len(phrase), Kind(kind)
    return 0, 0, Kind.WHETHER


def _sharpened(kind: Kind, tokens: Sequence[str], after: int, wording: Wording) -> tuple[Kind, str]:
    """ "Which country", "what will it cost": the kind that the words behind the question word make of it."""
    following = tokens[after : after + 4]
    plain = [token for token in following if token not in wording.single("light")]
    if kind is Kind.THING and following[:1] == plain[:1]:  # not "what did the bank"
        for token in plain[:3]:
            if token in wording.nouns:
                return Kind(wording.nouns[token]), token
    if kind is Kind.AMOUNT and any(token in wording.single("weighs") for token in tokens):
        return Kind.WEIGHT, ""
    if kind in (Kind.THING, Kind.AMOUNT) and any(token in wording.single("money") for token in tokens):
        return Kind.MONEY, ""
    if kind is Kind.COUNT and following:
        if following[0] in wording.single("span"):
            return Kind.SPAN, ""
        return kind, following[0] if following[:1] == plain[:1] and len(following[0]) > 2 else ""
    return kind, plain[0] if kind is Kind.THING and plain and following[0] == plain[0] else ""


def _focus(text: str, tokens: Sequence[str], cue: Sequence[str], language: str | None, wording: Wording) -> list[Word]:
    """The words that tell, each once. Numbers count, grammar does not."""
    names = names_in(text)
    common = stopwords(language)
    out = {*cue, *wording.single("light"), *wording.single("points")} if not UNSPACED_LETTER.search(text) else {*cue}
    found: dict[str, Word] = {}
    for token in tokens:
        is_name = token in names and token not in dating_words(language)
        if token in found or ((token in common or token in out) and not is_name):
            continue
        if len(token) < 2 and not token.isdigit() and not UNSPACED_LETTER.match(token):
            continue
        found[token] = Word(word=token, weight=weigh(token, language, is_name=is_name), is_name=is_name)
    return list(found.values())


def weigh(token: str, language: str | None, *, is_name: bool = False) -> float:
    """How much a word tells: its rareness in the news, 1 for the rarest; a name by a quarter more."""
    if token[0].isdigit():
        return 0.8
    value = max(rareness(fold(token, language), language) / _RAREST, _LEAST)
    return min(value, 1.0) * (1.25 if is_name else 1.0)


def _leans(tokens: Sequence[str], own: Sequence[Word], wording: Wording) -> bool:
    """Whether a question cannot be understood alone."""
    if tokens and tokens[0] in wording.single("goes_on"):
        return True
    if any(token in wording.single("points") for token in tokens):
        return True
    return len(own) < 2 or not any(word.is_name for word in own)


def _carry(
    kind: Kind, cue_at: int, own: Sequence[Word], earlier: Sequence[tuple[str, str]], language: str | None
) -> tuple[Kind, list[Word]]:
    """What a question takes from the one before: its names and words, and whom or what its answer named.

    A bare "And in 2025?" takes the kind too.
    """
    before = read_question(earlier[-1][0], language, earlier[:-1])
    if kind is Kind.WHETHER and len(own) <= 2:
        kind = before.kind
    answered = _named(_first(earlier[-1][1]), before) if before.kind in _NAMING else ()
    carried = [
        Word(word=name, weight=weigh(name, language, is_name=True), is_name=True, carried=True) for name in answered
    ]
    for word in before.focus:
        share = _CARRIED_NAME if word.is_name else _CARRIED
        carried.append(Word(word=word.word, weight=word.weight * share, is_name=word.is_name, carried=True))
    return kind, carried


def _named(answer: str, asked: Question) -> tuple[str, ...]:
    """The folded words of the fullest name that an answer gives and its question did not; none: ()."""
    best: tuple[str, ...] = ()
    common, dating = stopwords(asked.language), dating_words(asked.language)
    for match in _NAME.finditer(answer):
        spoken = words(match.group())
        fresh = tuple(word for word in spoken if word not in asked.tokens and word not in dating and word not in common)
        if asked.kind is Kind.PERSON and spoken[-1] in wording_of(asked.language).single("bodies") | listed("bodies"):
            continue
        if len(fresh) > len(best) and spoken[-1] == fresh[-1]:
            best = fresh
    return best[-3:]


def _first(answer: str) -> str:
    """The first sentence of an answer."""
    return next((sentence.text for sentence in split_sentences(without_furniture(answer))), "")


def is_number(token: str, language: str | None) -> bool:
    """Whether a folded word is a number, in digits of any script or in words."""
    return token[0].isdigit() or token in figures_in_words(language)


MOST_WORDS = 24
_RAREST = 9.0  # about what the rarest word of the English table has
_LEAST = 0.12
_CARRIED, _CARRIED_NAME = 0.35, 0.8
_NAMING = frozenset({Kind.PERSON, Kind.NAME, Kind.PLACE, Kind.THING})
_YEAR = re.compile(r"(?:19|20)\d\d")
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁŃŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЂ-ЏҐІЇЄΑ-Ω"
_CAPITAL = re.compile(rf"(?<![\w'’])[{_UPPER}][\w'’&.-]*")
_NAME = re.compile(
    rf"(?<![\w'’])[{_UPPER}][\w'’-]+(?:\s(?:(?:of|de|du|del|da|la|al|von|van|der)\s)?[{_UPPER}][\w'’-]+)*"
)
_BEGINS = re.compile(r"(?:^|[.!?¿¡«“\"]\s?)$")
_INNER = re.compile(rf"\w[{_UPPER}\d]")
