"""The sentences that say what an article says."""

from __future__ import annotations

import math
import re
from collections import Counter

from octavo.engine.assist.sentences import stands_alone
from octavo.engine.records import Sentence
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import content_words

_LONGEST = 9_000  # characters looked at: what matters in news stands before
_MOST_SENTENCES = 60
_ALIKE = 0.5  # share of a sentence's words said by one already chosen
_COMFORTABLE = 32  # words: a longer sentence is harder to read


def summarise(title: str, text: str, language: str | None, limit: int = 3) -> tuple[Sentence, ...]:
    """At most `limit` sentences of `text` in reading order, with their offsets; fewer where fewer can stand alone.

    A sentence weighs by its place (news tells first what matters), by how much of the article's and the title's
    vocabulary it holds, and by names and figures; one that repeats a chosen one is passed over.
    """
    sentences = split_sentences(text[:_LONGEST], language)[:_MOST_SENTENCES]
    spoken = [content_words(sentence.text, language) for sentence in sentences]
    counts = Counter(word for said in spoken for word in set(said))
    heading = set(content_words(title, language))
    ranked = sorted(
        (
            (_weigh(place, sentences[place], spoken[place], counts, heading), -place)
            for place, sentence in enumerate(sentences)
            if spoken[place] and stands_alone(sentence)
        ),
        reverse=True,
    )
    chosen: list[int] = []
    for _, place in ranked:
        if len(chosen) == limit:
            break
        said = set(spoken[-place])
        if all(len(said & set(spoken[other])) <= _ALIKE * min(len(said), len(set(spoken[other]))) for other in chosen):
            chosen.append(-place)
    return tuple(sentences[place] for place in sorted(chosen))


def _weigh(place: int, sentence: Sentence, said: list[str], counts: Counter[str], heading: set[str]) -> float:
    """Place, centrality, title, names and figures; each about 0 to 1 before its factor."""
    distinct = set(said)
    # A word of one sentence only says nothing of the article; the logarithm keeps one loud word from deciding.
    central = sum(math.log(counts[word]) for word in distinct) / math.sqrt(len(distinct))
    named = len(_NAMES.findall(sentence.text)) + len(_FIGURES.findall(sentence.text))
    length = len(sentence.text.split())
    return (
        1.6 / (1 + 0.35 * place)
        + 0.35 * min(central, 3.0)
        + 0.8 * (len(distinct & heading) / len(heading) if heading else 0.0)
        + 0.08 * min(named, 5)
        - 0.02 * max(0, length - _COMFORTABLE)
        - (0.5 if _SPEECH.match(sentence.text) else 0.0)
    )


_NAMES = re.compile(r"(?<=[\w,] )[A-ZÀ-ÞА-ЯЁ]\w+")
_FIGURES = re.compile(r"\d[\d.,]*")
_SPEECH = re.compile(r"[\"“«„‘]")
