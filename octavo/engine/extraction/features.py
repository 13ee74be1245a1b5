"""What the judge sees of each block: the opinions of the page's tags, text, links, data and layout, as numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from octavo.engine.extraction.body import Region
from octavo.engine.extraction.containers import Containers, holders
from octavo.engine.extraction.furniture import is_closing_heading, is_promotion, is_residue, starts_promotion
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.raw import Raw, Within, ends_sentence, same_words, weigh
from octavo.engine.records import BlockKind

OWN = (
    "weight", "words", "linked", "links", "ends", "commas", "word_length", "upper", "lower", "capitals",
    "paragraph", "heading", "quote", "list", "table", "level", "loose", "bold", "gap", "broken", "lines",
    "about", "body", "aside", "doubt", "residue", "promotes", "starts_promotion", "closes", "in_title", "repeats",
    "stated", "described", "article", "main", "aside_tag", "footer", "section", "li", "td", "post",
)  # fmt: skip
CONTAINER = (
    "mass", "outer_mass", "near", "outer_near", "count", "links_inside", "outer_links_inside", "up", "down", "home",
)  # fmt: skip
LOOK = ("look_main", "look_weight", "look_count")
PLACE = (
    "after_first", "before_last", "inside", "after_headline", "place", "closings", "since_closing", "ended", "trust",
    "region",
)  # fmt: skip
PAGE = ("share", "total", "running", "blocks")
BESIDE = ("weight", "linked", "ends", "running", "home", "promotes")
AROUND = ("around_running", "around_linked")
NAMES = (
    *OWN, *CONTAINER, *LOOK, *PLACE, *PAGE,
    *(f"{side}_{name}" for side in ("before", "after", "before2", "after2") for name in BESIDE), *AROUND,
)  # fmt: skip
_FAR = 50.0  # places beyond which a distance says no more
_NONE = -99.0  # distance to a headline that is not there

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """What the page says of its article elsewhere: headline, the text its data carries, its description."""

    title: str = ""
    text: str = ""
    description: str = ""


def measure(raws: Sequence[Raw], told: Told, containers: Containers, region: Region) -> tuple[list[int], Matrix]:
    """The places of the blocks that have text, and a row of features (columns: `NAMES`) for each."""
    places = [at for at, raw in enumerate(raws) if raw.text]
    table = np.zeros((len(places), len(NAMES)))
    if not places:
        return [], table
    blocks = [raws[at] for at in places]
    running = [raw.is_prose for raw in blocks]
    held, home = _held(blocks, containers, running)
    rows = [
        (*own, *one, *look) for own, one, look in zip(_own(blocks, told), held, _looks(blocks, running), strict=True)
    ]
    table[:, :_PLACE] = rows
    trust = [containers.trust[at] for at in places]
    inside = [at in region.places for at in places]
    _put_places(table, _headline(blocks, told.title), home, running, trust, inside)
    table[:, _PAGE : _PAGE + len(PAGE)] = (region.share, containers.total, sum(home), len(blocks))
    _put_beside(table, running)
    return places, table


def _own(blocks: Sequence[Raw], told: Told) -> list[list[float]]:
    """Columns `OWN`."""
    repeats = Counter([raw.text for raw in blocks])
    rows = []
    for raw in blocks:
        text, part, kind, within = raw.text, raw.part, raw.kind, raw.within
        short = len(text) < 250
        split = text.split()
        words = len(split) or 1
        weight = weigh(text)
        first = text[:1]
        rows.append([
            weight, words, raw.linked, len(raw.links), ends_sentence(text), len(_COMMAS.findall(text)) / words,
            weight / words, first.isupper(), first.islower(),
            sum([word[:1].isupper() for word in split]) / words if short else 0.0,
            kind is BlockKind.PARAGRAPH, kind is BlockKind.HEADING, kind is BlockKind.QUOTE, kind is BlockKind.LIST,
            kind is BlockKind.TABLE, raw.level or 0, raw.loose, raw.bold, raw.gap, raw.broken, text.count("\n") + 1,
            part is Part.ABOUT, part is Part.BODY, part is Part.ASIDE, part is Part.DOUBT,
            short and is_residue(text), short and is_promotion(text), short and starts_promotion(text),
            len(text) < 80 and is_closing_heading(text), bool(told.title) and text in told.title, repeats[text],
            _opinion(text, told.text), _opinion(text, told.description),
            bool(within & Within.ARTICLE), bool(within & Within.MAIN), bool(within & Within.ASIDE),
            bool(within & Within.FOOTER), bool(within & Within.SECTION), bool(within & Within.ITEM),
            bool(within & Within.CELL), bool(within & Within.POST),
        ])  # fmt: skip
    return rows


def _opinion(text: str, known: str) -> float:
    """1: the block is part of what is known, 0: it is not, -1: nothing is known, or the block is too short to say."""
    if not known or len(text) < 20:
        return -1.0
    return float(text[:60] in known)


def _held(
    blocks: Sequence[Raw], containers: Containers, running: Sequence[bool]
) -> tuple[list[tuple[float, ...]], list[bool]]:
    """Columns `CONTAINER`; and for each block whether it is running text inside the best container."""
    best = containers.best
    total, top = containers.total or 1.0, containers.top or 1.0
    trail: tuple[int, ...] = ()
    if best is not None:
        sample = next(raw for raw in blocks if best in raw.path)
        trail = sample.path[: sample.path.index(best) + 1]
    paths = [holders(raw) for raw in blocks]
    inside = [runs and best in path for runs, path in zip(running, paths, strict=True)]
    home = _home(blocks, paths, inside)
    known: dict[tuple[int, ...], tuple[float, ...]] = {}
    rows = []
    for raw, path in zip(blocks, paths, strict=True):
        row = known.get(path)
        if row is None:
            row = known[path] = _of_holder(path, containers, total, top, trail, home)
        # The block's own paragraph is one step further down.
        rows.append(row if raw.loose else (*row[:_DOWN], row[_DOWN] + 1, *row[_DOWN + 1 :]))
    return rows, inside


def _of_holder(
    path: tuple[int, ...], containers: Containers, total: float, top: float, trail: tuple[int, ...], home: int
) -> tuple[float, ...]:
    inner = path[-1] if path else 0
    outer = path[-2] if len(path) > 1 else 0
    common = 0
    for one, other in zip(path, trail, strict=False):
        if one != other:
            break
        common += 1
    mass, near, weight, linked = containers.mass, containers.score, containers.weight, containers.linked
    return (
        mass.get(inner, 0.0) / total, mass.get(outer, 0.0) / total, near.get(inner, 0.0) / top,
        near.get(outer, 0.0) / top, containers.count.get(inner, 0),
        linked.get(inner, 0.0) / (weight.get(inner, 0.0) + 1), linked.get(outer, 0.0) / (weight.get(outer, 0.0) + 1),
        len(trail) - common, len(path) - common, inner == home,
    )  # fmt: skip


def _home(blocks: Sequence[Raw], paths: Sequence[tuple[int, ...]], inside: Sequence[bool]) -> int:
    """The holder of most running text in the best container; -1 where there is none."""
    weights: Counter[int] = Counter()
    for raw, path, counted in zip(blocks, paths, inside, strict=True):
        if counted and path:
            weights[path[-1]] += raw.weight
    return max(weights, key=weights.__getitem__) if weights else -1


def _looks(blocks: Sequence[Raw], running: Sequence[bool]) -> list[tuple[float, float, float]]:
    """Columns `LOOK`: what is set like most of the running text, and as deep, is text."""
    sums: dict[tuple[str, int], list[int]] = {}
    keys = [(raw.look, len(raw.path)) for raw in blocks]
    for raw, key, runs in zip(blocks, keys, running, strict=True):
        found = sums.setdefault(key, [0, 0, 0])
        found[0] += raw.weight
        found[1] += 1
        found[2] += raw.weight if runs else 0
    main = max(sums, key=lambda key: sums[key][2]) if any(running) else None
    rows = {key: (float(key == main), weight / count, float(count)) for key, (weight, count, _) in sums.items()}
    return [rows[key] for key in keys]


def _put_places(
    table: Matrix,
    headline: int,
    home: Sequence[bool],
    running: Sequence[bool],
    trust: Sequence[float],
    inside: Sequence[bool],
) -> None:
    """Fills in the columns `PLACE`. `ended`: after a closing heading that no text set like the article's follows."""
    count = len(table)
    order = np.arange(count, dtype=np.float64)
    first = float(home.index(True)) if True in home else 0.0
    last = float(count - 1 - home[::-1].index(True)) if True in home else float(count)
    closed = np.where(order > first, table[:, _CLOSES], 0.0)
    latest = np.maximum.accumulate(np.where(closed > 0, order, -1.0))
    columns = table[:, _PLACE:_PAGE]
    np.minimum(order - first, _FAR, out=columns[:, 0])
    np.minimum(last - order, _FAR, out=columns[:, 1])
    columns[:, 2] = (order >= first) & (order <= last)
    columns[:, 3] = order - headline if headline >= 0 else _NONE
    columns[:, 4] = order / count
    columns[:, 5] = np.cumsum(closed)
    columns[:, 6] = np.where(latest >= 0, order - latest, -1.0)
    alike = np.flatnonzero(table[:, _LOOK_MAIN] * running)
    columns[:, 7] = np.cumsum(np.where(order > (alike[-1] if len(alike) else -1), closed, 0.0)) - closed > 0
    columns[:, 8] = trust
    columns[:, 9] = inside


