"""The evidence pack: what was said, and the quoted sentences under it, in forms that others can check and cite.

JSON-LD uses schema.org for the works and the W3C Web Annotation model (TextQuoteSelector, TextPositionSelector) for
the places in them. The same pack gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A sentence of a source with where it stands and how it was had."""

    text: str
    before: str  # what stands around it, to find it again
    after: str
    title: str
    publisher: str
    address: str
    published: datetime | None
    retrieved: datetime
    article: int
    version: int
    start: int
    end: int
    digest: str  # of the article's title and text in that version


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A sentence that a machine chose or wrote, under its heading, with what supports it."""

    heading: str
    text: str
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """An output of a writer with its evidence. `address`: where a reader finds it; `asked`: what was chosen."""

    name: str
    about: str
    address: str
    asked: Mapping[str, str]
    writer: str
    prompt: str
    written: datetime
    known: datetime | None  # what was known then only
    left_out: Mapping[str, int]
    sentences: tuple[Packed, ...]
    sources: Sequence[tuple[int, int, str]] = field(default=())  # article, version, digest of the text it was given


def as_json_ld(pack: Pack) -> bytes:
    """The pack as JSON-LD."""
    plain = {
        "@context": ["https://schema.org", {"oa": "http://www.w3.org/ns/oa#"}],
        "@type": "Report",
        "name": pack.name,
        "about": pack.about,
        "url": pack.address,
        "dateCreated": _moment(pack.written),
        "temporalCoverage": _moment(pack.known),
        "creator": {"@type": "SoftwareApplication", "name": pack.writer, "softwareVersion": pack.prompt or None},
        "keywords": [f"{name}: {value}" for name, value in sorted(pack.asked.items())],
        "additionalProperty": [
            {"@type": "PropertyValue", "name": f"left out: {reason}", "value": count}
            for reason, count in sorted(pack.left_out.items())
        ],
        "isBasedOn": [
            {"identifier": f"article {article} version {version}", "sha256": digest}
            for article, version, digest in pack.sources
        ],
        "hasPart": [_claim(one) for one in pack.sentences],
    }
    return (json.dumps(_filled(plain), ensure_ascii=False, indent=1) + "\n").encode()


def _claim(one: Packed) -> dict[str, Any]:
    return {
        "@type": "Claim", "text": one.text, "alternativeHeadline": one.heading or None,
        "citation": [_quotation(quoted) for quoted in one.quoted],
    }  # fmt: skip


def _quotation(one: Quoted) -> dict[str, Any]:
    return {
        "@type": "Quotation", "text": one.text, "sha256": sha256(one.text.encode()).hexdigest(),
        "isPartOf": {
            "@type": "NewsArticle", "headline": one.title, "url": one.address, "datePublished": _moment(one.published),
            "publisher": {"@type": "NewsMediaOrganization", "name": one.publisher},
            "identifier": f"article {one.article} version {one.version}", "version": one.version,
            "sha256": one.digest, "sdDatePublished": _moment(one.retrieved),
        },
        "oa:hasSelector": [
            {"@type": "oa:TextQuoteSelector", "oa:exact": one.text, "oa:prefix": one.before, "oa:suffix": one.after},
            {"@type": "oa:TextPositionSelector", "oa:start": one.start, "oa:end": one.end},
        ],
    }  # fmt: skip


def _filled(value: Any) -> Any:
    """Without what is unknown or empty."""
    if isinstance(value, dict):
        return {name: filled for name, one in value.items() if (filled := _filled(one)) not in (None, "", [], {})}
    return [_filled(one) for one in value] if isinstance(value, list) else value


def as_markdown(pack: Pack) -> bytes:
    """The pack as Markdown: each sentence, below it the quoted passages."""
    lines = [f"# {_plain(pack.name)}", "", _plain(pack.about), ""]
    facts = {
        "Address": pack.address, "Written": _moment(pack.written), "As known on": _moment(pack.known),
        "Writer": pack.writer, "Prompt": pack.prompt,
        "Asked": "; ".join(f"{name}: {value}" for name, value in sorted(pack.asked.items())),
        "Sentences left out": "; ".join(f"{reason}: {count}" for reason, count in sorted(pack.left_out.items())),
    }  # fmt: skip
    lines += [f"- {name}: {_plain(value)}" for name, value in facts.items() if value]
    if not pack.sentences:
        lines += ["", "The sources do not say."]
    heading = ""
    for one in pack.sentences:
        if one.heading != heading:
            heading = one.heading
            lines += ["", f"## {_plain(heading)}"]
        lines += ["", _plain(one.text)]
        for quoted in one.quoted:
            lines += ["", f"> {_plain(quoted.text)}", ">", f"> {_source_line(quoted)}"]
    return ("\n".join(lines) + "\n").encode()


def _source_line(one: Quoted) -> str:
    when = f", {_moment(one.published)}" if one.published else ""
    return (
        f"— {_plain(one.publisher)}{when}: “{_plain(one.title)}” <{one.address}>; retrieved {_moment(one.retrieved)}, "
        f"version {one.version}, characters {one.start}–{one.end}, digest {one.digest}"
    )


_MARKDOWN = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


def _plain(text: str | None) -> str:
    """Text of others that stays text in Markdown, on one line."""
    return " ".join((text or "").split()).translate(_MARKDOWN)


_COLUMNS = (
    "heading", "sentence", "quoted", "publisher", "title", "address", "published", "retrieved", "article", "version",
    "start", "end", "digest", "writer", "prompt", "written", "as_known_on",
)  # fmt: skip


def as_csv(pack: Pack) -> bytes:
    """The pack as CSV (RFC 4180): a row a quoted passage."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for one in pack.sentences:
        for quoted in one.quoted:
            table.writerow([_cell(value) for value in (
                one.heading, one.text, quoted.text, quoted.publisher, quoted.title, quoted.address,
                _moment(quoted.published), _moment(quoted.retrieved), quoted.article, quoted.version, quoted.start,
                quoted.end, quoted.digest, pack.writer, pack.prompt, _moment(pack.written), _moment(pack.known),
            )])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")  # so that spreadsheets read it as UTF-8


def _cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula is kept from it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""
