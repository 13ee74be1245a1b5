"""Scores of the article reader on four public labelled sets: `python -m quality.extraction [--seen] [SET ...]`.

Definitions: `benchmarks/README.md` beside the sets. The texts stay where they are; nothing of them is kept here.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from statistics import fmean

from octavo.engine.extraction import extract
from octavo.engine.extraction.features import NAMES
from octavo.engine.extraction.forest import Forest
from octavo.engine.records import Draft
from quality.metadata import score_told, told_of
from quality.sets import FOLDS, SETS, Row, fold_of, labelled_pages

FOLDER = Path(__file__).with_name("folds")


def score_extraction(
    shared: Path, sets: Iterable[str] = SETS, forests: Sequence[Forest | None] | None = None
) -> dict[str, float]:
    """Figures named `<set>/<measure>`, all 0 to 1 but `pages_per_second` (CPU) and the counts `pages`, `crashes`.

    Cross-validated by site: each page is read with the forest of its fold, which has seen no page of its site.
    `forests`: others than those that `make train-extraction` wrote, by fold.
    """
    figures: dict[str, float] = {}
    forests = forests or fold_forests()
    for name in sets:
        rows, drafts, crashes, seconds = _read_set(shared / "benchmarks" / "extraction" / name, forests)
        found = _SCORERS[name](rows, drafts)
        found |= {"pages": len(rows), "crashes": crashes, "pages_per_second": len(rows) / seconds}
        figures |= {f"{name}/{measure}": value for measure, value in found.items()}
    return figures


def fold_forests() -> list[Forest]:
    """The forests of all folds."""
    return [Forest((FOLDER / f"{fold}.txt").read_text("ascii"), NAMES) for fold in range(FOLDS)]


def _read_set(folder: Path, forests: Sequence[Forest | None]) -> tuple[list[Row], list[Draft | None], int, float]:
    rows, drafts, crashes, seconds = [], [], 0, 0.0
    for row, body in labelled_pages(folder):
        started = time.process_time()
        draft: Draft | None = None
        try:
            draft = extract(body, row["url"] or "", forest=forests[fold_of(row)])
        except Exception as error:  # a crash is what is counted here
            print(f"{row['id']}: {type(error).__name__}: {error}", file=sys.stderr)
            crashes += 1
        seconds += time.process_time() - started
        rows.append(row)
        drafts.append(draft)
    return rows, drafts, crashes, seconds


def _text(draft: Draft | None) -> str:
    return draft.text if draft else ""


# ---------------------------------------------------------------- aeb: 4-token shingles


def _score_aeb(rows: Sequence[Row], drafts: Sequence[Draft | None]) -> dict[str, float]:
    precisions, recalls, exact = [], [], 0
    for row, draft in zip(rows, drafts, strict=True):
        ours, truth = _tokens(_text(draft)), _tokens(row["body"])
        mine, theirs = _shingles(ours), _shingles(truth)
        both = (mine & theirs).total()
        extra, missed = mine.total() - both, theirs.total() - both
        exact += ours == truth
        if both + extra:
            precisions.append(both / (both + extra))
        if both + missed:
            recalls.append(both / (both + missed))
    precision, recall = fmean(precisions), fmean(recalls)
    return {"f1": _harmonic(precision, recall), "precision": precision, "recall": recall, "exact": exact / len(rows)}


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    if len(tokens) < 4:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


# ---------------------------------------------------------------- fundus: ROUGE-LSum and whole paragraphs


def _score_fundus(rows: Sequence[Row], drafts: Sequence[Draft | None]) -> dict[str, float]:
    scores, matches = [], []
    for row, draft in zip(rows, drafts, strict=True):
        ours = [line for line in _text(draft).split("\n") if line.strip()]
        options = list(_with_optional(row["paragraphs"]))
        scores.append(max((rouge_lsum(ours, truth) for truth in options), key=lambda score: score[2]))
        matches.append(max(_paragraph_match(ours, truth) for truth in options))
    precision, recall, f1 = (fmean(column) for column in zip(*scores, strict=True))
    return {"f1": f1, "precision": precision, "recall": recall, "paragraphs": fmean(matches)}


def _with_optional(paragraphs: Sequence[str]) -> Iterator[list[str]]:
    """The truth with every choice of (at most four) optional paragraphs, which stand in square brackets."""
    optional = [at for at, text in enumerate(paragraphs) if text.startswith("[") and text.endswith("]")][:4]
    for size in range(len(optional) + 1):
        for left_out in combinations(optional, size):
            yield [text[1:-1] if at in optional else text for at, text in enumerate(paragraphs) if at not in left_out]


def rouge_lsum(ours: Sequence[str], truth: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall, F1 of ROUGE-LSum: per true sentence the union of its LCS with each of ours, counts clipped."""
    mine = [_rouge_tokens(text) for text in ours]
    theirs = [_rouge_tokens(text) for text in truth]
    left_mine = Counter(token for text in mine for token in text)
    left_theirs = Counter(token for text in theirs for token in text)
    total_mine, total_theirs = left_mine.total(), left_theirs.total()
    if not total_mine or not total_theirs:
        return (0.0, 0.0, 0.0)
    hits = 0
    for reference in theirs:
        exact = [reference] if reference in mine else mine  # a sentence found whole is its own union
        union = sorted(set().union(*(_lcs(reference, candidate) for candidate in exact)))
        for token in (reference[at] for at in union):
            if left_mine[token] > 0 and left_theirs[token] > 0:
                hits += 1
                left_mine[token] -= 1
                left_theirs[token] -= 1
    precision, recall = hits / total_mine, hits / total_theirs
    return (precision, recall, _harmonic(precision, recall))


