"""Two texts side by side, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from octavo.engine.neardup.pairing import moved_pairs, pair_sentences
from octavo.engine.records import Sentence
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import words


class Fate(StrEnum):
    """What became of a sentence between two texts."""

    KEPT = "kept"
    EDITED = "edited"
    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """A sentence in both texts, each with its offsets there, or in one of them (the other is None)."""

    fate: Fate
    first: Sentence | None
    second: Sentence | None
    moved: bool = False  # it stands elsewhere in the order of the second text


def align_sentences(a: str, b: str, language: str | None = None) -> tuple[Aligned, ...]:
    """The sentences of two texts in pairs, in the order of `b`; what only `a` has follows the sentence before it there.

    Kept: the same words, whatever case and punctuation. Edited: at least half of the words. Every sentence of either
    text occurs once. `language` (ISO 639-1) tells abbreviations from ends of sentences.
    """
    first, second = split_sentences(a, language), split_sentences(b, language)
    pairs = pair_sentences([words(each.text) for each in first], [words(each.text) for each in second])
    moved = moved_pairs(pairs)
    of_second = {other: (at, likeness) for at, other, likeness in pairs}
    waiting = _left_behind(len(first), {at for at, _, _ in pairs})
    found = [_alone(first, at) for at in waiting.pop(-1, ())]
    for other, sentence in enumerate(second):
        if other not in of_second:
            found.append(Aligned(fate=Fate.ONLY_SECOND, first=None, second=sentence))
            continue
        at, likeness = of_second[other]
        fate = Fate.KEPT if likeness == 1.0 and words(first[at].text) == words(sentence.text) else Fate.EDITED
        found.append(Aligned(fate=fate, first=first[at], second=sentence, moved=at in moved))
        found += [_alone(first, gone) for gone in waiting.pop(at, ())]
    return tuple(found)


def _left_behind(count: int, paired: set[int]) -> dict[int, list[int]]:
    """Sentences without a counterpart, under the last paired one before them (-1: none)."""
    found: dict[int, list[int]] = {}
    last = -1
    for at in range(count):
        if at in paired:
            last = at
        else:
            found.setdefault(last, []).append(at)
    return found


def _alone(sentences: Sequence[Sentence], at: int) -> Aligned:
    return Aligned(fate=Fate.ONLY_FIRST, first=sentences[at], second=None)
