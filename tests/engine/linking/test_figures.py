"""One figure, however its language writes it."""

from __future__ import annotations

import pytest

from octavo.engine.linking.figures import figures_of, split_figure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "fourteen dead, thirty-seven missing, $5.2 billion, 350 km, 12 percent"),
        ("es", "catorce muertos, treinta y siete desaparecidos, 5.200 millones de dólares, 350 km, 12 %"),
        ("de", "vierzehn Tote, siebenunddreißig Vermisste, 5,2 Milliarden Dollar, 350 Kilometer, 12 Prozent"),
        ("ru", "четырнадцать погибших, тридцать семь, 5,2 млрд долларов, 350 км, 12 %"),
        ("zh", "14人死亡，三十七人失踪，52亿美元，350公里，百分之十二"),
        ("ja", "14人が死亡、37人が不明、52億ドル、350キロメートル、12パーセント"),
        ("ko", "14명이 숨지고 37명이 실종, 52억 달러, 350킬로미터, 12퍼센트"),
        ("hi", "चौदह लोगों की मौत, 37 लापता, 5.2 अरब डॉलर, 350 किलोमीटर, 12 प्रतिशत"),
        ("ar", "مقتل ١٤ وفقدان سبعة وثلاثين، 5.2 مليار دولار، 350 كيلومتراً، 12 في المئة"),
        ("nl", "veertien doden, zevenendertig vermist, 5,2 miljard dollar, 350 kilometer, 12 procent"),
        ("pl", "czternastu zabitych, trzydzieści siedem, 5,2 mld dolarów, 350 km, 12 proc"),
        ("tr", "14 ölü, otuz yedi kayıp, 5,2 milyar dolar, 350 kilometre, yüzde 12"),
    ],
)
def test_the_same_five_figures(language: str, text: str):
    assert set(figures_of(text, language)) == {"14", "37", "5200000000 usd", "350 km", "12 %"}


def test_magnitudes_of_india_and_of_the_east():
    assert figures_of("12 लाख रुपये", "hi") == ("1200000 inr",)
    assert figures_of("約1万2千人", "ja") == ("12000",)
    assert figures_of("أربعون ملياراً", "ar") == ("40000000000",)


def test_small_words_are_no_figures():
    assert figures_of("One of the two said that once.", "en") == ()
    assert figures_of("一個人說", "zh") == ()


def test_a_figure_splits_into_number_and_unit():
    assert split_figure("12.5 %") == (12.5, "%")
    assert split_figure("1500") == (1500.0, "")
