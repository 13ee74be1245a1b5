"""Where a sentence runs along with its passages word by word: one word in another's place."""

from __future__ import annotations

from difflib import Match, SequenceMatcher
from itertools import pairwise

from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.quantity import ENTAILED
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault

_ANCHOR = 2  # more words than these must be the same around a difference
_LONGEST = 4  # words that may be another's
_ALONG = 0.7  # share of a sentence's pairs of words that stand in a passage, from which it runs along
_COPIED = 0.75  # the same, from which a content word must be a known synonym of the one in its place
_COPIED_LESS_KNOWN = 0.8  # where the lists of synonyms are shorter
_DOUBTING = frozenset(["if", "whether", "can", "could", "may", "might"])
_LOOSE = ("over", "under", "atleast", "upto")
_WEIGHTY = ("not", "all", "most", "many", "few", "only", "may", "alleged", *_LOOSE)
_KEPT = frozenset(["not", "few", "may", "alleged"])  # what a sentence may not leave out either

_Run = tuple[list[Token], list[Token]]  # what the sentence has, and what the passage has there


def check_differences(case: Case) -> Fault | None:
    """The first word that stands in a row of the passages' words where they have another, and means another thing."""
    mine = _row(case.sentence)
    if len(mine) < _ANCHOR + 2:
        return None
    keys = [_key(token, case.to(token)) for token in mine]
    for reading in case.ground.readings:
        theirs = _row(reading)
        there = [_key(token, token.root) for token in theirs]
        beside = set(pairwise(there))
        copied = _COPIED if reading.lexicon.language == "en" else _COPIED_LESS_KNOWN
        along = sum(pair in beside for pair in pairwise(keys)) / (len(keys) - 1)
        if along < _ALONG:
            continue
        blocks = SequenceMatcher(None, keys, there, autojunk=False).get_matching_blocks()
        fault = _check_beside(mine, theirs, blocks)
        if fault:
            return fault
        for run in _runs(mine, theirs, blocks):
            fault = _judge_small(*run, case) or (_judge(*run, case) if along >= copied else None)
            if fault:
                return fault
    return None


def _row(reading: Reading) -> list[Token]:
    """The words of a text without articles, phrases as one."""
    return [
        token for token in reading.tokens if not token.inner and (not token.has("the") or token.has("all", "sharp"))
    ]


def _key(token: Token, root: str) -> str:
    """What makes two words the same: the root, or of a phrase what it is."""
    return f"<{' '.join(token.labels)}>" if token.phrase > 1 and token.labels else root


def _check_beside(mine: list[Token], theirs: list[Token], blocks: list[Match]) -> Fault | None:
    """A name right beside a stretch that is the same, where the passage has another name."""
    for here, there, size in blocks:
        if size <= _ANCHOR:
            continue
        for one, other in ((here - 1, there - 1), (here + size, there + size)):
            if not (0 <= one < len(mine) and 0 <= other < len(theirs)):
                continue
            token, known = mine[one], theirs[other]
            near = {each.root for each in theirs[max(0, other - 3) : other + 4]}
            within = known.sentence == theirs[min(max(there, other), there + size - 1)].sentence
            if token.name and known.name and within and token.root not in near:
                return _other(token)
    return None


def _runs(mine: list[Token], theirs: list[Token], blocks: list[Match]) -> list[_Run]:
    """What differs between stretches that are the same."""
    found: list[_Run] = []
    before = (0, 0, 0)
    for one in blocks:
        first, other = before[0] + before[2], before[1] + before[2]
        here, elsewhere = mine[first : one[0]], theirs[other : one[1]]
        ends = one[0] == len(mine) or first == 0
        held = before[2] + one[2] > _ANCHOR and (ends or min(before[2], one[2]) > 0)
        if held and len(here) <= _LONGEST and (here or not ends):
            if one[0] == len(mine):
                elsewhere = theirs[other : other + len(here) + 1]
            elif first == 0:
                elsewhere = theirs[max(0, one[1] - len(here)) : one[1]]
            if len(elsewhere) <= _LONGEST:
                found.append((here, elsewhere))
        before = one
    return found


