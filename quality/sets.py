"""The labelled pages beside this checkout, and how their sites are parted for cross-validation."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Row = dict[str, Any]
SETS = ("aeb", "fundus", "wcxb", "trafilatura")
FOLDS = 5


def labelled_pages(folder: Path) -> Iterator[tuple[Row, bytes]]:
    """Each page of a set: its truth, and the page as it was served."""
    with gzip.open(folder / "truth.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            name = row["id"] if row["id"].endswith(".html") else row["id"] + ".html"
            yield row, gzip.decompress((folder / "pages" / f"{name}.gz").read_bytes())


def site_of(row: Row) -> str:
    """The page's registered domain, roughly: the last two labels of its host, three where the last two are short."""
    labels = (urlsplit(row["url"] or "").hostname or row["id"]).split(".")
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3:] if short else labels[-2:])


def fold_of(row: Row) -> int:
    """The part (0 to `FOLDS` - 1) that the page's site is in: all pages of a site, of whatever set, are in one."""
    return int.from_bytes(hashlib.blake2b(site_of(row).encode(), digest_size=4).digest()) % FOLDS
