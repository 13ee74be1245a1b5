"""What the passages deny the sentence denies, and the other way; opposites need a negator."""

from __future__ import annotations

from octavo.engine.assist.evidence.actors import are_reversed
from octavo.engine.assist.evidence.binding import affinity
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.classify import BOUNDS
from octavo.engine.assist.evidence.negators import SCOPE, is_odd, negated, reach
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault


def check_negation(case: Case) -> Fault | None:
    """A statement denied on one side only."""
    mine = _weighed(case.sentence, case)
    keyed = [
        token
        for token in case.sentence.tokens
        if not token.content and token.root in case.ground.lexicon.opposite and not token.inner
    ]
    for token in (*case.sentence.content, *keyed):
        if token.number or token.has("weekday", "month", *BOUNDS):
            continue
        places = case.ground.roots.get(case.to(token))
        if not places:
            fault = _unmatched(token, mine, case)
            if fault:
                return fault
            continue
        denied = is_odd(mine.get(token.at, ()), case.sentence)
        fits = sorted(
            (
                (affinity(case.around(token.at), case.ground.readings[number].around(other.at)), number, other)
                for number, other in places
            ),
            key=lambda fit: -fit[0],
        )
        best = [(number, other) for fit, number, other in fits if fit >= 0.8 * fits[0][0]]
        if all(_parity(number, other, case) != denied for number, other in best) and _is_head(
            token, denied, best, case
        ):
            where = "not denied" if denied else "denied"
            return Fault(Failure.NEGATION, f"“{token.text}” is {where} in the sources.")
    return _check_loose(case)


def _parity(number: int, other: Token, case: Case) -> int:
    reading = case.ground.readings[number]
    return is_odd(_weighed(reading, case).get(other.at, ()), reading)


def _weighed(reading: Reading, case: Case) -> dict[int, tuple[int, ...]]:
    """Who stands under which negators; denying verbs count only where the other side has none."""
    found = negated(reading)
    if not case.both_deny:
        return found
    return {
        at: kept
        for at, negators in found.items()
        if (kept := tuple(each for each in negators if not reading.tokens[each].has("deny")))
    }


def _is_head(token: Token, denied: int, places: list[tuple[int, Token]], case: Case) -> bool:
    """Whether the word is the first that the negator reaches on the side that has one."""
    if denied:
        return any(
            reach(case.sentence.tokens[at], case.sentence)[:1] == [token]
            for at in negated(case.sentence).get(token.at, ())
        )
    for number, other in places:
        reading = case.ground.readings[number]
        for at in negated(reading).get(other.at, ()):
            reached = reach(reading.tokens[at], reading)
            second = len(reached) > 1 and reading.tokens[reached[1].at - 1].has("of")
            if other in reached[: 1 + second] and not _said_otherwise(reading.tokens[at], token, case):
                return True
    return False


def _said_otherwise(negator: Token, token: Token, case: Case) -> bool:
    """Whether the sentence has a negator or a denying word of its own near: "refused" for "did not agree"."""
    return any(
        other.has("not", "deny")
        and not other.has("unnot")
        and abs(other.rank - token.rank) <= SCOPE + 1
        and other.at != token.at
        for other in case.sentence.tokens
    )


def _unmatched(token: Token, mine: dict[int, tuple[int, ...]], case: Case) -> Fault | None:
    """A word whose opposite stands in the passages is true only under a negator."""
    link = case.ground.link(token)
    if link.how != "opposite":
        return None
    denied = is_odd(mine.get(token.at, ()), case.sentence)
    theirs = list(case.ground.roots.get(link.to, ()))
    if any(_parity(number, other, case) != denied for number, other in theirs):
        return None
    if not token.has("prep") and are_reversed(case, token, theirs):
        return None
    if token.has("prep") and (not _same_object(token, theirs, case) or _turned_round(token, theirs, case)):
        return None
    return Fault(
        Failure.OPPOSITE,
        f"“{token.text}” is the opposite of “{theirs[0][1].text if theirs else link.to}” in the sources.",
    )


def _turned_round(token: Token, theirs: list[tuple[int, Token]], case: Case) -> bool:
    """Whether what stands before "before" stands behind "after" in the passages, and the other way round."""
    content = case.sentence.content
    left = {case.to(other) for other in content[max(0, token.rank - 3) : token.rank] if other.at < token.at}
    right = {case.to(other) for other in content[token.rank : token.rank + 4] if other.at > token.at}
    for number, there in theirs:
        reading = case.ground.readings[number]
        before = {other.root for other in reading.content if other.at < there.at and other.sentence == there.sentence}
        behind = {other.root for other in reading.content if other.at > there.at and other.sentence == there.sentence}
        if len(left & behind) > len(left & before) and len(right & before) > len(right & behind):
            return True
    return False


def _same_object(token: Token, theirs: list[tuple[int, Token]], case: Case) -> bool:
    return any(
        affinity(case.around(token.at), case.ground.readings[number].around(other.at)) > 0.5 for number, other in theirs
    )


def _check_loose(case: Case) -> Fault | None:
    """Negators of one side whose words the other side has without any negator at all."""
    mine = [token for token in case.sentence.tokens if token.has("not") and not token.has("unnot")]
    theirs = [
        token
        for reading in case.ground.readings
        for token in reading.tokens
        if token.has("not", "deny") and not token.has("unnot")
    ]
    if (
        any(token.has("unnot") for token in case.sentence.tokens)
        and not theirs
        and not any(
            token.has("unnot", "atleast", "upto") for reading in case.ground.readings for token in reading.tokens
        )
    ):
        return Fault(Failure.NEGATION, "The sources do not set it aside so.")
    if mine and not theirs and not _opposed(case):
        return Fault(Failure.NEGATION, f"The sources deny nothing, the sentence has “{mine[0].text}”.")
    return None


def _opposed(case: Case) -> bool:
    return any(case.ground.link(token).how == "opposite" for token in case.sentence.content)
