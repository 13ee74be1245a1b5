"""How well copies are recognised: texts made from real articles by known edits, against reports of the same affair.

python -m quality.copies [SHARED]
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from octavo.engine.neardup import compare_texts, fingerprint, hear, is_notice
from octavo.engine.neardup.shingles import clauses
from octavo.engine.records import Likeness
from quality.copy_pairs import Pair, Told, read_pairs

_PERMUTATIONS = 128
_THRESHOLDS = tuple(step / 100 for step in range(2, 96, 2))

Judged = dict[str, list[bool]]  # kind -> whether each pair was called a copy
Sketch = Callable[[Sequence[str]], Any]  # word triples -> something whose .jaccard(other) is a number


def score_copies(shared: Path) -> dict[str, float]:
    """Pairwise precision, recall and F1 of "one carries the other's words", and the share called so of each kind.

    A pair counts as found when the fingerprints share a band (as the product's look-up needs) and the comparison of
    texts says EXACT, NEAR or PARTIAL and the text is no notice. In the same run, MinHash over word triples as peers
    (datasketch, rensa; those that are installed) make of it, each at its own best threshold. Speed: milliseconds of
    CPU a fingerprint, a comparison, a peer's sketch.
    """
    pairs = list(read_pairs(shared))
    clock = _Clock()
    found: Judged = defaultdict(list)
    for pair in pairs:
        found[pair.kind].append(_is_found(pair, clock))
    truth = {pair.kind: pair.carried for pair in pairs}
    scores = {f"copies/{key}": value for key, value in summarise(found, truth).items()}
    scores |= {f"copies/{name}_ms": clock.mean(name) for name in ("fingerprint", "compare")}
    for peer, sketch in _peers().items():
        scores |= {f"copies/{peer}_{key}": value for key, value in _peer_scores(peer, sketch, pairs, truth).items()}
    return scores


def summarise(found: Mapping[str, Sequence[bool]], truth: Mapping[str, bool | None]) -> dict[str, float]:
    """Precision, recall, F1 over the kinds of which the truth is known, and the share called a copy of every kind."""
    hits = sum(sum(each) for kind, each in found.items() if truth[kind])
    missed = sum(len(each) - sum(each) for kind, each in found.items() if truth[kind])
    wrong = sum(sum(each) for kind, each in found.items() if truth[kind] is False)
    precision, recall = hits / max(hits + wrong, 1), hits / max(hits + missed, 1)
    shares = {f"share_called_copy/{kind}": sum(each) / len(each) for kind, each in found.items()}
    return {"precision": precision, "recall": recall, "f1": _f1(precision, recall), **shares}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


class _Clock:
    def __init__(self) -> None:
        self.spent: defaultdict[str, list[float]] = defaultdict(list)

    def run(self, name: str, work: Callable[..., Any], *given: Any) -> Any:
        begun = time.process_time()
        result = work(*given)
        self.spent[name].append(time.process_time() - begun)
        return result

    def mean(self, name: str) -> float:
        return 1_000 * sum(self.spent[name]) / max(len(self.spent[name]), 1)


def _is_found(pair: Pair, clock: _Clock) -> bool:
    ours, theirs = (clock.run("fingerprint", fingerprint, told.text) for told in (pair.first, pair.second))
    comparison = clock.run("compare", compare_texts, pair.first.text, pair.second.text)
    if comparison.likeness is Likeness.DIFFERENT or not set(ours.bands) & set(theirs.bands):
        return False
    return not is_notice(hear(pair.first.text), pair.first.title, pair.second.title)


# ---------------------------------------------------------------- peers


def _peers() -> dict[str, Sketch]:
    """Libraries of MinHash that are installed; none is needed to run Octavo."""
    found: dict[str, Sketch] = {}
    for name, sketch in (("datasketch", _datasketch), ("rensa", _rensa)):
        try:
            importlib.import_module(name)
        except ImportError as missing:
            print(f"  copies: no row for {name}, it cannot be imported ({missing})")
            continue
        found[name] = sketch
    return found


def _datasketch(shingles: Sequence[str]) -> Any:
    from datasketch import MinHash

    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in shingles])
    return sketch


def _rensa(shingles: Sequence[str]) -> Any:
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update(shingles)
    return sketch


def _peer_scores(
    peer: str, sketch: Sketch, pairs: Sequence[Pair], truth: Mapping[str, bool | None]
) -> dict[str, float]:
    """The best F1 that one threshold on the peer's resemblance reaches, and what a sketch costs, words included."""
    clock = _Clock()
    alike: dict[str, list[float]] = defaultdict(list)
    for pair in pairs:
        first, second = (clock.run(peer, _sketched, sketch, told) for told in (pair.first, pair.second))
        alike[pair.kind].append(first.jaccard(second))
    best = max(
        ({**summarise(_cut_at(alike, threshold), truth), "threshold": threshold} for threshold in _THRESHOLDS),
        key=lambda scores: scores["f1"],
    )
    return {"f1": best["f1"], "threshold": best["threshold"], "ms": clock.mean(peer)}


def _cut_at(alike: Mapping[str, Iterable[float]], threshold: float) -> Judged:
    return {kind: [value >= threshold for value in values] for kind, values in alike.items()}


def _sketched(sketch: Sketch, told: Told) -> Any:
    spoken = [word for sentence in clauses(told.text) for word in sentence]
    return sketch([" ".join(spoken[at : at + 3]) for at in range(max(len(spoken) - 2, 1))])


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[2] / "shared"
    for key, value in score_copies(Path(sys.argv[1]) if len(sys.argv) > 1 else default).items():
        print(f"{key:48} {value:.3f}")
