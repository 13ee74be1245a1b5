"""Who says something in the sentence says it in the passages."""

from __future__ import annotations

from functools import lru_cache

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_REACH = 9  # tokens from a verb of saying to who says
Speech = tuple[Token, tuple[Token, ...]]  # the verb, and the words for who speaks


@lru_cache(maxsize=8192)
def speeches(reading: Reading) -> tuple[Speech, ...]:
    """Verbs of saying with who says: the name or noun before them, or behind where they are turned round."""
    found: list[Speech] = []
    for token in reading.tokens:
        if not token.has("say") or token.inner or token.spoken or token.name:
            continue
        if token.at and reading.tokens[token.at - 1].has("break") and found and found[-1][0].sentence == token.sentence:
            who = found[-1][1]  # "denied it but said"
        elif _turned(token, reading):
            who = _behind(token, reading)
        else:
            who = _before(token, reading) or _behind(token, reading)
        if who:
            found.append((token, who))
    return tuple(found)


def _turned(token: Token, reading: Reading) -> bool:
    """Whether the speaker follows: "…”, said Berg", "according to Berg", "dijo el alcalde", "قال الوزير"."""
    if reading.lexicon.language in _POSTPOSED:
        return False
    if (token.phrase > 1 and token.fold in _LEADING) or token.fold in _PREPOSITIONS or reading.lexicon.language == "ar":
        return True
    behind = reading.tokens[token.at + 1] if token.at + 1 < len(reading.tokens) else None
    if behind is None or behind.clause != token.clause or not (behind.name or behind.has("the") or behind.content):
        return False
    at = token.at - 1
    while at >= 0 and reading.tokens[at].clause == token.clause and _auxiliary(reading.tokens[at]):
        at -= 1
    before = reading.tokens[at] if at >= 0 else None
    if before is None or before.sentence != token.sentence:
        return behind.name or behind.has("the")
    return before.spoken or (before.clause != token.clause and not _closes_apposition(before, reading))


def _auxiliary(token: Token) -> bool:
    return (
        (not token.content or len(token.fold) <= 3)
        and not token.name
        and not token.has("the", "pronoun", "prep", "break")
    )


def _closes_apposition(before: Token, reading: Reading) -> bool:
    """Whether the comma before a verb closes an apposition: "Berg, the mayor, said"."""
    clause = [token for token in reading.tokens if token.clause == before.clause]
    start = clause[0].at
    opens = start > 0 and reading.tokens[start - 1].sentence == before.sentence and reading.tokens[start - 1].name
    return opens and (clause[0].has("the", "break", "pronoun") or len(clause) <= 6)


def _before(token: Token, reading: Reading) -> tuple[Token, ...]:
    """The words of the verb's clause before it; where it begins its clause, those of the clause before and, if that is
    an apposition, of the one before that."""
    found: list[Token] = []
    clause, steps = token.clause, 0
    for other in reversed(reading.tokens[max(0, token.at - 2 * _REACH) : token.at]):
        if other.sentence != token.sentence or other.spoken or (other.has("say") and not other.name):
            break
        if other.clause != clause:
            own = any(each.clause == token.clause for each in found)
            if (own and not (steps == 0 and other.name and not found[-1].name)) or steps == 2:
                break
            clause, steps = other.clause, steps + 1
        if other.content and not other.number and not other.has("weekday", "month"):
            found.append(other)
    return tuple(found[:9])


def _behind(token: Token, reading: Reading) -> tuple[Token, ...]:
    found: list[Token] = []
    for other in reading.tokens[token.at + max(1, token.phrase) : token.at + _REACH]:
        if (
            other.sentence != token.sentence
            or other.spoken
            or other.clause - token.clause > 1
            or (found and other.has("say", "break"))
        ):
            break
        if other.content and not other.number and not other.has("weekday", "month"):
            found.append(other)
    return tuple(found)


def check_speakers(case: Case) -> Fault | None:
    """The first speaker of the sentence who does not speak in the passages."""
    mine = speeches(case.sentence)
    if not mine:
        return None
    theirs = [(reading, speech) for reading in case.ground.readings for speech in speeches(reading)]
    if any(token.spoken for token in case.sentence.tokens):
        theirs = [each for each in theirs if _quotes(*each)] or theirs
    for verb, who in mine:
        named = {case.to(token) for token in who if token.name} or {case.to(token) for token in who[:2]}
        if not theirs:
            if not (_told_around(named, case) or verb.has("alleged") or _is_noun(verb, case) or _leads(named, case)):
                return Fault(Failure.SPEAKER, f"In the sources nobody says it; the sentence has “{verb.text}”.")
            continue
        likely = _likeliest(verb, who, theirs, case)
        if any(named & {other.root for other in speakers} for _, (_, speakers) in likely):
            continue
        nouns = {case.to(token) for token in who if not token.name}
        if any(_is_meant(named, nouns, speakers, case) for _, (_, speakers) in likely):
            continue
        if any(
            _pronoun(word, reading) and not any(other.name for other in speakers) and _stands_for(word, reading, named)
            for reading, (word, speakers) in likely
        ):
            continue
        if _told_around(named, case) and not named & case.ground.roots.keys():
            continue
        told = " ".join(token.text for token in sorted(who, key=lambda one: one.at))
        return Fault(Failure.SPEAKER, f"“{told}” does not say it in the sources.")
    return None


