"""More edits of real sentences, harder ones: each is made of a sentence or two of an article and is false of them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from octavo.engine.text.sentences import split_sentences

_NAME = r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)*)"
_SAYS = r"(?:said|says|told|added|warned|argued|claimed|insisted|explained)"
_Change = Callable[[str, random.Random], str | None]


def moves(text: str, dice: random.Random) -> Iterator[tuple[str, str, str]]:
    """(kind, edited, passage) of an article: of sentences, whole or with an end cut off, and of two speakers."""
    sentences = [each.text for each in split_sentences(text[:5000], "en") if 60 < len(each.text) < 260]
    sentences = [each for each in sentences if each[-1] == "." and "\n" not in each]
    for sentence in dice.sample(sentences, min(4, len(sentences))):
        for kind, change in MOVES.items():
            edited = change(sentence, dice)
            if edited and edited != sentence:
                yield kind, edited, sentence
                short = _cut(edited)
                if short and not _says(short, sentence):
                    yield f"{kind} cut", short, sentence
    yield from _speakers(sentences)


def _says(short: str, sentence: str) -> bool:
    """Whether a cut sentence says what stands in the passage after all."""
    return short.rstrip(".").lower() in sentence.lower()


def _cut(edited: str) -> str | None:
    """The sentence without what follows its last comma, or comes before its first."""
    parts = edited.rstrip(".").split(", ")
    if len(parts) < 2 or '"' in edited or "“" in edited:
        return None
    kept = max(", ".join(parts[:-1]), ", ".join(parts[1:]), key=len)
    return kept[:1].upper() + kept[1:] + "." if len(kept.split()) > 6 else None


def _predicate(sentence: str, dice: random.Random) -> str | None:
    """A verb in another's place that means something else: of words that are in no list of opposites."""
    found = [match for match in re.finditer(r"\b[a-z]{4,}ed\b", sentence) if match.group() not in _VERBS]
    if not found:
        return None
    match = dice.choice(found)
    return sentence[: match.start()] + dice.choice(_VERBS) + sentence[match.end() :]


def _noun(sentence: str, dice: random.Random) -> str | None:
    """Another noun behind an article."""
    found = list(re.finditer(r"(?<=\bthe )[a-z]{4,}(?= (?:in|of|on|at|to|was|is|has|for|and|will)\b)", sentence))
    if not found:
        return None
    match = dice.choice(found)
    return sentence[: match.start()] + dice.choice(_NOUNS) + sentence[match.end() :]


def _antonym(sentence: str, dice: random.Random) -> str | None:
    for one, other in _ANTONYMS:
        for old, new in ((one, other), (other, one)):
            if re.search(rf"\b{old}\b", sentence):
                return re.sub(rf"\b{old}\b", new, sentence, count=1)
    return None


def _double(sentence: str, dice: random.Random) -> str | None:
    frame = dice.choice(("It is not true that ", "It is false that ", "Nobody believes that "))
    return frame + (sentence if re.match(r"[A-Z][a-z]+ [A-Z]", sentence) else sentence[:1].lower() + sentence[1:])


def _notnot(sentence: str, dice: random.Random) -> str | None:
    if re.search(r"\bnot\b|n['’]t\b", sentence):
        return (
            re.sub(r"\bnot\b|n(?=['’]t\b)", lambda match: match.group() + " not", sentence, count=1)
            if " not " in sentence
            else None
        )
    return None


def _never(sentence: str, dice: random.Random) -> str | None:
    """A negator put in before a verb in the past, in the words of people: "did not", "never", "failed to"."""
    match = re.search(r"(?<=[a-z] )([a-z]{3,})ed (?=(?:the|a|in|on|to|his|her|its|their)\b)", sentence)
    if not match or re.search(
        r"\b(?:was|were|be|been|is|are|has|have|had|not|never|and|being)\s+$", sentence[: match.start()]
    ):
        return None
    word = match.group().strip()
    new = dice.choice((f"never {word} ", f"hardly {word} ", f"no longer {word} "))
    return sentence[: match.start()] + new + sentence[match.end() :]


def _around(sentence: str, dice: random.Random) -> str | None:
    """Two names change places round a verb or preposition."""
    found = list(re.finditer(rf"(?<![A-Za-z] )\b{_NAME}|(?<=[a-z,] ){_NAME}", sentence))
    found = [match for match in found if match.group().split()[0] not in _STARTS]
    for one, other in pairwise(found):
        between = sentence[one.end() : other.start()]
        if one.group() == other.group() or re.search(r"\b(?:and|or|between|with)\b|,", between):
            continue
        if len(between.split()) < 2:
            continue
        return sentence[: one.start()] + other.group() + between + one.group() + sentence[other.end() :]
    return None


