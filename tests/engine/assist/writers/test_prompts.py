"""Prompts have versions: a text that changes without a new one fails here."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from octavo.apps.assist.features import FEATURES as TABLE
from octavo.engine.assist.writers.prompts import FEATURES, prompt_of, prompts_page, read_prompt

ROOT = Path(__file__).resolve().parents[4]
SEALS = {
    "rules": "1 61f52bb31bb9e861",
    "ask": "1 a6141e974a401f60",
    "background": "1 feac9feff3e3a6c1",
    "changes": "1 282f8123055b67a7",
    "compare": "1 8594786a7816d19d",
    "key_points": "1 ff710c4f6664b5be",
    "perspectives": "1 8a7c878a221e7882",
    "simple": "1 4cc32af5c1338c69",
    "translate": "1 92ae1267b6dbb74b",
}


@pytest.mark.parametrize("name", ["rules", *FEATURES])
def test_a_new_text_is_a_new_version(name: str) -> None:
    _name, version, text = read_prompt(name)
    sealed = f"{version} {sha256(text.encode()).hexdigest()[:16]}"
    assert SEALS[name] == sealed, "raise the version in the file, then seal it here"


def test_every_feature_that_a_model_may_write_has_one() -> None:
    assert set(FEATURES) == {name for name, feature in TABLE.items() if feature.written}
    assert prompt_of("ask").label == "ask 1"
    with pytest.raises(KeyError):
        prompt_of("../rules")


def test_the_page_of_the_docs_is_the_files() -> None:
    assert (ROOT / "docs/prompts.md").read_text("utf-8") == prompts_page()
