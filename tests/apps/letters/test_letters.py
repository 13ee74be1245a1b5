"""Letters go to whom confirmed, once a day, at his hour, whatever breaks; and nobody's box is filled from here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cast import NOW, make_article, make_publisher, make_story
from django.db import connection
from evening import evening_edition
from postbox import Postbox
from pytest_django import Settings

from octavo.apps.assist.briefing import Choices
from octavo.apps.letters import actions
from octavo.apps.letters.actions import Refused, Wish, change, confirm, send_due, subscribe, unsubscribe
from octavo.apps.letters.models import Letter, Outcome, Subscription
from octavo.apps.letters.post import MailServer, NotSent, send
from octavo.apps.letters.queries import letter_state, wait_after, what_is_missing
from octavo.apps.letters.writing import briefing_letter

pytestmark = pytest.mark.django_db

SEVEN = datetime(2026, 3, 15, 7, 0, tzinfo=UTC)
WISH = Wish(choices=Choices())


@pytest.fixture
def box(settings: Settings) -> Iterator[Postbox]:
    with Postbox() as box:
        values = {"mail": box.address, "mail_from": "news@octavo.example", "site_address": "https://news.example.org"}
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, **values})
        yield box


def subscriber(email: str = "reader@mail.example", **values: object) -> Subscription:
    fields = {"token": f"token-of-{email}", "asked_at": NOW, "confirmed_at": NOW, "zone": "UTC", "hour": 7}
    return Subscription.objects.create(email=email, **{**fields, **values})


class TestSubscribing:
    def test_nothing_is_sent_before_the_address_says_yes(self, box: Postbox) -> None:
        evening_edition()
        subscribe("reader@mail.example", WISH, now=NOW)
        (asked,) = box.letters
        row = Subscription.objects.get()
        text = asked.get_body(("plain",)).get_content()
        assert f"https://news.example.org/briefing/letter/{row.token}/" in text
        assert box.envelopes == [("news@octavo.example", ["reader@mail.example"])]
        assert send_due(now=SEVEN) == 0
        confirm(row, now=NOW)
        assert send_due(now=SEVEN) == 1
        assert len(box.letters) == 2

    def test_an_address_is_asked_once_a_day(self, box: Postbox) -> None:
        for minutes in (0, 1, 600, 1439):
            subscribe("Reader@mail.example", WISH, now=NOW + timedelta(minutes=minutes))
        assert len(box.letters) == 1
        subscribe("reader@mail.example", WISH, now=NOW + timedelta(minutes=1441))
        assert len(box.letters) == 2
        assert Subscription.objects.count() == 1

    def test_one_box_has_many_addresses(self, box: Postbox) -> None:
        for email in ("ann@mail.example", "ann+1@mail.example", "Ann+news@Mail.Example", "ann+1@other.example"):
            subscribe(email, WISH, now=NOW)
        assert [to for _, (to,) in box.envelopes] == ["ann@mail.example", "ann+1@other.example"]
        subscribe("ann+1@mail.example", WISH, now=NOW + timedelta(days=1, minutes=1))
        assert len(box.letters) == 3

    def test_addresses_are_written_one_way(self, box: Postbox) -> None:
        subscribe("ann@bücher.example", WISH, now=NOW)
        assert box.envelopes[0][1] == ["ann@xn--bcher-kva.example"]
        assert str(box.letters[0]["To"]) == "ann@xn--bcher-kva.example"
        for email in (
            '"ann"@mail.example',
            "ann@[127.0.0.1]",
            '"a\x01b"@mail.example',
            "ann@" + "ü" * 200 + ".example",
        ):
            with pytest.raises(Refused):
                subscribe(email, WISH, now=NOW)
        assert len(box.letters) == 1

    def test_so_many_an_hour_in_all(self, box: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(actions, "AN_HOUR", 3)
        for number in range(3):
            subscribe(f"reader{number}@mail.example", WISH, now=NOW)
        with pytest.raises(Refused, match="Try again in an hour"):
            subscribe("reader3@mail.example", WISH, now=NOW)
        subscribe("reader3@mail.example", WISH, now=NOW + timedelta(minutes=61))
        assert len(box.letters) == 4

    @pytest.mark.parametrize("email", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example", "a b@c.example"])
    def test_what_is_no_address_is_refused(self, box: Postbox, email: str) -> None:
        with pytest.raises(Refused):
            subscribe(email, WISH, now=NOW)
        assert box.letters == []

    def test_a_stranger_changes_nothing_of_a_subscriber(self, box: Postbox) -> None:
        subscriber(desks=["sport"], asked_at=NOW - timedelta(days=9))
        subscribe("reader@mail.example", Wish(choices=Choices(desks=("world",)), hour=3), now=NOW)
        row = Subscription.objects.get()
        assert (row.desks, row.hour, row.confirmed_at) == (["sport"], 7, NOW)
        assert "already" in box.letters[0].get_body(("plain",)).get_content()

    def test_a_letter_that_did_not_go_out_may_be_asked_for_again(self, box: Postbox) -> None:
        box.fails = True
        with pytest.raises(NotSent):
            subscribe("reader@mail.example", WISH, now=NOW)
        box.fails = False
        subscribe("reader@mail.example", WISH, now=NOW)
        assert len(box.letters) == 1

    def test_wishes_that_make_no_sense(self) -> None:
        with pytest.raises(Refused, match="no time zone"):
            Wish(choices=Choices(), zone="Mars/Olympus")
        with pytest.raises(Refused, match="hour"):
            Wish(choices=Choices(), hour=24)

    def test_ending_forgets_the_address(self, box: Postbox) -> None:
        row = subscriber()
        change(row, Wish(choices=Choices(desks=("world",)), zone="Asia/Kolkata", hour=21))
        row.refresh_from_db()
        assert (row.desks, row.zone, row.hour) == (["world"], "Asia/Kolkata", 21)
        unsubscribe(row)
        assert Subscription.objects.count() == Letter.objects.count() == 0


class TestTheLetter:
    def test_its_headers_end_it_in_one_click_and_its_page_asks_for_nothing(self, box: Postbox) -> None:
        evening_edition()
        row = subscriber(token="x" * 43)
        assert send_due(now=SEVEN) == 1
        (letter,) = box.letters
        end = f"https://news.example.org/briefing/letter/{row.token}/unsubscribe"
        # To the letter: an address that is folded or encoded is none to a mail service.
        assert f"\r\nList-Unsubscribe: <{end}>\r\n".encode() in box.raw[0]
        assert max(map(len, box.raw[0].split(b"\r\n"))) <= 200
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["To"] == "reader@mail.example"
        assert letter["From"] == "Octavo <news@octavo.example>"
        text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
        sentence = "The last of the four gates swung open at 5.40 in the morning"
        assert sentence in text
        assert sentence in html
        assert "https://news.example.org/evidence/?at=" in html
        assert not any(word in html for word in ("<img", "<link", "<script", "<style", "src=", "url("))
        assert "&amp;#" not in html
        assert "&#x27;" not in text

    def test_markup_of_a_publisher_stays_text(self, box: Postbox) -> None:
        nasty = "Ministers <script>alert(1)</script> & others agreed on 40 new bridges for Osterhaven this week."
        make_story([make_article("<b>Bridges</b> agreed", text=nasty, at=NOW)])
        subscriber()
        send_due(now=SEVEN)
        html = box.letters[0].get_body(("html",)).get_content()
        assert "<script>" not in html
        assert "<b>Bridges" not in html

    def test_a_site_name_breaks_no_header(self, box: Postbox, settings: Settings) -> None:
        settings.OCTAVO = replace(
            settings.OCTAVO, values={**settings.OCTAVO.values, "site_name": "Die Brücke, täglich"}
        )
        evening_edition()
        subscriber()
        assert send_due(now=SEVEN) == 1
        assert str(box.letters[0]["From"]) == '"Die Brücke, täglich" <news@octavo.example>'


class TestSending:
    def test_at_the_hour_where_the_reader_lives(self, box: Postbox) -> None:
        evening_edition()
        subscriber(zone="Asia/Kolkata", hour=7)  # 01:30 UTC
        assert send_due(now=datetime(2026, 3, 15, 1, 29, tzinfo=UTC)) == 0
        assert send_due(now=datetime(2026, 3, 15, 1, 31, tzinfo=UTC)) == 1

    def test_the_first_one_waits_for_the_hour(self, box: Postbox) -> None:
        evening_edition(SEVEN + timedelta(hours=4))
        subscriber(confirmed_at=SEVEN + timedelta(hours=5))
        assert send_due(now=SEVEN + timedelta(hours=6)) == 0
        assert send_due(now=SEVEN + timedelta(days=1)) == 1

    def test_once_a_day_and_then_only_what_is_new(self, box: Postbox) -> None:
        evening_edition()
        row = subscriber()
        sent = [send_due(now=SEVEN + timedelta(minutes=minutes)) for minutes in (0, 1, 60, 900)]
        assert sent == [1, 0, 0, 0]
        row.refresh_from_db()
        assert row.sent_at == SEVEN
        assert send_due(now=SEVEN + timedelta(days=1)) == 0  # nothing came since
        assert Letter.objects.get(day=SEVEN.date() + timedelta(days=1)).outcome == Outcome.NOTHING
        late = "Divers found a second crack in gate two of the Osterhaven locks on Monday at 14:20."
        make_story([make_article("A second crack", text=late, publisher=make_publisher("lantern"),
                                 at=SEVEN + timedelta(days=1, hours=3))])  # fmt: skip
        assert send_due(now=SEVEN + timedelta(days=2)) == 1
        text = box.letters[-1].get_body(("plain",)).get_content()
        assert late in text
        assert "310 million" not in text

    def test_a_worker_that_died_over_a_letter_does_not_send_it_twice(self, box: Postbox) -> None:
        evening_edition()
        row = subscriber()

        def die(message: object) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            send_due(now=SEVEN, post=die)
        assert send_due(now=SEVEN + timedelta(minutes=5)) == 0
        row.refresh_from_db()
        assert row.sent_at is None  # so the next one tells what this one would have told
        assert send_due(now=SEVEN + timedelta(hours=24)) == 1

    def test_a_failure_is_tried_again_later_and_later(self, box: Postbox) -> None:
        evening_edition()
        row = subscriber()
        box.fails = True
        tried = [minute for minute in range(120) if send_due(now=SEVEN + timedelta(minutes=minute)) or _counted(row)]
        assert tried == [0, 5, 15, 35, 75]
        state = letter_state(now=SEVEN + timedelta(minutes=120))
        assert (state.failing, state.sent, state.error) == (1, 0, "The mail server answered 451.")
        box.fails = False
        assert send_due(now=SEVEN + timedelta(minutes=200)) == 1
        row.refresh_from_db()
        assert (row.failures, letter_state(now=SEVEN + timedelta(minutes=201)).failing) == (0, 0)
        assert wait_after(99) == timedelta(days=7)

    def test_an_address_that_does_not_exist_is_left_alone_for_the_day(self, box: Postbox) -> None:
        evening_edition()
        subscriber("gone@mail.example")
        subscriber("here@mail.example")
        box.refuses = {"gone@mail.example"}
        assert send_due(now=SEVEN) == 1
        assert send_due(now=SEVEN + timedelta(hours=8)) == 0
        gone = Letter.objects.get(subscription__email="gone@mail.example")
        assert (gone.outcome, gone.tries) == (Outcome.REFUSED, 1)
        assert "gone@" not in gone.error

    def test_nothing_is_offered_or_sent_without_a_server(self, settings: Settings, box: Postbox) -> None:
        evening_edition()
        subscriber()
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "mail_from": ""})
        assert what_is_missing() == ["mail_from"]
        assert send_due(now=SEVEN) == 0
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "mail": ""})
        assert what_is_missing() == []
        assert send_due(now=SEVEN) == 0

    def test_unconfirmed_addresses_are_forgotten(self, box: Postbox) -> None:
        subscriber(confirmed_at=None)
        send_due(now=NOW + timedelta(days=13))
        assert Subscription.objects.count() == 1
        send_due(now=NOW + timedelta(days=15))
        assert Subscription.objects.count() == 0


def _counted(row: Subscription) -> bool:
    """Whether the failures grew since the last look."""
    before = row.failures
    row.refresh_from_db()
    return row.failures > before


@pytest.mark.django_db(transaction=True)
def test_several_workers_send_one_letter(box: Postbox) -> None:
    evening_edition()
    subscriber()
    start = threading.Barrier(4)

    def work() -> None:
        start.wait(10)
        send_due(now=SEVEN)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert len(box.letters) == 1


class TestThePost:
    def test_addresses_of_servers(self) -> None:
        full = MailServer.of("smtps://me%40home:p%3Ass@mail.example")
        assert (full.host, full.port, full.user, full.password, full.tls) == (
            "mail.example",
            465,
            "me@home",
            "p:ss",
            True,
        )
        assert MailServer.of("smtp://mail.example").port == 25
        assert MailServer.of("smtp://me:x@mail.example").port == 587
        assert "p:ss" not in repr(full)

    def test_a_password_goes_only_through_a_safe_line(self, box: Postbox) -> None:
        message = briefing_letter(subscriber(), actions.subscribed_briefing(subscriber("b@c.example"), now=NOW), NOW)
        port = int(box.address.rpartition(":")[2])
        here = MailServer(host="127.0.0.1", port=port, user="me", password="secret")
        send(message, here)  # on this machine nobody listens
        assert len(box.logins) == 1

        class Abroad(MailServer):
            is_here = False

        with pytest.raises(NotSent, match="offers no encryption"):
            send(message, Abroad(host="127.0.0.1", port=port, user="me", password="secret"))
        assert len(box.logins) == 1

    def test_a_server_that_is_not_there(self, box: Postbox) -> None:
        message = briefing_letter(subscriber(), actions.subscribed_briefing(subscriber("b@c.example"), now=NOW), NOW)
        with pytest.raises(NotSent, match="cannot be reached"):
            send(message, MailServer(host="127.0.0.1", port=9))
