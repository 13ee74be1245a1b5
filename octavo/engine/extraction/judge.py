"""Block by block: what of a page is its article. What is certain is settled by name; the rest by the forest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from octavo.engine.extraction.body import Region
from octavo.engine.extraction.containers import Containers
from octavo.engine.extraction.features import NAMES, OWN, Matrix, Told, measure
from octavo.engine.extraction.forest import Forest, shipped_forest
from octavo.engine.extraction.head import find_head, is_about
from octavo.engine.extraction.memory import is_furniture
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.promotions import find_promotions, is_bare_link
from octavo.engine.extraction.raw import Raw, same_words
from octavo.engine.extraction.repeats import find_repeats
from octavo.engine.extraction.site import RULE, SEEN, Site, fingerprint, fold
from octavo.engine.records import BlockKind

_NEAR = 3  # blocks between a picture and the text it belongs to


@dataclass(slots=True)
class Verdict:
    """Whether a block is shown, why (`site.WHYS`), and what the forest says of it, 0 to 1."""

    kept: bool
    why: str
    score: float | None = None


def judge_page(
    raws: Sequence[Raw], told: Told, containers: Containers, region: Region, site: Site, forest: Forest | None = None
) -> list[Verdict]:
    """A verdict for each block of a page. `forest`: another than the shipped one, where it is itself on trial."""
    places, features = measure(raws, told, containers, region)
    verdicts = [Verdict(False, "outside") for _ in raws]
    if places:
        scores = (forest or shipped_forest(NAMES)).score(features)
        scores = np.where(features[:, _ENDED] > 0, scores**_DOUBTED, scores)
        settled = _settler(_residue(raws, places, features), told.title, site, region)
        for at, score in zip(places, scores.tolist(), strict=True):
            raw = raws[at]
            verdicts[at] = settled(raw, at) or _by_score(raw, score, at in region.places)
            verdicts[at].score = score
    _judge_pictures(raws, verdicts, region)
    _drop_head(raws, verdicts, told.title)
    _drop(raws, verdicts, "repeated", find_repeats)
    _drop_idle_headings(raws, verdicts)
    return verdicts


def _residue(raws: Sequence[Raw], places: Sequence[int], features: Matrix) -> set[int]:
    """Places of what is no article by its words alone: phrases of furniture, promotions and their boxes."""
    told = [places[row] for row in np.flatnonzero(features[:, _RESIDUE]).tolist()]
    promoting = {places[row] for row in np.flatnonzero(features[:, _PROMOTES].any(axis=1)).tolist()}
    return {at for at in told if not _NUMBER.match(raws[at].text)} | find_promotions(raws, promoting)


def _settler(residue: set[int], title: str, site: Site, region: Region) -> Callable[[Raw, int], Verdict | None]:
    """The verdict on a block that needs no weighing, else None. `residue`: places of what is by its words."""
    dropped = {fold(text) for text in site.rules.drop_text}
    memory, given = site.memory, bool(site.rules.body)

    def settle(raw: Raw, at: int) -> Verdict | None:
        if raw.ruled is not None:
            return Verdict(raw.ruled, RULE)
        if dropped and fold(raw.text) in dropped:
            return Verdict(False, RULE)
        if raw.part in (Part.FURNITURE, Part.COMMENTS, Part.CREDIT, Part.CAPTION):
            return Verdict(False, "furniture")
        if memory.furniture and is_furniture(memory, fingerprint(raw.text)):
            return Verdict(False, SEEN)
        if given and at not in region.places:
            return Verdict(False, RULE)
        if same_words(raw.text, title):
            return Verdict(False, "headline")
        if at in residue:
            return Verdict(False, "residue")
        return None

    return settle


def _by_score(raw: Raw, score: float, inside: bool) -> Verdict:
    if score >= _LIKELY and not is_bare_link(raw):
        return Verdict(True, "article")
    return Verdict(False, "link list" if raw.linked > 0.6 else "score" if inside else "outside")


def _judge_pictures(raws: Sequence[Raw], verdicts: Sequence[Verdict], region: Region) -> None:
    """Pictures and embeds go with the text they stand by: the nearest before or after, near enough."""
    kept = [at for at, verdict in enumerate(verdicts) if verdict.kept]
    first, last = (kept[0], kept[-1]) if kept else (region.first, region.last)
    texts_before = 0  # dropped texts since the last kept one
    gaps = []
    for raw, verdict in zip(raws, verdicts, strict=True):
        if raw.text:
            texts_before = 0 if verdict.kept else texts_before + 1
        gaps.append(texts_before)
    for at, raw in enumerate(raws):
        if raw.text or raw.part in (Part.FURNITURE, Part.COMMENTS):
            continue
        verdict = verdicts[at]
        if raw.ruled is not None:
            verdict.kept, verdict.why = raw.ruled, RULE
        elif at in region.places and (not kept or first - _NEAR <= at <= last or gaps[at] < _NEAR):
            verdict.kept, verdict.why = True, "article"


def _drop_head(raws: Sequence[Raw], verdicts: Sequence[Verdict], title: str) -> None:
    """What stands before the byline or the date, shown or not, is not the text: a standfirst, a place, a kicker."""
    first = next((at for at, verdict in enumerate(verdicts) if verdict.kept and raws[at].text), len(raws))
    places = [at for at in range(first, len(raws)) if verdicts[at].kept or _tells_about(raws[at], verdicts[at])]
    head = {places[found] for found in find_head([raws[at] for at in places], title)}
    prose = [at for at in head if raws[at].is_prose and not is_about(raws[at].text)]
    if len(prose) > 1 or not any(raws[at].is_prose for at in places if at not in head):
        return  # more than a standfirst, or all there is
    for at in head:
        verdict = verdicts[at]
        if verdict.kept and verdict.why != RULE:
            verdict.kept, verdict.why = False, "headline"


def _tells_about(raw: Raw, verdict: Verdict) -> bool:
    """A byline or a date line that is not shown."""
    return raw.part in _SHOWN_ABOUT and verdict.why != "residue" and bool(raw.text) and is_about(raw.text)


def _drop(
    raws: Sequence[Raw], verdicts: Sequence[Verdict], why: str, find: Callable[[Sequence[Raw]], set[int]]
) -> None:
    """Drops those of the kept blocks that `find` gives the places of, but for what the keeper's rules keep."""
    places = [at for at, verdict in enumerate(verdicts) if verdict.kept]
    for found in find([raws[at] for at in places]):
        verdict = verdicts[places[found]]
        if verdict.why != RULE:
            verdict.kept, verdict.why = False, why


def _drop_idle_headings(raws: Sequence[Raw], verdicts: Sequence[Verdict]) -> None:
    """A heading after which no text is kept heads nothing."""
    for raw, verdict in zip(reversed(raws), reversed(verdicts), strict=True):
        if verdict.kept and raw.text:
            if raw.kind is not BlockKind.HEADING or verdict.why == RULE:
                return
            verdict.kept, verdict.why = False, "score"


_LIKELY = 0.45  # a line too much is less than a line lost
_DOUBTED = 5.0  # after the end, only what scores above 0.85 counts as the article
_ENDED = NAMES.index("ended")
_RESIDUE = OWN.index("residue")
_PROMOTES = [OWN.index(name) for name in ("promotes", "starts_promotion")]
_SHOWN_ABOUT = frozenset({Part.PLAIN, Part.ABOUT, Part.BODY})
_NUMBER = re.compile(r"[\d\s.,$€£₹¥%#+_-]+$")  # of a list, a price, a mark: the forest decides
