"""How running text spreads over a page's containers, and which of them is the article's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from octavo.engine.extraction.furniture import is_closing_heading, leads_on
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.raw import Raw, same_words
from octavo.engine.records import BlockKind

READABLE = frozenset({Part.PLAIN, Part.BODY})
_DECAY = (1.0, 0.65, 0.4, 0.25, 0.15)  # what text says of its container, of the container's container, …


@dataclass(slots=True)
class Containers:
    """Sums over the page's elements, by their `mem_id`; points are running text, trusted by its place."""

    trust: list[float]  # of each raw block
    total: float = 0.0  # points of the page
    mass: dict[int, float] = field(default_factory=lambda: defaultdict(float))  # points inside
    score: dict[int, float] = field(default_factory=lambda: defaultdict(float))  # points near by
    weight: dict[int, float] = field(default_factory=lambda: defaultdict(float))  # all text inside, in Latin letters
    linked: dict[int, float] = field(default_factory=lambda: defaultdict(float))  # … of it, link text
    count: dict[int, float] = field(default_factory=lambda: defaultdict(float))  # blocks with text inside
    best: int | None = None  # the element whose near points are most

    @property
    def top(self) -> float:
        """The near points of the best container."""
        return self.score[self.best] if self.best is not None else 1.0


def holders(raw: Raw) -> tuple[int, ...]:
    """The elements that hold a block, its own paragraph left out; outermost first."""
    return raw.path if raw.loose else raw.path[:-1]


def weigh_containers(raws: Sequence[Raw], title: str) -> Containers:
    """The sums of a page, gathered by holder first, since the paragraphs of a text share theirs."""
    found = Containers(_trust(raws, title))
    gathered: dict[tuple[int, ...], list[float]] = {}
    for raw, trust in zip(raws, found.trust, strict=True):
        if not raw.text:
            continue
        sums = gathered.setdefault(holders(raw), [0.0, 0.0, 0.0, 0.0])
        if raw.is_prose and raw.part in READABLE:
            sums[0] += points_of(raw) * trust
        sums[1] += raw.weight
        sums[2] += raw.weight * raw.linked
        sums[3] += 1
    for path, (points, weight, linked, count) in gathered.items():
        _spread(found, path, points)
        for container in path:
            found.weight[container] += weight
            found.linked[container] += linked
            found.count[container] += count
    if found.score:
        found.best = max(found.score, key=found.score.__getitem__)
    return found


def _spread(found: Containers, path: tuple[int, ...], points: float) -> None:
    """Running text speaks for all that it stands in, most for what is nearest."""
    if not points:
        return
    found.total += points
    for container in path:
        found.mass[container] += points
    for container, decay in zip(reversed(path), _DECAY, strict=False):
        found.score[container] += points * decay


def _trust(raws: Sequence[Raw], title: str) -> list[float]:
    """How far each place on the page is to be trusted: less before the headline, less after "Most read"."""
    headline = next(
        (at for at, raw in enumerate(raws) if raw.kind is BlockKind.HEADING and same_words(raw.text, title)), 0
    )
    found, trust = [], 0.5 if headline else 1.0
    for at, raw in enumerate(raws):
        if at == headline:
            trust = 1.0
        elif trust > 0.3 and len(raw.text) < 80 and is_closing_heading(raw.text):
            trust *= 0.6
        elif raw.linked > 0.8 and leads_on(raw.text):  # a teaser ends here
            trust *= 0.4
        found.append(trust)
    return found


def points_of(raw: Raw) -> float:
    """What a block of running text says of its container: more the longer it is, less the more of it is links."""
    points = 1.0 + min(raw.weight, 700) / 100
    if raw.kind is BlockKind.LIST:
        points *= 0.4
    if raw.part is Part.BODY:
        points *= 1.5
    return points * (1 - raw.linked)
