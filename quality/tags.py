"""How good hashtags and desks are: a small hand-labelled sample, reports of one story among themselves, and desks
against the addresses under which publishers filed their articles.

python -m quality.tags [SHARED]
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from octavo.engine.desks import assign_desk
from octavo.engine.desks.assign import filed_under
from octavo.engine.entities import as_hashtag, find_hashtags, topic_key
from octavo.engine.text.language import detect_language

GOLD = Path(__file__).with_name("tags.json")
# What a list without these desks files elsewhere: the sample edition has seven.
COARSE = {"politics": "world", "society": "world", "climate": "science", "health": "science"}
_OUTLETS = {"cnn.com": ("CNN", "us"), "usatoday.com": ("USA TODAY", "us"), "theweek.co.uk": ("The Week", "gb")}


def score_tags(shared: Path) -> dict[str, float]:
    """Wanted tags found and banned tags avoided on the gold sample; of pairs of reports of one story, how many share a
    tag; desks of news/ told from title and text alone, where the address says the truth."""
    news = list(_lines(shared / "benchmarks/news/articles.jsonl.gz"))
    return {
        **judge_gold(json.loads(GOLD.read_text()), {row["id"]: row for row in news}),
        **{
            f"tags/{name}/{key}": value
            for name in ("allsides", "ecbplus")
            for key, value in agreement(list(_lines(shared / f"benchmarks/stories/{name}.jsonl"))).items()
        },
        **judge_desks(news),
    }


def judge_gold(
    gold: Mapping[str, Mapping[str, Sequence[str]]], rows: Mapping[str, Mapping[str, Any]]
) -> dict[str, float]:
    """Share of wanted tags that are among an article's, and share of articles with no banned tag."""
    found = wanted = clean = 0
    for pk, labels in gold.items():
        keys = set(_keys(rows[pk]))
        found += sum(bool(keys & {_key(way) for way in each.split("|")}) for each in labels["wanted"])
        wanted += len(labels["wanted"])
        clean += not keys & {_key(each) for each in labels["banned"]}
    return {"tags/gold/found": found / max(wanted, 1), "tags/gold/clean": clean / max(len(gold), 1)}


def _key(name: str) -> str:
    return topic_key(as_hashtag(name).slug, "en")


def agreement(rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Of pairs of reports of one story: how many share a tag, and how many one's first among the other's first two."""
    stories: defaultdict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        stories[str(row["label"])].append(_keys(row))
    pairs = [pair for tags in stories.values() for pair in combinations(tags, 2)]
    first = sum(bool(a and b and (a[0] in b[:2] or b[0] in a[:2])) for a, b in pairs)
    return {"shared": sum(bool(set(a) & set(b)) for a, b in pairs) / len(pairs), "first_shared": first / len(pairs)}


def judge_desks(rows: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Accuracy and coverage where the address names a desk, which is hidden. Opinion is left out: no text tells it."""
    told = right = count = 0
    for row in rows:
        truth = filed_under(row["url"], "en")
        if truth is None or truth == "opinion":
            continue
        _, country = _outlet(row)
        desk = assign_desk(title=_title(row), text=row["text"], language="en", country=country).desk
        count, told, right = count + 1, told + (desk is not None), right + (desk == truth)
    return {"desks/news/accuracy": right / max(told, 1), "desks/news/coverage": told / max(count, 1)}


def judge_edition_desks(rows: Sequence[tuple[str, str, str | None]]) -> dict[str, float]:
    """Of (language, true desk, our desk or None): accuracy over the seven desks of the sample edition, and coverage,
    in all and by language."""
    scores: dict[str, float] = {}
    for language in ("", *sorted({language for language, *_ in rows})):
        among = [row for row in rows if language in ("", row[0])]
        told = [row for row in among if row[2]]
        name = f"edition.desks_{language}" if language else "edition.desks"
        scores[f"{name}_accuracy"] = sum(truth in (ours, COARSE.get(ours or "")) for _, truth, ours in told) / max(
            len(told), 1
        )
        scores[f"{name}_coverage"] = len(told) / max(len(among), 1)
    return scores


def _keys(row: Mapping[str, Any]) -> list[str]:
    language = row.get("language") or detect_language(row["text"]) or "en"
    publisher, _ = _outlet(row)
    tags = find_hashtags(
        _title(row), row["text"], language=language, publisher=publisher, authors=row.get("authors") or ()
    )
    return [topic_key(tag.slug, language) for tag in tags]


def _title(row: Mapping[str, Any]) -> str:
    """Without the outlet's desk at its end, which would tell the answer."""
    return str(row["title"] or "").partition(" | CNN")[0]


def _outlet(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    return next((facts for host, facts in _OUTLETS.items() if host in (row.get("url") or "")), (None, None))


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def main() -> None:
    """Prints every score."""
    default = Path(__file__).resolve().parents[2] / "shared"
    for key, value in score_tags(Path(sys.argv[1]) if len(sys.argv) > 1 else default).items():
        print(f"{key:40} {value:.3f}")


if __name__ == "__main__":
    main()
