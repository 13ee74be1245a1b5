"""A text as a set of hashed word triples, and as hashed sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from octavo.engine.text.tokens import words

Hashes = npt.NDArray[np.uint64]

WIDTH = 3  # words in a shingle: pairs meet by chance, longer runs break at every edited word


def clauses(text: str) -> list[list[str]]:
    """The folded words of each sentence of `text`.

    Cuts at every stop followed by a space: it need not be good grammar, only the same for the same text.
    """
    pieces = (words(piece) for piece in _STOP.split(text))
    return [piece for piece in pieces if piece]


def shingles(spoken: Sequence[str]) -> Hashes:
    """Sorted distinct 64-bit hashes of all runs of `WIDTH` words; a shorter text is one shingle, an empty one none."""
    if not spoken:
        return np.empty(0, dtype=np.uint64)
    return np.unique(runs(hash_words(spoken)))


def hash_words(spoken: Sequence[str]) -> Hashes:
    """A hash per word, in order. 32 bits tell words apart, and CRC-32 is the same on every machine for ever."""
    return np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in spoken), np.uint64, len(spoken))


def runs(hashed: Hashes) -> Hashes:
    """A hash per run of `WIDTH` words, in order; one for a text shorter than that."""
    count = max(len(hashed) - WIDTH + 1, 1)
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(min(WIDTH, len(hashed))):
        # Mixing at every step makes the order of words count.
        mixed = mix(mixed * _ODD + hashed[offset : offset + count])
    return mixed


def mix(values: Hashes) -> Hashes:
    """Spread every bit over all others (the finaliser of SplitMix64, Steele et al. 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


_ODD = np.uint64(0x9E3779B97F4A7C15)
_STOP = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|[。！？।؟۔\n]+")
