"""What nearly all tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.engine.assist.comparing.tellings import Report, Teller, Telling
from octavo.engine.assist.composed import Cited, Part
from octavo.engine.assist.sentences import stands_alone

_MOST = 6
_SAYS_SOMETHING = 4  # words without grammar words
_ALL = 0.6  # share of the independent reports that is "nearly all": teasers and short notes tell little


def shared_parts(reports: Sequence[Report], tellings: Sequence[Telling]) -> Iterator[Part]:
    """At most six, the most told first."""
    of = len({report.group for report in reports})
    told = [telling for telling in tellings if len(telling.groups) >= max(2, _ALL * of)]
    readable = [
        telling
        for telling in told
        if stands_alone(telling.seed.sentence) and len(telling.seed.statement.content) >= _SAYS_SOMETHING
    ]
    for telling in readable[:_MOST]:
        yield Part(
            kind="shared",
            sentences=(_cited(telling),),
            detail={
                "reports": len(telling.groups),
                "of": of,
                "articles": [teller.report.source.article for teller in telling.tellers],
                "countries": countries_of(telling.tellers),
            },
        )


def countries_of(tellers: Sequence[Teller]) -> list[str]:
    return sorted({teller.report.source.country for teller in tellers if teller.report.source.country})


def _cited(telling: Telling) -> Cited:
    others = (teller.report.source.cite(teller.sentence) for teller in telling.tellers if teller is not telling.seed)
    seed = telling.seed
    return Cited(text=seed.sentence.text, spans=(seed.report.source.cite(seed.sentence), *others))
