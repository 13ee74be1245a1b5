"""Sources as a model reads them: numbered sentences behind a fence that their text cannot close."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from octavo.engine.assist.composed import Source
from octavo.engine.assist.writers.orders import is_order
from octavo.engine.records import Sentence, Span
from octavo.engine.text.sentences import split_sentences

MOST_CHARACTERS = 24_000  # of all sources together: about 6,000 tokens of English
_LONGEST = 1_200  # characters of a sentence; longer ones are tables and lists run together


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence that was sent, and the source it stands in."""

    source: Source
    sentence: Sentence

    @property
    def span(self) -> Span:
        return self.source.cite(self.sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """What is sent of some sources. `places`: id ("a1.3") -> where that sentence stands, in the order sent."""

    places: Mapping[str, Place]
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def articles(self) -> list[int]:
        """The articles of which something is sent."""
        return sorted({place.source.article for place in self.places.values()})


def number_sources(
    sources: Sequence[Source],
    *,
    archive: Sequence[Source] = (),
    since: datetime | None = None,
    most: int = MOST_CHARACTERS,
) -> Numbered:
    """Numbers the sentences of sources, in the order given; of reports that carry one text only the first is sent.

    Where they are longer than `most` characters together, each gives its first sentences, the same number each.
    """
    kept = [*_apart(sources), *_apart(archive)]
    old = {one.article for one in archive}
    chosen = _choose([split_sentences(one.text, one.language) for one in kept], most)
    places: dict[str, Place] = {}
    lines: list[str] = []
    for number, (source, sentences) in enumerate(zip(kept, chosen, strict=True), start=1):
        if not sentences:
            continue
        lines.append(f"[a{number}] {_head(source, since, archived=source.article in old)}")
        for at, sentence in enumerate(sentences, start=1):
            places[f"a{number}.{at}"] = Place(source=source, sentence=sentence)
            lines.append(f"[a{number}.{at}] {defuse(sentence.text)}")
    return Numbered(places=places, lines=tuple(lines))


def _apart(sources: Sequence[Source]) -> Iterator[Source]:
    seen: set[int] = set()
    for one in sources:
        if one.origin is None or one.origin not in seen:
            seen |= {one.origin} if one.origin is not None else set()
            yield one


def _choose(texts: Sequence[Sequence[Sentence]], most: int) -> list[list[Sentence]]:
    fitting = [[one for one in text if len(one.text) <= _LONGEST and not is_order(one.text)] for text in texts]
    chosen: list[list[Sentence]] = [[] for _ in fitting]
    left = most
    for row in range(max(map(len, fitting), default=0)):
        for text, taken in zip(fitting, chosen, strict=True):
            if row < len(text) and len(text[row].text) <= left:
                taken.append(text[row])
                left -= len(text[row].text)
        if left < _LONGEST:  # what comes now might leave a gap in one text and not in another
            break
    return chosen


def _head(source: Source, since: datetime | None, *, archived: bool) -> str:
    """Publisher, date and headline of a report: for the model to know it by, not to be cited."""
    parts = [defuse(source.publisher)[:80], f"{source.at:%Y-%m-%d %H:%M}" if source.at else "", source.language or ""]
    told = ", ".join(part for part in parts if part)
    flag = " (archive)" if archived else ""
    if since is not None and source.at is not None:
        flag += " (new)" if source.at > since else " (old)"
    return f"{told}{flag}: {defuse(source.title)[:300]}"


def fence(body: str) -> str:
    """A word that stands nowhere in `body`: equal for equal bodies, not to be foreseen by who wrote a part of it."""
    folded = body.casefold()
    nonce = sha256(body.encode("utf-8", "replace")).hexdigest()[:20]
    while nonce in folded:
        nonce = sha256(f"{nonce}{body}".encode("utf-8", "replace")).hexdigest()[:20]
    return nonce


def defuse(text: str) -> str:
    """Text of others on one line, without what a model's server or a model may take for more than text.

    Takes out unseen characters (direction marks, tags, control), sets apart the marks that chat templates give
    meaning to ("<|im_start|>", "[INST]"), and brackets that look like ids of ours.
    """
    seen = "".join(
        letter for letter in text
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") or letter in "\n\t\r\u200c\u200d"
    )  # fmt: skip
    plain = " ".join(seen.split())
    plain = _TEMPLATE.sub(lambda found: " ".join(found.group()), plain)
    return _OUR_ID.sub("(", plain)


_TEMPLATE = re.compile(
    r"<\||\|>|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]|<</?SYS>>|</?s>"
    r"|<(?:start|end)_of_turn>|</?think>|</?tool_call>|\[gMASK\]|<｜",
    re.IGNORECASE,
)
_OUR_ID = re.compile(r"\[(?=a\d)", re.IGNORECASE)
