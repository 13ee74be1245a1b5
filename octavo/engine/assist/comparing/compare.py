"""The coverage of a story side by side."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.assist.comparing.figures import figure_parts
from octavo.engine.assist.comparing.only import country_parts, only_parts
from octavo.engine.assist.comparing.order import order_parts
from octavo.engine.assist.comparing.shared import shared_parts
from octavo.engine.assist.comparing.tellings import find_tellings, read_reports
from octavo.engine.assist.comparing.wording import wording_parts
from octavo.engine.assist.composed import Composed, Source


def compare(sources: Sequence[Source]) -> Composed:
    """What the reports of one event share and where they differ; nothing for fewer than two independent ones.

    Parts, in this order; every sentence stands word for word at its first span:

    - "shared": a sentence that most independent reports tell; its further spans are where the others tell it.
      `detail`: "reports" (how many tell it), "of" (independent reports), "articles", "countries" (of those that tell).
    - "figures": the same thing measured otherwise. `label`: what is measured, in a source's words. A sentence a value.
      `detail`: "values" [{"value": as written, "articles": [...]}], in the order of first telling; "later": whether
      every report of a value came after every report of the one before, so that it may simply be newer.
    - "wording": two sentences that tell the same in other words. `detail`: "words" [[word as written, article], ...].
    - "order": what one report leads with and another tells near its end, a sentence of each. `detail`: "first" and
      "last" (articles), "places" (share of each text that stands before the sentence, 0 to 1).
    - "country": what two or more independent reports of one country tell and no other report mentions. `label`: the
      country. `detail`: "country", "articles".
    - "only": what one report tells and no other mentions. `label`: its publisher. `detail`: "article", "country".

    Reports that carry one text count as one. Reports in different languages are compared by figures and names alone.
    Silence is judged by whole texts; of a teaser it says nothing.
    """
    reports = read_reports(sources)
    if len({report.group for report in reports}) < 2:
        return Composed()
    tellings = find_tellings(reports)
    return Composed(
        parts=(
            *shared_parts(reports, tellings),
            *figure_parts(reports),
            *wording_parts(reports, tellings),
            *order_parts(tellings),
            *country_parts(reports, tellings),
            *only_parts(reports, tellings),
        )
    )
