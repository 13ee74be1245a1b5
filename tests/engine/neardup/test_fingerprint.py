from random import Random

import pytest

from octavo.engine.neardup import estimate_resemblance, fingerprint

SENTENCES = [
    f"On day {n} the harbour office of Port Alder counted {n * 7} ships and {n * 31} crates of pears."
    for n in range(30)
]
TEXT = " ".join(SENTENCES)


def test_case_punctuation_and_spacing_do_not_change_the_digest():
    assert fingerprint("The Ferry — sank!\n\nAt night.").digest == fingerprint("the ferry sank at  night").digest
    assert fingerprint("The ferry sank.").digest != fingerprint("The ferry sank twice.").digest


def test_the_fingerprint_of_a_text_never_changes():
    """Stored fingerprints are compared with new ones: this pins the hash functions."""
    mark = fingerprint("The ferry sank off Port Alder at night, nine people said on Monday.")
    assert mark.digest == "d04b520ec07c6b4e69791829d76fdcde"
    assert mark.signature[:8].hex() == "f81e8d08437c3516"
    assert mark.bands[0] == -3039977070649117169
    assert mark.shingles == 11


def test_bands_fit_a_signed_64_bit_column():
    bands = fingerprint(TEXT).bands
    assert len(bands) == len(set(bands)) == 16 + 1 + 30
    assert all(-(2**63) <= band < 2**63 for band in bands)


def test_resemblance_is_estimated():
    dice = Random(4)
    words = [f"word{dice.randrange(10**6)}" for _ in range(600)]
    half = fingerprint(" ".join(words[:400])), fingerprint(" ".join(words[200:]))
    assert estimate_resemblance(*half) == pytest.approx(198 / 598, abs=0.12)  # three standard errors
    assert estimate_resemblance(half[0], half[0]) == 1.0


@pytest.mark.parametrize(
    "copy",
    [
        f"PORT ALDER, March 3 (XNS) — {TEXT} With inputs from XNS.",
        " ".join(SENTENCES[:9]),  # cut to a third
        TEXT.replace("harbour", "harbor"),
        " ".join(["A quite different opening was written here by the desk."] * 3 + SENTENCES[10:20]),
    ],
)
def test_copies_share_a_band(copy):
    assert set(fingerprint(TEXT).bands) & set(fingerprint(copy).bands)


def test_unrelated_texts_share_none():
    other = " ".join(
        f"In round {n} the chess players of Norsund drew game {n} after {n + 20} moves." for n in range(30)
    )
    assert not set(fingerprint(TEXT).bands) & set(fingerprint(other).bands)
    assert estimate_resemblance(fingerprint(TEXT), fingerprint(other)) < 0.05


@pytest.mark.parametrize("text", ["", " \n ", "—"])
def test_a_text_of_no_words_meets_nothing(text):
    mark = fingerprint(text)
    assert mark.bands == ()
    assert mark.shingles == 0
    assert estimate_resemblance(mark, mark) == 0.0


@pytest.mark.parametrize("text", ["Rain.", "بدأت المحادثات", "बारिश हुई।", "港口重新开放了"])
def test_short_texts_and_other_scripts_have_fingerprints(text):
    mark = fingerprint(text)
    assert mark.shingles >= 1
    assert estimate_resemblance(mark, fingerprint(text)) == 1.0
