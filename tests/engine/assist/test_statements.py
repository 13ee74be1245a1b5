from octavo.engine.assist.statements import mentions, say_the_same, shown, significant, state

TEXT = "Ilva Marrent put the loss at 310 million crowns. “We rebuilt the whole gate,” she said. Ilva Marrent slept."


def test_what_a_sentence_states():
    first, second = state(TEXT, "en").statements[:2]
    assert first.figures == {"310000000 crowns"} or any(figure.startswith("310000000") for figure in first.figures)
    assert first.names == {"ilva marrent"}
    assert second.quotes == {"we rebuilt the whole gate"}


def test_mentions_err_on_the_side_of_yes():
    stated = state(TEXT, "en")
    assert mentions(stated, "31 km", "figure")  # the same digits
    assert not mentions(stated, "45 km", "figure")
    assert mentions(stated, "Anna Marrent".lower(), "name")  # a namesake
    assert not mentions(stated, "edda rourke", "name")
    assert mentions(stated, "they say we rebuilt the whole gate", "quote")
    assert not mentions(stated, "we painted the old gate", "quote")


def test_figures_that_differ_are_not_the_same():
    one, other = (state(f"The dam in Port Alder killed {n} people.", "en").statements[0] for n in (35, 47))
    assert not say_the_same(one, other)
    assert say_the_same(one, one)


def test_a_mark_is_shown_as_it_is_written():
    assert shown("310000000", "figure", "a loss of 310 million crowns") == "310 million"
    assert shown("12.5 %", "figure", "rose 12.5 % in May") == "12.5 %"
    assert shown("edda rourke", "name", "Captain Edda Rourke left") == "Edda Rourke"
    assert significant("310.000") == significant("0,31") == "31"


def test_other_digits_are_read():
    assert "47" in state("बाँध टूटने से ४७ लोग लापता हैं।", "hi").numbers
