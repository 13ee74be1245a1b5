"""What grouping keeps comes back as it was, and what other versions kept is told apart."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import numpy as np
import pytest

from octavo.engine.clustering import (
    ArticleView,
    absorb,
    from_plain,
    pack,
    pack_view,
    to_plain,
    unpack,
    unpack_view,
    view_article,
)

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def view(title: str = "Ferry Gannet Spirit runs aground") -> ArticleView:
    vector = np.linspace(-1, 1, 256, dtype=np.float32)
    text = "The ferry Gannet Spirit ran aground off Hollin Island, and 214 people were taken off by lifeboats."
    return view_article(title, text, "en", NOON, "ledger", vector / np.linalg.norm(vector), id=7)


def test_a_story_comes_back() -> None:
    story = absorb(absorb(None, view()), view("Lifeboats take 214 off the Gannet Spirit"))
    plain = to_plain(story)
    back = unpack(pack(plain))
    assert back.keys() == plain.keys()
    assert list(back["terms"]) == list(plain["terms"])
    assert back["terms"] == pytest.approx(plain["terms"])
    assert back["figures"] == plain["figures"]
    assert all(type(count) is int for count in back["figures"].values())
    assert from_plain(back, id=3).count == 2


def test_a_view_comes_back() -> None:
    before = view()
    after = unpack_view(pack_view(before), id=7)
    assert after
    assert (after.id, after.title, after.published, after.publisher) == (7, before.title, NOON, "ledger")
    assert after.terms == pytest.approx(before.terms)
    assert after.figures == before.figures
    assert before.vector is not None
    assert after.vector is not None
    assert float(before.vector @ after.vector) == pytest.approx(1, abs=1e-3)


def test_a_view_without_a_vector_and_words_with_anything_in_them() -> None:
    from dataclasses import replace

    before = replace(view(), vector=None, terms={"a\nb": 0.6, "é": 0.8}, figures=())
    after = unpack_view(pack_view(before))
    assert after
    assert (after.vector, after.figures, list(after.terms)) == (None, (), ["a\nb", "é"])


def test_rows_of_before_are_read() -> None:
    plain = to_plain(absorb(None, view()))
    assert unpack(json.dumps(plain).encode()) == plain


def test_what_is_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no packed values"):
        unpack(b"\x02whatever")
    assert unpack_view(b"") is None
    assert unpack_view(pack({"title": "of another version"})) is None


def test_it_is_smaller_than_json() -> None:
    plain = to_plain(absorb(None, view()))
    assert len(pack(plain)) < len(json.dumps(plain))
