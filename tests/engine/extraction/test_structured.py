"""What pages state in structured data, as plain text."""

from octavo.engine.extraction.structured import plain_text


def test_tags_in_a_stated_text_are_taken_off() -> None:
    stated = "&lt;p&gt;OSTERHAVEN - The <i>Gannet</i> sails.<br/>Late.</p>"
    assert plain_text(stated) == "OSTERHAVEN - The Gannet sails. Late."
    assert plain_text("a < b and c > d") == "a < b and c > d"
