"""Choosing: the best sentence first, then what makes the choice better, until it is long enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from octavo.engine.assist.points.reading import Reading, Spoken
from octavo.engine.assist.points.scene import Scene
from octavo.engine.assist.points.weights import Weights, shipped_weights

CANDIDATES = 20  # sentences at most that are judged
_ALIKE = 0.55  # share of a sentence's words said by one already chosen: it would tell the same again
_SAME = 0.8  # of two candidates: one of them is enough
_REPEATED = 0.04  # what it costs to say again what was said, in a long choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Sentences, the best first. `core`: how many of them are worth telling together; the rest adds detail."""

    sentences: tuple[Spoken, ...]
    core: int


def choose(
    reading: Reading, *, core: int, core_words: int, most: int, most_words: int, weights: Weights | None = None
) -> Choice:
    """At most `core` sentences of about `core_words` that stand together for the reports, then up to `most`."""
    candidates = find_candidates(reading)
    if not candidates or most < 1:
        return Choice(sentences=(), core=0)
    scene = Scene(reading, candidates)
    judged = _Judged(scene, (weights or shipped_weights())[scene.kind])
    if scene.several:
        judged.build(core, core_words)
    else:
        judged.fill(core, core_words)
    told = len(judged.chosen)
    judged.fill(most, most_words)
    return Choice(sentences=tuple(candidates[at] for at in judged.chosen), core=told)


def in_reading_order(sentences: Sequence[Spoken]) -> list[Spoken]:
    """What stands first in its report first; where that is equal, the better one (as they are given). A sentence that
    needs the one before it comes right after it."""
    ordered: list[Spoken] = []
    for one in sorted(sentences, key=lambda one: one.place):
        before = next((at for at, other in enumerate(ordered) if other.is_before(one)), None) if one.follows else None
        ordered.insert(len(ordered) if before is None else before + 1, one)
    return ordered


class _Judged:
    """A choice as it grows. `chosen` and `left` are places among the candidates."""

    def __init__(self, scene: Scene, weights: Mapping[str, float]) -> None:
        self.scene, self.weights, self.candidates = scene, weights, scene.candidates
        self.chosen: list[int] = []
        self.left = list(range(len(scene.candidates)))
        self.words = 0
        self.told: set[str] = set()
        self.alone = [self._worth([at]) for at in self.left]

    def build(self, most: int, most_words: int) -> None:
        """Adds the best one, then the one with which the choice is best, while it gets better."""
        worth = float("-inf")
        while len(self.chosen) < most:
            trials = [
                (self._worth([*self.chosen, at]) if self.chosen else self.alone[at], -at)
                for at in self._fitting(most_words)
            ]
            best, at = max(trials, default=(float("-inf"), 0))
            if best <= worth:
                return
            self._add(-at)
            worth = best

    def fill(self, most: int, most_words: int) -> None:
        """Adds, by what each is worth on its own, sentences that tell something else."""
        while len(self.chosen) < most:
            trials = [(self.alone[at] - _REPEATED * self._repeated(at), -at) for at in self._fitting(most_words)]
            if not trials:
                return
            self._add(-max(trials)[1])

    def _worth(self, chosen: Sequence[int]) -> float:
        features = self.scene.judge(in_reading_order([self.candidates[at] for at in chosen]))
        return sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def _fitting(self, most_words: int) -> list[int]:
        """Those left that are not too long, and whose sentence before, if they need it, is chosen."""
        # The first may be as long as it is.
        room = most_words - self.words if self.chosen else 1_000
        return [
            at
            for at in self.left
            if len((one := self.candidates[at]).tokens) <= room
            and (not one.follows or any(self.candidates[other].is_before(one) for other in self.chosen))
        ]

    def _add(self, at: int) -> None:
        """Chooses one, and gives up those that would tell the same again."""
        one = self.candidates[at]
        self.chosen.append(at)
        self.words += len(one.tokens)
        self.told.update(one.content)
        self.left = [other for other in self.left if other != at and self.candidates[other].overlap(one) <= _ALIKE]

    def _repeated(self, at: int) -> float:
        """Share of a sentence's words, by weight, that were said."""
        one = self.candidates[at]
        return sum(weight for word, weight in one.content.items() if word in self.told) / (one.weight or 1.0)


def find_candidates(reading: Reading) -> list[Spoken]:
    """The sentences worth a closer look: near the top, in words that openings and headlines use; no near doubles."""
    openings = [set(reading.opening(voice)) for voice in range(len(reading.voices))]
    spread = Counter(word for opening in openings for word in opening)
    weighed = sorted(
        (-_promise(one, spread, len(openings)), one.number)
        for one in reading.spoken
        if one.telling and not (one.follows and one.place == 0)
    )
    if len(reading.voices) == 1:
        return [reading.spoken[number] for number in sorted(number for _, number in weighed)]
    found: list[Spoken] = []
    for _, number in weighed:
        one = reading.spoken[number]
        if all(one.overlap(other) < _SAME for other in found):
            found.append(one)
            if len(found) == CANDIDATES:
                break
    return sorted(found, key=lambda one: (one.voice, one.place))


def _promise(one: Spoken, spread: Counter[str], voices: int) -> float:
    shared = sum(weight * spread[word] for word, weight in one.content.items() if word in spread)
    return shared / voices / (one.weight + 8) + 0.5 / (1 + 0.2 * one.place)
