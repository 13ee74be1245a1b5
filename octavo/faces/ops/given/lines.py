"""JSON lines of articles: `title`, `text`, `date`, `url`, `authors`, `publisher`, `language`; missing is unknown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from octavo.engine.parsing.dates import parse_date
from octavo.engine.records import Block, BlockKind, BodyState, Draft
from octavo.engine.text.language import detect_language
from octavo.faces.ops.given.files import read_text_lines

Complain = Callable[[str, str], None]  # where, why
TITLE_LENGTH = 120  # of one made from the text
# What no text means and PostgreSQL does not take.
_FOREIGN = re.compile("[\x00\ud800-\udfff]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def read_values(file: Path, complain: Complain) -> Iterator[dict[str, Any]]:
    """The articles of a file as values, in order. A line that is none is told to `complain`, and passed over.

    Raises Unusable where the file cannot be read.
    """
    for number, line in read_text_lines(file):
        where = f"{file}, line {number}"
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            complain(where, f"this is no JSON: {error}.")
            continue
        if not isinstance(values, dict) or not (word_of(values, "title") or word_of(values, "text")):
            complain(where, "an article needs a `title` or a `text`.")
            continue
        yield values


def read_lines(file: Path, complain: Complain) -> Iterator[Draft]:
    """The same as drafts."""
    return map(draft_from_values, read_values(file, complain))


def draft_from_values(values: Mapping[str, Any], *, address: str | None = None) -> Draft:
    """The draft of an article given as values. Its address: the one given, else the `url`, else made from the text."""
    title, text = word_of(values, "title"), word_of(values, "text")
    paragraphs = [" ".join(part.split()) for part in _BLANK_LINE.split(text)]
    language = word_of(values, "language") or detect_language(f"{title}\n{text}")
    return Draft(
        address=address or word_of(values, "url") or f"urn:text:{sha256(f'{title} {text}'.encode()).hexdigest()[:24]}",
        title=title or paragraphs[0][:TITLE_LENGTH],
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in paragraphs if paragraph),
        body_state=BodyState.FULL if text else BodyState.EMPTY,
        body_reason="The text was given as such." if text else "Only a title was given.",
        publisher=word_of(values, "publisher") or None,
        authors=_authors(values.get("authors")),
        published=parse_date(word_of(values, "date")),
        language=language[:2].lower() if language else None,
    )


def draft_with_tags(values: Mapping[str, Any], number: int) -> Draft:
    """The same with what its publisher says of its subject: `section`, `tags` or `keywords`, and the words of its
    `url`. Equal addresses stay apart by `number`."""
    draft = draft_from_values(values)
    listed = values.get("keywords") or values.get("tags") or ()
    keywords = [listed] if isinstance(listed, str) else listed if isinstance(listed, list) else ()
    url = word_of(values, "url")
    sign = "&" if "?" in url else "?"
    address = f"{url}{sign}octavo-line={number}" if url.startswith("http") else f"urn:try:{number}"
    return replace(
        draft, address=address, section=word_of(values, "section")[:120] or None,
        keywords=tuple(word for one in keywords if isinstance(one, str) and (word := _FOREIGN.sub("", one).strip())),
    )  # fmt: skip


def word_of(values: Mapping[str, Any], name: str) -> str:
    """A value as text; '' where it is missing or no text."""
    value = values.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return _FOREIGN.sub("", value).strip() if isinstance(value, str) else ""


def _authors(value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    return tuple(clean for name in names if isinstance(name, str) and (clean := _FOREIGN.sub("", name).strip()))
