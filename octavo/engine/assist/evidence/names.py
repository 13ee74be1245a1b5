"""Every name in a sentence stands in the passages, and its parts belong together there."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from octavo.engine.assist.evidence.actors import Actor, actors
from octavo.engine.assist.evidence.binding import find_swap
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.classify import opens
from octavo.engine.assist.evidence.ground import Ground, countries_in
from octavo.engine.assist.evidence.reading import Reading, Token, read
from octavo.engine.assist.evidence.verdict import Failure, Fault

_BACK = 2  # sentences before a passage in which the one that a pronoun means may be named


def check_names(case: Case) -> Fault | None:
    """The first name that the passages do not have, or whose parts stand there in other names."""
    ground = case.ground
    for run in runs(case.sentence):
        missing = [token for token in run if not _stands(token, run, ground)]
        if missing and not _resolved(run, missing, ground):
            written = case.sentence.text[run[0].start : run[-1].end]
            return Fault(Failure.NAME, f"“{written}” is not in the sources.")
        if _led_by_stranger(run, case):
            written = case.sentence.text[: run[-1].end]
            return Fault(Failure.NAME, f"“{written}” is not in the sources.")
        if len(run) > 1 and not missing and _scattered(run, ground):
            written = case.sentence.text[run[0].start : run[-1].end]
            return Fault(Failure.NAME, f"The sources do not name “{written}”.")
    return _check_places(case)


def _led_by_stranger(run: list[Token], case: Case) -> bool:
    """Whether the sentence's first word belongs to the name behind it and stands nowhere: "Ask Island"."""
    first = case.sentence.tokens[0]
    if (
        run[0].at != 1
        or not first.capital
        or not first.content
        or first.name
        or not _touch(first, run[0], case.sentence)
    ):
        return False
    return case.ground.link(first).how == "none" and not _resolved([first, *run], [first], case.ground)


def _check_places(case: Case) -> Fault | None:
    """Two names that have each other's words in the passages."""
    often = Counter(each.token.root for reading in case.ground.readings for each in _heads(reading))
    found = find_swap(
        [
            (case.around(each.token.at), case.to(each.token))
            for each in _heads(case.sentence)
            if often[case.to(each.token)] == 1
        ],
        [
            (reading.around(each.token.at), each.token.root)
            for reading in case.ground.readings
            for each in _heads(reading)
        ],
        lambda one, other: one == other,
        alone=False,
        lead=1.5,
    )
    return Fault(Failure.ROLE, f"“{found}” belongs to other words in the sources.") if found else None


def _heads(reading: Reading) -> list[Actor]:
    """Who acts, the last word of each name or group of words only."""
    found = actors(reading)
    places = {each.token.at for each in found}
    return [each for each in found if each.token.at + 1 not in places]


def runs(reading: Reading) -> Iterator[list[Token]]:
    """The names of a text: tokens with capitals side by side. A first word counts if it is no common word."""
    run: list[Token] = []
    for token in reading.tokens:
        named = token.name or opens(token, reading)
        if (
            named
            and run
            and run[-1].at + 1 == token.at
            and run[-1].clause == token.clause
            and _touch(run[-1], token, reading)
        ):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if named else []
    if run:
        yield run


def _touch(one: Token, other: Token, reading: Reading) -> bool:
    return reading.text[one.end : other.start] in (" ", "-", "’", "'", ". ", "\u00a0")


def _stands(token: Token, run: list[Token], ground: Ground) -> bool:
    """Whether the passages have a name's word: as it is, in another case, as an acronym, or a country by its people."""
    if token.fold in ground.folds or token.root in ground.roots:
        return True
    link = ground.link(token)
    if link.how in ("synonym", "form") and (token.root in ground.lexicon.known or link.how == "form"):
        return link.how == "synonym" or _same_case(token.root, link.to, ground)
    if token.text.isupper() and 2 <= len(token.fold) <= 6 and _spelled_out(token.fold, ground):
        return True
    if any(
        other.text.isupper() and 2 <= len(other.fold) <= 6 and _initials(run) == other.fold
        for reading in ground.readings
        for other in reading.tokens
    ):
        return True
    codes = countries_in([token], ground.lexicon.language)
    return bool(codes & ground.countries)


