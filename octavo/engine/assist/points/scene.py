"""What a choice of sentences is judged by: how well it stands for what every report says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from octavo.engine.assist.points.reading import OPENING, Reading, Spoken
from octavo.engine.clustering import vectors_speak
from octavo.engine.embedding import embed

# Of several reports:
# `agree`  words shared with the openings of the reports      `whole`  the same with a report's first sentences
# `heard`  words in the same order in reports it was not taken from      `head`  the same in the headlines
# `near`   vectors of the sentences beside the other reports' openings   `about`  of the choice beside the headlines
# `apart`  reports it was taken from, by sentences      `theme`  share of what several reports say
# `again`  share that is said twice      `early`  how near to the top      `speech`  begins with a quotation
# `fresh`  how new the reports are it was taken from: what they count may have grown since the first
FEATURES = ("agree", "whole", "heard", "head", "near", "about", "apart", "theme", "again", "early", "speech", "fresh")
# Of one article, summed over the sentences: `early`, `speech`; `central`  words that the article says again and again;
# `title`  share of the headline's words; `named`  names and figures, at most five; `long`  words beyond a comfortable
# 32; `short`  words under 10
ALONE = ("early", "speech", "central", "title", "named", "long", "short")
HEARD = 6  # reports at most that a choice is compared with word by word: the ones most like all others
SENTENCES = 5  # of each of them


class Scene:
    """A reading and what it takes to judge any choice of its `candidates`."""

    def __init__(self, reading: Reading, candidates: Sequence[Spoken]) -> None:
        self.reading, self.candidates = reading, candidates
        self.several = len(reading.voices) > 1
        self.speaks = self.several and all(vectors_speak(each.language) for each in reading.told)
        if self.several:
            self._hear()
        else:
            self._read()

    def _hear(self) -> None:
        """What the reports say that a choice is compared with."""
        reading = self.reading
        self.heard = _most_alike(reading)
        self.openings = [Counter(reading.opening(voice)) for voice in self.heard]
        self.wholes = [Counter(reading.text(voice, SENTENCES)) for voice in self.heard]
        self.texts = [_Line(reading.text(voice, SENTENCES)) for voice in self.heard]
        self.titles = [_Line(reading.titles[voice]) for voice in self.heard if reading.titles[voice]]
        self.themes = _themes(reading)
        self.all_themes = sum(self.themes.values()) or 1.0
        if self.speaks:
            self._look()

    def _read(self) -> None:
        """How often the one article says each word, and its headline."""
        self.counts = Counter(word for one in self.reading.spoken for word in one.content)
        self.heading = set(self.reading.titles[0])
        self.heading = {word for one in self.candidates for word in one.content if word in self.heading}

    @property
    def kind(self) -> str:
        """Which weights judge it."""
        return "single" if not self.several else "several" if self.speaks else "plain"

    def _look(self) -> None:
        """Vectors of the candidates, of openings and of headlines."""
        reading = self.reading
        openings = embed([_opening_text(reading, voice) for voice in range(len(reading.voices))])
        total = openings.sum(axis=0)
        vectors = embed([one.sentence.text for one in self.candidates])
        self.vectors = {one.number: vector for one, vector in zip(self.candidates, vectors, strict=True)}
        self.near = {
            one.number: float(self.vectors[one.number] @ unit(total - openings[one.voice])) for one in self.candidates
        }
        self.headlines = unit(embed([each.title for each in reading.told]).sum(axis=0))

    def judge(self, spoken: Sequence[Spoken]) -> dict[str, float]:
        """The features of a choice among the candidates, in reading order, at least one. Each about 0 to 1."""
        return self._judge_several(spoken) if self.several else self._judge_alone(spoken)

    def _judge_alone(self, spoken: Sequence[Spoken]) -> dict[str, float]:
        found = dict.fromkeys(ALONE, 0.0)
        for one in spoken:
            # A word of one sentence only says nothing of the article; the logarithm keeps one loud word from deciding.
            central = sum(math.log(self.counts[word]) for word in one.content) / math.sqrt(len(one.content) or 1)
            text = one.sentence.text
            found["early"] += 1 / (1 + 0.35 * one.place)
            found["speech"] += float(text[:1] in _QUOTES)
            found["central"] += min(central, 3.0)
            found["title"] += len(self.heading & one.content.keys()) / (len(self.heading) or 1)
            found["named"] += min(len(_NAMES.findall(text)) + len(_FIGURES.findall(text)), 5)
            found["long"] += max(0, len(one.tokens) - _COMFORTABLE)
            found["short"] += max(0, _BARE - len(one.tokens))
        return found

    def _judge_several(self, spoken: Sequence[Spoken]) -> dict[str, float]:
        tokens = [word for one in spoken for word in one.tokens]
        counts = Counter(tokens)
        length = len(tokens) or 1
        distinct = {word: weight for one in spoken for word, weight in one.content.items()}
        found = {
            "agree": _mean(_agreement(counts, length, opening) for opening in self.openings),
            "whole": _mean(_agreement(counts, length, whole) for whole in self.wholes),
            "head": _mean(title.agreement(tokens) for title in self.titles),
            "theme": sum(self.themes.get(word, 0.0) for word in distinct) / self.all_themes,
            "early": _mean(1 / (1 + 0.35 * one.place) for one in spoken),
            "speech": _mean(float(one.sentence.text[:1] in _QUOTES) for one in spoken),
            "again": 1 - sum(distinct.values()) / (sum(one.weight for one in spoken) or 1.0),
        }
        found["fresh"] = _mean(self.reading.told[one.voice].fresh for one in spoken)
        found["apart"] = len({one.voice for one in spoken}) / len(spoken)
        found["heard"] = _mean(
            line.agreement([word for one in spoken if one.voice != voice for word in one.tokens])
            for voice, line in zip(self.heard, self.texts, strict=True)
        )
        if self.speaks:
            found["near"] = sum(self.near[one.number] * len(one.tokens) for one in spoken) / length
            weights = [math.sqrt(len(one.tokens)) for one in spoken]
            vectors = np.asarray([self.vectors[one.number] for one in spoken])
            found["about"] = float(unit(np.asarray(weights, dtype=np.float32) @ vectors) @ self.headlines)
        return found


class _Line:
    """A row of words that others are laid beside: the longest common subsequence, by the bits of one integer.

    Hyyrö 2004, "Bit-parallel LCS-length computation revisited".
    """

    def __init__(self, tokens: Sequence[str]) -> None:
        self.length = len(tokens)
        self.places: dict[str, int] = {}
        for at, word in enumerate(tokens):
            self.places[word] = self.places.get(word, 0) | (1 << at)
        self.ones = (1 << self.length) - 1

    def agreement(self, tokens: Sequence[str]) -> float:
        """F measure of the words in the same order, 0 to 1."""
        if not tokens or not self.length:
            return 0.0
        row, places, ones = self.ones, self.places, self.ones
        for word in tokens:
            if match := places.get(word):
                met = row & match
                row = ((row + met) | (row - met)) & ones
        return 2 * (self.length - row.bit_count()) / (self.length + len(tokens))


def unit(vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A vector of length 1 (or of zeros) of the same direction."""
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _agreement(counts: Counter[str], length: int, other: Counter[str]) -> float:
    """F measure of the words that both say, each as often as both do."""
    met = sum(min(count, counts[word]) for word, count in other.items() if word in counts)
    return 2 * met / (length + other.total())


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def _opening_text(reading: Reading, voice: int) -> str:
    return " ".join([reading.told[voice].title, *(one.sentence.text for one in reading.voices[voice][:OPENING])])


