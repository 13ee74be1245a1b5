"""Who says something: verbs of saying with the words for who speaks."""

from __future__ import annotations

from functools import lru_cache

from octavo.engine.assist.evidence.actors import is_passive
from octavo.engine.assist.evidence.reading import Reading, Token

_REACH = 9  # tokens from a verb of saying to who says
Speech = tuple[Token, tuple[Token, ...]]  # the verb, and the words for who speaks


@lru_cache(maxsize=8192)
def speeches(reading: Reading) -> tuple[Speech, ...]:
    """Verbs of saying with who says: the name or noun before them, or behind where they are turned round."""
    found: list[Speech] = []
    for token in reading.tokens:
        if not (token.has("say") or _calls(token, reading)) or token.inner or token.spoken:
            continue
        if token.name or _is_thing(token, reading):
            continue
        if _orders(token, reading) or (is_passive(token, reading) and not _by(token, reading)):
            continue
        if is_passive(token, reading):
            at = next(other.at for other in reading.tokens[token.at + 1 :] if other.has("by"))
            found.append((token, _ahead(at, reading)))
            continue
        follows = token.at > 0 and reading.tokens[token.at - 1].has("break")
        if follows and not (found and found[-1][0].sentence == token.sentence) and _subjects(token, reading):
            who = _subjects(token, reading)  # "praised it but said"
        elif follows and found and found[-1][0].sentence == token.sentence:
            who = found[-1][1]  # "denied it but said"
        elif _turned(token, reading):
            who = _behind(token, reading)
        else:
            who = _before(token, reading) or _behind(token, reading) or _meant(token, reading)
        if who:
            found.append((token, who))
    return tuple(found)


def _calls(token: Token, reading: Reading) -> bool:
    """Whether somebody calls a thing something: "called the deal too costly"."""
    if reading.lexicon.language != "en" or token.fold not in ("called", "calls") or token.phrase > 1:
        return False
    behind = reading.tokens[token.at + 1] if token.at + 1 < len(reading.tokens) else None
    named = behind is not None and (behind.has("the", "pronoun") or behind.name) and behind.clause == token.clause
    before = reading.tokens[token.at - 1] if token.at else None
    led = before is not None and before.clause == token.clause and (before.content or before.has("pronoun", "not"))
    return named and led and not is_passive(token, reading)


def _is_thing(token: Token, reading: Reading) -> bool:
    """Whether a verb of saying is a noun: "the state"."""
    before = reading.tokens[token.at - 1] if token.at else None
    if before is None:
        return False
    if token.fold in ("warning", "warnings") and before.content and not before.name and before.clause == token.clause:
        return True  # "a storm warning"
    return before.has("the") and not before.has("break", "pronoun")


def _orders(token: Token, reading: Reading) -> bool:
    """Whether somebody is told to do something: that is no speech."""
    ahead = [other for other in reading.tokens[token.at + 2 : token.at + 8] if other.clause == token.clause]
    to = next((other.at for other in ahead if other.fold == "to"), None)
    bound = to is not None and any(other.has("break") for other in ahead if other.at < to)
    return token.fold in ("tell", "tells", "told", "asks", "asked") and to is not None and not bound


def _ahead(at: int, reading: Reading) -> tuple[Token, ...]:
    """The words for who stands behind "by"."""
    row = [other for other in reading.tokens[at + 1 : at + _REACH] if other.sentence == reading.tokens[at].sentence]
    end = next((place for place, other in enumerate(row) if other.has("break", "prep", "say")), len(row))
    return tuple(other for other in row[:end] if other.content and not other.number)


def _by(token: Token, reading: Reading) -> bool:
    return any(other.has("by") for other in reading.tokens[token.at + 1 : token.at + 6])


def _subjects(token: Token, reading: Reading) -> tuple[Token, ...]:
    """The names before the first verb of a sentence, nearly: those before a verb that stands behind "but"."""
    row = [other for other in reading.tokens[: token.at] if other.sentence == token.sentence and not other.spoken]
    return tuple(other for other in row[:_REACH] if other.name)


