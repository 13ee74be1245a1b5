"""`make train-extraction`: writes `engine/extraction/forest.txt` from all labelled pages, and one forest a fold.

Each fold's forest (`quality/folds/`) has seen no page of that fold's sites; `make quality` scores each page with the
forest that does not know its site. `ARGS=--ablation` tells what each opinion adds, and writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import octavo.engine.extraction
from quality.sets import FOLDS
from quality.training.ablation import tell_ablation
from quality.training.fit import grow_forest
from quality.training.pages import read_lessons

SHARED = Path(__file__).resolve().parents[3] / "shared"
FOREST = Path(octavo.engine.extraction.__file__).with_name("forest.txt")
FOLDER = Path(__file__).resolve().parents[1] / "folds"
HEAD = (
    "# Written by `make train-extraction`; how to read it stands in forest.py, what each feature is in features.py.\n"
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="quality.training", description=__doc__)
    parser.add_argument("--ablation", action="store_true", help="tell what each group of features adds")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print("The labelled pages are not here: a folder `shared` beside the checkout is needed.", file=sys.stderr)
        return 1
    lessons = list(read_lessons(SHARED))
    print(f"{len(lessons)} pages, {sum(len(lesson.labels) for lesson in lessons)} blocks", flush=True)
    if asked.ablation:
        tell_ablation(lessons)
        return 0
    FOLDER.mkdir(exist_ok=True)
    for fold in range(FOLDS):
        text = grow_forest([lesson for lesson in lessons if lesson.fold != fold])
        (FOLDER / f"{fold}.txt").write_text(HEAD + text, "ascii")
        print(f"fold {fold} written", flush=True)
    FOREST.write_text(HEAD + grow_forest(lessons), "ascii")
    print(f"{FOREST.name} written; `make quality ARGS=extraction` scores it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
