"""Scores of the article reader on four public labelled sets: `python -m quality.extraction [SET ...]`.

Definitions: `benchmarks/README.md` beside the sets. The texts stay where they are; nothing of them is kept here.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from statistics import fmean
from typing import Any

from octavo.engine.extraction import extract
from octavo.engine.records import Draft

Row = dict[str, Any]
Reader = Callable[[bytes, str], Draft]
SETS = ("aeb", "fundus", "wcxb", "trafilatura")


def score_extraction(shared: Path, sets: Iterable[str] = SETS, read: Reader = extract) -> dict[str, float]:
    """Figures named `<set>/<measure>`, all 0 to 1 but `pages_per_second` (CPU) and the counts `pages`, `crashes`."""
    figures: dict[str, float] = {}
    for name in sets:
        rows, drafts, crashes, seconds = _read_set(shared / "benchmarks" / "extraction" / name, read)
        found = _SCORERS[name](rows, drafts)
        found |= {"pages": len(rows), "crashes": crashes, "pages_per_second": len(rows) / seconds}
        figures |= {f"{name}/{measure}": value for measure, value in found.items()}
    return figures


def _read_set(folder: Path, read: Reader) -> tuple[list[Row], list[Draft | None], int, float]:
    rows, drafts, crashes, seconds = [], [], 0, 0.0
    for row in _lines(folder / "truth.jsonl.gz"):
        name = row["id"] if row["id"].endswith(".html") else row["id"] + ".html"
        body = gzip.decompress((folder / "pages" / f"{name}.gz").read_bytes())
        started = time.process_time()
        draft: Draft | None = None
        try:
            draft = read(body, row["url"] or "")
        except Exception as error:  # a crash is what is counted here
            print(f"{row['id']}: {type(error).__name__}: {error}", file=sys.stderr)
            crashes += 1
        seconds += time.process_time() - started
        rows.append(row)
        drafts.append(draft)
    return rows, drafts, crashes, seconds


def _lines(path: Path) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


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
    """Titles equal, days equal, authors as a set, over the pages whose truth has them."""
    titles, days, authors = [], [], []
    for row, draft in zip(rows, drafts, strict=True):
        if row.get("title"):
            titles.append(_bare(row["title"]) == _bare(draft.title if draft else ""))
        if row.get("date"):
            days.append(bool(draft and draft.published and draft.published.date().isoformat() == row["date"][:10]))
        if row.get("author"):
            named = row["author"] if isinstance(row["author"], list) else re.split(r"[;|]|, and ", row["author"])
            truth = {_bare(name) for name in named}
            mine = {_bare(name) for name in (draft.authors if draft else ())}
            authors.append(2 * len(mine & truth) / max(1, len(mine) + len(truth)))
    return {"title": fmean(titles or [0]), "date": fmean(days or [0]), "authors": fmean(authors or [0])}


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


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
    for name, value in score_extraction(shared, arguments or SETS).items():
        print(f"{name:32} {value:9.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