def _meant(token: Token, reading: Reading) -> tuple[Token, ...]:
    """Whom a pronoun before a verb of saying may mean: the names of the last sentence before it that has any."""
    if not any(other.has("pronoun") for other in reading.tokens[max(0, token.at - 2) : token.at + 3]):
        return ()
    for sentence in range(token.sentence - 1, -1, -1):
        found = tuple(other for other in reading.tokens if other.sentence == sentence and (other.name or other.capital))
        if any(other.name for other in found):
            return found
    return ()


def _turned(token: Token, reading: Reading) -> bool:
    """Whether the speaker follows: "…”, said Berg", "according to Berg", "dijo el alcalde", "قال الوزير"."""
    if reading.lexicon.language in _POSTPOSED or _relative(token, reading) >= 0:
        return False
    if (token.phrase > 1 and token.fold in _LEADING) or token.fold in _PREPOSITIONS or reading.lexicon.language == "ar":
        return True
    end = token.at + max(1, token.phrase)
    behind = reading.tokens[end] if end < len(reading.tokens) else None
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
    if start > 0 and all(token.name for token in clause) and reading.tokens[start - 1].content:
        return True  # "the coach, Sam Ode, said"
    return opens and (clause[0].has("the", "break", "pronoun") or len(clause) <= 6)


def _before(token: Token, reading: Reading) -> tuple[Token, ...]:
    """The words of the verb's clause before it; where it begins its clause, those of the clause before and, if that is
    an apposition, of the one before that."""
    found: list[Token] = []
    clause, steps = token.clause, 0
    told = _relative(token, reading)
    for other in reversed(reading.tokens[max(0, token.at - 2 * _REACH) : token.at]):
        if other.clause == told:
            continue
        if (
            other.sentence != token.sentence
            or other.spoken
            or (other.has("say") and not (other.name or _is_thing(other, reading)))
        ):
            break
        if other.clause != clause:
            own = any(each.clause == token.clause for each in found)
            if (own and not (steps == 0 and other.name and not found[-1].name)) or steps == 2:
                break
            clause, steps = other.clause, steps + 1
        if other.content and not other.number and not other.has("weekday", "month"):
            found.append(other)
    return tuple(found[:9])


def _relative(token: Token, reading: Reading) -> int:
    """The clause that stands between who speaks and the verb: "Berg, who wrote it, said". -1: none."""
    before = reading.tokens[token.at - 1] if token.at else None
    if before is None or before.sentence != token.sentence or before.clause == token.clause:
        return -1
    first = next(other for other in reading.tokens if other.clause == before.clause)
    return before.clause if first.fold in ("who", "which", "whose") else -1


def _behind(token: Token, reading: Reading) -> tuple[Token, ...]:
    found: list[Token] = []
    opening = reading.lexicon.language in _CLOSED and (
        token.at == 0 or reading.tokens[token.at - 1].sentence != token.sentence
    )
    for other in reading.tokens[token.at + max(1, token.phrase) : token.at + _REACH]:
        if (
            other.sentence != token.sentence
            or other.spoken
            or other.clause - token.clause > 1
            or (opening and other.clause != token.clause and not _is_apposition(other, reading))
            or (found and other.has("say", "break"))
        ):
            break
        if other.content and not other.number and not other.has("weekday", "month"):
            found.append(other)
    return tuple(found)


def _is_apposition(token: Token, reading: Reading) -> bool:
    """Whether a token's clause is only a name, with another clause behind it: "according to his lawyer, Berg, he"."""
    near = reading.tokens[max(0, token.at - 4) : token.at + 5]
    row = [other for other in near if other.clause == token.clause]
    end = row[-1].at + 1
    return all(other.name for other in row) and end < len(reading.tokens) and len(row) <= 3


_LEADING = frozenset(["according", "in", "de", "d", "по", "nach", "как", "за", "di"])
_CLOSED = frozenset(["en", "fr", "es", "pt", "it", "de"])  # a comma ends who says it
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
