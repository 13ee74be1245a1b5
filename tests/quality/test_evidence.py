"""The set of the evidence check, and that the check stands above its floors on it."""

from __future__ import annotations

from quality.evidence import read_blocks, score_evidence
from quality.floors import find_fallen, read_floors


def test_the_set_is_as_large_as_it_should_be() -> None:
    blocks = read_blocks()
    assert sum(len(block.edits) for block in blocks) >= 600
    assert sum(len(block.kept) for block in blocks) >= 300
    assert {"name", "number", "unit", "date", "negation", "speaker", "quotation", "comparison"} <= {
        edit.kind for block in blocks for edit in block.edits
    }
    assert {"en", "hi", "ar", "ru", "fr", "de", "es", "pt"} == {block.language for block in blocks}


def test_an_edit_changes_something() -> None:
    for block in read_blocks():
        assert not {edit.sentence for edit in block.edits} & {*block.kept, block.source}


def test_the_check_stands_above_its_floors() -> None:
    assert find_fallen(score_evidence(None), read_floors()) == []
