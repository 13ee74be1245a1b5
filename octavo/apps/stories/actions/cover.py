"""Who reports a story, when, and what some tell and others do not: all that its page would take too long to find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from octavo.apps.articles.models import Article, Copy, Reuse
from octavo.apps.articles.queries import ArticleText
from octavo.apps.sources.models import Kind, Publisher
from octavo.apps.stories.lineage import sourced
from octavo.engine.assist import BlindSpot, Covering, NewFact, Told, find_blind_spots, trace
from octavo.engine.neardup import independent_sources
from octavo.engine.records import BodyState

Plain = dict[str, Any]  # JSON
MOST_REPORTS = 400  # told apart, the newest
MOST_BARS = 40
_STEPS = (1, 3, 6, 12, 24, 72, 168, 672)  # hours of a bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Whose text the reports of a batch carry: `copies`, and `reuses` (the largest first) by article.

    `voices` numbers the independent sources of one story: see `within`.
    """

    copies: Mapping[int, Copy]
    reuses: Mapping[int, Sequence[Reuse]]
    voices: Mapping[int, int] = field(default_factory=dict)

    def within(self, articles: Sequence[Article]) -> Lineage:
        """The same, with the independent sources among a story's reports told apart."""
        groups = independent_sources(
            [sourced(one, self.copies.get(one.pk), self.reuses.get(one.pk, ())) for one in articles]
        )
        return replace(self, voices=dict(zip((article.pk for article in articles), groups, strict=True)))

    def root(self, article: int) -> int:
        """The article whose text this one carries; itself for a text of its own."""
        seen = {article}
        while article in self.copies and (above := self.copies[article].original_id) not in seen:
            seen.add(article := above)
        return article

    def source(self, article: Article) -> int:
        """Equal for reports of one outlet, one text or one agency: whoever repeats has one voice."""
        return self.voices[article.pk]


def lineage_of(texts: Mapping[int, ArticleText], copies: Mapping[int, Copy]) -> Lineage:
    """The lineage of these articles; `copies` are those among them. One query."""
    reuses: defaultdict[int, list[Reuse]] = defaultdict(list)
    for row in (
        Reuse.objects.filter(article__in=list(texts)).select_related("source__publisher").order_by("-share", "pk")
    ):
        reuses[row.article_id].append(row)
    return Lineage(copies=copies, reuses=reuses)


def coverings(own: Iterable[ArticleText], lineage: Lineage, language: str) -> list[Covering]:
    """The reports with a text of their own, as the engine compares them."""
    return [
        Covering(
            id=one.article.pk, source=lineage.source(one.article), text=one.text, at=one.article.at,
            language=language or None, whole=one.article.body_state == BodyState.FULL,
            sides=_sides(one.article.publisher),
        )
        for one in own
    ]  # fmt: skip


def _sides(publisher: Publisher) -> dict[str, str]:
    country = publisher.country or publisher.country_name
    kind = "" if publisher.kind == Kind.UNKNOWN else publisher.kind
    return {name: side for name, side in (("country", country), ("kind", kind)) if side}


def cover(
    held: Sequence[ArticleText], own: Sequence[ArticleText], told: Sequence[Covering], lineage: Lineage, language: str
) -> Plain:
    """The coverage of a story: a strip of its reports over time, its reports by country, its blind spots."""
    articles = {one.article.pk: one.article for one in held}
    names = {_side_of(article.publisher): article.publisher.country_name for article in articles.values()}
    publishers = {article.publisher.name for article in articles.values()}
    own_ids = {one.article.pk for one in own}
    carriers = [one for one in held if one.article.pk not in own_ids][-MOST_REPORTS:]
    return {
        "strip": strip(
            [article.at for pk, article in articles.items() if pk in own_ids],
            [article.at for pk, article in articles.items() if pk not in own_ids],
        ),
        "countries": by_country(list(articles.values())[-MOST_REPORTS:], lineage),
        "blind": [
            _spot(spot, articles, names)
            for spot in find_blind_spots(told, ignore=publishers, carriers=coverings(carriers, lineage, language))
        ],
    }


