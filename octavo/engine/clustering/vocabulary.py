"""How rare words are in what was read of late: document frequencies that age."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import numpy.typing as npt

from octavo.engine.clustering.background import EVERYWHERE, rareness

PRIOR_ARTICLES = 2_000.0  # what the background counts for, beside what was read: found on the labelled sets
HALF_LIFE = 20_000  # articles of a language after which a word counts half: some days of a middling installation
_MOST_WORDS = 20_000  # kept; what is rarer than these is as rare as the background says
_FORGOTTEN = 0.25  # articles; below this a word is dropped


def _no_keys() -> npt.NDArray[np.uint32]:
    return np.empty(0, dtype=np.uint32)


def _no_counts() -> npt.NDArray[np.float32]:
    return np.empty(0, dtype=np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """In how many of the articles read of late each word stands. Words are known by their CRC-32."""

    articles: float = 0.0  # read, those of long ago counting less
    keys: npt.NDArray[np.uint32] = field(default_factory=_no_keys)  # ascending
    counts: npt.NDArray[np.float32] = field(default_factory=_no_counts)

    def rareness(self, words: Collection[str], language: str | None) -> dict[str, float]:
        """Inverse document frequency of folded words, 0 for grammar words and for those of every fourth article.

        ln((P + n + 1) / (P e^-b + d + 0.5)): of n articles read d hold the word; the background's rareness b weighs as
        much as P articles.
        """
        whole = math.log(PRIOR_ARTICLES + self.articles + 1)
        known = self._counts_of(words)
        found: dict[str, float] = {}
        for word, count in zip(words, known, strict=True):
            before = rareness(word, language)
            value = whole - math.log(PRIOR_ARTICLES * math.exp(-before) + count + 0.5)
            found[word] = value if before and value > EVERYWHERE else 0.0
        return found

    def learn(self, articles: Sequence[Iterable[str]]) -> Vocabulary:
        """The vocabulary after more articles, each given as its words. Nothing given changes."""
        if not articles:
            return self
        kept = 0.5 ** (len(articles) / HALF_LIFE)
        hashed = [np.unique(_keys(words)) for words in articles]
        keys, where = np.unique(np.concatenate([self.keys, *hashed]), return_inverse=True)
        weights = np.ones(len(where))
        weights[: len(self.keys)] = self.counts * kept
        counts = np.bincount(where, weights=weights, minlength=len(keys)).astype(np.float64)
        heavy = counts >= max(_FORGOTTEN, _nth(counts, _MOST_WORDS))
        return Vocabulary(
            articles=self.articles * kept + len(articles),
            keys=keys[heavy],
            counts=counts[heavy].astype(np.float32),
        )

    def to_bytes(self) -> bytes:
        """For storing; 6 bytes a word."""
        parts = (np.float32(self.articles), self.keys.astype("<u4"), self.counts.astype("<f2"))
        return b"".join(part.tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Vocabulary:
        """What `to_bytes` gave. Raises ValueError on anything else."""
        count, rest = divmod(len(stored) - 4, 6)
        if rest or count < 0:
            raise ValueError(f"{len(stored)} bytes are no vocabulary")
        return cls(
            articles=float(np.frombuffer(stored, "<f4", 1)[0]),
            keys=np.frombuffer(stored, "<u4", count, offset=4).astype(np.uint32),
            counts=np.frombuffer(stored, "<f2", count, offset=4 + 4 * count).astype(np.float32),
        )

    def _counts_of(self, words: Collection[str]) -> list[float]:
        if not len(self.keys):
            return [0.0] * len(words)
        keys = _keys(words)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found: list[float] = np.where(self.keys[at] == keys, self.counts[at], 0.0).tolist()
        return found


def _keys(words: Iterable[str]) -> npt.NDArray[np.uint32]:
    return np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint32)


def _nth(counts: npt.NDArray[np.float64], place: int) -> float:
    """The `place`-th greatest; 0 where there are fewer."""
    return float(np.partition(counts, -place)[-place]) if len(counts) > place else 0.0