def _headline(blocks: Sequence[Raw], title: str) -> int:
    """Place of the headline among the blocks, of the heading rather than of a like line of text; -1: not there."""
    alike = [at for at, raw in enumerate(blocks) if same_words(raw.text, title)]
    return next((at for at in alike if blocks[at].kind is BlockKind.HEADING), alike[0] if alike else -1)


def _put_beside(table: Matrix, running: Sequence[bool]) -> None:
    """Fills in the columns of the neighbours and of the seven blocks around."""
    count = len(table)
    padded = np.zeros((count + 6, len(BESIDE) + 1))
    base = padded[3:-3]
    base[:, :3] = table[:, _NEIGHBOURLY]
    base[:, 3] = running
    base[:, 4] = table[:, _HOME]
    base[:, 5] = table[:, _PROMOTING].max(axis=1)
    base[:, 6] = 1.0  # there is a block
    at = _BESIDE
    for step in (-1, 1, -2, 2):
        table[:, at : at + len(BESIDE)] = padded[3 + step : 3 + step + count, : len(BESIDE)]
        at += len(BESIDE)
    sums = np.zeros((count + 7, 3))
    np.cumsum(np.column_stack([padded[:, 0] * padded[:, 3], padded[:, 1], padded[:, 6]]), axis=0, out=sums[1:])
    around = sums[7:] - sums[:-7]
    table[:, at] = around[:, 0]
    table[:, at + 1] = around[:, 1] / around[:, 2]


_PLACE = len(OWN) + len(CONTAINER) + len(LOOK)
_PAGE = _PLACE + len(PLACE)
_BESIDE = _PAGE + len(PAGE)
_DOWN = CONTAINER.index("down")
_LOOK_MAIN = len(OWN) + len(CONTAINER)
_HOME = len(OWN) + CONTAINER.index("home")
_CLOSES = OWN.index("closes")
_NEIGHBOURLY = [OWN.index(name) for name in ("weight", "linked", "ends")]
_PROMOTING = [OWN.index(name) for name in ("residue", "promotes", "starts_promotion")]
_COMMAS = re.compile("[,;،、，]")
