"""The second look: reports that lie near each other, grouped afresh with nobody's order of arrival in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from octavo.engine.clustering.model import Model, read_model
from octavo.engine.clustering.odds import Neighbourhood
from octavo.engine.clustering.views import ArticleView

Membership = npt.NDArray[np.float64]  # reports × groups, 1 where a report is in a group

MOST_REPORTS = 80  # of a neighbourhood; a larger affair has settled
LOOKED_THROUGH = frozenset([4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64])  # sizes at which a story is, for two
_ROUNDS = 3
_LEAST = -9.0  # log-odds counted at least: one report that shares no word does not outvote a group


def neighbourhoods(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Stories that hang together by pairs of their ids, in order of the lowest of each."""
    groups: dict[int, set[int]] = {}
    for one, other in pairs:
        joined = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(joined, joined))
    return sorted({id(group): group for group in groups.values()}.values(), key=min)


def regroup(reports: Sequence[ArticleView], model: Model | None = None) -> list[int]:
    """A group for each report, as numbers from 0 in order of the first report of each.

    Reports of one language. Groups grow from single reports: at every step those that choose each other become one,
    while the mean over their reports of how well each fits the other group is high enough (average linkage on the
    log-odds of `choose_story`); then single reports move to the group that they fit clearly better, each judged
    against its own group without itself. The outcome does not depend on the order of `reports`.
    """
    if not reports:
        return []
    order = sorted(range(len(reports)), key=lambda at: _identity(reports[at]))
    model = model or read_model()
    near = Neighbourhood([reports[at] for at in order], model)
    groups = _move(near, _join(near, np.eye(len(order)), model), model)
    numbers: dict[int, int] = {}
    placed = dict(zip(order, groups.argmax(axis=1).tolist(), strict=True))
    return [numbers.setdefault(placed[at], len(numbers)) for at in range(len(reports))]


def _identity(report: ArticleView) -> tuple[bool, float, int, str, str]:
    time = report.published.timestamp() if report.published else 0.0
    return report.published is None, time, report.id or 0, report.title, report.publisher or ""


def _join(near: Neighbourhood, groups: Membership, model: Model) -> Membership:
    while groups.shape[1] > 1:
        sizes = groups.sum(axis=0)
        fits = (groups.T @ np.maximum(near.log_odds(groups), _LEAST)) / sizes[:, None]
        linked = (fits + fits.T) / 2 - model.contrast * near.contrast(groups)
        np.fill_diagonal(linked, -np.inf)
        best = linked.argmax(axis=1)
        mutual = best[best] == np.arange(len(best))
        pairs = [
            (one, best[one]) for one in np.flatnonzero(mutual & (linked.max(axis=1) > model.joins)) if one < best[one]
        ]
        if not pairs:
            break
        for one, other in pairs:
            groups[:, one] += groups[:, other]
            groups[:, other] = 0.0
        groups = groups[:, groups.any(axis=0)]
    return groups


def _move(near: Neighbourhood, groups: Membership, model: Model) -> Membership:
    """Moves what fits elsewhere, the clearest first; a group takes part in one move a round, since it changes by it."""
    for _ in range(_ROUNDS):
        own = groups.argmax(axis=1)
        odds = near.log_odds(groups, without=own)
        rows = np.arange(len(own))
        stays = odds[rows, own].copy()
        # A report alone in its group stands against opening a story, which is worth 0.
        stays[groups.sum(axis=0)[own] == 1] = 0.0
        odds[rows, own] = -np.inf
        best = odds.argmax(axis=1)
        gain = odds[rows, best] - np.maximum(stays, 0.0)
        leaves = (stays < -model.moves) & (gain <= model.moves)
        gain[leaves] = np.maximum(-stays[leaves], gain[leaves])
        changed: set[int] = set()
        for report in np.argsort(-gain, kind="stable"):
            if gain[report] <= model.moves:
                break
            source, target = int(own[report]), int(best[report])
            if leaves[report] and source not in changed:
                groups = np.column_stack([groups, np.zeros(len(own))])
                target = groups.shape[1] - 1
            if source in changed or target in changed:
                continue
            groups[report, source], groups[report, target] = 0.0, 1.0
            changed |= {source, target}
        groups = groups[:, groups.any(axis=0)]
        if not changed:
            break
    return groups
