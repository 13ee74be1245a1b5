from octavo.engine.ranking import find_voices

NAMES = ("Ilsa Korn", "Korn", "Odd Marrent", "Osterhaven")


def test_names_beside_a_quotation():
    text = (
        "“We did not repair a gate, we rebuilt one,” said Ilsa Korn in Osterhaven. "
        'Odd Marrent told reporters: "Nobody had told us that the hinge was cracked."'
    )
    assert find_voices(text, NAMES) == ("Ilsa Korn", "Odd Marrent")


def test_a_term_in_quotation_marks_is_no_speech():
    assert find_voices("The “green gate plan” of Ilsa Korn failed.", NAMES) == ()


def test_a_name_inside_a_quotation_or_far_from_it_is_no_voice():
    text = "“We asked Ilsa Korn and she never gave us an answer.” The day before, in the rain, Odd Marrent had left."
    assert find_voices(text, NAMES) == ()
    assert find_voices(text, ()) == ()
