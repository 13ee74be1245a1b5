"""Phrases of page furniture in what is shown: `python -m quality.residue` names each page that shows one.

Looked for in blocks and captions of every labelled page and of the sample edition. What the labelled truth holds itself
is the article's own, and counted apart.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from octavo.engine.extraction import extract
from octavo.engine.extraction.phrasebook import Phrases, fold
from octavo.engine.records import Draft
from quality.sets import SETS, labelled_pages

LIST = Path(__file__).with_name("residue.txt")
_SHORT = 250  # characters of a block that may be a promotion
_NOW = datetime(2026, 3, 7, 21, 0, tzinfo=UTC)


def score_residue(shared: Path | None, *, tell: bool = False) -> dict[str, float]:
    """Counts of pages: those that show residue, those where only the truth's own words look like it, all of them."""
    shown = own = pages = 0
    for name, draft, truth in (*_edition(), *(_labelled(shared) if shared else ())):
        found = find_residue(draft)
        left = [text for text in found if not _is_own(text, truth)]
        pages += 1
        shown += bool(left)
        own += bool(found) and not left
        if tell and left:
            print(f"{name}: {' | '.join(text[:100] for text in left)}")
    return {
        "residue.clean": 1 - shown / max(1, pages),
        "residue.shown_count": float(shown),
        "residue.own_count": float(own),
        "residue.pages_count": float(pages),
        "residue.phrases_count": float(sum(len(phrases.whole) for phrases in _phrases().values())),
    }


def find_residue(draft: Draft) -> list[str]:
    """The texts shown that are, or hold, a phrase of the list."""
    lines = [line for block in draft.blocks for line in block.text.split("\n")]
    lines += [text for block in draft.blocks for text in (block.caption, block.credit) if text]
    return [line for line in lines if line and is_residue_line(line)]


def is_residue_line(line: str) -> bool:
    """The line is furniture by the list."""
    if len(line) >= _SHORT:
        return False
    plain, phrases = fold(line), _phrases()
    return (
        plain.strip(" :") in phrases["whole"].whole
        or phrases["start"].begin(plain)
        or phrases["anywhere"].within(plain)
    )


def _is_own(text: str, truth: str) -> bool:
    return fold(text) in truth


@cache
def _phrases() -> dict[str, Phrases]:
    found: dict[str, list[str]] = {"whole": [], "start": [], "anywhere": []}
    section = "whole"
    for line in LIST.read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line and not line.startswith("#"):
            found[section] += line.split("|")
    return {name: Phrases(phrases) for name, phrases in found.items()}


def _labelled(shared: Path) -> Iterator[tuple[str, Draft, str]]:
    for name in SETS:
        for row, page in labelled_pages(shared / "benchmarks" / "extraction" / name):
            yield f"{name}/{row['id']}", extract(page, row["url"] or ""), fold(_truth(row))


def _truth(row: dict[str, Any]) -> str:
    return row.get("body") or "\n".join(row.get("paragraphs") or row.get("with") or ())


def _edition() -> Iterator[tuple[str, Draft, str]]:
    import json

    from octavo.edition.build import build_edition
    from octavo.engine.parsing.warc import read_warc

    with tempfile.TemporaryDirectory() as folder:
        built = build_edition(_NOW, Path(folder))
        rows = {row["address"]: row for row in map(json.loads, built.truth.read_text("utf-8").splitlines())}
        for answer in read_warc(built.warc):
            if row := rows.get(answer.address):
                yield answer.address, extract(answer.body, answer.address), fold("\n".join(row["paragraphs"]))


def main() -> None:
    shared = Path(__file__).resolve().parents[2] / "shared"
    for name, value in score_residue(shared if shared.is_dir() else None, tell=True).items():
        print(f"{name:<32} {value:.4f}")


if __name__ == "__main__":
    main()
