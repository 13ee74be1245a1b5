"""The sentences of an answer in the making: judged as they come, grouped into parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from octavo.apps.assist.written import Accepted, Event, LeftOut
from octavo.engine.assist.composed import Cited, Composed, Part
from octavo.engine.assist.writers import Proposed
from octavo.engine.assist.writers.judge import Task, judge
from octavo.engine.assist.writers.numbering import Place
from octavo.engine.text.tokens import words

_MOST = 60  # sentences of an answer; a model that never ends is not listened to for ever
MISSING = "missing"  # a sentence that was not translated
REPEATED = "repeated"


@dataclass(slots=True)
class Sentences:
    """Takes proposed sentences, gives those that passed. A translation has the original wherever none passed."""

    task: Task
    shown: list[Accepted] = field(default_factory=list)
    refused: int = 0
    _said: set[str] = field(default_factory=set)
    _waiting: list[Place] = field(default_factory=list)  # of a translation: what is still to come

    def __post_init__(self) -> None:
        if self.task.feature == "translate":
            self._waiting = list(self.task.numbered.places.values())

    @classmethod
    def of(cls, composed: Composed) -> Iterator[Accepted]:
        """The sentences of what was composed before."""
        for part in composed.parts:
            for cited in part.sentences:
                yield Accepted(cited=cited, kind=part.kind, label=part.label, why=part.detail.get("why", ""))

    @property
    def accepted(self) -> int:
        """How many sentences of the model's passed."""
        return sum(not one.why for one in self.shown)

    def take(self, proposed: Proposed) -> Iterator[Event]:
        """What comes of one proposed sentence."""
        if self.task.feature == "translate":
            yield from self._take_translation(proposed)
            return
        key = " ".join(words(proposed.text))
        if key in self._said or len(self.shown) >= _MOST:
            yield LeftOut(reason=REPEATED)
            return
        judged = judge(proposed, self.task)
        if judged.cited is None:
            self.refused += 1
            yield LeftOut(reason=judged.reason)
            return
        self._said.add(key)
        yield self._show(Accepted(cited=judged.cited, kind=judged.kind, label=judged.label))

    def _take_translation(self, proposed: Proposed) -> Iterator[Event]:
        ahead = [place.span for place in self._waiting]
        if len(proposed.spans) != 1 or proposed.spans[0] not in ahead:
            yield LeftOut(reason=REPEATED)
            return
        for place in self._waiting[: ahead.index(proposed.spans[0])]:
            yield self._show(_original(place, MISSING))
        place = self._waiting[ahead.index(proposed.spans[0])]
        self._waiting = self._waiting[ahead.index(proposed.spans[0]) + 1 :]
        judged = judge(proposed, self.task)
        if judged.cited is None:
            self.refused += 1
            yield LeftOut(reason=judged.reason)
            yield self._show(_original(place, judged.reason))
        else:
            yield self._show(Accepted(cited=judged.cited, kind=judged.kind))

    def rest(self) -> Iterator[Event]:
        """At the end: what of a translation did not come."""
        if self.accepted:
            for place in self._waiting:
                yield self._show(_original(place, MISSING))
        self._waiting = []

    def parts(self) -> tuple[Part, ...]:
        """Sentences with one kind and label together; those of a translation in their order."""
        if self.task.feature == "translate":
            runs = [(key, list(group)) for key, group in groupby(self.shown, key=_key)]
        else:
            order = list(dict.fromkeys(map(_key, self.shown)))
            runs = [(key, [one for one in self.shown if _key(one) == key]) for key in order]
        return tuple(
            Part(
                kind=kind, label=label, sentences=tuple(one.cited for one in group), detail={"why": why} if why else {}
            )
            for (kind, label, why), group in runs
        )

    def _show(self, accepted: Accepted) -> Accepted:
        self.shown.append(accepted)
        return accepted


def _key(one: Accepted) -> tuple[str, str, str]:
    return one.kind, one.label, one.why


def _original(place: Place, why: str) -> Accepted:
    return Accepted(cited=Cited(text=place.sentence.text, spans=(place.span,)), kind="original", why=why)
