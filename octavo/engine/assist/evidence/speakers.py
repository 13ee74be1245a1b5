"""Who says something in the sentence says it in the passages."""

from __future__ import annotations

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.speeches import Speech, speeches
from octavo.engine.assist.evidence.verdict import Failure, Fault

_PLAIN = frozenset(["say", "says", "said", "tell", "tells", "told", "according"])  # verbs of saying that anyone has
_DENYING = frozenset(["deny", "deni", "den", "dispute", "disput", "refut"])


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
        if _speaks(verb, who, named, theirs, case) or (
            _told_around(named, case) and not named & case.ground.roots.keys()
        ):
            continue
        told = " ".join(token.text for token in sorted(who, key=lambda one: one.at))
        return Fault(Failure.SPEAKER, f"“{told}” does not say it in the sources.")
    return None


def _speaks(
    verb: Token, who: tuple[Token, ...], named: set[str], theirs: list[tuple[Reading, Speech]], case: Case
) -> bool:
    """Whether one of the passages' speakers whose words are most like what is said is the one named."""
    likely = _likeliest(verb, who, theirs, case)
    if not likely:  # it is said of somebody in other words: "called it a loss"
        return _stands_there(named, verb, who, case)
    nouns = {case.to(token) for token in who if not token.name}
    if len(likely) > 1:  # "denied" rather than "said"
        likely = [each for each in likely if each[1][0].root == verb.root] or likely
    if _turns_denial(verb, likely, case):
        return False
    for reading, (word, speakers) in likely:
        if named & {other.root for other in speakers} or _is_meant(named, nouns, speakers, case):
            return True
        unnamed = _pronoun(word, reading) and not any(_is_named(other, case) for other in speakers)
        if unnamed and _stands_for(word, reading, named):
            return True
    return False


def _turns_denial(verb: Token, likely: list[tuple[Reading, Speech]], case: Case) -> bool:
    """Whether what all of the passages' speeches deny is said, or the other way round, with no negator to turn it."""
    sides = {word.root in _DENYING for _, (word, _) in likely}
    if case.ground.lexicon.language != "en" or sides == {verb.root in _DENYING} or len(sides) > 1:
        return False
    spoken = [(case.sentence, verb), *((reading, word) for reading, (word, _) in likely)]
    rows = ((token, word) for reading, word in spoken for token in reading.tokens)
    return not any(token.has("not") and token.sentence == word.sentence for token, word in rows)


def _is_named(token: Token, case: Case) -> bool:
    """Whether a word is a name, here or where else it stands: "Wint's" may begin a sentence."""
    return token.name or (token.capital and any(other.name for _, other in case.ground.roots.get(token.root, ())))


def _stands_there(named: set[str], verb: Token, who: tuple[Token, ...], case: Case) -> bool:
    """Whether the sentence of the passages that has most of what is said names who says it, or has a pronoun."""
    said = {case.to(token) for token in _said(verb, who, case.sentence)}
    rows: dict[tuple[int, int], list[Token]] = {}
    for number, reading in enumerate(case.ground.readings):
        for token in reading.tokens:
            rows.setdefault((number, token.sentence), []).append(token)
    if not any(token.root in said for row in rows.values() for token in row if token.content):
        told = (who for reading in case.ground.readings for _, who in speeches(reading))
        return any(named & {other.root for other in each} for each in told)
    number, sentence = max(rows, key=lambda place: len(said & {token.root for token in rows[place] if token.content}))
    best = [*rows[number, sentence], *rows.get((number, sentence - 1), ())]  # who spoke last may go on
    return any(token.root in named or (token.has("pronoun") and not token.has("the", "break")) for token in best)


def _quotes(reading: Reading, speech: Speech) -> bool:
    """Whether a speech has words in quotation marks in its sentence."""
    return any(token.spoken and token.sentence == speech[0].sentence for token in reading.tokens)


def _is_meant(named: set[str], nouns: set[str], speakers: tuple[Token, ...], case: Case) -> bool:
    """Whether "the carmaker" of the passages is who the sentence names, or both have one noun and no other name."""
    if any(_is_named(token, case) for token in speakers):
        return False
    if nouns & {token.root for token in speakers}:
        return True
    first = speakers[-1]
    reading = next(reading for reading in case.ground.readings if first in reading.tokens)
    definite = first.at > 0 and reading.tokens[first.at - 1].has("the")
    names = {token.root for token in reading.tokens[: first.at] if token.name}
    return definite and len(speakers) == 1 and bool(named & names)


def _likeliest(
    verb: Token, who: tuple[Token, ...], theirs: list[tuple[Reading, Speech]], case: Case
) -> list[tuple[Reading, Speech]]:
    """The speeches of the passages that share most with what is said in the sentence."""
    said = {case.to(token) for token in _said(verb, who, case.sentence)}
    shared = [
        len(said & {token.root for token in _said(word, speakers, reading)})
        + (word.root == verb.root and verb.fold not in _PLAIN)
        for reading, (word, speakers) in theirs
    ]
    most = max(shared)
    if not most and len(said) > 1:
        return []
    return [each for each, count in zip(theirs, shared, strict=True) if count == most]


def _said(verb: Token, who: tuple[Token, ...], reading: Reading) -> list[Token]:
    """The content words that are nearer to this verb of saying than to any other of the sentence."""
    halves = ";" in reading.text
    others = [other for other, _ in speeches(reading) if other is not verb and other.sentence == verb.sentence]
    return [
        token for token in reading.content
        if token.sentence == verb.sentence and token not in who and token is not verb
        and not (halves and ";" in reading.text[min(token.end, verb.end) : max(token.start, verb.start)])
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
    return not any(token.root in named for token in reading.tokens)


def _pronoun(word: Token, reading: Reading) -> bool:
    english = reading.lexicon.language == "en"  # "his lawyer" is none; elsewhere one word may be both
    row = reading.tokens[max(0, word.at - 3) : word.at + (1 if english else 3)]
    return any(other.has("pronoun") and not (other.has("the") and (english or other.at > word.at)) for other in row)
