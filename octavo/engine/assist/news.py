"""What each report of a story adds to those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.engine.assist.sentences import stands_alone
from octavo.engine.records import Sentence
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import content_words, words

_LONGEST = 6_000  # characters of a report looked at
_FIGURE, _NAME, _WORD = 2.0, 1.2, 0.15  # what a new one of each is worth
_ENOUGH = 2.0  # one figure, or two names: other words may only tell the same again


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of a story."""

    id: int
    text: str
    language: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFact:
    """The sentence of a report that says most of what no earlier report said. `news`: its new figures and names."""

    id: int
    sentence: Sentence  # offsets into the report's text
    news: tuple[str, ...]


def new_facts(reports: Sequence[Report], limit: int | None = None, *, each: int = 1) -> tuple[NewFact, ...]:
    """In time order, for each report that adds figures or names, the `each` sentences that add most, the best first;
    at most the last `limit`.

    Reports without a time come last, equal times by id. What a report says in any of its sentences counts as said for
    those after it, so a copy adds nothing.
    """
    ordered = sorted(
        reports, key=lambda report: (report.published is None, report.published or datetime.max, report.id)
    )
    said: set[str] = set()
    facts: list[NewFact] = []
    for place, report in enumerate(ordered, start=1):
        sentences = split_sentences(report.text[:_LONGEST], report.language)
        weighed = [
            (weight, sentence, news) for sentence in sentences for weight, news in [_weigh(sentence, report, said)]
        ]
        weighed.sort(key=lambda one: (-one[0], one[1].start))
        added: set[str] = set()
        for weight, sentence, news in weighed:
            if weight < _ENOUGH or len(added) == each:
                break
            added.add(sentence.text)
            facts.append(NewFact(id=report.id, sentence=sentence, news=news))
        if place < len(ordered):
            said.update(words(report.text))
    return tuple(facts if limit is None else facts[-limit:] if limit else ())


def _weigh(sentence: Sentence, report: Report, said: set[str]) -> tuple[float, tuple[str, ...]]:
    if not stands_alone(sentence):
        return 0.0, ()
    figures = [figure for figure in _FIGURES.findall(sentence.text) if words(figure)[0] not in said]
    names = [name for name in _NAMES.findall(sentence.text) if not said.issuperset(words(name))]
    fresh = sum(word not in said for word in set(content_words(sentence.text, report.language)))
    weight = _FIGURE * min(len(figures), 3) + _NAME * min(len(names), 3) + _WORD * min(fresh, 12)
    # New words alone are a new wording, not a new fact.
    return (weight if figures or names else 0.0), tuple(dict.fromkeys([*figures, *names]))


_CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯЁ]"
_NAMES = re.compile(rf"(?<=[\w,;] ){_CAPITAL}\w+(?: {_CAPITAL}\w+)*")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
