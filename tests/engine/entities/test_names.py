from octavo.engine.entities import find_names

ENGLISH = (
    "Prime Minister Ilsa Korn flew to Port Alder on Monday. Korn met the head of Cormorant Lines, Mara Dell, and said the "  # noqa: E501
    "Bank of Norland would lend. However, Dell declined. The ship is Velmora's. In Port Alder, Korn also saw U.S. officials."  # noqa: E501
)


def test_english_names():
    names = find_names(ENGLISH, "en")
    assert names[0] == "Ilsa Korn"  # the surname alone counts for the full name
    assert {"Port Alder", "Cormorant Lines", "Mara Dell", "Bank of Norland", "Velmora"} <= set(names)
    assert any(name.startswith("U.S") for name in names)


def test_what_is_no_name():
    names = find_names(ENGLISH, "en")
    assert not {"Prime Minister", "Monday", "However", "The", "In", "Korn", "Prime Minister Ilsa Korn"} & set(names)


def test_a_word_that_begins_a_sentence_must_prove_itself():
    assert "Rain" not in find_names("Rain fell. Nobody in Velgrad minded the rain.", "en")
    assert "Velgrad" in find_names("Velgrad slept. Nobody in Velgrad minded the rain.", "en")


def test_german_nouns_are_no_names():
    text = "Die Kanzlerin Olga Brandt sprach in Norsund. Der Hafen wächst. In Norsund traf Brandt die Werft."
    names = find_names(text, "de")
    assert "Norsund" in names
    assert any("Brandt" in name for name in names)
    assert not {"Hafen", "Werft", "Kanzlerin"} & set(names)


def test_russian_names():
    names = find_names("Президент Илья Корнев прибыл в Велград. По словам жителей, Велград ждал.", "ru")
    assert "Велград" in names
    assert any("Корнев" in name for name in names)


def test_scripts_without_capitals_name_what_they_repeat():
    text = "कलेक्टर मीरा सहाय ने नाव भेजी। बाद में मीरा सहाय ने सेना बुलाई। सोना नदी का पानी बढ़ा और सोना नदी का पुल टूटा।"
    names = find_names(text, "hi")
    assert "मीरा सहाय" in names
    assert "सोना नदी" in names


def test_bylines_and_labels_are_no_text():
    assert find_names("Gaz Thurlow\nDaily Compass\n\nThe ship left Port Alder on Monday at night.", "en") == (
        "Port Alder",
    )


def test_nothing():
    assert find_names("", "en") == ()
    assert find_names("no names here at all.", None) == ()
