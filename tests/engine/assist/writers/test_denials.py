"""A denial on top of another is seen; as many as there are is none too many."""

from __future__ import annotations

import pytest

from octavo.engine.assist.writers.denials import denies_more


@pytest.mark.parametrize(
    ("text", "passage", "language", "more"),
    [
        ("It is not true that Veldt never heard a siren.", "Veldt never heard a siren.", "en", True),
        (
            "What the lane has not, and we do not, is evening.",
            "What the lane has, and we do not, is evening.",
            "en",
            True,
        ),
        ("Veldt never heard a siren.", "Veldt never heard a siren.", "en", False),
        ("No siren was heard in Veldt.", "Veldt never heard a siren.", "en", False),
        ("It is not true that he left, she said.", "She said: “It is not true that he left.”", "en", False),
        ("He didn’t pay.", "He did not pay.", "en", False),
        ("Es stimmt nicht, dass Veldt zahlte.", "Veldt zahlte.", "de", True),
        ("Неправда, что Вельд не платил.", "Вельд не платил.", "ru", True),
        ("यह सच नहीं है कि वेल्ड ने भुगतान किया।", "वेल्ड ने भुगतान किया।", "hi", True),
        ("nobody knows this language", "x", "xx", False),
    ],
)
def test_denials_are_counted(text: str, passage: str, language: str, more: bool) -> None:
    assert denies_more(text, [passage], language) is more
