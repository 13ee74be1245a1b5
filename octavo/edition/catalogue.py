"""The edition's publishers and feeds as catalogue records, so that Octavo takes them in like any others."""

from __future__ import annotations

from octavo.catalogue.load import CatalogueFeed, CataloguePublisher
from octavo.edition.records import FeedPlan, Publisher
from octavo.edition.sources import read_publishers


def edition_sources() -> tuple[CataloguePublisher, ...]:
    """Every publisher of the sample edition, in alphabetical order; their countries are fictional and have no code."""
    return tuple(_record(publisher) for publisher in read_publishers().values())


def _record(publisher: Publisher) -> CataloguePublisher:
    return CataloguePublisher(
        slug=publisher.slug,
        name=publisher.name,
        homepage=publisher.home,
        language=publisher.language,
        section=publisher.section,
        country=None,
        country_name=publisher.country,
        kind=publisher.kind,
        feeds=tuple(
            CatalogueFeed(address=_address(publisher, plan), title=plan.title, section=plan.section)
            for plan in publisher.feeds
        ),
    )


def _address(publisher: Publisher, plan: FeedPlan) -> str:
    """Where a reader of old lists would look: the address from before a move, which redirects."""
    return f"https://{publisher.host}{plan.moved_from or plan.path}"
