"""How sure it is that two articles belong together."""

from __future__ import annotations

import math
from collections.abc import Mapping

from octavo.engine.ranking.related_views import RelatedView
from octavo.engine.text.tokens import fold_name

# Found by `python -m quality.related_fit` (logistic regression over judged pairs of four sets).
BIAS = -1.54
WEIGHTS = {"names": 0.79, "headline": 4.56, "words": 4.17, "besides": 1.92, "days": -0.21, "undated": 0.12}
RARE = 4.5  # a name so rare is a reason: about one article in ninety has it
TELLING = 3.8  # two such names together are
_TOGETHER = 8.0
_NAMES_COUNTED = 12
_STEM = 6  # letters that tell a word, whatever its ending
_UNKNOWN_DAYS = 30.0  # apart, as good as undated articles are


def chance_related(article: RelatedView, other: RelatedView, shared: Mapping[str, float]) -> float:
    """How likely it is (0 to 1) that a reader finds two articles related; `shared` are the names both hold, weighed."""
    odds = BIAS + sum(WEIGHTS[name] * value for name, value in compare(article, other, shared).items())
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))


def compare(article: RelatedView, other: RelatedView, shared: Mapping[str, float]) -> dict[str, float]:
    """What `WEIGHTS` weighs."""
    days = _days_apart(article, other)
    return {
        "names": _shared_weight(article, other, shared),
        "headline": _cosine(article.headline, other.headline),
        "words": math.sqrt(_cosine(article.words, other.words)),
        "besides": math.sqrt(_besides(article, other, shared)),
        "days": math.log1p(_UNKNOWN_DAYS if days is None else days),
        "undated": 1.0 if days is None else 0.0,
    }


def name_reason(shared: Mapping[str, float]) -> bool:
    """Whether the names that two articles share are rare enough to be a reason: a country and "president" are none."""
    rarest = sorted(shared.values(), reverse=True)[:2]
    return bool(rarest) and (rarest[0] >= RARE or (rarest[0] >= TELLING and sum(rarest) >= _TOGETHER))


def shared_names(article: RelatedView, other: RelatedView) -> dict[str, float]:
    """Names that both hold, with their rareness, in the article's order.

    Case does not matter; a name that is the end of a longer one ("Korn", "Ilsa Korn") is shared, in its short form.
    """
    theirs = {folded: name for name in other.names if (folded := fold_name(name))}
    shared: dict[str, float] = {}
    seen: set[str] = set()
    for name in article.names:
        folded = fold_name(name)
        found = name if folded in theirs else _short_form(name, folded, theirs)
        if found is not None and (key := fold_name(found)) and key not in seen:
            seen.add(key)
            shared[found] = article.rareness.get(found, other.rareness.get(found, 0.0))
    return shared


def _short_form(name: str, folded: str, theirs: Mapping[str, str]) -> str | None:
    if not folded:
        return None
    for other, written in theirs.items():
        if folded.endswith(f" {other}"):
            return written
        if other.endswith(f" {folded}"):
            return name
    return None


def _shared_weight(article: RelatedView, other: RelatedView, shared: Mapping[str, float]) -> float:
    """Cosine of the names, the rarer the heavier."""
    ours, theirs = _length(article), _length(other)
    return sum(weight * weight for weight in shared.values()) / (ours * theirs) if ours and theirs else 0.0


def _length(view: RelatedView) -> float:
    return math.sqrt(sum(view.rareness.get(name, 0.0) ** 2 for name in view.names[:_NAMES_COUNTED]))


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _besides(article: RelatedView, other: RelatedView, shared: Mapping[str, float]) -> float:
    """Likeness of the words that are no part of a shared name: what two articles say of the same people."""
    parts = {word[:_STEM] for name in shared for word in fold_name(name).split()}
    return sum(
        weight * other.words[word]
        for word, weight in article.words.items()
        if word in other.words and word[:_STEM] not in parts
    )


def _days_apart(article: RelatedView, other: RelatedView) -> float | None:
    if article.published is None or other.published is None:
        return None
    return abs((other.published - article.published).total_seconds()) / 86_400
