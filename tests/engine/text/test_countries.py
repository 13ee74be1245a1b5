from octavo.engine.text.countries import country_name, country_of
from octavo.engine.text.stems import stem


def test_countries_by_every_name_and_case():
    assert {country_of(name, "en") for name in ("US", "USA", "U.S.", "United States", "America")} == {"us"}
    assert country_of("России", "ru") == "ru"
    assert country_of("والهند", "ar") == "in"
    assert country_of("Deutschlands", "de") == "de"
    assert country_of("미국은", "ko") == "us"
    assert country_of("Atlantis", "en") is None
    assert country_of("France", None) is None


def test_the_first_name_is_shown():
    assert country_name("us", "en") == "United States"
    assert country_name("gb", "fr") == "Royaume-Uni"
    assert country_name("zz", "en") is None


def test_stems_keep_three_letters():
    assert stem("parties", "en") == "party"
    assert stem("news", "xx") == "news"
    assert stem("gas", "en") == "gas"
    assert stem("выборов", "ru") == stem("выборы", "ru")
    assert len(stem("ами", "ru")) == 3
