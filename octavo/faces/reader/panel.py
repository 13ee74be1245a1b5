"""What the panel shows of a composition: parts and sentences, each with the reports it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from octavo.apps.articles.models import Article
from octavo.apps.assist.features import FEATURES, Feature
from octavo.apps.assist.mapping import parts_from_plain
from octavo.apps.assist.models import Composition
from octavo.apps.assist.passages import passages_of, spans_written
from octavo.apps.assist.queries import cited_articles
from octavo.engine.assist.composed import Cited, Part
from octavo.engine.records import Span

NAMES: Mapping[str, Any] = {
    "key_points": _("Key points"), "ask": _("Ask"), "compare": _("Compare coverage"), "timeline": _("Timeline"),
    "background": _("Background"), "changes": _("What changed"), "simple": _("Explain simply"), "quiz": _("Quiz"),
    "translate": _("Translate"), "perspectives": _("Unbiased view"),
}  # fmt: skip
ABOUT: Mapping[str, Any] = {
    "key_points": _("The sentences that say most, word for word."),
    "ask": _("Answered by sentences of the reports, or not at all."),
    "compare": _("What most report, what only one reports, and where they differ."),
    "timeline": _("What happened when, each date with its sentence."),
    "background": _("Who and what is named here, from this site's own archive."),
    "changes": _("What reports say since a time that no report said before."),
    "simple": _("The same in simple words."),
    "quiz": _("Questions whose answers stand in the text."),
    "translate": _("Side by side, sentence by sentence."),
    "perspectives": _("Several views, each with who holds it, in their own words."),
}

KINDS: Mapping[str, Any] = {
    "shared": _("What most report"), "only": _("What only one reports"), "figures": _("Where figures differ"),
    "wording": _("Where the wording differs"), "order": _("Where the order differs"),
    "country": _("What only one country's reports tell"), "differ": _("Where they differ"),
    "new": _("New since then"), "updated": _("Figures that changed"),
}  # fmt: skip
LENGTH_NAMES: Mapping[str, Any] = {"short": _("Short"), "medium": _("Medium"), "long": _("Long")}
FORM_NAMES: Mapping[str, Any] = {"md": "Markdown", "csv": "CSV", "jsonld": "JSON-LD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence as it is shown: `address` leads to its evidence, `who` publish the reports it stands in.

    `original` is what a translation was made of, `spoken` its language.
    """

    text: str
    language: str | None
    address: str
    who: tuple[str, ...]
    original: str = ""
    spoken: str | None = None
    published: datetime | None = None

    @property
    def others(self) -> int:
        """How many more reports than the first say it."""
        return len(self.who) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPart:
    """A part as the panel shows it; `detail` with the articles it names."""

    kind: str
    label: str
    detail: Mapping[str, Any]
    sentences: tuple[Shown, ...]
    articles: Mapping[int, Article]


def shown_parts(composition: Composition) -> list[ShownPart]:
    """The parts of a composition. One query, three for a translation."""
    parts = parts_from_plain(composition.parts)
    named = {span.article for part in parts for one in part.sentences for span in one.spans}
    articles = cited_articles(named | set(composition.articles or ()))
    originals = _originals(composition, parts)
    found = []
    for part in parts:
        # An article that was taken back takes what rests on it along.
        told = [one for one in part.sentences if any(span.article in articles for span in one.spans)]
        if told or not part.sentences:
            sentences = tuple(_shown(one, articles, originals, composition.asked.get("language")) for one in told)
            found.append(
                ShownPart(kind=part.kind, label=part.label, detail=part.detail, sentences=sentences, articles=articles)
            )
    return found


def _originals(composition: Composition, parts: Sequence[Part]) -> Mapping[Span, str]:
    """What the sentences of a translation were made of."""
    if composition.feature != "translate":
        return {}
    spans = [span for part in parts for one in part.sentences for span in one.spans]
    return {one.span: one.text for one in passages_of(spans)}


def _shown(one: Cited, articles: Mapping[int, Article], originals: Mapping[Span, str], language: str | None) -> Shown:
    cited = [articles[span.article] for span in one.spans if span.article in articles]
    original = " ".join(originals[span] for span in one.spans if span in originals)
    return Shown(
        text=one.text, address=evidence_address(one.spans),
        language=language if original and original != one.text else cited[0].language,
        who=tuple(dict.fromkeys(article.publisher.name for article in cited)),
        original=original if original != one.text else "", spoken=cited[0].language, published=cited[0].published,
    )  # fmt: skip


def evidence_address(spans: Iterable[Span]) -> str:
    """The page that shows where a sentence stands."""
    return f"/evidence/?at={spans_written(spans)}"


def sources_shown(composition: Composition, parts: Sequence[ShownPart]) -> list[Article]:
    """The reports that something was composed of, in order of time."""
    articles = parts[0].articles if parts else cited_articles(composition.articles or ())
    return [articles[one["article"]] for one in composition.sources if one["article"] in articles]


@dataclass(frozen=True, slots=True)
class Tab:
    """A feature in the panel's row of links."""

    key: str
    name: Any
    address: str
    current: bool


def tabs_of(scope: str, pk: int | None, current: str = "") -> list[Tab]:
    """The features of an article, of a story or of everything, in the order of the table."""
    return [
        Tab(feature.key, NAMES[feature.key], panel_address(scope, pk, feature), feature.key == current)
        for feature in FEATURES.values() if scope in feature.scopes
    ]  # fmt: skip


def panel_address(scope: str, pk: int | None, feature: Feature) -> str:
    """Where a feature is found."""
    return f"/{scope}/{pk}/assist/{feature.key}/" if pk else "/ask/"


def changed_since(composition: Composition, now: datetime, days: int = 7) -> list[Mapping[str, Any]]:
    """What made the composition before this one stale, while that is news."""
    before = composition.replaces
    if before is None or before.stale_at is None or (now - before.stale_at).days >= days:
        return []
    return list(before.stale_because)