def _passive(sentence: str, dice: random.Random) -> str | None:
    """ "A verbed B" -> "A was verbed by B"."""
    match = re.match(
        rf"(?P<one>(?:The )?{_NAME}) (?P<verb>[a-z]+ed) (?P<other>(?:the )?{_NAME})(?P<rest>[ ,.].*)$", sentence
    )
    if not match:
        return None
    return f"{match['one']} was {match['verb']} by {match['other']}{match['rest']}"


def _amount(sentence: str, dice: random.Random) -> str | None:
    """Two numbers of a sentence change places."""
    found = list(re.finditer(r"(?<![\w.,$£€-])\d[\d.,]*\d|(?<![\w.,$£€-])\d\b", sentence))
    found = [match for match in found if not re.fullmatch(r"(?:19|20)\d\d", match.group())]
    if len(found) < 2 or found[0].group() == found[1].group():
        return None
    one, other = found[:2]
    return (
        sentence[: one.start()]
        + other.group()
        + sentence[one.end() : other.start()]
        + one.group()
        + sentence[other.end() :]
    )


def _scale(sentence: str, dice: random.Random) -> str | None:
    for old, new in _SCALE:
        if re.search(rf"\b{old}\b", sentence):
            return re.sub(rf"\b{old}\b", new, sentence, count=1)
    return None


def _speakers(sentences: list[str]) -> Iterator[tuple[str, str, str]]:
    """Two who speak in an article: each is given the other's words."""
    spoken = []
    for sentence in sentences:
        match = re.search(rf"\b({_NAME}) ({_SAYS})\b|\b({_SAYS}) ({_NAME})", sentence)
        if match:
            spoken.append((match[1] or match[4], sentence))
    for (one, first), (other, second) in pairwise(spoken):
        if set(one.split()) & set(other.split()) or other in first or one in second:
            continue
        if {one.split()[0], other.split()[0]} & _STARTS:
            continue
        passage = f"{first} {second}"
        yield "speakers", first.replace(one, other), passage
        yield "speakers", second.replace(other, one), passage


_VERBS = ("abolished", "painted", "ignored", "praised", "doubted", "hunted", "prolonged", "mocked")
_NOUNS = ("monastery", "grandmother", "vineyard", "committee", "orchestra", "warehouse")
_ANTONYMS = (
    ("strong", "feeble"), ("friendly", "hostile"), ("public", "secret"), ("allowed", "hindered"), ("never", "always"),
    ("often", "seldom"), ("always", "sometimes"), ("increase", "reduction"), ("growth", "shrinkage"),
    ("good", "dreadful"), ("better", "worse"), ("easy", "hard"), ("easier", "harder"), ("possible", "impossible"),
    ("likely", "unlikely"), ("able", "unable"), ("same", "different"), ("right", "wrong"), ("support", "opposition"),
    ("supported", "undermined"), ("helped", "hindered"), ("agreed", "disagreed"), ("known", "unknown"),
    ("new", "ancient"), ("large", "tiny"), ("big", "small"), ("long", "brief"), ("early", "belated"),
    ("leading", "trailing"), ("added", "removed"), ("created", "abolished"), ("started", "quit"), ("gave", "took"),
    ("received", "gave"), ("asked", "forbade"), ("came", "went"), ("confirmed", "denied"), ("included", "omitted"),
    ("raised", "lowered"), ("found", "mislaid"), ("kept", "discarded"), ("heavy", "light"), ("peace", "war"),
    ("love", "contempt"), ("happy", "gloomy"), ("free", "captive"), ("within", "outside"), ("during", "before"),
    ("despite", "because of"), ("with", "without"), ("for", "against"), ("more", "fewer"), ("until", "since"),
)  # fmt: skip
_SCALE = (
    ("all", "most"), ("every", "hardly any"), ("most", "all"), ("some", "all"), ("many", "few"), ("several", "all"),
    ("only", "not only"), ("few", "many"), ("at least", "at most"), ("up to", "at least"), ("almost", "more than"),
    ("about", "more than"), ("both", "neither"), ("each", "one"), ("a number of", "none of"), ("often", "always"),
    ("may", "will"), ("could", "will"), ("might", "will"), ("plans to", "has decided to"), ("one of the", "the"),
)  # fmt: skip
_STARTS = frozenset(
    ["The", "In", "On", "At", "But", "And", "It", "He", "She", "They", "We", "This", "That", "As", "For", "If", "When",
     "After", "A", "An", "I", "You", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
     "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December", "His", "Her", "Its", "Their", "There", "These", "Mr", "Mrs", "Ms", "Dr", "By", "To", "With", "From"]
)  # fmt: skip
MOVES: dict[str, _Change] = {
    "predicate": _predicate, "noun": _noun, "antonym": _antonym, "double denial": _double, "not not": _notnot,
    "never": _never, "names round": _around, "passive": _passive, "amounts": _amount, "scale": _scale,
}  # fmt: skip
