"""Tags of the briefing, wherever it is shown: page, letter, feed, command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import template

from octavo.apps.assist.briefing import BriefLine
from octavo.faces.reader import briefed, whys
from octavo.faces.reader.panel import Shown, evidence_address

register = template.Library()

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


@register.filter("evidence_address")
def evidence_of(cited: Any) -> str:
    """The page that shows where a sentence stands."""
    return evidence_address(cited.spans)


@register.filter
def shown_sources(line: BriefLine) -> list[Shown]:
    """The sentences of a story, as the panel shows sentences."""
    return [
        Shown(text=cited.text, language=article.language, address=evidence_of(cited), who=(article.publisher.name,))
        for cited, article in line.sources
    ]


@register.filter
def told_news(line: BriefLine) -> str:
    """new, or goes on: 3 new reports."""
    return briefed.told_news(line.part.kind, line.part.detail["fresh"])


@register.filter
def told_counts(line: BriefLine) -> str:
    """How many outlets and independent reports; '' for a single one, whose name stands beside its sentence."""
    return whys.told_counts(line.story, with_countries=False) if line.story.outlets_count > 1 else ""


@register.filter
def markdown(text: str) -> str:
    """A text in which nothing is taken for markup."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


@register.filter
def one_line(text: str) -> str:
    return " ".join(text.split())


@register.filter
def item(found: Mapping[str, Any], key: str) -> Any:
    return found.get(key)
