"""Do two texts carry the same words, and how much of them?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

import numpy as np

from octavo.engine.neardup.shingles import Hashes, clauses, hash_words, runs
from octavo.engine.records import Likeness

_NEAR_RESEMBLANCE = 0.6
_NEAR_CONTAINED = 0.8  # the shorter is nearly all in the longer: a truncation, or a tail put behind it
_PARTIAL_CARRIED = 0.25  # share of the shorter text's own words that stand in sentences both have
_PARTIAL_WORDS = 40  # about one paragraph
_SAME_SENTENCE = 0.6  # share of a sentence's word triples found in the other text
_SENTENCE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts relate. Both measures run from 0 to 1 and do not depend on which text came first."""

    likeness: Likeness
    contained: float  # share of the shorter text's word triples that the longer one has
    resemblance: float  # share of all word triples that both have (Jaccard)


def compare_texts(a: str, b: str) -> Comparison:
    """What one text carries of the other.

    EXACT: the same words. NEAR: the same text with edits (an agency's header, a cut, a boilerplate tail, spelling).
    PARTIAL: a rewrite that carries a paragraph or more, counted over sentences that stand in both; what is said inside
    quotation marks does not count, since two independent reports quote the same statement. Else DIFFERENT.
    """
    ours, theirs = clauses(a), clauses(b)
    first, second = list(chain.from_iterable(ours)), list(chain.from_iterable(theirs))
    if not first or not second:
        return Comparison(Likeness.DIFFERENT, 0.0, 0.0)
    if first == second:
        return Comparison(Likeness.EXACT, 1.0, 1.0)
    left, right = (np.unique(runs(hash_words(spoken))) for spoken in (first, second))
    shared = len(np.intersect1d(left, right, assume_unique=True))
    contained = shared / min(len(left), len(right))
    resemblance = shared / (len(left) + len(right) - shared)
    if resemblance >= _NEAR_RESEMBLANCE or contained >= _NEAR_CONTAINED:
        return Comparison(Likeness.NEAR, contained, resemblance)
    if shared < _PARTIAL_WORDS * _SAME_SENTENCE / 2:  # too little in common to carry a paragraph: the usual case
        return Comparison(Likeness.DIFFERENT, contained, resemblance)
    shorter, longer = (a, right) if len(first) <= len(second) else (b, left)
    likeness = Likeness.PARTIAL if _carries(shorter, longer) else Likeness.DIFFERENT
    return Comparison(likeness, contained, resemblance)


def _carries(text: str, other: Hashes) -> bool:
    """Whether enough of a text's own sentences, quotations left out, stand in the other (sorted hashes)."""
    own = carried = 0
    for spoken in clauses(_QUOTED.sub(". ", text)):
        if len(spoken) < _SENTENCE_WORDS:
            continue
        own += len(spoken)
        hashed = runs(hash_words(spoken))
        at = np.minimum(np.searchsorted(other, hashed), len(other) - 1)
        if np.count_nonzero(other[at] == hashed) >= _SAME_SENTENCE * len(hashed):
            carried += len(spoken)
    return carried >= _PARTIAL_WORDS and carried >= _PARTIAL_CARRIED * own


_QUOTED = re.compile(r"[“„«][^“”„«»\n]{1,600}[”“»]|\"[^\"\n]{1,600}\"")