def _judge_small(mine: list[Token], theirs: list[Token], case: Case) -> Fault | None:
    """Prepositions and conjunctions that turn what is said, and words of how much, of doubt and of denial."""
    longer = len(theirs) == len(mine) + 1 and theirs[-1].content
    theirs = theirs[: max(1, len(mine))] if longer else theirs
    if any(token.content and not _is_small(token) for token in (*mine, *theirs)):
        return None
    turned = any(token.has("sharp") for token in theirs)
    for token in mine if theirs else ():
        sharp = token.has("sharp") or (turned and not token.has("break"))
        if sharp and not token.spoken and not _agrees(token, theirs, case):
            return _other(token)
    if any(token.has("number") for token in mine) and any(token.has("all") for token in theirs):
        return _other(mine[0])
    here, there = _weights(mine), _weights(theirs)
    added = {each for each in here - there if not any((each, other) in ENTAILED for other in there)}
    dropped = (there - here) & _KEPT
    if "not" in added | dropped and "unless" in case.sentence.folds | case.ground.folds:
        return None  # "unless it does" is "if it does not": weighed with what is denied
    if added or dropped:
        named = next((token for token in (*mine, *theirs) if token.has(*added, *dropped)), (*mine, *theirs)[0])
        return Fault(Failure.QUANTITY, f"“{named.text}” stands on one side only.")
    return None


def _is_small(token: Token) -> bool:
    return token.has("sharp", *_WEIGHTY) or token.labels.get("number") == "1"


def _weights(run: list[Token]) -> set[str]:
    """What words of weight a run has; bounds of numbers are weighed with the numbers."""
    if any(token.fold in _DOUBTING for token in run):
        return {"may"}
    found = {each for token in run if not (token.spoken or token.has("unnot")) for each in _WEIGHTY if token.has(each)}
    return found - {*_LOOSE} if any(token.phrase < 2 and token.has(*_LOOSE) for token in run) else found


def _judge(mine: list[Token], theirs: list[Token], case: Case) -> Fault | None:
    """Content words that are no known synonyms of those in whose place they stand."""
    denied = any(token.has("not") for token in (*mine, *theirs))
    for token in mine:
        looked_at = token.content and (token.capital or not token.spoken) and not token.has("sharp")
        if looked_at and _is_strange(token, theirs, case, denied=denied):
            return _other(token)
    return None


def _agrees(token: Token, theirs: list[Token], case: Case) -> bool:
    groups = case.ground.lexicon.same.get(token.root, frozenset())
    return any(groups & case.ground.lexicon.same.get(other.root, frozenset()) for other in theirs)


def _is_strange(token: Token, theirs: list[Token], case: Case, *, denied: bool) -> bool:
    """Whether a word means nothing of what stands in its place in the passages."""
    known = {other.root for other in theirs}
    if token.number or token.has("number", "magnitude", "unit", "weekday", "month"):
        return False  # they are checked by value
    if token.fold in case.ground.lexicon.stopwords:
        return False
    link = case.ground.link(token)
    if link.how == "opposite":
        return link.to in known and not denied
    if token.has("may", "will", "must") or (token.has("say") and not _is_other_verb(token, theirs)):
        return False
    if link.how in ("synonym", "form"):
        left = [each for each in theirs if each.content and not each.name and each.root not in case.met]
        return bool(left) and link.to not in known and not _agrees(token, theirs, case)
    if link.how == "same" or token.name:
        capital = any(other.content and other.capital for other in theirs)
        return token.capital and token.root not in known and capital
    return True


def _is_other_verb(token: Token, theirs: list[Token]) -> bool:
    """Whether a verb of saying stands for one verb that is none: "added" for "removed"."""
    return token.phrase < 2 and len(theirs) == 1 and theirs[0].content and not theirs[0].has("say")


def _other(token: Token) -> Fault:
    return Fault(Failure.WORDING, f"The sources have another word where the sentence has “{token.text}”.")
