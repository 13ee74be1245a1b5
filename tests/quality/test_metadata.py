from quality.metadata import Told, holds_day, names_of, plain, score_told, set_f1


def test_names_are_parted_alike_on_both_sides():
    assert names_of("Manoj Jain and Jagpreet Chhatwal") == names_of(["Manoj Jain", "Jagpreet Chhatwal"])
    assert names_of("Von Ana Silva; Jan Kern") == names_of(("Jan Kern", "Ana Silva"))
    assert names_of("Dr. Ana Silva, MD, FOMA") == names_of(["Ana Silva"])
    assert names_of("Lance Ryan (Content Manager)") == names_of("Lance Ryan")
    assert names_of("") == frozenset()


def test_titles_are_compared_by_their_words():
    assert plain("Bread &amp; salt: “dear”") == plain("bread & SALT - dear")


def test_days_on_a_page():
    assert holds_day("<p>5 March 2026</p>", "2026-03-05")
    assert holds_day("https://a.example/2026/03/05/x", "2026-03-05")
    assert not holds_day("<p>6 March 2026</p>", "2026-03-05")
    assert not holds_day("anything", "2026-13-05")


def test_scores():
    rows = [{"title": "A b", "date": "2026-03-05", "author": "Ana Silva, Jan Kern"}, {"title": "C"}]
    told = [Told("a B", ("Ana Silva",), "2026-03-05"), Told("D")]
    assert score_told(rows, told) == {"title": 0.5, "date": 1.0, "authors": set_f1(frozenset("ab"), frozenset("a"))}
