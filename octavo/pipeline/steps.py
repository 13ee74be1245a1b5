"""The list of steps: read downwards, this is what happens to the news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.pipeline import compose, index, link, match, place, poll, read, repair, revalidate, speak, tag, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: up to 64 ids in, rows and the next steps' jobs out. It may run twice on the same ids."""

    name: str
    takes: str
    gives: str
    run: Callable[[Sequence[int], datetime], None]


STEPS = (
    Step(name="poll", takes="feeds that are due", gives="new and changed items", run=poll.run),
    Step(name="read", takes="new and changed items", gives="articles with clean text", run=read.run),
    Step(name="match", takes="readable articles", gives="fingerprints, copies", run=match.run),
    Step(name="place", takes="matched articles", gives="stories", run=place.run),
    Step(name="tag", takes="readable articles", gives="hashtags, desks, key sentences", run=tag.run),
    Step(name="index", takes="readable articles", gives="search columns", run=index.run),
    Step(name="tell", takes="changed stories", gives="what readers, feeds and followers are told", run=tell.run),
    Step(name="link", takes="told stories", gives="their counterparts in other languages, threads", run=link.run),
    Step(name="revalidate", takes="changed articles", gives="what cites them, marked stale", run=revalidate.run),
    Step(name="compose", takes="stale compositions", gives="the same written anew", run=compose.run),
    Step(name="repair", takes="kept pages whose rules changed", gives="new versions of articles", run=repair.run),
    Step(name="speak", takes="texts to be read aloud", gives="sound files", run=speak.run),
)
