"""The related lists of whole pools, made by the true line: is an unrelated article shown, a copy, an untrue reason?

python -m quality related
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from octavo.engine.ranking import Reason, Related
from quality.related_pools import judged_pairs, read_pool
from quality.scratch import empty, set_up

SETS = ("allsides", "ecbplus")
NOW = datetime(2026, 3, 7, 21, 0, tzinfo=UTC)
_FIRST = 3
_RUN, _COPIED = 8, 0.5  # words; share of the shorter text's runs that stand in the longer one
_EVENT = (Reason.SAME_EVENT, Reason.OTHER_VIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article of a pool with its list: the ids of the others, and why."""

    id: str
    list: tuple[tuple[str, Related], ...]
    untrue: int  # items whose reason is not true in every part


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A set as it is judged: texts by id, and what two of its articles are to each other (None: nobody has said)."""

    name: str
    texts: Mapping[str, str]
    label: Mapping[str, str]  # the event
    topic: Mapping[str, str]  # what events may have in common
    judged: Mapping[frozenset[str], str]

    def relation(self, one: str, other: str) -> str | None:
        if self.label[one] == self.label[other]:
            return "event"
        known = self.judged.get(frozenset((one, other)))
        if known is None and self.topic:
            return "background" if self.topic[one] == self.topic[other] else "unrelated"
        return known


def score_related(shared: Path | None) -> dict[str, float]:
    """Scores of each pool; of the edition alone where the labelled sets are not there."""
    set_up()
    scores: dict[str, float] = {}
    for name in SETS if shared else ():
        rows = read_pool(shared, name) if shared else []
        empty()
        scores |= judge(pool_of(name, rows), lists_of(rows))
    return scores | _score_edition()


def pool_of(name: str, rows: Sequence[Mapping[str, Any]]) -> Pool:
    labels = {str(row["id"]): str(row["label"]) for row in rows}
    topics = {key: label.removesuffix("plus").removesuffix("ecb") for key, label in labels.items()}
    return Pool(
        name=name, label=labels, topic=topics if name == "ecbplus" else {},
        texts={str(row["id"]): row["text"] for row in rows},
        judged={pair.ids: pair.label for pair in judged_pairs() if pair.set == name},
    )  # fmt: skip


def lists_of(rows: Sequence[Mapping[str, Any]]) -> list[Listed]:
    """The lists of a pool's articles, placed by the true steps in the scratch database."""
    from octavo.faces.ops.given.lines import draft_from_values, word_of
    from octavo.pipeline import match, place, tag
    from octavo.pipeline.alone import store_alone

    drafts = [draft_from_values(row, address=f"urn:related:{number}") for number, row in enumerate(rows)]
    sources = [(word_of(row, "url"), word_of(row, "publisher")) for row in rows]
    ids = store_alone(drafts, sources, now=NOW, steps=(match.run, place.run, tag.run))
    return list(_lists({pk: str(row["id"]) for pk, row in zip(ids, rows, strict=True)}))


def _lists(names: Mapping[int, str]) -> Iterator[Listed]:
    """The list of each stored article (its id: what it is called), every reason checked on the whole texts."""
    from octavo.apps.articles.queries import article_with_text
    from octavo.apps.assist.related import surroundings_of
    from quality.related_truth import untrue_reasons

    for pk, name in names.items():
        held = article_with_text(pk)
        if held is None:
            continue
        found = surroundings_of(held.article).related
        yield Listed(
            id=name, list=tuple((names[one.article.pk], one.why) for one in found if one.article.pk in names),
            untrue=sum(bool(faults) for faults in untrue_reasons(pk, [one.why for one in found])),
        )  # fmt: skip


def judge(pool: Pool, lists: Sequence[Listed]) -> dict[str, float]:
    """Shares, each the better the higher."""
    first = Counter(pool.relation(one.id, other) for one in lists for other, _ in one.list[:_FIRST])
    shown = [(one.id, other, why) for one in lists for other, why in one.list]
    scores = {
        "related_of_first_three": 1 - first["unrelated"] / max(first.total() - first[None], 1),
        "judged_of_first_three": 1 - first[None] / max(first.total(), 1),
        "lists_without_copies": sum(not _has_copies(pool, one) for one in lists) / len(lists),
        "reasons_true": 1 - sum(one.untrue for one in lists) / max(len(shown), 1),
        "with_one": sum(bool(one.list) for one in lists) / len(lists),
        "with_three": sum(len(one.list) >= _FIRST for one in lists) / len(lists),
        "events_shown": _events_shown(pool, lists),
    }
    for kind in Reason:
        relations = Counter(pool.relation(one, other) for one, other, why in shown if why.kind is kind)
        right = relations["event"] + (0 if kind in _EVENT else relations["thread"] + relations["background"])
        if judged := relations.total() - relations[None]:
            scores[f"{kind.value}_right"] = right / judged
    return {f"related/{pool.name}/{key}": value for key, value in scores.items()}


def _events_shown(pool: Pool, lists: Sequence[Listed]) -> float:
    """Of the articles whose event has another report with a text of its own in the pool: how many show one."""
    by_label: dict[str, list[str]] = {}
    for key, label in pool.label.items():
        by_label.setdefault(label, []).append(key)
    could = [one for one in lists if any(other != one.id and not _is_copy(pool, one.id, other)
                                         for other in by_label[pool.label[one.id]])]  # fmt: skip
    did = sum(any(pool.relation(one.id, other) == "event" for other, _ in one.list) for one in could)
    return did / max(len(could), 1)


def _has_copies(pool: Pool, listed: Listed) -> bool:
    """Whether two items carry one text, or one carries the article's own."""
    keys = [listed.id, *(other for other, _ in listed.list)]
    return any(_is_copy(pool, one, other) for place, one in enumerate(keys) for other in keys[:place])


def _is_copy(pool: Pool, one: str, other: str) -> bool:
    ours, theirs = _runs(pool.texts[one]), _runs(pool.texts[other])
    return len(ours & theirs) > _COPIED * max(min(len(ours), len(theirs)), 1)


def _runs(text: str) -> set[tuple[str, ...]]:
    spoken = text.casefold().split()
    return {tuple(spoken[at : at + _RUN]) for at in range(len(spoken) - _RUN + 1)}


def _score_edition() -> dict[str, float]:
    from octavo.apps.articles.models import Article
    from octavo.engine.text.addresses import address_key
    from quality.edition import run_edition

    with run_edition() as (truth, _):
        keys = dict(Article.objects.values_list("address_key", "pk"))
        rows = {f"{row['event']}/{row['publisher']}": row for row in truth}
        names = {keys[key]: name for name, row in rows.items() if (key := address_key(row["address"])) in keys}
        lists = list(_lists(names))
    affairs = {name: row["affair"] or row["event"] for name, row in rows.items()}
    pool = Pool(
        name="edition", label={name: row["event"] for name, row in rows.items()}, topic=affairs,
        texts={name: "\n".join(row["paragraphs"]) for name, row in rows.items()},
        judged={pair.ids: pair.label for pair in judged_pairs() if pair.set == "edition"},
    )  # fmt: skip
    return judge(pool, lists)


def main() -> None:
    """Prints every score."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    for name, value in score_related(folder if folder.exists() else None).items():
        print(f"{name:<48} {value:.4f}")


if __name__ == "__main__":
    main()
