"""The evidence check on sentences of ours: false edits blocked, true paraphrases kept; and on edits of real sentences.

`python -m quality evidence`. `python -m quality.evidence [work|held|more]` lists what went wrong in a part.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from octavo.engine.assist.evidence import Passage, Verdict, check, find_evidence

SET = Path(__file__).with_name("evidence.txt")
MORE = Path(__file__).with_name("evidence_more.txt")  # worked on
UNSEEN = Path(__file__).with_name("evidence_unseen.txt")  # by us too, but only scored
PARTS = ("work", "held")  # looked at while building; only scored


@dataclass(frozen=True, slots=True)
class Edit:
    """A false sentence, and what was done to make it so."""

    kind: str
    sentence: str


@dataclass(slots=True)
class Block:
    """What sources say, true paraphrases of it, and false edits of those."""

    language: str
    at: datetime | None
    source: str = ""
    kept: list[str] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    part: str = "work"

    @property
    def passage(self) -> Passage:
        return Passage(self.source, at=self.at, language=self.language, around=self.source)


def read_blocks(path: Path = SET) -> list[Block]:
    """The blocks of the set. An edit whose words are not in the line above raises ValueError."""
    blocks: list[Block] = []
    last = ""
    for line in path.read_text("utf-8").splitlines():
        mark, _, rest = line.partition(" ")
        if mark == "@":
            language, _, at = rest.partition(" ")
            when = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
            blocks.append(Block(language, when, part=PARTS[len(blocks) % 4 == 3]))
        elif mark == ">":
            blocks[-1].source = last = rest
        elif mark == "=":
            blocks[-1].kept.append(rest)
            last = rest
        elif mark == "~":
            kind, _, change = rest.partition(": ")
            old, _, new = change.partition(" => ")
            blocks[-1].edits.append(Edit(kind, _edited(last, old, new, blocks[-1])))
    return blocks


def _edited(line: str, old: str, new: str, block: Block) -> str:
    for each in (line, *block.kept[-1:], *reversed(block.kept), block.source):
        if old in each:
            return each.replace(old, new, 1)
    raise ValueError(f"“{old}” is not in “{line}”")


def score_evidence(shared: Path | None) -> dict[str, float]:
    """Shares blocked and kept, each part and kind; of real sentences where the labelled sets are at hand."""
    blocks = read_blocks()
    scores = _scores("evidence", blocks, _alone)
    scores |= _scores("evidence/found", blocks, _found)
    scores |= _scores("evidence/more", read_blocks(MORE), _alone, kinds=False)
    scores |= _scores("evidence/unseen", read_blocks(UNSEEN), _alone)
    for part in PARTS:
        scores |= _scores(f"evidence/{part}", [block for block in blocks if block.part == part], _alone, kinds=False)
    for language in sorted({block.language for block in blocks}):
        scores |= _scores(
            f"evidence/{language}", [block for block in blocks if block.language == language], _alone, kinds=False
        )
    if shared is not None:
        from quality.evidence_news import score_news

        scores |= score_news(shared)
    return scores


def _alone(sentence: str, block: Block) -> Verdict:
    return check(sentence, [block.passage], language=block.language)


def _found(sentence: str, block: Block) -> Verdict:
    return find_evidence(sentence, [block.passage])


def _scores(name: str, blocks: list[Block], judge: object, *, kinds: bool = True) -> dict[str, float]:
    assert callable(judge)
    blocked = Counter((edit.kind, judge(edit.sentence, block).supported) for block in blocks for edit in block.edits)
    kept = [judge(sentence, block).supported for block in blocks for sentence in block.kept]
    edits = sum(blocked.values())
    scores = {
        f"{name}/blocked": sum(count for (_, passed), count in blocked.items() if not passed) / edits,
        f"{name}/kept": sum(kept) / len(kept),
    }
    if kinds:
        for kind in sorted({kind for kind, _ in blocked}):
            scores[f"{name}/blocked/{kind}"] = blocked[kind, False] / (blocked[kind, False] + blocked[kind, True])
    return scores


def mistakes(blocks: Iterable[Block]) -> Iterator[str]:
    """A line for each true sentence blocked and each false one passed."""
    for block in blocks:
        for sentence in block.kept:
            verdict = _alone(sentence, block)
            if not verdict.supported:
                why = f"{verdict.failure}: {verdict.detail}"
                yield f"LOST {block.language} [{why}]\n    {sentence}\n    > {block.source}"
        for edit in block.edits:
            if _alone(edit.sentence, block).supported:
                yield f"PASSED {block.language} {edit.kind}\n    {edit.sentence}\n    > {block.source}"


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else "work"
    chosen = read_blocks(MORE) if asked == "more" else [block for block in read_blocks() if block.part == asked]
    print("\n".join(mistakes(chosen)))
