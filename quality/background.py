"""Build the table of document frequencies that `engine.clustering` ships: counts of folded words, no text.

python -m quality.background SHARED LANGUAGE TARGET.npz
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from octavo.engine.clustering.background import fold
from octavo.engine.text.tokens import words

_LEAD = 2_500  # characters, near to what grouping reads of an article
_FLOOR = 3  # rarer words get the weight of an unseen one, so the table need not hold them


def build_background(shared: Path, language: str, target: Path) -> int:
    """Count in how many articles of `shared`/benchmarks/news each word stands; write words, frequencies, articles.

    Returns the number of words kept.
    """
    counts: Counter[str] = Counter()
    articles = 0
    with gzip.open(shared / "benchmarks/news/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            articles += 1
            text = f"{article['title'] or ''}\n{article['text'][:_LEAD]}"
            counts.update({fold(word, language) for word in words(text)})
    kept = sorted(word for word, count in counts.items() if count >= _FLOOR and "\n" not in word)
    np.savez_compressed(
        target,
        words=np.frombuffer("\n".join(kept).encode(), dtype=np.uint8),
        frequencies=np.array([counts[word] for word in kept], dtype=np.uint16),
        articles=np.array(articles, dtype=np.uint32),
    )
    return len(kept)


if __name__ == "__main__":
    print(build_background(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])), "words")
