"""How many sources a story really has."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from octavo.engine.neardup.agency import agency_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A report of a story: who brought it, and whose words are in it."""

    id: int
    publisher: str  # its name
    agency: str | None = None  # credited
    original: int | None = None  # the article whose text it carries whole
    sources: tuple[int, ...] = ()  # articles whose paragraphs it carries


def independent_sources(reports: Sequence[Sourced]) -> list[int]:
    """A group number for each report, from 0 in order of appearance: as many groups, as many independent reports.

    One group are reports that carry one text, whole or in paragraphs, whether or not its first report is among them;
    those that credit one agency, and the agency's own; and the several reports that one publisher wrote itself.
    """
    above: dict[Hashable, Hashable] = {}

    def top(node: Hashable) -> Hashable:
        above.setdefault(node, node)
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for report in reports:
        agency = report.agency or agency_named(report.publisher)
        own = ("article", report.id)
        # An article that is no report here still ties those that carry its text.
        ties = [("article", pk) for pk in (report.original, *report.sources) if pk is not None]
        if agency:
            ties.append(("agency", agency.casefold()))  # type: ignore[arg-type]
        if not ties:
            ties.append(("publisher", report.publisher))  # type: ignore[arg-type]
        for tie in ties:
            above[top(tie)] = top(own)
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(top(("article", report.id)), len(numbers)) for report in reports]
