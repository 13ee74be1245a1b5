"""Whether another report's sentence says the same."""

from __future__ import annotations

import re

from octavo.engine.assist.points.reading import Spoken, folded
from octavo.engine.entities import find_figures

_SHARED = 0.6  # of the weight of the words of the sentence that is supported
_NAMES = 0.75  # of its words with a capital that the other one has too
_LEAST = 5.0  # weight of what both say: about three words


def says_the_same_as(one: Spoken, other: Spoken) -> float:
    """How much of sentence `one` the sentence `other` says too, 0 to 1; 0 where it does not support it.

    Every figure, three of four names and three of five words, by their weight, of `one` have to stand in `other`.
    """
    shared = one.shared(other)
    total = one.weight
    if shared < _LEAST or shared < _SHARED * total:
        return 0.0
    names = {word for written in _CAPITALISED.findall(one.sentence.text) for word in folded(written, one.language)}
    if len(names & other.counts.keys()) < _NAMES * len(names):
        return 0.0
    figures = find_figures(one.sentence.text, language=one.language)
    if figures and not set(figures) <= set(find_figures(other.sentence.text, language=other.language)):
        return 0.0
    return shared / total


# Not the first word, which has a capital anyway.
_CAPITALISED = re.compile(r"(?<=[\w,;:”\"] )[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐΑ-Ω]\w+")
