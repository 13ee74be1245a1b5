"""The evidence pack of what readers were shown, now or at a past time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from octavo.apps.assist.actions import composition_of, composition_shown
from octavo.apps.assist.asked import Asked
from octavo.apps.assist.mapping import Plain, parts_from_plain
from octavo.apps.assist.models import Composition
from octavo.apps.assist.passages import CitedPassage, passages_of
from octavo.apps.assist.queries import known_composition, newest_composition
from octavo.engine.assist.composed import Cited
from octavo.engine.assist.pack import Pack, Packed, Quoted, as_csv, as_json_ld, as_markdown
from octavo.engine.records import Span

FORMS = {
    "md": (as_markdown, "text/markdown; charset=utf-8"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "jsonld": (as_json_ld, "application/ld+json"),
}


def packed(composition: Composition, form: str, *, name: str, about: str, address: str) -> bytes:
    """A composition with its evidence, in one of FORMS. The same composition gives the same bytes, whenever.

    `about`: the headline of what it is of, where none was kept with it.
    """
    parts = parts_from_plain(composition.parts)
    spans = [span for part in parts for one in part.sentences for span in one.spans]
    held = {one.span: one for one in passages_of(spans)}
    read = composition.sources
    pack = Pack(
        name=name, about=composition.about or about, address=address, asked=composition.asked,
        writer=composition.writer, prompt=composition.prompt, written=composition.written_at,
        known=composition.known_at,
        left_out=composition.left_out, sources=[(one["article"], one["version"], one["digest"]) for one in read],
        sentences=tuple(_packed(part.label, one, held, read) for part in parts for one in part.sentences),
    )  # fmt: skip
    return FORMS[form][0](pack)


def _packed(heading: str, cited: Cited, held: Mapping[Span, CitedPassage], read: Sequence[Plain]) -> Packed:
    known = {one["article"]: one for one in read}
    quoted = (_quoted(held[span], known.get(span.article, {})) for span in cited.spans if span in held)
    return Packed(heading=heading, text=cited.text, quoted=tuple(quoted))


def _quoted(one: CitedPassage, known: Plain) -> Quoted:
    """A passage as it was known when it was cited: an article's row may have changed since."""
    return Quoted(
        text=one.text, before=one.before, after=one.after, title=one.title, publisher=known.get("publisher", ""),
        address=known.get("address", ""), retrieved=one.seen_at, article=one.span.article, digest=one.digest,
        published=datetime.fromisoformat(known["published"]) if known.get("published") else None,
        version=one.span.version, start=one.span.start, end=one.span.end,
    )  # fmt: skip


def composition_known(asked: Asked, *, at: datetime | None, now: datetime, model: str = "") -> Composition | None:
    """What readers were shown, or at a past time would have been: what was kept until then, else composed of what was
    known then, and kept, so that it is the same whenever it is asked for again. None: nothing was known.

    `model`: the one whose text the page shows, where it wrote one.
    """
    if at is None:
        return composition_shown(asked, now=now, model=model)
    return (
        newest_composition(asked.key, known_at=at)
        or known_composition(asked.key, at=at)
        or composition_of(asked, now=now, known_at=at)
    )