def _rouge_tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _lcs(reference: Sequence[str], candidate: Sequence[str]) -> set[int]:
    """Positions in `reference` of one longest common subsequence."""
    if reference == candidate:
        return set(range(len(reference)))
    if len(set(reference) & set(candidate)) == 0:
        return set()
    table = [[0] * (len(candidate) + 1)]
    for token in reference:
        above, row = table[-1], [0]
        for at, other in enumerate(candidate):
            row.append(above[at] + 1 if token == other else max(above[at + 1], row[at]))
        table.append(row)
    found, i, j = set(), len(reference), len(candidate)
    while i and j:
        if reference[i - 1] == candidate[j - 1]:
            i, j = i - 1, j - 1
            found.add(i)
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return found


def _paragraph_match(ours: Sequence[str], truth: Sequence[str]) -> float:
    mine = Counter(" ".join(text.split()) for text in ours)
    theirs = Counter(" ".join(text.split()) for text in truth)
    both = (mine & theirs).total()
    return _harmonic(both / max(1, mine.total()), both / max(1, theirs.total()))


# ---------------------------------------------------------------- wcxb: bags of words and snippets


def _score_wcxb(rows: Sequence[Row], drafts: Sequence[Draft | None]) -> dict[str, float]:
    f1s, precisions, recalls = [], [], []
    kept = wanted = shown = unwanted = 0
    for row, draft in zip(rows, drafts, strict=True):
        text = _text(draft)
        mine, theirs = Counter(_tokens(text.lower())), Counter(_tokens(row["body"].lower()))
        both = (mine & theirs).total()
        precision, recall = both / max(1, mine.total()), both / max(1, theirs.total())
        precisions.append(precision)
        recalls.append(recall)
        f1s.append(_harmonic(precision, recall))
        plain = _plain(text)
        wanted += len(row.get("with") or ())
        unwanted += len(row.get("without") or ())
        kept += sum(_plain(snippet) in plain for snippet in row.get("with") or ())
        shown += sum(_plain(snippet) in plain for snippet in row.get("without") or ())
    return {
        "f1": fmean(f1s), "precision": fmean(precisions), "recall": fmean(recalls),
        "with": kept / max(1, wanted), "without": 1 - shown / max(1, unwanted),
    }  # fmt: skip


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


# ---------------------------------------------------------------- trafilatura: segments


def _score_trafilatura(rows: Sequence[Row], drafts: Sequence[Draft | None]) -> dict[str, float]:
    hit = missed = wrong = 0
    for row, draft in zip(rows, drafts, strict=True):
        plain = " ".join(_text(draft).split())
        found = sum(" ".join(segment.split()) in plain for segment in row["with"])
        hit += found
        missed += len(row["with"]) - found
        wrong += sum(" ".join(segment.split()) in plain for segment in row["without"])
    precision, recall = hit / (hit + wrong), hit / (hit + missed)
    return {"f1": _harmonic(precision, recall), "precision": precision, "recall": recall} | _metadata(rows, drafts)


def _metadata(rows: Sequence[Row], drafts: Sequence[Draft | None]) -> dict[str, float]:
    """Titles, days and authors, over the pages whose truth has them."""
    return score_told(rows, [told_of(draft) for draft in drafts])


_SCORERS = {
    "aeb": _score_aeb,
    "fundus": _score_fundus,
    "wcxb": lambda rows, drafts: _score_wcxb(rows, drafts) | _metadata(rows, drafts),
    "trafilatura": _score_trafilatura,
}


def main(arguments: Sequence[str]) -> None:
    shared = Path(__file__).resolve().parents[2] / "shared"
    if not shared.is_dir():
        raise SystemExit("The labelled sets are not here: a folder `shared` beside the checkout is needed.")
    seen = "--seen" in arguments  # by the shipped forest, which has learned from these pages
    sets = [name for name in arguments if name != "--seen"] or SETS
    for name, value in score_extraction(shared, sets, [None] * FOLDS if seen else None).items():
        print(f"{name:32} {value:9.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
