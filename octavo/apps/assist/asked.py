"""What a reader asks of the panel: a feature, of what, and what was chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from octavo.apps.assist.features import FEATURES, LONGEST_FREE, LONGEST_QUESTION, Feature
from octavo.engine.assist.composed import Source


class NotAsked(ValueError):
    """There is no such feature here, or what was chosen is none of its choices; the text is one plain sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A feature of an article, of a story, or (neither) of everything, with what the reader chose."""

    feature: Feature
    article: int | None = None
    story: int | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        return "article" if self.article else "story" if self.story else "everything"

    @property
    def is_complete(self) -> bool:
        """Whether there is something to compose: a question was asked, a time was given."""
        return not self.feature.needs or bool(self.chosen.get(self.feature.needs))

    @property
    def key(self) -> str:
        """Equal for what asks the same."""
        return digest("asked", self.feature.key, self.article, self.story, dict(self.chosen))


def ask_for(
    feature: str, *, article: int | None = None, story: int | None = None, chosen: Mapping[str, str] | None = None
) -> Asked:
    """What was asked, with the defaults filled in. Raises NotAsked."""
    known = FEATURES.get(feature)
    if known is None:
        raise NotAsked(f"There is no feature named “{feature[:40]}”.")
    given = chosen or {}
    picked = {name: given.get(name) or values[0] for name, values in known.choices.items()}
    for name, value in picked.items():
        if value not in known.choices[name]:
            raise NotAsked(f"“{value[:40]}” is none of {', '.join(known.choices[name])}.")
    picked |= {name: text for name in known.free if (text := given.get(name, "").strip())}
    if "since" in picked and moment_of(picked["since"]) is None:
        raise NotAsked("Write `since` as a time: 2026-11-20T12:00Z.")
    asked = Asked(feature=known, article=article, story=story, chosen=picked)
    if asked.scope not in known.scopes:
        raise NotAsked(f"{feature} is not made of {asked.scope}.")
    return asked


def chosen_of(given: Mapping[str, str]) -> dict[str, str]:
    """What a reader sent, without NUL and no longer than it may be."""
    return {name: text.replace("\0", "")[: LONGEST_FREE.get(name, LONGEST_QUESTION)] for name, text in given.items()}


def moment_of(written: str) -> datetime | None:
    """A time as an address writes it, of the site's zone where it names none; None: it is none."""
    try:
        moment = parse_datetime(written[:40].replace(" ", "+"))
    except ValueError:
        return None
    if moment is None or not 1000 < moment.year < 9999:  # in UTC another year, which no database may take
        return None
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def digest(*parts: object) -> str:
    """32 hex digits that stand for these plain values."""
    return sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:32]


def cited_texts(sources: Sequence[Source]) -> list[list[int | str]]:
    """What something was composed of: article, version and digest of the text of each."""
    return [[one.article, one.version, digest(one.text)] for one in sources]


def composition_key(
    asked: Asked, sources: Sequence[Source], *, writer: str, prompt: str = "", known_at: datetime | None = None,
    again: int | None = None,
) -> str:  # fmt: skip
    """Equal for compositions that need not be written twice. `again`: the one it replaces; a text may come back."""
    return digest(asked.key, cited_texts(sources), writer, prompt, str(known_at or ""), again)
