import math
import time

import pytest

from octavo.engine.clustering import choose_story, rare_terms, rareness, view_article
from octavo.engine.clustering.background import fold

TEXT = (
    "The container ship Gannet ran aground on the Skerry bank. Two tugs from Port Alder failed to free the Gannet, said "  # noqa: E501
    "Mara Dell of Cormorant Lines. The ship carries 1,250 cars."
)


def view(title="Ship aground", text=TEXT, language="en"):
    return view_article(title, text, language, None, None, None)


def test_terms_have_length_one_and_come_heaviest_first():
    article = view()
    assert math.hypot(*article.terms.values()) == pytest.approx(1)
    assert list(article.terms.values()) == sorted(article.terms.values(), reverse=True)
    assert "the" not in article.terms


def test_names_are_what_has_a_capital_inside_a_sentence():
    names = view().names
    assert {"gannet", "skerry", "alder", "mara", "dell", "cormorant"} <= set(names)
    assert "ship" not in names
    assert "two" not in names


def test_figures_lose_their_separators():
    assert view().figures == ("1250",)


def test_rare_terms_are_the_most_telling():
    assert len(rare_terms(view())) == 12
    assert {"gannet", "skerry", "aground"} <= set(rare_terms(view())[:8])
    assert rare_terms(view("", "")) == ()


def test_rareness_knows_english_news():
    assert rareness("the", "en") == 0
    assert 0 < rareness("government", "en") < rareness("volcano", "en") < rareness("skerryvore", "en") < 10


@pytest.mark.parametrize(("word", "language"), [("और", "hi"), ("في", "ar"), ("les", "fr")])
def test_grammar_words_weigh_nothing_in_languages_without_a_table(word, language):
    assert rareness(word, language) == 0
    assert rareness("xylophone", language) > 0


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ("elections", "election")),
        ("en", ("countries", "country")),
        ("ar", ("الحكومة", "والحكومة")),
        ("hi", ("लड़का", "लड़के")),
        ("ru", ("правительство", "правительства")),
    ],
)
def test_inflections_meet(language, forms):
    assert len({fold(form, language) for form in forms}) == 1


def test_it_is_quick(stories):
    long = TEXT * 100
    begun = time.process_time()
    for _ in range(20):
        article = view(text=long)
    viewed = (time.process_time() - begun) / 20
    begun = time.process_time()
    for _ in range(20):
        choose_story(article, stories * 25)
    chosen = (time.process_time() - begun) / 20
    assert viewed < 0.015  # ten times what it takes, for slow machines
    assert chosen < 0.015
