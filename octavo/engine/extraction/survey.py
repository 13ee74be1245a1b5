"""A page made ready for judgement: its headline and data read, its blocks found, its containers weighed."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.engine.extraction.body import Region, choose_region
from octavo.engine.extraction.captions import attach_captions
from octavo.engine.extraction.containers import Containers, weigh_containers
from octavo.engine.extraction.features import Told
from octavo.engine.extraction.memory import best_body
from octavo.engine.extraction.metadata import read_title
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.raw import Raw
from octavo.engine.extraction.selectors import find_elements
from octavo.engine.extraction.site import Rules, Site
from octavo.engine.extraction.structured import Stated, read_stated
from octavo.engine.extraction.walk import Walk, walk_by_rules
from octavo.engine.records import FeedItem

_ENOUGH = 300  # letters of a text in the page's data that are worth comparing with
_HOLDS = 0.75  # of the page's running text: what an element must hold to be believed the body again


@dataclass(slots=True)
class Survey:
    """All that the judge looks at."""

    page: Page
    stated: Stated
    told: Told
    walk: Walk  # with furniture, where that was asked for
    raws: list[Raw]  # without furniture, captions with their pictures
    containers: Containers
    region: Region


def survey(page: Page, site: Site, item: FeedItem | None = None, *, whole: bool = False) -> Survey:
    """Looks at a page. `whole`: its furniture is walked too, so that it can be shown."""
    stated = read_stated(page)
    title = read_title(page, stated, item)
    walk = _walk(page, site.rules, whole=whole)
    raws = attach_captions([raw for raw in walk.blocks if raw.part is not Part.FURNITURE])
    containers = weigh_containers(raws, title)
    region = _given_region(page, site, raws, containers) or choose_region(raws, containers, title)
    known = stated.body
    told = Told(
        title=title,
        text=known if len(known) > _ENOUGH else "",
        description=stated.first("og:description", "description") or "",
    )
    return Survey(page, stated, told, walk, raws, containers, region)


def _walk(page: Page, rules: Rules, *, whole: bool) -> Walk:
    if page.body is None:
        return Walk([], {})
    if not rules:
        return walk_by_rules(page.body, {}, whole=whole)
    ruled = dict.fromkeys(find_elements(page.tree, rules.drop), False)
    ruled |= dict.fromkeys(find_elements(page.tree, rules.keep), True)
    walk = walk_by_rules(page.body, ruled, whole=whole)
    for raw in walk.blocks:
        if raw.ruled:  # furniture that the keeper wants shown
            raw.part = Part.PLAIN
    return walk


def _given_region(page: Page, site: Site, raws: list[Raw], containers: Containers) -> Region | None:
    """Where the keeper's rules say the body is, or where it was on the site's other pages, if that holds here too."""
    for element in find_elements(page.tree, site.rules.body):
        if region := _region_of(element, raws, containers):
            return region
    for element in find_elements(page.tree, best_body(site.memory)):
        if containers.mass.get(element, 0.0) >= _HOLDS * containers.total > 0:
            return _region_of(element, raws, containers)
    return None


def _region_of(element: int, raws: list[Raw], containers: Containers) -> Region | None:
    places = [at for at, raw in enumerate(raws) if element in raw.path]
    if not any(raws[at].text for at in places):
        return None
    share = containers.mass.get(element, 0.0) / containers.total if containers.total else 1.0
    return Region(element, frozenset(places), places[0], places[-1] + 1, share)


def path_of(element: int | None, raws: list[Raw]) -> tuple[int, ...]:
    """The path down to an element."""
    path = next((raw.path for raw in raws if element in raw.path), ()) if element is not None else ()
    return path[: path.index(element) + 1] if element in path else ()
