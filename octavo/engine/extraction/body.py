"""Which part of a page is the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from octavo.engine.extraction.furniture import Part, is_closing_heading, leads_on
from octavo.engine.extraction.raw import Raw, ends_sentence, same_words, weigh
from octavo.engine.records import BlockKind

_DECAY = (1.0, 0.65, 0.4, 0.25, 0.15)  # what text says of its container, of the container's container, …


@dataclass(slots=True)
class Region:
    """The raw blocks of the article (a slice of the page's) and how sure the choice is, 0 to 1."""

    raws: list[Raw]
    first: int  # position of its first block on the page
    last: int  # position after its last block
    share: float  # of the page's running text that is inside


def choose_region(raws: Sequence[Raw], title: str = "") -> Region:
    """The container that holds the article, by where running text is densest, grown to like siblings."""
    trust = _trust(raws, title)
    prose = [
        (at, raw, _points(raw) * trust[at]) for at, raw in enumerate(raws) if raw.is_prose and raw.part in _READABLE
    ]
    if not prose:
        return Region([raw for raw in raws if raw.kind is BlockKind.EMBED], 0, len(raws), 0.0)
    scores: dict[int, float] = defaultdict(float)
    mass: dict[int, float] = defaultdict(float)
    for _, raw, points in prose:
        containers = raw.path if raw.loose else raw.path[:-1]
        for container, decay in zip(reversed(containers), _DECAY, strict=False):
            scores[container] += points * decay
        for container in containers:
            mass[container] += points
    if not scores:  # text right under the body
        return Region(list(raws), 0, len(raws), 1.0)
    best = max(scores, key=lambda container: scores[container])
    best = _grow(best, raws, mass)
    inside = [at for at, raw in enumerate(raws) if best in raw.path]
    inside = _lead_in(raws, inside[0], title) + inside
    total = sum(points for _, _, points in prose)
    return Region([raws[at] for at in inside], inside[0], inside[-1] + 1, mass[best] / total)


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


def _points(raw: Raw) -> float:
    points = 1.0 + min(weigh(raw.text), 700) / 100
    if raw.kind is BlockKind.LIST:
        points *= 0.4
    if raw.part is Part.BODY:
        points *= 1.5
    return points * (1 - raw.linked)


def _lead_in(raws: Sequence[Raw], first: int, title: str) -> list[int]:
    """Paragraphs between the headline and the region: an opening that stands in a container of its own."""
    headline = next((at for at, raw in enumerate(raws[:first]) if same_words(raw.text, title)), None)
    if headline is None or first - headline > 8:
        return []
    return [
        at for at in range(headline + 1, first)
        if raws[at].kind is BlockKind.PARAGRAPH and raws[at].is_prose and raws[at].part in _READABLE
        and not raws[at].loose and weigh(raws[at].text) > 80 and ends_sentence(raws[at].text)
    ]  # fmt: skip


def _grow(best: int, raws: Sequence[Raw], mass: dict[int, float]) -> int:
    """Step up to a wider container as long as what that adds reads like the article too."""
    sample = next(raw for raw in raws if best in raw.path)
    depth = sample.path.index(best)
    for up in range(1, depth + 1):
        wider = sample.path[depth - up]
        if mass[wider] - mass[best] < 1.5:
            continue
        added = [raw for raw in raws if wider in raw.path and best not in raw.path and raw.text]
        total = sum(len(raw.text) for raw in added)
        good = sum(len(raw.text) for raw in added if raw.is_prose and raw.part in _READABLE)
        closed = any(is_closing_heading(raw.text) for raw in added)
        if good >= 0.75 * total and not closed:
            best = wider
    return best


_READABLE = frozenset({Part.PLAIN, Part.BODY})
