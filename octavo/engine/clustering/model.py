"""How likely a report belongs to a story: the weights, in one place for the first choice and the second look."""

from __future__ import annotations

# Log-odds per unit of each feature, one setting for every source of news: found by small steps on allsides, ecbplus and
# the sample edition together. A logistic regression over the same pairs, each set held out in turn, gives nearly the
# same. The best headline of a story, tried too, told affairs apart and not events.
WEIGHTS = {
    "terms": 3.0,  # cosine of TF-IDF vectors
    "vector": 2.5,  # cosine of static word vectors
    "names": 2.8,  # cosine over name words
    "headline": 2.0,  # cosine of title terms with the story's terms
    "figures": 0.4,  # numbers in common, at most three
    "silence": -2.8,  # ln(1 + days) between the article and the story's time
    "length": -4.0,  # ln(1 + days beyond an event's usual length): affairs are chains of stories
    "undated": -1.0,  # one of the two has no time
    "guessed": 1.2,  # where the rareness of words is a guess, cosines come out lower
}
BIAS = -3.1

FIGURES_COUNTED = 3
EVENT_DAYS = 0.75  # most reports of an event come within so long of the first
REACH_DAYS = 14.0  # later reports belong to another story of the same affair


def guessed_closeness(terms: float) -> float:
    """What the vectors of English news show on average at that likeness of terms.

    It stands for the vectors of other languages: the built-in model was trained on English, and any two texts of
    another language are near to each other in it.
    """
    return min(1.0, 0.4 + terms)


def vectors_speak(language: str | None) -> bool:
    """Whether the built-in vectors mean something in this language."""
    return (language or "en")[:2] == "en"
