from datetime import UTC, datetime, timedelta

from octavo.engine.assist import Report, new_facts

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
FIRST = (
    "The container ship Gannet ran aground off Port Alder with 19 people aboard on Monday. The coastguard sent boats."
)
SECOND = "The ship Gannet ran aground off Port Alder with 19 people aboard. Divers from Norsund found a gash of 11 metres in her."  # noqa: E501
THIRD = "The container ship that ran aground with 19 people off Port Alder is still on the bank, the coastguard said on Monday."  # noqa: E501


def report(identity, text, hours):
    published = None if hours is None else MONDAY + timedelta(hours=hours)
    return Report(id=identity, text=text, language="en", published=published)


def test_each_report_gives_what_was_not_said_before():
    first, second = new_facts([report(2, SECOND, 5), report(1, FIRST, 0)])
    assert (first.id, second.id) == (1, 2)
    assert first.sentence.text.startswith("The container ship Gannet")
    assert second.sentence.text.startswith("Divers from Norsund")
    assert set(second.news) == {"11", "Norsund"}
    assert SECOND[second.sentence.start : second.sentence.end] == second.sentence.text


def test_copies_and_new_wordings_add_nothing():
    facts = new_facts([report(1, FIRST, 0), report(2, FIRST, 1), report(3, THIRD, 2)])
    assert [fact.id for fact in facts] == [1]


def test_undated_reports_come_last():
    assert [fact.id for fact in new_facts([report(2, SECOND, None), report(1, FIRST, 0)])] == [1, 2]


def test_the_limit_keeps_the_latest():
    reports = [report(1, FIRST, 0), report(2, SECOND, 5)]
    assert [fact.id for fact in new_facts(reports, limit=1)] == [2]
    assert new_facts(reports, limit=0) == ()
    assert new_facts([]) == ()
