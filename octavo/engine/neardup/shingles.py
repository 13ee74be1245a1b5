"""A text as words, hashed: what fingerprints and comparisons are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from zlib import crc32

import numpy as np
import numpy.typing as npt

from octavo.engine.text.tokens import words

Hashes = npt.NDArray[np.uint64]

WIDTH = 3  # words in a shingle: pairs meet by chance, longer runs break at every edited word


@dataclass(frozen=True)
class Spoken:
    """A text made ready for comparing, so that it is cut into words once however often it is compared."""

    text: str
    sentences: list[list[str]] = field(repr=False)

    @cached_property
    def words(self) -> list[str]:
        return list(chain.from_iterable(self.sentences))

    @cached_property
    def runs(self) -> Hashes:
        """A hash per run of words, in order, sentences not minded."""
        return runs(hash_words(self.words)) if self.words else np.empty(0, dtype=np.uint64)

    @cached_property
    def shingles(self) -> Hashes:
        """The distinct runs, sorted."""
        return _distinct(self.runs)

    @cached_property
    def places(self) -> npt.NDArray[np.intp]:
        """For each of the shingles, at which word it first stands."""
        order = np.argsort(self.runs, kind="stable")
        return order[_firsts(self.runs[order])]

    @cached_property
    def starts(self) -> list[int]:
        """At which word each sentence begins."""
        return [0, *accumulate(map(len, self.sentences))][:-1]

    @cached_property
    def prose(self) -> Spoken:
        """The text without what stands in quotation marks: others may have quoted the same statement."""
        return hear(unquoted(self.text))

    @cached_property
    def narrated(self) -> list[int]:
        """How many words of each sentence stand outside quotation marks."""
        marked = clauses(_QUOTED.sub(_fenced, self.text)) if _MARK.search(self.text) else self.sentences
        counts: list[int] = []
        inside = False
        for sentence in marked:
            said = outside = 0
            for word in sentence:
                if word in _FENCES:
                    inside = word == _FENCES[0]
                else:
                    said += 1
                    outside += not inside
            if said:
                counts.append(outside)
        return counts

    @cached_property
    def figures(self) -> list[str]:
        """Its numbers in order, without points and commas."""
        return figures_in(self.words)


def hear(text: str) -> Spoken:
    """Cuts a text into sentences of folded words."""
    return Spoken(text, clauses(text))


def unquoted(text: str) -> str:
    """The text with a stop for everything in quotation marks; a mark that never closes lasts for its paragraph."""
    return _QUOTED.sub(". ", text) if _MARK.search(text) else text


def _fenced(quotation: re.Match[str]) -> str:
    return f" {_FENCES[0]} {quotation.group()} {_FENCES[1]} "


def clauses(text: str) -> list[list[str]]:
    """The folded words of each sentence of `text`.

    Cuts at every stop followed by a space: it need not be good grammar, only the same for the same text.
    """
    pieces = (words(piece) for piece in _STOP.split(text))
    return [piece for piece in pieces if piece]


def figures_in(spoken: Sequence[str]) -> list[str]:
    """The numbers among words, without points and commas: 1,250 and 1.250 are one."""
    return [word.replace(",", "").replace(".", "") for word in spoken if word[0].isdigit()]


def _distinct(hashes: Hashes) -> Hashes:
    """Sorted, each once; `numpy.unique` takes ten times as long for so few."""
    ordered = np.sort(hashes)
    return ordered[_firsts(ordered)]


def _firsts(ordered: Hashes) -> npt.NDArray[np.bool_]:
    """Where a value begins in sorted ones."""
    return np.concatenate((ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]))


class _Remembered(dict[str, int]):
    """Hashes of words, so that the few thousand words that make up most of the news are hashed once."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[word] = crc32(word.encode("utf-8", "surrogatepass"))
        return value


def hash_words(spoken: Sequence[str]) -> Hashes:
    """A hash per word, in order. 32 bits tell words apart, and CRC-32 is the same on every machine for ever."""
    return np.fromiter(map(_remembered.__getitem__, spoken), np.uint64, len(spoken))


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


_FENCES = ("quotationbeginshere", "quotationendshere")  # words that no text has
_REMEMBERED = 200_000  # words: about 20 MB
_remembered = _Remembered()
_ODD = np.uint64(0x9E3779B97F4A7C15)
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？।؟۔\n]+")
_MARK = re.compile(r"[\"“”„«»「『]")
_QUOTED = re.compile(
    r"[“„«][^“”„«»\n]{1,900}[”“»]|「[^」\n]{1,900}」|『[^』\n]{1,900}』|\"[^\"\n]{1,900}\""
    r"|[“„«「『\"][^“”„«»「」\"\n]*$",
    re.MULTILINE,
)
