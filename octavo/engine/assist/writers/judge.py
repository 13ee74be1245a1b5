"""Whether a proposed sentence is shown: the evidence check, and what each feature claims by where it puts it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.engine.assist.composed import Cited, Source
from octavo.engine.assist.evidence import Passage, check
from octavo.engine.assist.writers.denials import denies_more
from octavo.engine.assist.writers.numbering import Numbered, Place
from octavo.engine.assist.writers.orders import is_order
from octavo.engine.assist.writers.records import Proposed
from octavo.engine.assist.writers.translation import check_translation
from octavo.engine.records import Span
from octavo.engine.text.tokens import words

SIDES = ("shared", "only", "differ")  # parts of a comparison
PART, LABEL, OLD, ALIGNED, ORDER, DENIAL = (
    "part",
    "label",
    "old",
    "aligned",
    "order",
    "negation",
)  # reasons of our own, beside the check's


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What sentences are judged for. `silent`: reports that a sentence must not be found in (those read before)."""

    feature: str
    numbered: Numbered
    source_language: str | None = None
    language: str | None = None  # that of the sentences to be shown
    silent: Sequence[Source] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence to show, or why not: a reason of the check's or of ours."""

    cited: Cited | None = None
    reason: str = ""
    kind: str = ""
    label: str = ""


def judge(proposed: Proposed, task: Task) -> Judged:
    """Looks at one sentence. Nothing that a model wrote reaches a reader but through here."""
    places = [_place_of(span, task.numbered) for span in proposed.spans]
    if task.feature == "translate":
        return _judge_translation(proposed, places, task)
    if is_order(proposed.text):
        return Judged(reason=ORDER)
    if reason := _misplaced(proposed, places, task):
        return Judged(reason=reason)
    verdict = check(proposed.text, list(map(_passage, places)), language=task.language)
    if not verdict.supported:
        return Judged(reason=verdict.failure.value if verdict.failure else "wording")
    if denies_more(proposed.text, [place.sentence.text for place in places], task.language):
        return Judged(reason=DENIAL)
    if _claims_silence(proposed, places, task):
        return Judged(reason=OLD if task.feature == "changes" else PART)
    used = sorted({at for at, _, _ in verdict.spans}) or range(len(places))
    spans = tuple(places[at].span for at in used)
    if _stands_on_too_little(proposed.kind, spans):  # it cited two reports, and one of them says nothing of it
        return Judged(reason=PART)
    kind, label = (proposed.kind if task.feature == "compare" else "", proposed.label if _labelled(task) else "")
    return Judged(cited=Cited(text=proposed.text, spans=spans), kind=kind, label=label)


def _place_of(span: Span, numbered: Numbered) -> Place:
    return next(place for place in numbered.places.values() if place.span == span)


def _passage(place: Place) -> Passage:
    source = place.source
    return Passage(text=place.sentence.text, title=source.title, at=source.at, publisher=source.publisher,
                   language=source.language, around=source.text)  # fmt: skip


def _labelled(task: Task) -> bool:
    return task.feature in ("background", "perspectives")


def _misplaced(proposed: Proposed, places: Sequence[Place], task: Task) -> str:
    """Why the part or the label of a sentence claims what its spans do not show."""
    if task.feature == "compare":
        spans = tuple(place.span for place in places)
        if proposed.kind not in SIDES or _stands_on_too_little(proposed.kind, spans):
            return PART
        if proposed.kind == "only" and len({span.article for span in spans}) > 1:
            return PART
    if _labelled(task) and not _is_named(proposed.label, places):
        return LABEL
    return ""


def _stands_on_too_little(kind: str, spans: Iterable[Span]) -> bool:
    return kind in ("shared", "differ") and len({span.article for span in spans}) < 2


def _is_named(label: str, places: Iterable[Place]) -> bool:
    """A label is words of the sources, never a claim."""
    sought = " ".join(words(label))
    return bool(sought) and any(f" {sought} " in f" {' '.join(words(place.sentence.text))} " for place in places)


def _claims_silence(proposed: Proposed, places: Sequence[Place], task: Task) -> bool:
    """Whether a sentence is told as what others do not say, and one of them does."""
    cited = {place.source.article for place in places}
    if task.feature == "changes":
        others: list[Source] = list(task.silent)
    elif proposed.kind == "only" and task.feature == "compare":
        others = list({place.source.article: place.source for place in task.numbered.places.values()
                       if place.source.article not in cited}.values())  # fmt: skip
    else:
        return False
    return any(_says(other, proposed.text, task) for other in others)


def _says(source: Source, text: str, task: Task) -> bool:
    held = [_passage(place) for place in task.numbered.places.values() if place.source.article == source.article]
    return bool(held) and check(text, held, language=task.language).supported


def _judge_translation(proposed: Proposed, places: Sequence[Place], task: Task) -> Judged:
    if len(places) != 1:
        return Judged(reason=ALIGNED)
    place = places[0]
    why = check_translation(
        place.sentence.text, proposed.text, source=place.source.language or task.source_language,
        target=task.language or "en",
    )  # fmt: skip
    if why:
        return Judged(reason=why)
    return Judged(cited=Cited(text=proposed.text, spans=(place.span,)), kind="translated")