def _quotes(reading: Reading, speech: Speech) -> bool:
    """Whether a speech has words in quotation marks in its sentence."""
    return any(token.spoken and token.sentence == speech[0].sentence for token in reading.tokens)


def _is_meant(named: set[str], nouns: set[str], speakers: tuple[Token, ...], case: Case) -> bool:
    """Whether "the carmaker" of the passages is who the sentence names, or both have one noun and no other name."""
    if any(token.name for token in speakers):
        return False
    if nouns & {token.root for token in speakers}:
        return True
    first = speakers[-1]
    reading = next(reading for reading in case.ground.readings if first in reading.tokens)
    definite = first.at > 0 and reading.tokens[first.at - 1].has("the")
    names = {token.root for token in reading.tokens if token.name and token not in speakers}
    return definite and len(speakers) <= 2 and bool(named & names)


def _likeliest(
    verb: Token, who: tuple[Token, ...], theirs: list[tuple[Reading, Speech]], case: Case
) -> list[tuple[Reading, Speech]]:
    """The speeches of the passages that share most with what is said in the sentence."""
    said = {case.to(token) for token in _said(verb, who, case.sentence)}
    shared = [
        len(said & {token.root for token in _said(word, speakers, reading)}) for reading, (word, speakers) in theirs
    ]
    most = max(shared)
    return [each for each, count in zip(theirs, shared, strict=True) if count == most]


def _said(verb: Token, who: tuple[Token, ...], reading: Reading) -> list[Token]:
    """The content words that are nearer to this verb of saying than to any other of the sentence."""
    others = [other for other, _ in speeches(reading) if other is not verb and other.sentence == verb.sentence]
    return [
        token for token in reading.content
        if token.sentence == verb.sentence and token not in who and token is not verb
        and all(_apart(token, verb) <= _apart(token, other) for other in others)
    ]  # fmt: skip


def _apart(token: Token, verb: Token) -> float:
    return abs(token.at - verb.at) + 4.0 * abs(token.clause - verb.clause)


def _is_noun(verb: Token, case: Case) -> bool:
    """Whether the passages have the word itself, as a noun or in another form ("a statement", "the report")."""
    return case.ground.link(verb).how in ("same", "form")


def _leads(named: set[str], case: Case) -> bool:
    """Whether the passage begins with who speaks: "The ministry recommends"."""
    return any(
        named & {token.root for token in reading.content if not token.sentence and token.rank < 3}
        for reading in case.ground.readings
    )


def _told_around(named: set[str], case: Case) -> bool:
    """Whether the speaker of a quotation that goes on is named in the text around."""
    return any(named & {other.root for other in who} for reading in case.ground.outer for _, who in speeches(reading))


def _stands_for(word: Token, reading: Reading, named: set[str]) -> bool:
    """Whether a pronoun beside a verb of saying may mean a name: the first of the last sentence with names."""
    for sentence in range(word.sentence, -1, -1):
        names = [token for token in reading.tokens if token.name and token.sentence == sentence and token.at < word.at]
        if names:
            first = [token for token in names if token.at - names[0].at < 3]
            beside = {token.root for token in reading.tokens[max(0, first[0].at - 2) : first[-1].at + 1]}
            return bool(named & beside)
    return True


def _pronoun(word: Token, reading: Reading) -> bool:
    return any(other.has("pronoun") for other in reading.tokens[max(0, word.at - 3) : word.at + 3])


_LEADING = frozenset(["according", "in", "de", "d", "по", "nach", "как", "за", "di"])
_POSTPOSED = frozenset(["hi", "mr", "bn", "ur", "tr", "ja", "ko"])
_PREPOSITIONS = frozenset(
    [
        "selon",
        "según",
        "segundo",
        "laut",
        "zufolge",
        "secondo",
        "volgens",
        "według",
        "menurut",
        "بحسب",
        "وفقا",
        "وفق",
        "حسب",
        "d'après",
    ]
)
