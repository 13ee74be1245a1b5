"""What each opinion adds: how much more is misjudged without it, cross-validated by site."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.extraction.features import AROUND, BESIDE, CONTAINER, LOOK, NAMES, PAGE, PLACE
from octavo.engine.extraction.forest import Forest
from quality.training.fit import grow_forest
from quality.training.pages import Lesson

OPINIONS: dict[str, tuple[str, ...]] = {
    "text density and length": (
        "weight", "words", "ends", "commas", "word_length", "upper", "lower", "capitals", "lines",
    ),
    "link density": ("linked", "links", "links_inside", "outer_links_inside"),
    "semantic tags": (
        "paragraph", "heading", "quote", "list", "table", "level", "article", "main", "aside_tag", "footer", "section",
        "li", "td", "post",
    ),
    "class names": ("about", "body", "aside", "doubt"),
    "phrases": ("residue", "promotes", "starts_promotion", "closes", "closings", "since_closing"),
    "structured data": ("stated", "described", "in_title"),
    "containers": tuple(name for name in CONTAINER if "links" not in name),
    "looks like the rest": LOOK,
    "place on the page": tuple(name for name in PLACE if "clos" not in name),
    "the page as a whole": PAGE,
    "neighbours": (*(f"{side}_{one}" for side in ("before", "after", "before2", "after2") for one in BESIDE), *AROUND),
    "repetition and breaks": ("repeats", "gap", "broken", "loose", "bold"),
}  # fmt: skip
_TREES, _FOLDS = 40, 2  # enough to tell, and quick


def tell_ablation(lessons: Sequence[Lesson]) -> None:
    """Prints a table: the share of the blocks' weight misjudged, on sites not learned from, by each opinion alone and
    by all opinions but this one."""
    everything = _misjudged(lessons, list(range(len(NAMES))))
    print(f"| opinion | alone | all but this |\n|---|--:|--:|\n| all | {100 * everything:.1f} % | |", flush=True)
    for name, features in OPINIONS.items():
        mine = [NAMES.index(feature) for feature in features]
        others = [at for at in range(len(NAMES)) if at not in mine]
        alone, without = _misjudged(lessons, mine), _misjudged(lessons, others)
        print(f"| {name} | {100 * alone:.1f} % | {100 * without:.1f} % |", flush=True)


def _misjudged(lessons: Sequence[Lesson], columns: Sequence[int]) -> float:
    wrong = total = 0.0
    for fold in range(_FOLDS):
        forest = Forest(grow_forest([one for one in lessons if one.fold != fold], columns=columns, trees=_TREES), NAMES)
        for lesson in lessons:
            if lesson.fold == fold:
                told = lesson.weights > 0
                missed = (forest.score(lesson.features[told]) >= 0.5) != (lesson.labels[told] == 1)
                wrong += float(lesson.weights[told][missed].sum())
                total += float(lesson.weights[told].sum())
    return wrong / total
