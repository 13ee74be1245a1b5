"""What the passages deny the sentence denies, and the other way; opposites need a negator."""

from __future__ import annotations

from octavo.engine.assist.evidence.actors import are_reversed
from octavo.engine.assist.evidence.binding import affinity
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.classify import BOUNDS
from octavo.engine.assist.evidence.negators import SCOPE, denials, is_odd, negated, reach
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
        if token.number or token.has("weekday", "month", *BOUNDS) or _dates(token, case.sentence):
            continue
        places = case.ground.roots.get(case.to(token))
        if not places:
            fault = _unmatched(token, mine, case)
            if fault:
                return fault
            continue
        denied = is_odd(mine.get(token.at, ()), case.sentence)
        best = _alike(token, places, case, 0.8)
        if all(_parity(number, other, case) != denied for number, other in best) and _is_head(
            token, denied, best, case
        ):
            where = "not denied" if denied else "denied"
            return Fault(Failure.NEGATION, f"“{token.text}” is {where} in the sources.")
    return _check_loose(case)


def _dates(token: Token, reading: Reading) -> bool:
    """Whether "last" or "next" says when: "last year"."""
    behind = reading.tokens[token.at + 1] if token.has("rel") and token.at + 1 < len(reading.tokens) else None
    return behind is not None and behind.has("light", "unit", "weekday", "month")


def _parity(number: int, other: Token, case: Case) -> int:
    reading = case.ground.readings[number]
    return is_odd(_weighed(reading, case).get(other.at, ()), reading)


def _weighed(reading: Reading, case: Case) -> dict[int, tuple[int, ...]]:
    """Who stands under which negators; denying verbs count only where the other side has none."""
    found = negated(reading)
    if not case.set_aside:
        return found
    return {
        at: kept
        for at, negators in found.items()
        if (kept := tuple(each for each in negators if reading.tokens[each].root not in case.set_aside))
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
    over = negated(case.sentence).get(token.at, ())
    twice = over if len(over) > 1 else ()  # "had not not agreed" says another thing than "had not agreed"
    return any(
        other.has("not", "deny")
        and not other.has("unnot")
        and abs(other.rank - token.rank) <= SCOPE + 1
        and other.at != token.at
        and other.at not in twice
        and other.clause == token.clause
        for other in case.sentence.tokens
    )


def _unmatched(token: Token, mine: dict[int, tuple[int, ...]], case: Case) -> Fault | None:
    """A word whose opposite stands in the passages is true only under a negator."""
    link = case.ground.link(token)
    if link.how != "opposite":
        return None
    denied = is_odd(mine.get(token.at, ()), case.sentence)
    theirs = _alike(token, _opposites(token, link.to, case), case, 0.5)
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


def _opposites(token: Token, met: str, case: Case) -> list[tuple[int, Token]]:
    """Where the passages have a word of the other side, of every list that the word is in."""
    lexicon, ground = case.ground.lexicon, case.ground
    roots = {
        root
        for group, side in lexicon.opposite.get(token.root, {}).items()
        if side not in ground.sides.get(group, ())
        for root in ground.roots
        if lexicon.opposite.get(root, {}).get(group) == 1 - side
    }
    found = [place for root in sorted(roots | {met}) for place in ground.roots.get(root, ())]
    return [place for place in found if place[1].content == token.content] or found


def _alike(token: Token, places: list[tuple[int, Token]], case: Case, share: float) -> list[tuple[int, Token]]:
    """Of the places of a word or its opposite those that stand among the same words, nearly as much as any does."""
    if len(places) < 2:
        return places
    fits = [affinity(case.around(token.at), case.ground.readings[number].around(other.at)) for number, other in places]
    return [place for place, fit in zip(places, fits, strict=True) if fit >= share * max(fits)]


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
    mine = denials(case.sentence, "not")
    theirs = [token for reading in case.ground.readings for token in denials(reading, "not", "deny")]
    framed = [token for token in case.sentence.tokens if token.has("untrue") and not token.spoken]
    if framed and not any(_is_denied(token, case) for reading in case.ground.readings for token in reading.tokens):
        return Fault(Failure.NEGATION, f"The sources do not say that it is untrue: “{framed[0].text}”.")
    if theirs and len(mine) > len(theirs) and not _opposed(case):
        return Fault(Failure.NEGATION, f"The sentence denies more often than the sources: “{mine[-1].text}”.")
    if (
        any(token.has("unnot") for token in case.sentence.tokens)
        and not theirs
        and not any(
            token.has("unnot", "atleast", "upto") for reading in case.ground.readings for token in reading.tokens
        )
    ):
        return Fault(Failure.NEGATION, "The sources do not set it aside so.")
    unheard = None if framed else _unheard(case, mine)
    if unheard is not None:
        return Fault(Failure.NEGATION, f"The sources do not deny it as “{unheard.text}” does.")
    if mine and not theirs and not _opposed(case):
        return Fault(Failure.NEGATION, f"The sources deny nothing, the sentence has “{mine[0].text}”.")
    return None


def _is_denied(token: Token, case: Case) -> bool:
    """Whether a word of the sources may be what "it is not true that" says: a verb that denies, which the sentence has
    not itself."""
    return token.has("untrue") or (token.has("deny") and token.root not in case.sentence.roots)


def _unheard(case: Case, mine: list[Token]) -> Token | None:
    """A verb that the sources lack, under a negator where what they say of the same things has none; or the other way
    round."""
    new = [token for token in case.sentence.content if _is_new(token, case)]
    if not new or _opposed(case):
        return None
    said = {case.to(token) for token in case.sentence.content} - {token.root for token in new}
    places = [(reading, token.sentence) for reading in case.ground.readings for token in reading.tokens]
    if not places:
        return None
    reading, number = max(
        dict.fromkeys(places),
        key=lambda place: len(said & {token.root for token in place[0].content if token.sentence == place[1]}),
    )
    theirs = [token for token in denials(reading, "not", "deny") if token.sentence == number]
    if mine and not theirs:
        under = {at for token in mine for at in (each.at for each in reach(token, case.sentence)[:1])}
        return next((token for token in new if token.at in under), None)
    if theirs and not any(token.has("not", "deny", "unnot") for token in case.sentence.tokens):
        for token in theirs:
            reached = reach(token, reading)
            if len(reached) > 1 and reached[0].root not in said and reached[1].root in said:
                return new[0]
            ruled = [each for each in new if each.at and case.sentence.tokens[each.at - 1].has("will", "may", "must")]
            if ruled and token.has("not") and reached and reached[0].root not in case.met:
                return ruled[0]  # "would step down" for "would not resign"
    return None


def _is_new(token: Token, case: Case) -> bool:
    return case.ground.link(token).how == "none" and not (token.name or token.number or token.has("say", "number"))


def _opposed(case: Case) -> bool:
    return any(case.ground.link(token).how == "opposite" for token in case.sentence.content)
