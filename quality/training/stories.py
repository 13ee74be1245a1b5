"""`make train-stories`: writes `engine/clustering/weights.txt` from the labelled sets and the sample edition.

A logistic regression over pairs of a report and a story as it truly was gives the first weights; a climb by small steps
over B3 of whole passes (first choice and second look) mends them. `ARGS="--without ecbplus"` learns without a set, to
see what the weights are worth on news they have not seen; it writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

import octavo.engine.clustering
from octavo.engine.clustering import ArticleView, Model, StoryView, absorb, model_to_text, rare_terms
from octavo.engine.clustering.compare import compare
from octavo.engine.clustering.model import FEATURES
from quality.groupings import compare_groupings
from quality.training.rehearsal import CANDIDATES, Rehearsal
from quality.training.reports import Reports, read_all

SHARED = Path(__file__).resolve().parents[3] / "shared"
WEIGHTS = Path(octavo.engine.clustering.__file__).with_name("weights.txt")
HEAD = "# Written by `make train-stories`. Log-odds per unit of each feature (model.py names them), then thresholds.\n"
STEPS = 400
SEED = 20_261
# What each set counts for. Without a table of rareness English stands for the languages that have none; the undated
# reports of one country's politics over ten years are harder than any stream.
COUNTS = {"allsides": 1.0, "allsides!": 0.5, "ecbplus": 1.0, "ecbplus!": 0.5, "edition": 0.7, "neus": 0.4}
FIRST_STEP = {"bias": 0.5, "joins": 0.3, "moves": 0.15, "contrast": 2.5}

Values = dict[str, float]


def main() -> int:
    parser = argparse.ArgumentParser(prog="quality.training.stories", description=__doc__)
    parser.add_argument("--without", metavar="SET", help=f"one of {', '.join(sorted({n.rstrip('!') for n in COUNTS}))}")
    parser.add_argument("--steps", type=int, default=STEPS, help="small steps tried (%(default)s)")
    asked = parser.parse_args()
    if not SHARED.is_dir():
        print("The labelled sets are not here: a folder `shared` beside the checkout is needed.", file=sys.stderr)
        return 1
    sets = read_all(SHARED)
    known = {name: reports for name, reports in sets.items() if name.rstrip("!") != asked.without}
    values = _climb(_first_values(known), known, asked.steps)
    for name, reports in sets.items():
        print(f"{name:10} {score(reports, values):.4f}" + (" held out" if name not in known else ""))
    if asked.without:
        return 0
    WEIGHTS.write_text(HEAD + model_to_text(_model(values)), "utf-8")
    print(f"{WEIGHTS.name} written; `make quality ARGS=stories` scores it")
    return 0


def score(reports: Reports, values: Mapping[str, float]) -> float:
    """B3 F1 of one pass over a set."""
    return compare_groupings(reports.labels, Rehearsal(_model(values)).run(reports.views))["b3_f1"]


def _model(values: Mapping[str, float]) -> Model:
    rest = {name: values[name] for name in FIRST_STEP}
    return Model(weights={name: values[name] for name in FEATURES}, **rest)


@dataclass(slots=True)
class _Pairs:
    features: npt.NDArray[np.float64]
    same: npt.NDArray[np.bool_]


def _pairs_of(reports: Reports) -> _Pairs:
    """Each report with the stories near it, as they truly were when it came."""
    stories: dict[str, StoryView] = {}
    by_term: defaultdict[str, set[str]] = defaultdict(set)
    rows: list[list[float]] = []
    same: list[bool] = []
    for view, label in zip(reports.views, reports.labels, strict=True):
        for other in _near(view, by_term):
            if stories[other].language == view.language and (features := compare(view, stories[other])):
                rows.append([features[name] for name in FEATURES])
                same.append(other == label)
        stories[label] = replace(absorb(stories.get(label), view), id=len(stories))
        for term in rare_terms(view):
            by_term[term].add(label)
    return _Pairs(np.array(rows), np.array(same))


def _near(view: ArticleView, by_term: Mapping[str, set[str]]) -> list[str]:
    hits = Counter(label for term in rare_terms(view) for label in by_term.get(term, ()))
    return [label for label, _ in sorted(hits.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]]


def _first_values(sets: Mapping[str, Reports]) -> Values:
    """Weights of a logistic regression, each set counted as COUNTS says whatever its size."""
    from sklearn.linear_model import LogisticRegression

    pairs = {name: _pairs_of(reports) for name, reports in sets.items()}
    features = np.vstack([each.features for each in pairs.values()])
    same = np.concatenate([each.same for each in pairs.values()])
    counts = np.concatenate([np.full(len(each.same), COUNTS[name] / len(each.same)) for name, each in pairs.items()])
    middle, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=3000)
    model.fit((features - middle) / spread, same, sample_weight=counts / counts.mean())
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ middle)
    # Pairs with stories as they truly were know no earlier mistakes: whole passes do better a little bolder.
    return {**dict(zip(FEATURES, weights.tolist(), strict=True)), "bias": bias + 1, "joins": 0.2, "moves": 0.3,
            "contrast": 5.5}  # fmt: skip


def _climb(values: Values, sets: Mapping[str, Reports], steps: int) -> Values:
    """Tries small changes of one value at a time, keeps what helps, and goes on that way while it does."""
    dice = Random(SEED)
    size = {name: FIRST_STEP.get(name, max(abs(value) * 0.3, 0.3)) for name, value in values.items()}
    best = _mean(sets, values)
    print(f"start {best:.4f}", flush=True)
    last: tuple[str, float] | None = None
    for step in range(steps):
        name, change = last or (dice.choice(sorted(values)), 0.0)
        change = change or dice.gauss(0, 1) * size[name]
        tried = {**values, name: values[name] + change}
        tried["moves"], tried["contrast"] = max(tried["moves"], 0.05), max(tried["contrast"], 0.0)
        reached = _mean(sets, tried)
        last = (name, change) if reached > best + 1e-5 else None
        if last:
            best, values = reached, tried
            print(f"{step:4} {best:.4f} {name} {values[name]:.2f}", flush=True)
    return values


def _mean(sets: Mapping[str, Reports], values: Mapping[str, float]) -> float:
    whole = sum(COUNTS[name] for name in sets)
    return sum(COUNTS[name] * score(reports, values) for name, reports in sets.items()) / whole


if __name__ == "__main__":
    sys.exit(main())
