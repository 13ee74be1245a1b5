from datetime import UTC, datetime

import pytest

from octavo.engine.parsing.dates import parse_date


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Tue, 04 Mar 2031 07:30:00 +0000", at(2031, 3, 4, 7, 30)),
        ("Tue, 04 Mar 2031 07:30:00 +0530", at(2031, 3, 4, 2, 0)),
        ("Tue, 04 Mar 2031 07:30:00 IST", at(2031, 3, 4, 2, 0)),
        ("Tue, 04 Mar 2031 07:30:00 EDT", at(2031, 3, 4, 11, 30)),
        ("Tue, 04 Mar 2031 07:30:00 GMT+2", at(2031, 3, 4, 5, 30)),
        ("Tue, 04 Mar 2031 07:30 GMT", at(2031, 3, 4, 7, 30)),
        ("Tue, 4 Mar 31 07:30:00 Z", at(2031, 3, 4, 7, 30)),
        ("04-Mar-2031 07:30:15", at(2031, 3, 4, 7, 30, 15)),
        ("Tue, 04 Mar 2031 07:30:00 XYZ", at(2031, 3, 4, 7, 30)),  # nobody knows the zone: UTC
        ("Tue, 04 Mar 2031 24:00:00 GMT", at(2031, 3, 5)),
        ("Sat, 31 Dec 2016 23:59:60 GMT", at(2016, 12, 31, 23, 59, 59)),
        ("2031-03-04T07:30:00Z", at(2031, 3, 4, 7, 30)),
        ("2031-03-04T07:30:00.123+05:30", datetime(2031, 3, 4, 2, 0, 0, 123000, tzinfo=UTC)),
        ("2031-03-04T07:30:00+0530", at(2031, 3, 4, 2, 0)),
        ("2031-03-04 07:30:00 +0530", at(2031, 3, 4, 2, 0)),
        ("2031-03-04 07:30:00", at(2031, 3, 4, 7, 30)),  # no zone: UTC
        ("2031-03-04", at(2031, 3, 4)),
        ("2031/03/04 07:30", at(2031, 3, 4, 7, 30)),
        ("04.03.2031 07:30", at(2031, 3, 4, 7, 30)),
        ("March 4, 2031 7:30 PM", at(2031, 3, 4, 19, 30)),
        ("Tuesday, March 4, 2031 - 12:05 am", at(2031, 3, 4, 0, 5)),
        ("4 March 2031, 7:30 pm", at(2031, 3, 4, 19, 30)),
        ("Tue Mar  4 07:30:00 2031", at(2031, 3, 4, 7, 30)),
        ("Tue Mar 4 07:30:00 EST 2031", at(2031, 3, 4, 12, 30)),
        ("mar., 04 févr. 2031 07:30:00 +0100", at(2031, 2, 4, 6, 30)),
        ("4 de agosto de 2031", at(2031, 8, 4)),
        ("4. Dezember 2031 07:30", at(2031, 12, 4, 7, 30)),
        ("Вт, 04 мая 2031 10:30:00 +0300", at(2031, 5, 4, 7, 30)),
        ("1930548600", at(2031, 3, 6, 7, 30)),
        ("1930548600000", at(2031, 3, 6, 7, 30)),
    ],
)
def test_dates_are_read(text, moment):
    assert parse_date(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "  ", "yesterday", "2031", "2031-03", "31 Feb 2031", "2031-13-01", "03/04/2031"),
        *("0001-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "9999-12-31T23:59:59Z", "4 Foo 2031 10:00"),
        *("Tue, 04 Mar 2031 99:00:00 GMT", "1" * 500),
    ],
)
def test_nonsense_is_no_date(text):
    assert parse_date(text) is None
