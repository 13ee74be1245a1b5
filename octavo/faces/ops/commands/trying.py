"""`octavo try`: a judged room on its own; JSON lines out, nothing kept."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from octavo.faces.ops.commands.tried import ask, evidence, keypoints, panel, timeline
from octavo.faces.ops.commands.tried.lines import articles_of, say
from octavo.faces.ops.running.errors import Failed

HELP = (
    "Tries one room: `text` (pages to articles), `stories` (and copies), `related` (and why), `tags` (and desks), "
    "`panel`, `evidence`, `ask`, `keypoints`, `timeline`."
)


def add_arguments(parser: ArgumentParser) -> None:
    rooms = parser.add_subparsers(dest="room", required=True)
    text = rooms.add_parser("text", help="clean text and metadata of HTML pages; needs no database")
    text.add_argument("files", nargs="+", type=Path, metavar="PAGE.html[.gz]")
    text.add_argument(
        "--addresses", type=Path, metavar="FILE.tsv", help="table of file name and address, parted by a tab"
    )
    stories = rooms.add_parser("stories", help="stories and copies of articles, in a scratch database")
    stories.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    related = rooms.add_parser("related", help="related articles of each article with reasons, in a scratch database")
    related.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    tags = rooms.add_parser("tags", help="hashtags and desk of articles, in a scratch database")
    tags.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    timeline.add(rooms)
    keypoints.add(rooms)
    ask.add(rooms)
    evidence.add(rooms)
    panel.add(rooms)
    rooms.metavar = "|".join(rooms.choices)


def run(asked: Namespace) -> int:
    if tried := getattr(asked, "tried", None):  # a room with a file of its own
        return int(tried(asked))
    if asked.room == "text":
        return _text(asked.files, asked.addresses)
    return {"stories": _stories, "related": _related, "tags": _tags}[asked.room](asked.file)


def _text(files: list[Path], table: Path | None) -> int:
    """One line a page. A file that cannot be read is told, and the others go on."""
    from octavo.faces.ops.given.addresses import read_addresses
    from octavo.faces.ops.given.files import Unusable
    from octavo.faces.ops.given.page import extract_file

    addresses = read_addresses(table)
    unread = 0
    for file in files:
        try:
            draft = extract_file(file, addresses)
        except Unusable as error:
            unread += 1
            print(f"octavo: {error}", file=sys.stderr)
            continue
        say(_values_of_page(file, draft))
    if unread:
        raise Failed(f"{unread} of {len(files)} files could not be read; the reasons stand above.")
    return 0


def _values_of_page(file: Path, draft: Any) -> dict[str, Any]:
    from octavo.engine.entities import find_hashtags
    from octavo.engine.text.length import count_words, reading_minutes

    tags = find_hashtags(
        draft.title, draft.text, keywords=draft.keywords, section=draft.section, language=draft.language,
        publisher=draft.publisher, authors=draft.authors,
    )  # fmt: skip
    return {
        "file": file.name, "title": draft.title, "text": draft.text, "authors": list(draft.authors),
        "published": draft.published.isoformat() if draft.published else None, "language": draft.language,
        "state": draft.body_state.value, "tags": [tag.name for tag in tags],
        "modified": draft.modified.isoformat() if draft.modified else None,
        "contributors": [{"name": one.name, "role": one.role} for one in draft.contributors],
        "licence": draft.licence, "free": draft.free,
        "words": count_words(draft.text), "reading_minutes": reading_minutes(draft.text),
    }  # fmt: skip


def _tags(file: Path) -> int:
    """One line an article, in the order given."""
    from octavo.faces.ops.running.installation import open_scratch_installation

    values = articles_of(file)
    if not values:
        return 0
    open_scratch_installation()
    from octavo.faces.ops.given.lines import draft_with_tags, word_of
    from octavo.pipeline.tag_alone import tag_alone

    drafts = [draft_with_tags(one, number) for number, one in enumerate(values)]
    sources = [(word_of(one, "url"), word_of(one, "publisher")) for one in values]
    for one, tagged in zip(values, tag_alone(drafts, sources, now=datetime.now(UTC)), strict=True):
        tags = [{"name": tag.name, "slug": tag.slug, "weight": tag.weight} for tag in tagged.tags]
        say({"id": one.get("id"), "tags": tags, "desk": tagged.desk, "desk_confidence": tagged.confidence})
    return 0


def _stories(file: Path) -> int:
    """One line an article, in the order given."""
    values = articles_of(file)
    if not values:
        return 0
    drafts, sources = _open_with(values)
    from octavo.pipeline.alone import place_alone

    for one, placed in zip(values, place_alone(drafts, sources, now=datetime.now(UTC)), strict=True):
        copy_of = None if placed.copy_of is None else values[placed.copy_of].get("id")
        say({"id": one.get("id"), "story": placed.story, "copy_of": copy_of})
    return 0


def _related(file: Path) -> int:
    """One line an article, in the order given, its related articles ranked."""
    values = articles_of(file)
    if not values:
        return 0
    drafts, sources = _open_with(values)
    from octavo.faces.reader.reasons import told_reason
    from octavo.pipeline.alone import relate_alone

    for one, found in zip(values, relate_alone(drafts, sources, now=datetime.now(UTC)), strict=True):
        say({"id": one.get("id"), "related": [
            {"id": values[each.place].get("id"), "kind": each.why.kind.value, "reason": told_reason(each.why, ""),
             "names": list(each.why.names), "figures": list(each.why.figures),
             "hours": None if each.why.hours is None else round(each.why.hours, 1)}
            for each in found
        ]})  # fmt: skip
    return 0


def _open_with(values: list[dict[str, Any]]) -> tuple[list[Any], list[tuple[str, str]]]:
    """Opens a scratch installation; the articles as drafts, and each one's address and publisher."""
    from octavo.faces.ops.running.installation import open_scratch_installation

    open_scratch_installation()
    from octavo.faces.ops.given.lines import draft_from_values, word_of

    drafts = [draft_from_values(one, address=f"urn:try:{number}") for number, one in enumerate(values)]
    return drafts, [(word_of(one, "url"), word_of(one, "publisher")) for one in values]
