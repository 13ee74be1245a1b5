from octavo.engine.text.calendar import calendar_words, month_names, weekday_names


def test_months_by_their_number_in_the_forms_of_dates_and_alone():
    assert month_names("en")["march"] == month_names("en")["mar"] == 3
    assert month_names("ru")["марта"] == month_names("ru")["март"] == 3
    assert month_names("ar")["آذار"] == month_names("ar")["مارس"] == 3


def test_weekdays_begin_with_monday():
    assert (weekday_names("de")["montag"], weekday_names("hi")["रविवार"]) == (0, 6)


def test_a_language_that_nobody_lists_has_none():
    assert (month_names("xx"), weekday_names(""), calendar_words("xx")) == ({}, {}, frozenset())


def test_names_of_months_and_weekdays_are_known():
    assert {"monday", "march"} <= calendar_words("en")
