"""ROUGE-1, ROUGE-2 and ROUGE-L (Lin 2004): F measure of words, pairs of words and words in the same order.

Words are runs of a-z and 0-9 in lower case, without stemming; the figures are those of the package rouge_score 0.1.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+")


class Rouge(NamedTuple):
    """F measures, 0 to 1."""

    one: float
    two: float
    longest: float

    @property
    def sum(self) -> float:
        """What a choice is learned by."""
        return self.one + self.two + self.longest


def rouge(reference: Sequence[str], found: Sequence[str]) -> Rouge:
    """How much of a reference a text holds, both as `rouge_words`."""
    return Rouge(
        one=_f_measure(reference, found),
        two=_f_measure(list(pairwise(reference)), list(pairwise(found))),
        longest=2 * longest_common(reference, found) / ((len(reference) + len(found)) or 1),
    )


def rouge_words(text: str) -> list[str]:
    """The words of a text, as ROUGE counts them."""
    return _WORD.findall(text.lower())


def longest_common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence, by the bits of one integer (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | (1 << at)
    ones = row = (1 << len(one)) - 1
    for word in other:
        met = row & places.get(word, 0)
        row = ((row + met) | (row - met)) & ones
    return len(one) - row.bit_count()


def _f_measure(reference: Sequence[Hashable], found: Sequence[Hashable]) -> float:
    met = (Counter(reference) & Counter(found)).total()
    return 2 * met / ((len(reference) + len(found)) or 1)