def _most_alike(reading: Reading) -> list[int]:
    """The reports whose openings share most with all others', in their order."""
    voices = range(len(reading.voices))
    if len(voices) <= HEARD:
        return list(voices)
    openings = [set(reading.opening(voice)) for voice in voices]
    spread = Counter(word for opening in openings for word in opening)
    alike = [sum(spread[word] for word in opening) / (len(opening) + 10) for opening in openings]
    return sorted(sorted(voices, key=lambda voice: (-alike[voice], voice))[:HEARD])


def _themes(reading: Reading) -> dict[str, float]:
    """Words that several reports say, each with what it is worth."""
    said = [set[str]().union(*(one.content for one in voice)) for voice in reading.voices]
    spread = Counter(word for each in said for word in each)
    weights = {word: weight for one in reading.spoken for word, weight in one.content.items()}
    return {word: weights[word] * math.log(count) for word, count in spread.items() if count > 1}


_QUOTES = '"“«„‘「『'
_BARE = 10  # words: a shorter sentence seldom tells who did what
_COMFORTABLE = 32  # words: a longer sentence is harder to read
_NAMES = re.compile(r"(?<=[\w,] )[A-ZÀ-ÞА-ЯЁІЇЄҐ]\w+")
_FIGURES = re.compile(r"\d[\d.,]*")