def _same_case(one: str, other: str, ground: Ground) -> bool:
    """Names in other cases differ in a short ending only, and that where names are declined."""
    shorter, longer = sorted((one, other), key=len)
    if ground.lexicon.language == "en":
        return longer.startswith(shorter) and longer[len(shorter) :] in ("s", "n", "an", "ian", "ish", "ese", "i", "es")
    if ground.lexicon.language not in _DECLINED:
        return longer.startswith(shorter) and len(longer) - len(shorter) <= 2
    return len(longer) - len(shorter) <= 3


def _initials(run: list[Token]) -> str:
    return "".join(token.fold[0] for token in run)


def _spelled_out(short: str, ground: Ground) -> bool:
    """Whether words with capitals in a row begin with the letters of an acronym, there or around the passages."""
    for reading in (*ground.readings, *ground.outer):
        row = [token for token in reading.tokens if token.capital]
        letters = "".join(token.fold[0] for token in row)
        if short in letters:
            return True
    return False


def _resolved(run: list[Token], missing: list[Token], ground: Ground) -> bool:
    """Whether the text around gives what is missing: the rest of a name, or whom a pronoun means."""
    present = [token for token in run if token not in missing]
    for reading in ground.outer:
        for place in _places(run[0].fold, reading) if len(run) > 1 else ():
            row = reading.tokens[place : place + len(run)]
            if present and [token.fold for token in row] == [token.fold for token in run]:
                return True
        if present and all(_beside(token, present, reading) for token in missing):
            return True
    return not present and _meant(run, ground)


def _places(fold: str, reading: Reading) -> list[int]:
    return [token.at for token in reading.tokens if token.fold == fold]


def _beside(token: Token, present: list[Token], reading: Reading) -> bool:
    """A title or an office that the text gives the same person."""
    if token.root not in reading.lexicon.known and token.fold not in _TITLES:
        return False
    near = {other.at for each in present for other in reading.roots.get(each.root, ())}
    return token.fold in _TITLES or any(
        abs(other.at - at) <= 4 for other in reading.roots.get(token.root, ()) for at in near
    )


def _meant(run: list[Token], ground: Ground) -> bool:
    """Whether a passage has a pronoun and the sentence named last before it names this run first."""
    for passage, reading in zip(ground.passages, ground.readings, strict=True):
        if not passage.around or not any(token.has("pronoun") and not token.spoken for token in reading.tokens):
            continue
        at = passage.around.find(passage.text)
        if at <= 0:
            continue
        before = _before(passage.around[:at], ground)
        if before and {token.root for token in run} <= before:
            return True
    return False


def _before(text: str, ground: Ground) -> set[str]:
    """The roots of the names in the last sentence before a passage that has any."""
    reading = read(text[-600:], ground.lexicon.language)
    last = reading.tokens[-1].sentence if reading.tokens else 0
    for sentence in range(last, last - _BACK, -1):
        named = [run for run in runs(reading) if run[0].sentence == sentence]
        if named:
            first = {token.root for token in named[0]}
            full = {token.root for run in runs(reading) for token in run if first & {other.root for other in run}}
            return full if len(named) == 1 or not named[0][0].has("prep") else first
    return set()


def _scattered(run: list[Token], ground: Ground) -> bool:
    """Whether two neighbouring parts of a name stand side by side nowhere in the passages or around them."""
    for one, other in itertools.pairwise(run):
        told = all(any(place.capital for _, place in ground.roots.get(each.root, ())) for each in (one, other))
        if not told and (one.root in ground.lexicon.known or other.root in ground.lexicon.known or one.fold in _TITLES):
            continue
        if not any(_joined(one, other, reading) for reading in (*ground.readings, *ground.outer)):
            return True
    return False


def _joined(one: Token, other: Token, reading: Reading) -> bool:
    places = {token.at for token in reading.roots.get(other.root, ())}
    return any(not places.isdisjoint(range(token.at - 3, token.at + 4)) for token in reading.roots.get(one.root, ()))


_DECLINED = frozenset(["ru", "uk", "pl", "tr", "hi", "ar", "cs", "fi", "hu"])
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "herr",
        "frau",
        "señor",
        "señora",
        "monsieur",
        "madame",
        "senhor",
        "senhora",
        "г",
        "श्री",
        "السيد",
    ]
)
