"""Names meet across scripts by how they sound."""

from __future__ import annotations

import pytest

from octavo.engine.linking.sounds import consonants, keys_of, letters_of, likeness

SAME = (
    ("Kelmarrow", "केलमैरो"), ("Velmora", "فيلمورا"), ("Velmora", "Вельмора"), ("Norsund", "ノルスンド"),
    ("Norsund", "노르순드"), ("Norsund", "נורסונד"), ("Brackwith", "براكويث"), ("Brackwith", "ब्रैकविथ"),
    ("Brandalise", "布兰达利塞"), ("Zaporizhzhia", "Запорожье"), ("Locarno", "लोकार्नो"), ("Rusnac", "Руснак"),
)  # fmt: skip
OTHER = (("Norsund", "नॉरलैंड"), ("Velmora", "Velgrad"), ("Aldersome", "Brackwith"), ("Karsk", "Норсунд"))


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_two_scripts_shares_a_key_and_sounds_alike(one: str, other: str):
    assert set(keys_of(one)) & set(keys_of(other))
    assert likeness(letters_of(one), letters_of(other)) >= 0.74


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_other_names_do_not(one: str, other: str):
    assert likeness(letters_of(one), letters_of(other)) < 0.76
    assert not set(keys_of(one)) & set(keys_of(other))


def test_letters_with_marks_fold_to_the_sound():
    assert letters_of("Łódź") == letters_of("Lodz")
    assert likeness(letters_of("Chișinău"), letters_of("Chisinau")) > 0.9


def test_a_letter_of_two_readings_gives_a_key_for_each():
    assert keys_of("Jonas") == ("sns", "ns")
    assert len(keys_of("Wojwowjewj")) <= 4


def test_what_is_no_word_has_no_sound():
    assert letters_of("—") == ""
    assert keys_of("—") == ("",)
    assert consonants("aeiou") == 0
