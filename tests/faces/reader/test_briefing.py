"""The briefing's page: choices in the address and the browser, letters only where they go out, subscriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from cast import make_article, make_story
from django.test import Client
from django.utils import timezone
from evening import evening_edition
from postbox import Postbox
from pytest_django import Settings

from octavo.apps.letters.models import Subscription

pytestmark = pytest.mark.django_db

FORM = {"email": "reader@mail.example", "zone": "Europe/Paris", "hour": "8", "desks": ["world"], "language": "en"}


@pytest.fixture
def box(settings: Settings) -> Iterator[Postbox]:
    with Postbox() as box:
        values = {"mail": box.address, "mail_from": "news@octavo.example", "site_address": "https://news.example.org"}
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, **values})
        yield box


def page_of(client: Client, path: str = "/briefing/", status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return str(answer.content, "utf-8")


class TestThePage:
    def test_each_sentence_leads_to_its_place(self, client: Client) -> None:
        evening_edition(timezone.now())
        page = page_of(client)
        assert page.count('class="brief-line"') > 10
        marks = re.findall(r'class="cite" href="/evidence/\?at=(\d+)\.(\d+)\.(\d+)-(\d+)"', page)
        assert len(marks) == page.count('class="cited-text"') > 10
        assert "5 independent reports" in page
        assert page.count("<h1") == 1
        assert 'href="/feeds/briefing.atom"' in page

    def test_nothing_new_says_so_and_opens_the_choices(self, client: Client) -> None:
        page = page_of(client)
        assert "Nothing new" in page
        assert '<details class="brief-choices" open>' in page

    @pytest.mark.parametrize("query", ["minutes=x", "since=time&at=9999-99-99", "since=time&at=0001-01-01", "desks=%00",
                                       "language=%00%00", "since=visit", "since=time&at=2999-01-01T00:00"])  # fmt: skip
    def test_nonsense_is_passed_over(self, client: Client, query: str) -> None:
        evening_edition(timezone.now())
        page_of(client, f"/briefing/?{query}")

    def test_no_cookie_unless_a_choice_is_made(self, client: Client) -> None:
        page_of(client)
        assert client.cookies == {}
        page_of(client, "/briefing/?minutes=2&desks=world")
        assert client.cookies["briefing"].value == "desks=world&minutes=2"
        assert client.cookies["briefing"]["httponly"]
        assert 'value="world" checked' in page_of(client)
        client.get("/briefing/?forget=1")
        assert client.cookies["briefing"].value == ""

    def test_since_my_last_visit(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        now = timezone.now()
        make_story(
            [make_article("Gates open", text="The gates of Osterhaven opened at dawn.", at=now - timedelta(hours=1))]
        )
        at = [now]
        monkeypatch.setattr("octavo.faces.reader.pages.briefing.timezone.now", lambda: at[0])
        assert "Gates open" in page_of(client, "/briefing/?since=visit")  # the first visit: a day back
        at[0] = now + timedelta(minutes=10)
        assert "Gates open" in page_of(client)  # looked at again
        at[0] = now + timedelta(hours=3)
        assert "Nothing new" in page_of(client)
        assert not re.search(r"[A-Za-z]", client.cookies["briefing-seen"].value)  # two times and nothing else

    def test_asked_by_address_it_is_not_for_search_engines(self, client: Client) -> None:
        assert "noindex" not in page_of(client)
        assert "noindex" in page_of(client, "/briefing/?minutes=2")


class TestLetters:
    def test_they_are_not_offered_without_a_server(self, client: Client) -> None:
        page = page_of(client)
        assert 'name="email"' not in page
        assert "OCTAVO_MAIL" in page
        assert client.post("/briefing/subscribe", FORM).status_code == 404

    def test_what_is_missing_is_named(self, client: Client, box: Postbox, settings: Settings) -> None:
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "site_address": ""})
        assert "OCTAVO_SITE_ADDRESS" in page_of(client)

    def test_subscribing_confirming_changing_ending(self, client: Client, box: Postbox) -> None:
        assert 'name="email"' in page_of(client)
        answer = client.post("/briefing/subscribe", FORM)
        assert answer["Location"] == "/briefing/?said=asked#letters"
        text = box.letters[0].get_body(("plain",)).get_content()
        path = re.search(r"https://news\.example\.org(/briefing/letter/\S+)", text)[1]
        page = page_of(client, path)
        assert "Yes, send it" in page
        assert Subscription.objects.get().confirmed_at is None  # opening it is no answer
        client.post(path, {"do": "confirm"})
        row = Subscription.objects.get()
        assert row.confirmed_at
        assert (row.zone, row.hour, row.desks, row.language) == ("Europe/Paris", 8, ["world"], "en")
        client.post(path, {"do": "change", "zone": "UTC", "hour": "21", "desks": ["sport"]})
        row.refresh_from_db()
        assert (row.zone, row.hour, row.desks, row.language) == ("UTC", 21, ["sport"], "")
        assert client.post(path, {"do": "change", "zone": "Mars"}).status_code == 422
        assert "Unsubscribed" in client.post(path, {"do": "unsubscribe"}).content.decode()
        assert Subscription.objects.count() == 0
        page_of(client, path, status=404)

    def test_one_click_by_the_mail_service(self, box: Postbox) -> None:
        stranger = Client(enforce_csrf_checks=True)
        Subscription.objects.create(email="a@b.example", token="secret", asked_at=timezone.now())
        path = "/briefing/letter/secret/unsubscribe"
        assert stranger.get(path)["Location"] == "/briefing/letter/secret/#end"
        assert Subscription.objects.count() == 1
        assert stranger.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
        assert Subscription.objects.count() == 0
        assert stranger.post(path).status_code == 200  # again: the same

    def test_forms_are_guarded(self, box: Postbox) -> None:
        stranger = Client(enforce_csrf_checks=True)
        assert stranger.post("/briefing/subscribe", FORM).status_code == 403
        Subscription.objects.create(email="a@b.example", token="secret", asked_at=timezone.now())
        assert stranger.post("/briefing/letter/secret/", {"do": "confirm"}).status_code == 403
        assert box.letters == []

    def test_nobody_learns_who_subscribes(self, client: Client, box: Postbox) -> None:
        first = client.post("/briefing/subscribe", FORM)
        again = client.post("/briefing/subscribe", FORM)
        assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])
        assert len(box.letters) == 1

    def test_what_is_wrong_is_said(self, client: Client, box: Postbox) -> None:
        answer = client.post("/briefing/subscribe", FORM | {"email": "nobody"})
        assert answer.status_code == 422
        assert "This is no e-mail address." in answer.content.decode()
        box.fails = True
        answer = client.post("/briefing/subscribe", FORM)
        assert answer.status_code == 503
        assert "answered 451" in answer.content.decode()

    def test_the_status_page_tells_how_it_goes(self, client: Client, box: Postbox) -> None:
        now = timezone.now()
        Subscription.objects.create(email="a@b.example", token="x", asked_at=now, confirmed_at=now, failures=2)
        page = page_of(client, "/status/")
        assert "The briefing goes to 1 address." in page
        assert "1 address could not be reached." in page
        assert "a@b.example" not in page
