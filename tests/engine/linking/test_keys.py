"""What stories are looked up by."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from world import outline_of

from octavo.engine.linking import affair_keys, counterpart_keys, marks_of
from octavo.engine.linking.keys import name_keys


def test_counterparts_share_keys_of_their_days():
    ours, theirs = outline_of("quake-arequipa", "en"), outline_of("quake-arequipa", "ja")
    shared = set(counterpart_keys(ours, around=True)) & set(counterpart_keys(theirs, around=False))
    assert any(key.endswith("PE!earthquake") for key in shared)
    assert any(key.endswith("=340") for key in shared)
    assert len(shared) >= 4


def test_the_same_names_a_month_later_share_none():
    ours = outline_of("quake-arequipa", "en")
    later = replace(ours, first=ours.first + timedelta(days=30), last=ours.last + timedelta(days=30))
    assert not set(counterpart_keys(ours, around=True)) & set(counterpart_keys(later, around=False))
    assert set(affair_keys(later, around=True)) & set(affair_keys(ours, around=False))


def test_the_number_of_keys_is_bounded():
    ours = outline_of("quake-arequipa", "en")
    endless = replace(ours, last=ours.first + timedelta(days=3650), names={f"Bramt{n}ok": 1.0 for n in range(900)})
    assert len(counterpart_keys(endless, around=True)) <= 6 * 60
    assert len(affair_keys(endless, around=True)) <= 10 * 28


def test_words_that_name_nothing_are_no_keys():
    bank = replace(outline_of("turkey-rate", "en"), names={"Bank": 1.0, "Aksoylu": 1.0}, words={})
    assert name_keys(bank) == ["ksr"]
    assert {"ksr", "~aksoylu"} <= set(marks_of(bank))