def fact_of(fact: NewFact, text: str, told: Sequence[Covering], articles: Mapping[int, Article]) -> Plain:
    """A fact where it was said first, and who else says it."""
    first, *others = trace(fact, text, told) or (Told(id=fact.id, sentence=fact.sentence),)
    return {**_evidence(first, articles), "also": [_teller(other, articles) for other in others]}


def _evidence(told: Told, articles: Mapping[int, Article]) -> Plain:
    sentence = told.sentence
    return {**_teller(told, articles), "version": articles[told.id].version, "start": sentence.start,
            "end": sentence.end, "text": sentence.text}  # fmt: skip


def _teller(told: Told, articles: Mapping[int, Article]) -> Plain:
    article = articles[told.id]
    return {"article": told.id, "publisher": article.publisher.name, "at": article.at.isoformat()}


def _spot(spot: BlindSpot, articles: Mapping[int, Article], names: Mapping[str, str]) -> Plain:
    return {
        **_evidence(spot.told[0], articles),
        "also": [_teller(told, articles) for told in spot.told[1:]],
        "marks": list(spot.marks),
        "silent": [
            {"kind": each.kind, "side": each.side, "name": names.get(each.side, ""), "reports": each.reports}
            for each in spot.silent
        ],
    }  # fmt: skip


def _side_of(publisher: Publisher) -> str:
    return publisher.country or publisher.country_name


def strip(own: Sequence[datetime], copies: Sequence[datetime]) -> Plain:
    """Reports over time: `from`, `hours` of a bar, and how many reports each bar holds, of their own and copies."""
    first, last = min([*own, *copies]), max([*own, *copies])
    span = (last - first) / timedelta(hours=1)
    hours = next((step for step in _STEPS if span / step <= MOST_BARS - 1), max(_STEPS[-1], int(span / MOST_BARS) + 1))
    step = timedelta(hours=hours)
    epoch = datetime(1970, 1, 5, tzinfo=UTC)  # a Monday, so that weeks begin well
    start = epoch + (first - epoch) // step * step
    bars = (last - start) // step + 1
    counted = [[0] * bars, [0] * bars]
    for counts, moments in zip(counted, (own, copies), strict=True):
        for moment in moments:
            counts[(moment - start) // step] += 1
    return {"from": start.isoformat(), "hours": hours, "own": counted[0], "copies": counted[1]}


def by_country(articles: Sequence[Article], lineage: Lineage) -> list[Plain]:
    """The reports by country of their publishers, those with most outlets first; copies under the text they carry.

    `texts` of their own, newest first; `carriers` are outlets of the country that carry a text told elsewhere.
    """
    held = {article.pk: article for article in articles}
    copies: defaultdict[int, list[Article]] = defaultdict(list)
    groups: dict[str, Plain] = {}
    for article in sorted(articles, key=lambda each: (each.at, each.pk), reverse=True):
        publisher = article.publisher
        group = groups.setdefault(
            _side_of(publisher),
            {"code": publisher.country, "name": publisher.country_name, "outlets": set(), "texts": [], "carriers": []},
        )
        group["outlets"].add(publisher.pk)
        root = lineage.root(article.pk)
        if root != article.pk and root in held:
            copies[root].append(article)
            if _side_of(held[root].publisher) != _side_of(publisher):
                group["carriers"].append({**_row(article), "of": root, "whose": held[root].publisher.name})
        else:
            group["texts"].append({**_row(article), "reuse": _reuse(lineage.reuses.get(article.pk, ()))})
    for group in groups.values():
        group["outlets"] = len(group["outlets"])
        for text in group["texts"]:
            text["copies"] = [_row(copy) for copy in copies[text["id"]]]
    return sorted(groups.values(), key=lambda group: (not group["name"], -group["outlets"], group["name"]))


def _row(article: Article) -> Plain:
    publisher = article.publisher
    return {"id": article.pk, "title": article.title, "who": publisher.name, "kind": publisher.kind,
            "country": publisher.country_name, "at": article.at.isoformat(), "state": article.body_state}  # fmt: skip


def _reuse(rows: Sequence[Reuse]) -> Plain | None:
    if not rows:
        return None
    row = rows[0]
    return {"id": row.source_id, "whose": row.source.publisher.name, "percent": round(100 * row.share)}
