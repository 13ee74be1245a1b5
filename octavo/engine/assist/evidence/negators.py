"""What stands under a negator."""

from __future__ import annotations

from functools import lru_cache

from octavo.engine.assist.evidence.reading import Reading, Token

SCOPE = 3  # content words that a negator reaches
_BACKWARD = frozenset(["de", "nl", "hi", "mr", "bn", "ur", "tr", "ja", "ko"])  # negators follow what they deny
_LAST = frozenset(["tr", "ja", "ko"])
_HEAPING = frozenset(["fr", "es", "pt", "it", "ru", "uk", "pl"])


@lru_cache(maxsize=8192)
def negated(reading: Reading) -> dict[int, tuple[int, ...]]:
    """Content token -> the negators and denying verbs that it stands under."""
    found: dict[int, tuple[int, ...]] = {}
    for token in reading.tokens:
        if (
            token.has("not")
            and token.fold == "no"
            and token.at + 1 < len(reading.tokens)
            and reading.tokens[token.at + 1].number
        ):
            continue  # "No. 1"
        if not token.has("not", "deny", "unnot") or (token.has("unnot") and not _bare_bound(token, reading)):
            continue
        for reached in reach(token, reading):
            found[reached.at] = (*found.get(reached.at, ()), token.at)
    return found


def denials(reading: Reading, *sorts: str) -> list[Token]:
    """The negators (and denying verbs, as asked) of a text; where a language heaps negators, one of each clause."""
    found = [token for token in reading.tokens if token.has(*sorts) and not token.has("unnot")]
    if reading.lexicon.language not in _HEAPING:
        return found
    return list({token.clause: token for token in found}.values())


def _bare_bound(token: Token, reading: Reading) -> bool:
    """ "Not less than" where no number follows denies after all."""
    behind = reading.tokens[token.at + token.phrase] if token.at + token.phrase < len(reading.tokens) else None
    return (
        token.has("atleast", "upto") and behind is not None and not (behind.number or behind.has("number", "magnitude"))
    )


def is_odd(negators: tuple[int, ...], reading: Reading) -> int:
    """Whether an odd number of negators denies; several "not" of a clause are one where a language heaps them."""
    if reading.lexicon.language in _HEAPING:
        plain = {reading.tokens[at].clause for at in negators if not reading.tokens[at].has("deny")}
        return (len(plain) + sum(reading.tokens[at].has("deny") for at in negators)) % 2
    return len(negators) % 2


def reach(token: Token, reading: Reading) -> list[Token]:
    """The content words under a negator: those that follow in its clause; before it where the language puts it last."""
    if token.has("deny"):
        denied = _denied(token, reading)
        return [denied] if denied is not None else []
    backward = reading.lexicon.language in _BACKWARD
    ahead = [other for other in reading.content[token.rank :] if other.at > token.at][:SCOPE]
    ahead = [other for other in ahead if not (other.phrase > 1 and other.has("will", "may"))]  # "is not going to"
    ahead = [other for other in ahead if other.clause == token.clause and other.sentence == token.sentence]
    if token.at + 1 < len(reading.tokens) and reading.tokens[token.at + 1].fold == "of":
        ahead = ahead[1:]  # "none of the villages has"
    if reading.lexicon.language == "fr" and token.fold in ("pas", "jamais", "rien"):
        verb = [other for other in reading.content[max(0, token.rank - 1) : token.rank] if other.at == token.at - 1]
        return verb or ahead
    if token.fold == "no" and reading.lexicon.language == "en" and token.at:
        verb = reading.content[max(0, token.rank - 1) : token.rank]  # "expects no rain": does not expect it
        return [*ahead, *(each for each in verb if each.at == token.at - 1 and not each.name)]
    if not backward:
        return ahead
    behind = [other for other in reading.content[max(0, token.rank - SCOPE) : token.rank] if other.at < token.at]
    behind = [*reversed([other for other in behind if other.clause == token.clause])]
    return [*ahead, *behind] if reading.lexicon.language not in _LAST else [*behind, *ahead]


def _denied(token: Token, reading: Reading) -> Token | None:
    """What a denying verb denies: the verb behind "to" or "of", or the one of the clause that follows. None: it has a
    noun as its object ("rejected the offer"), which is not denied."""
    tokens = reading.tokens
    if reading.lexicon.language in _BACKWARD:
        before = [
            other
            for other in reading.content[max(0, token.rank - 2) : token.rank]
            if other.clause == token.clause and not (reading.lexicon.language == "de" and other.capital)
        ]
        return (
            before[-1]
            if before and token.at and (tokens[token.at - 1].has("post", "prep") or tokens[token.at - 1] is before[-1])
            else None
        )
    start = token.at + max(1, token.phrase)
    behind = tokens[start] if start < len(tokens) else None
    if behind is None or behind.sentence != token.sentence:
        return None
    after = [other for other in tokens[start : start + 9] if other.content and other.sentence == token.sentence]
    if reading.lexicon.language == "en" and behind.content and behind.fold.endswith("ing") and not token.phrase:
        return behind  # "stopped buying"
    if behind.has("to", "prep") and after:
        verbal = reading.lexicon.language != "en" or behind.fold == "to" or after[0].fold.endswith("ing")
        return after[0] if verbal and not after[0].name else None
    for other in tokens[start : start + 9]:
        if other.sentence != token.sentence or other.clause > token.clause + 1:
            break
        if other.has("will", "may", "passive") and not other.content:
            return next((each for each in after if each.at > other.at), None)
    if behind.has("break"):
        inside = [each for each in after if each.clause == after[0].clause and not each.name and not each.number]
        return inside[-1] if inside else None
    return None
