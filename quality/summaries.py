"""How near key points come to what editors wrote of the same reports, beside the usual peers.

python -m quality summaries
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from octavo.engine.assist import Length, Source, key_points
from octavo.engine.assist.points import Told, Weights
from octavo.engine.text.sentences import split_sentences
from quality.rouge import Rouge, rouge, rouge_words
from quality.summaries_peers import peers

SETS = ("neus-train", "neus-val")
_TITLE, _ARTICLE = "TITLE=>", "ARTICLE=>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Reports of one event and the editors' headline and summary: together, and the summary alone."""

    told: tuple[Told, ...]
    reference: str
    body: str


Summarise = Callable[[Sequence[Told], int], Sequence[str]]  # reports, sentences at most -> sentences


def score_summaries(shared: Path) -> dict[str, float]:
    """ROUGE-1, 2, L F1 on both files, ours with weights that were learned on the other one.

    `whole`: against the editors' headline and summary without their labels; `body`: against the summary alone. Every
    peer gives as many sentences as Octavo does for the same story; `lead` is the stronger of two: the first sentence
    of each report, and the first three of the first, though Octavo may tell less.
    """
    from quality.summaries_fit import learn

    labelled = read_labelled(shared)
    learned = {name: learn(stories) for name, stories in labelled.items()}
    scores: dict[str, float] = {}
    for name, stories in labelled.items():
        weights = learned[next(other for other in labelled if other != name)]
        told = {"octavo": [_ours(story, weights) for story in stories]}
        counts = [max(len(each), 1) for each in told["octavo"]]
        for peer, summarise in ({**_leads(), **peers()}).items():
            told[peer] = [list(summarise(story.told, count)) for story, count in zip(stories, counts, strict=True)]
        scores |= {f"summaries/{name}/{key}": value for key, value in _measure(stories, told)}
    return scores


def read_labelled(shared: Path) -> dict[str, list[Labelled]]:
    """The stories of each file, by its name."""
    return {name: list(_read(shared / f"benchmarks/summaries/{name}.jsonl.gz")) for name in SETS}


def _read(file: Path) -> Iterator[Labelled]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            headline, body = _parted(row["summary"])
            told = tuple(Told(title=title, text=text, language="en") for title, text in map(_parted, row["articles"]))
            yield Labelled(told=told, reference=f"{headline} {body}", body=body)


def _parted(text: str) -> tuple[str, str]:
    title, _, body = text.partition(_ARTICLE)
    return title.replace(_TITLE, "").strip(), body.strip()


def _ours(story: Labelled, weights: Weights) -> list[str]:
    sources = [
        Source(article=number, title=each.title, text=each.text, language=each.language)
        for number, each in enumerate(story.told)
    ]
    return [each.text for each in key_points(sources, length=Length.MEDIUM, weights=weights).sentences]


def _leads() -> dict[str, Summarise]:
    return {"lead_each": _lead_of_each, "lead_first": _lead_of_first}


def _lead_of_each(told: Sequence[Told], _count: int) -> Sequence[str]:
    firsts = [split_sentences(each.text, each.language)[:1] for each in told]
    return [first[0].text for first in firsts if first]


def _lead_of_first(told: Sequence[Told], _count: int) -> Sequence[str]:
    return [one.text for one in split_sentences(told[0].text, told[0].language)[:3]]


def _measure(stories: Sequence[Labelled], told: Mapping[str, Sequence[Sequence[str]]]) -> Iterator[tuple[str, float]]:
    """Each system's three measures against both forms of the reference, the leads as one; then what was told."""
    for form in ("whole", "body"):
        references = [rouge_words(story.reference if form == "whole" else story.body) for story in stories]
        reached = {
            system: _mean(
                [rouge(reference, rouge_words(" ".join(one))) for reference, one in zip(references, each, strict=True)]
            )
            for system, each in told.items()
        }
        lead = max((reached.pop("lead_each"), reached.pop("lead_first")), key=lambda scores: scores.sum)
        for system, scores in {**reached, "lead": lead}.items():
            for measure, value in zip(("rouge1", "rouge2", "rougeL"), scores, strict=True):
                yield f"{form}/{system}_{measure}", value
    yield "sentences", float(np.mean([len(each) for each in told["octavo"]]))
    yield "words", float(np.mean([len(" ".join(each).split()) for each in told["octavo"]]))


def _mean(scores: Sequence[Rouge]) -> Rouge:
    return Rouge(*np.asarray(scores).mean(axis=0).tolist())
