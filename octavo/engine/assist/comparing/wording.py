"""Where reports tell the same in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from itertools import combinations

from octavo.engine.assist.comparing.tellings import Report, Teller, Telling
from octavo.engine.assist.composed import Part
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.entities.lists import listed
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import content_of, words

_MOST = 6
_PAIRS = 120  # of sentences, looked at
_ALIKE = 0.4  # share of the shorter sentence's words that a pair shares
_WORD = re.compile(r"[^\W\d_][\w\u0900-\u0903\u093a-\u094f'’-]*|\d[\d.,]*")


def wording_parts(reports: Sequence[Report], tellings: Sequence[Telling]) -> Iterator[Part]:
    """At most six pairs of sentences: first where a word judges, then where only the word is another."""
    found: list[tuple[bool, int, Part]] = []
    pairs = 0
    for telling in tellings:
        for one, other in combinations(telling.tellers, 2):
            if pairs == _PAIRS or not _comparable(one, other):
                continue
            pairs += 1
            judging = _judging(one, other)
            if different := judging or _exchanged(one, other):
                found.append((not judging, len(found), _part(one, other, different)))
    shown: set[tuple[str, ...]] = set()
    used: set[str] = set()
    for _, _, part in sorted(found, key=lambda row: row[:2]):
        key = tuple(sorted(word.lower() for word, _ in part.detail["words"]))
        if len(shown) == _MOST:
            return
        if key not in shown and not used & {cited.text for cited in part.sentences}:
            shown.add(key)
            used |= {cited.text for cited in part.sentences}
            yield part


def _comparable(one: Teller, other: Teller) -> bool:
    """In one language, both readable, and more than their marks in common."""
    languages = {(teller.report.source.language or "")[:2] for teller in (one, other)}
    if len(languages) > 1 or not (stands_alone(one.sentence) and stands_alone(other.sentence)):
        return False
    mine, theirs = one.statement.content, other.statement.content
    return one.sentence.text != other.sentence.text and len(mine & theirs) >= max(
        3, _ALIKE * min(len(mine), len(theirs))
    )


def _judging(one: Teller, other: Teller) -> tuple[str, str] | None:
    """Words of one list, one of them or both judging, that the two sentences have in each other's place."""
    language = (one.report.source.language or "")[:2]
    mine, theirs = _spoken(one), _spoken(other)
    for plain, loaded in _lists().get(language, ()):
        known = plain | loaded
        here, there = [word for word in mine if word in known], [word for word in theirs if word in known]
        if len(here) != 1 or len(there) != 1 or here == there:
            continue
        if not {here[0], there[0]} & loaded or here[0][:4] == there[0][:4]:
            continue
        if _around(here[0], list(mine), language) & _around(there[0], list(theirs), language):
            return mine[here[0]], theirs[there[0]]
    return None


def _around(word: str, spoken: Sequence[str], language: str) -> set[str]:
    """Stems of the words near one: two words stand in each other's place where some of these are shared."""
    at = spoken.index(word)
    near = [each for each in spoken[max(0, at - 5) : at + 6] if each != word]
    return {stem(each, language) for each in content_of([fold for each in near for fold in words(each)], language)}


def _exchanged(one: Teller, other: Teller) -> tuple[str, str] | None:
    """The one word that stands in another's place, with the same two words on either side of both."""
    language = (one.report.source.language or "")[:2]
    mine, theirs = _written(one), _written(other)
    here, there = ([word.lower() for word in spoken] for spoken in (mine, theirs))
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    for at, (kind, start, end, first, last) in enumerate(blocks):
        if kind != "replace" or (end - start, last - first) != (1, 1) or not 0 < at < len(blocks) - 1:
            continue
        before, behind = blocks[at - 1], blocks[at + 1]
        if before[0] != "equal" or behind[0] != "equal" or min(before[2] - before[1], behind[2] - behind[1]) < 2:
            continue
        if _is_other_word(mine[start], theirs[first], language):
            return mine[start], theirs[first]
    return None


def _is_other_word(one: str, other: str, language: str) -> bool:
    """No names, figures, days, grammar words or forms of one word."""
    if not (one[0].isalpha() and other[0].isalpha()) or one[0].isupper() or other[0].isupper():
        return False
    folded = words(one) + words(other)
    if len(content_of(folded, language)) < 2 or set(folded) & listed("calendar"):
        return False
    roots = {stem(word, language) for word in folded}
    return len(roots) > 1 and one.lower()[:4] != other.lower()[:4] and min(len(one), len(other)) > 3


def _part(one: Teller, other: Teller, different: tuple[str, str]) -> Part:
    return Part(
        kind="wording",
        sentences=(one.cite(), other.cite()),
        detail={
            "words": [[different[0], one.report.source.article], [different[1], other.report.source.article]],
        },
    )


def _written(teller: Teller) -> list[str]:
    return _WORD.findall(teller.sentence.text)


def _spoken(teller: Teller) -> dict[str, str]:
    """Words in lower case -> as written."""
    return {word.lower(): word for word in _written(teller)}


@cache
def _lists() -> dict[str, list[tuple[frozenset[str], frozenset[str]]]]:
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    lines = resources.files("octavo.engine.assist.comparing").joinpath("wording.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            language, _, listed_words = line.partition(":")
            plain, _, loaded = listed_words.partition(";")
            found.setdefault(language, []).append((frozenset(plain.split()), frozenset(loaded.split())))
    return found
