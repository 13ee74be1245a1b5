"""Whether two stories of different languages are of one event, and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from octavo.engine.linking.agree import (
    SameName,
    figure_mass,
    name_mass,
    same_figures,
    same_names,
    shared,
)
from octavo.engine.linking.outline import Outline
from octavo.engine.linking.weights import COUNTERPART, MARGIN

REACH_DAYS = 4  # further apart, two stories are not reports of one event
_TOLD = {True: 0.3, False: 0.42}  # from here on a name is told as a reason; a word that may be one has to say more
_MOST_NAMES, _MOST_FIGURES = 4, 3


class Signs(NamedTuple):
    """In what two stories agree, as the weights see it."""

    names: float  # how much the names say that both have, its square root: the tenth name adds little
    covered: float  # the part of one side's names that the other has too, 0 to 1
    figures: float
    covered_figures: float
    places: float
    other_places: float  # 1: both name countries, and none is the same
    happenings: float
    other_happening: float  # 1: both say what kind of thing happened, and it is another
    dates: float
    picture: float
    days: float  # between the two stories; 0 where they overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How sure it is that two stories are of one event, and what speaks for it."""

    log_odds: float
    names: tuple[tuple[str, str], ...] = ()  # as each side writes them, ours first
    figures: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # ISO 3166
    dates: tuple[str, ...] = ()  # month and day
    picture: bool = False

    @property
    def score(self) -> float:
        """0 to 1."""
        return 1 / (1 + math.exp(-self.log_odds))


def compare(ours: Outline, theirs: Outline, rare: Mapping[str, float] | None = None) -> Agreement:
    """How well two stories of different languages agree.

    `rare`: key of a name -> how rare it is of late, 0 to 1 (1 where nothing is said).
    """
    names = same_names(ours, theirs, rare)
    figures = same_figures(ours, theirs)
    signs = weigh(ours, theirs, names, figures)
    log_odds = COUNTERPART["base"] + sum(COUNTERPART[sign] * value for sign, value in signs._asdict().items())
    if not _has_ground(signs):
        log_odds = min(log_odds, -1.0)
    return Agreement(
        log_odds=log_odds,
        names=tuple((one.ours, one.theirs) for one in names if one.weight >= _TOLD[one.sure])[:_MOST_NAMES],
        figures=tuple(sorted(figures, key=lambda figure: -figures[figure]))[:_MOST_FIGURES],
        places=tuple(shared(ours.places, theirs.places))[:3],
        dates=tuple(shared(ours.dates, theirs.dates))[:2],
        picture=signs.picture > 0,
    )


def weigh(ours: Outline, theirs: Outline, names: Sequence[SameName], figures: Mapping[str, float]) -> Signs:
    """The signs of agreement of two stories."""
    places, happenings = shared(ours.places, theirs.places), shared(ours.happenings, theirs.happenings)
    mass = min(figure_mass(ours), figure_mass(theirs))
    least_happenings = max(min(sum(ours.happenings.values()), sum(theirs.happenings.values())), 0.5)
    said = sum(figures.values())
    return Signs(
        names=math.sqrt(min(sum(one.weight for one in names), 10.0)),
        covered=_covered(ours, theirs, names),
        figures=min(said, 6.0),
        covered_figures=min(said / max(mass, 0.5), 1.0),
        places=min(sum(places.values()), 2.0),
        other_places=float(bool(ours.places and theirs.places and not places)),
        happenings=min(sum(happenings.values()) / least_happenings, 1.2),
        other_happening=float(bool(ours.happenings and theirs.happenings and not happenings)),
        dates=min(sum(shared(ours.dates, theirs.dates).values()), 2.0),
        picture=float(bool(set(ours.pictures) & set(theirs.pictures))),
        days=days_between(ours, theirs),
    )


def days_between(ours: Outline, theirs: Outline) -> float:
    """Days between the end of one story and the beginning of the other; 0 where they overlap."""
    apart = max(ours.first, theirs.first) - min(ours.last, theirs.last)
    return min(max(apart.total_seconds() / 86_400, 0.0), float(REACH_DAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two stories that were compared: their ids and languages, and how sure it is that they are of one event."""

    ids: tuple[int, int]
    languages: tuple[str, str]
    log_odds: float


def choose_counterparts(pairs: Sequence[Pair]) -> set[tuple[int, int]]:
    """Which pairs are of one event: on both sides the best of that language, or about as good (an event may have been
    told in two stories)."""
    best: dict[tuple[int, str], float] = {}
    for pair in pairs:
        for one, language in zip(pair.ids, reversed(pair.languages), strict=True):
            best[one, language] = max(best.get((one, language), -math.inf), pair.log_odds)
    return {
        pair.ids
        for pair in pairs
        if pair.log_odds > 0
        and all(
            pair.log_odds > best[one, language] - MARGIN
            for one, language in zip(pair.ids, reversed(pair.languages), strict=True)
        )
    }


def _covered(ours: Outline, theirs: Outline, names: Sequence[SameName]) -> float:
    """The part of a side's names that the other has too, of the side where it is larger; .5 where neither says."""
    found: list[float] = []
    for outline, matched in ((ours, {one.ours for one in names}), (theirs, {one.theirs for one in names})):
        whole = name_mass(outline, outline.names)
        if whole >= 1.0:
            found.append(name_mass(outline, matched & outline.names.keys()) / whole)
    return max(found, default=0.5)


def _has_ground(signs: Signs) -> bool:
    """Kind, country and day alone make no event: something rarer must agree."""
    return signs.names >= 0.7 or signs.figures >= 0.45 or signs.picture > 0
