"""How likely a report belongs to a story: one set of weights for the first choice and the second look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

CORE = 0.6  # a word in this share of a story's reports is at its core
YEAR_HELD = 0.4  # a year in this share of them is the story's
FIGURES_COUNTED = 3
NOTHING_SHARED = 0.04  # cosine of terms under which two reports have no more than a stray word in common
EVENT_DAYS = 0.75  # most reports of an event come within so long of the first
REACH_DAYS = 14.0  # later reports belong to another story of the same affair

FEATURES = (
    "terms",  # cosine of TF-IDF vectors
    "vector",  # cosine of static word vectors
    "names",  # cosine over name words
    "headline",  # cosine of title terms with the story's terms
    "figures",  # numbers in common, at most three
    "lacks_names",  # share of the names that most reports of the story hold and this one does not
    "lacks_terms",  # the same of its terms
    "lacks_focus",  # share of what the report is about that no report of the story says
    "years_agree",  # the report names a year that is the story's
    "years_differ",  # both name years, and none in common
    "silence",  # ln(1 + days) between the report and the story's time
    "length",  # ln(1 + days beyond an event's usual length): affairs are chains of stories
    "undated",  # one of the two has no time
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Log-odds per unit of each feature, and the thresholds of the second look, in log-odds."""

    weights: Mapping[str, float]
    bias: float
    joins: float  # mean log-odds at which two groups are one story
    moves: float  # gain for which a report changes its group
    contrast: float  # what two groups that tell of two events lose


@cache
def read_model() -> Model:
    """The model that `make train-stories` wrote."""
    return model_from_text(resources.files("octavo.engine.clustering").joinpath("weights.txt").read_text("utf-8"))


def model_from_text(text: str) -> Model:
    """A model from lines of a name and a number; `#` begins a comment. Raises ValueError where one is missing."""
    lines = (line.partition("#")[0].split() for line in text.splitlines())
    values = {words[0]: float(words[1]) for words in lines if words}
    if missing := {*FEATURES, "bias", "joins", "moves", "contrast"} - values.keys():
        raise ValueError(f"the weights lack {', '.join(sorted(missing))}")
    return Model(
        weights={name: values[name] for name in FEATURES},
        bias=values["bias"],
        joins=values["joins"],
        moves=values["moves"],
        contrast=values["contrast"],
    )


def model_to_text(model: Model) -> str:
    """What `model_from_text` reads; three decimals."""
    rest = {"bias": model.bias, "joins": model.joins, "moves": model.moves, "contrast": model.contrast}
    return "".join(f"{name} {value:.3f}\n" for name, value in {**model.weights, **rest}.items())


def guessed_closeness(terms: float) -> float:
    """What the vectors of English news show on average at that likeness of terms.

    It stands for the vectors of other languages: the built-in model was trained on English, and any two texts of
    another language are near to each other in it.
    """
    return min(1.0, 0.4 + terms)


def vectors_speak(language: str | None) -> bool:
    """Whether the built-in vectors mean something in this language."""
    return (language or "en")[:2] == "en"
