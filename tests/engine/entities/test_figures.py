import pytest

from octavo.engine.entities import find_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Trade rose 12.5% to $5.2 billion.", ("12.5 %", "5200000000 usd")),
        ("It costs ₹1,20,000 crore, or Rs 5 lakh a head.", ("1200000000000 inr", "500000 inr")),
        ("three lakh crore is 3 lakh crore rupees", ("3000000000000 inr",)),
        ("1,500 people walked 350 km for €1.5bn", ("1500", "350 km", "1500000000 eur")),
        ("68 billion dollars; 25 basis points; 40 per cent", ("68000000000 usd", "25 points", "40 %")),
        ("व्यापार ५.२ अरब डॉलर, १२ प्रतिशत, 50 लाख टन", ("5200000000 usd", "12 %", "5000000 t")),
        ("بلغت ٥٫٢ مليار دولار بزيادة ١٢ في المئة", ("5200000000 usd", "12 %")),
        ("1 250 millions d'euros, 3,2 milliards d’euros", ("1250000000 eur", "3200000000 eur")),
        ("30 people and again 30 people", ("30",)),
    ],
)
def test_figures_are_written_one_way(text, figures):
    assert find_figures(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 and 1998.",
        "At 10:30 on the 23rd.",
        "Two of 9 boats.",
        "a 40-year-old man",
        "",
        "version 1.2.3.4 of it",
        "Pi: 3" + 400 * "14",
        "1" + 400 * "0" + " billion",
    ],
)
def test_what_is_no_figure(text):
    assert find_figures(text) == ()


def test_the_language_decides_what_a_point_means():
    assert find_figures("1.250 Menschen", language="de") == ("1250",)
    assert find_figures("1.250 seconds", language="en") == ()
    assert find_figures("3,5 Milliarden Euro und 2 Billionen Euro", language="de") == (
        "3500000000 eur",
        "2000000000000 eur",
    )


def test_the_same_figure_in_two_scripts_is_the_same():
    assert find_figures("५ करोड़ रुपये") == find_figures("Rs 5 crore") == ("50000000 inr",)
