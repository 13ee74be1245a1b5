"""Reads the edition's sources: a TOML file per publisher, a Markdown file per article."""

from __future__ import annotations

import tomllib
from datetime import time, timedelta, timezone
from pathlib import Path
from typing import Any

from octavo.edition.records import FAULTS, FeedPlan, Publisher, Revision, Source

SAMPLE = Path(__file__).parent / "sample"
DAYS = 6
DESKS = ("world", "business", "technology", "science", "sport", "culture", "opinion")
_TAKEN = (
    "title day time desk authors standfirst keywords image caption credit faults copy_of rewrite_of affair revision"
)


def read_publishers(folder: Path = SAMPLE / "publishers") -> dict[str, Publisher]:
    """All publishers by slug, in alphabetical order. Raises ValueError naming the file that is wrong."""
    return {file.stem: _read_publisher(file) for file in sorted(folder.glob("*.toml"))}


def read_articles(folder: Path = SAMPLE / "articles") -> tuple[Source, ...]:
    """All article files, ordered by event and publisher. Raises ValueError naming the file that is wrong."""
    return tuple(_read_article(file) for file in sorted(folder.glob("*/*.md")))


def _read_publisher(file: Path) -> Publisher:
    try:
        told = tomllib.loads(file.read_text("utf-8"))
        feeds = tuple(
            FeedPlan(**{**feed, "desks": tuple(feed.get("desks", ())), "section": feed.get("section", told["section"])})
            for feed in told.pop("feeds")
        )
        return Publisher(slug=file.stem, zone=_zone(told.pop("zone")), feeds=feeds, **told)
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError(f"{file.name}: {error}") from error


def _read_article(file: Path) -> Source:
    where = f"{file.parent.name}/{file.name}"
    try:
        _, front, body = file.read_text("utf-8").split("+++\n", 2)
        told = tomllib.loads(front)
        if wrong := set(told) - set(_TAKEN.split()):
            raise ValueError(f"unknown keys {sorted(wrong)}")
        if wrong := set(told.get("faults", ())) - FAULTS:
            raise ValueError(f"unknown faults {sorted(wrong)}")
        if told["desk"] not in DESKS or not 1 <= told["day"] <= DAYS:
            raise ValueError("no such desk or day")
        return _source(file, told, body)
    except (TypeError, KeyError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error


def _source(file: Path, told: dict[str, Any], body: str) -> Source:
    alone = file.parent.name.startswith("alone-")
    values = dict(told)
    revision = values.pop("revision", None)
    if revision is not None:
        replace = revision.get("replace")
        revision = Revision(title=revision.get("title"), replace=(replace[0], replace[1]) if replace else None)
        if revision.replace and revision.replace[0] not in body + told.get("standfirst", ""):
            raise ValueError(f"the revision replaces words that are not there: {revision.replace[0]!r}")
    for key in ("authors", "keywords"):
        values[key] = tuple(values.get(key, ()))
    values["faults"] = frozenset(values.get("faults", ()))
    values["time"] = time.fromisoformat(values["time"])
    event = f"{file.parent.name}/{file.stem}" if alone else file.parent.name
    return Source(file=file, event=event, publisher=file.stem, body=body.strip(), revision=revision, **values)


def _zone(offset: str) -> timezone:
    """The zone of "+05:30"."""
    sign = -1 if offset.startswith("-") else 1
    hours, _, minutes = offset.lstrip("+-").partition(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes or 0)))
