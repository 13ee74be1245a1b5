"""What one report leads with and another tells last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.engine.assist.comparing.tellings import Teller, Telling
from octavo.engine.assist.composed import Part

_MOST = 3
_LEADS, _LAST = 0.12, 0.66  # share of the text that stands before
_LONG = 1_000  # characters: in a shorter text nothing stands far down


def order_parts(tellings: Sequence[Telling]) -> Iterator[Part]:
    """At most three, those furthest apart first."""
    found = []
    for telling in tellings:
        first = min(telling.tellers, key=lambda teller: (_before(teller), teller.key))
        long = [teller for teller in telling.tellers if _is_long(teller)]
        last = max(long, key=lambda teller: (_before(teller), teller.key), default=first)
        if _before(first) <= _LEADS and _before(last) >= _LAST and _is_long(first):
            found.append((_before(last) - _before(first), first, last))
    shown: set[int] = set()
    for _, first, last in sorted(found, key=lambda row: (-row[0], row[1].key)):
        if first.report.source.article in shown or len(shown) == _MOST:
            continue  # one lead a report
        shown.add(first.report.source.article)
        yield Part(
            kind="order",
            sentences=(first.cite(), last.cite()),
            detail={
                "first": first.report.source.article,
                "last": last.report.source.article,
                "places": [round(_before(first), 2), round(_before(last), 2)],
            },
        )


def _before(teller: Teller) -> float:
    return teller.report.share_before(teller.sentence)


def _is_long(teller: Teller) -> bool:
    return teller.report.source.whole and len(teller.report.source.text) >= _LONG
