"""What counts as residue: a block that says it, begins with it or has it; never a long one."""

from __future__ import annotations

import pytest

from octavo.engine.records import Block, BlockKind, BodyState, Draft
from quality.residue import LIST, find_residue, is_residue_line


@pytest.mark.parametrize(
    "line",
    [
        "Remove Ads",
        "Sponsored Links",
        "Tired of too many ads?",
        "Your browser does not support iframes.",
        "Sign up for our newsletter and get it in your inbox.",
        "विज्ञापन हटाएं",
        "روابط ممولة",
    ],
)
def test_residue(line: str) -> None:
    assert is_residue_line(line)


@pytest.mark.parametrize(
    "line",
    ["Ships entered the harbour again.", "He read the sponsored law twice.", "Remove Ads " + "and the rest " * 30],
)
def test_no_residue(line: str) -> None:
    assert not is_residue_line(line)


def test_captions_and_items_of_lists_are_looked_at() -> None:
    blocks = (
        Block(kind=BlockKind.LIST, text="A ship\nRemove Ads"),
        Block(kind=BlockKind.IMAGE, text="", caption="Sponsored Links"),
    )
    draft = Draft(address="", title="", blocks=blocks, body_state=BodyState.FULL, body_reason="")
    assert find_residue(draft) == ["Remove Ads", "Sponsored Links"]


def test_the_list_is_long_and_of_many_languages() -> None:
    lines = LIST.read_text("utf-8").splitlines()
    assert sum(line.count("|") + 1 for line in lines if line and line[0] not in "#[") >= 300
    assert sum(len(line) == 4 and line.startswith("# ") for line in lines) >= 8
