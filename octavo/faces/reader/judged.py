"""A judged page as a template shows it: every block, kept or dropped and why, and the text that comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from octavo.apps.sources.rules import Rules
from octavo.engine.records import Block, BlockKind
from octavo.faces.reader.body import Piece, pieces_of
from octavo.faces.reader.wording import told_why

FOLDED_FROM = 3  # dropped blocks in a row are folded away from so many on
SHORT = 160  # characters; longer dropped blocks are always shown, for they may be missed
PROSE = 60  # characters from which a dropped block may show where the body is
SHOWN = 600  # characters of a block on the page's side
MOST = 1500  # blocks of one page


class Judged(Protocol):
    """What a block says of itself."""

    @property
    def kind(self) -> BlockKind: ...
    @property
    def text(self) -> str: ...
    @property
    def kept(self) -> bool: ...
    @property
    def why(self) -> str: ...
    @property
    def selector(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A block of the page. `place` is its number; `turned` says that the rules being tried change its fate."""

    place: int
    kind: str
    lines: tuple[str, ...]
    is_cut: bool
    kept: bool
    turned: bool
    reason: str
    selector: str
    alike: int  # how many blocks of this page the selector names
    container: str  # selector of what it lies in, for "body is here"; '' where it cannot tell
    rule: str  # the very rule that says what becomes of this block, as `kind:value`; '' where none does
    whole_text: str  # for a rule on the text itself; '' where it is too long for one


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other; folded ones were all dropped, and are short."""

    rows: tuple[Row, ...]
    folded: bool

    @property
    def reasons(self) -> list[str]:
        return list(dict.fromkeys(row.reason for row in self.rows))


def rows_of(blocks: Sequence[Judged], rules: Rules, before: Sequence[Judged] | None = None) -> list[Row]:
    """Blocks as judged by these rules as rows; `before` are the same page's blocks under the saved rules."""
    fates = {_key(block): block.kept for block in before or ()}
    alike = Counter(block.selector for block in blocks)
    return [
        _row(place, block, rules, alike[block.selector], turned=fates.get(_key(block), block.kept) != block.kept)
        for place, block in enumerate(blocks[:MOST], 1)
    ]


def _key(block: Judged) -> tuple[str, str]:
    return block.selector, block.text


def _row(place: int, block: Judged, rules: Rules, alike: int, *, turned: bool) -> Row:
    shown = block.text[:SHOWN]
    return Row(
        place=place, kind=block.kind.value,
        lines=tuple(line.replace("\t", " · ") for line in shown.split("\n") if line),
        is_cut=len(block.text) > SHOWN, kept=block.kept, turned=turned,
        reason="" if turned and block.why == "rule" else told_why(block.why, kept=block.kept),
        selector=block.selector, alike=alike, container=_place_of(block), rule=_rule_of(block, rules),
        whole_text=block.text if 0 < len(block.text) <= SHORT else "",
    )  # fmt: skip


def _rule_of(block: Judged, rules: Rules) -> str:
    words = " ".join(block.text.split())
    if not block.kept and words and words in rules.drop_text:
        return f"drop_text:{words}"
    kind = "keep" if block.kept else "drop"
    return f"{kind}:{block.selector}" if block.selector in getattr(rules, kind) else ""


def _place_of(block: Judged) -> str:
    """Where the body may be, by this block: dropped prose says so, and what is kept outside the body."""
    may_tell = " > " in block.selector if block.kept else len(block.text) >= PROSE and block.kind is not BlockKind.LIST
    return container_of(block.selector) if may_tell else ""


def container_of(selector: str) -> str:
    """A selector of the element around: `main` for `main > p`; for a name that stands alone, what has it as a child."""
    around, mark, own = selector.rpartition(" > ")
    if mark:
        return around
    return f":has(> {own})" if own not in ("", "html", "body") else ""


def folded(rows: Sequence[Row]) -> list[Run]:
    """Rows in runs: long stretches of short dropped blocks (menus, footers) are folded; nothing that turned is."""
    runs: list[Run] = []
    for foldable, group in groupby(rows, key=_may_fold):
        found = tuple(group)
        fold = foldable and len(found) >= FOLDED_FROM
        if runs and not fold and not runs[-1].folded:
            runs[-1] = Run((*runs[-1].rows, *found), False)
        else:
            runs.append(Run(found, fold))
    return runs


def _may_fold(row: Row) -> bool:
    short = row.kind == BlockKind.LIST or sum(map(len, row.lines)) < SHORT
    return short and not row.kept and not row.turned


def text_of(blocks: Iterable[Judged]) -> list[Piece]:
    """The kept blocks as an article's body shows them, without pictures."""
    return pieces_of(list(_kept(blocks)))


def _kept(blocks: Iterable[Judged]) -> Iterator[Block]:
    for block in blocks:
        if block.kept and block.text and block.kind not in (BlockKind.IMAGE, BlockKind.EMBED):
            yield Block(kind=block.kind, text=block.text)
