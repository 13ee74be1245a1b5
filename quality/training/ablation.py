"""What each opinion adds: cross-validated figures without it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from octavo.engine.extraction.features import AROUND, BESIDE, CONTAINER, LOOK, NAMES, PAGE, PLACE
from octavo.engine.extraction.forest import Forest
from quality.extraction import score_extraction
from quality.sets import FOLDS
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
_SHOWN = ("aeb/f1", "aeb/exact", "fundus/f1", "wcxb/f1", "trafilatura/f1")


def tell_ablation(shared: Path, lessons: Sequence[Lesson]) -> None:
    """Prints a table: each row without one opinion, the forest grown anew for each fold."""
    print("| without | " + " | ".join(_SHOWN) + " |\n|---|" + "--:|" * len(_SHOWN))
    for name, left_out in {"nothing": (), **OPINIONS}.items():
        columns = [at for at, feature in enumerate(NAMES) if feature not in left_out]
        forests = [
            Forest(grow_forest([one for one in lessons if one.fold != fold], columns=columns), NAMES)
            for fold in range(FOLDS)
        ]
        figures = score_extraction(shared, forests=forests)
        print(f"| {name} | " + " | ".join(f"{figures[shown]:.4f}" for shown in _SHOWN) + " |", flush=True)
