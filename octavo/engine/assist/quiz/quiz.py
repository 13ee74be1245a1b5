"""A quiz on a story."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

from octavo.engine.assist.comparing.figures import differing
from octavo.engine.assist.comparing.tellings import Report
from octavo.engine.assist.composed import Composed, Part, Source
from octavo.engine.assist.quiz.choices import wrong_choices
from octavo.engine.assist.quiz.facts import Fact, find_facts
from octavo.engine.assist.quiz.known import know_names
from octavo.engine.assist.quiz.wording import ask
from octavo.engine.assist.reading import Heard, hear_reports, in_order
from octavo.engine.text.tokens import content_words, words

_CHARACTERS = 40_000  # read in all
_REPORTS = 20  # the newest: what is asked is what stands
_TRIED = 60  # facts whose wrong choices are looked for
_OF_A_KIND = {"name": 3, "place": 2, "figure": 3, "date": 1}  # in five questions
_KIND_WORTH = {"name": 0.9, "place": 0.4, "figure": 0.8, "date": -0.2}


def quiz(
    sources: Sequence[Source], *, dice: random.Random, questions: int = 5, archive: Sequence[Source] = ()
) -> Composed:
    """At most `questions` questions on the reports of a story, each with the sentence that proves its answer.

    Parts of kind "question". `label`: a sentence of a report with "____" where the answer stands; in English "Who ...?"
    or "How many ...?" where that is one exchange of words. `detail`: "choices" (four), "right" (the place of the right
    one, from 0), "kind" ("name", "place", "figure" or "date"). `sentences`: the one that proves it, word for word; it
    is to be shown after the answer. Nothing: too little that is sure.

    Wrong choices are persons for a person, places for a place (of the reports and `archive`), figures as precise and
    near but clearly other, other days; none stands in a sentence of the reports that speaks of the same. A figure that
    two reports give differently is not asked. No answer stands in another question. `dice` throws order and choices:
    the same dice give the same quiz.
    """
    heard = hear_reports(in_order(sources)[-_REPORTS:], _CHARACTERS)
    known = know_names([*heard, *hear_reports(archive, _CHARACTERS // 4)] if archive else heard)
    reports = [Report(heard=each, statements=()) for each in heard]
    facts = list(find_facts(heard, known, differing(reports)))
    weights = _weigh(facts, heard)
    ranked = sorted(range(len(facts)), key=lambda at: (-weights[at], facts[at].heard.source.article, facts[at].start))
    parts: list[Part] = []
    taken: list[Fact] = []
    for at in ranked[:_TRIED]:
        fact = facts[at]
        if len(parts) == questions or not _goes_with(fact, taken):
            continue
        label = ask(fact)
        if _tells(label, taken) or any(_holds(part.label, fact.answer) for part in parts):
            continue
        wrong = wrong_choices(fact, heard, known, dice)
        if wrong:
            taken.append(fact)
            parts.append(_part(fact, label, wrong, dice))
    return Composed(parts=tuple(parts))


def _part(fact: Fact, label: str, wrong: Sequence[str], dice: random.Random) -> Part:
    choices = [fact.answer, *wrong]
    dice.shuffle(choices)
    return Part(
        kind="question",
        label=label,
        sentences=(fact.heard.cite(fact.sentence),),
        detail={"choices": choices, "right": choices.index(fact.answer), "kind": fact.kind},
    )


def _goes_with(fact: Fact, taken: Sequence[Fact]) -> bool:
    """Another sentence and answer than those taken, and not too many of a kind."""
    if Counter(other.kind for other in taken)[fact.kind] >= _OF_A_KIND[fact.kind]:
        return False
    said = set(content_words(fact.sentence.text, fact.language))
    for other in taken:
        spoken = set(content_words(other.sentence.text, other.language))
        if other.answer == fact.answer or len(said & spoken) > 0.5 * min(len(said), len(spoken)):
            return False
    return True


def _tells(label: str, taken: Sequence[Fact]) -> bool:
    return any(_holds(label, other.answer) for other in taken)


def _holds(label: str, answer: str) -> bool:
    """Whether a question gives an answer away: all of it, or its last word."""
    spoken = f" {' '.join(words(label))} "
    folded = words(answer)
    return f" {' '.join(folded)} " in spoken or (len(folded) > 1 and f" {folded[-1]} " in spoken)


def _weigh(facts: Sequence[Fact], heard: Sequence[Heard]) -> list[float]:
    """What matters: early in its report, in words that many reports use, an answer that several of them name."""
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for report in heard:
        for word in set(words(report.opening)):
            holders[word].add(report.group)
    groups = len({report.group for report in heard})
    weights = []
    for fact in facts:
        said = set(content_words(fact.rest, fact.language))
        central = sum(len(holders[word]) for word in said) / (len(said) * groups) if said else 0.0
        named = min((len(holders[word]) for word in words(fact.answer)), default=0) / groups
        early = 1 / (1 + 0.3 * fact.place)
        weights.append(1.4 * early + 1.6 * central + 1.2 * named + _KIND_WORTH[fact.kind] - 0.2 * _is_scrap(fact))
    return weights


def _is_scrap(fact: Fact) -> bool:
    """A bare quotation or a sentence that begins with its blank tells little of what is asked."""
    return any(sign in fact.sentence.text for sign in '"“„«') or len(fact.rest.split()) < 9
