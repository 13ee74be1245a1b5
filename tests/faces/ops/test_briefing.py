"""`octavo briefing` prints what is new, in three forms, and tries e-mail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from evening import evening_edition
from postbox import Postbox
from pytest_django import Settings

pytestmark = pytest.mark.django_db
SENTENCE = "The last of the four gates swung open at 5.40 in the morning"


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.faces.ops.running.installation.open_installation", lambda command: 0)
    evening_edition(datetime.now(UTC))


@pytest.fixture
def box(settings: Settings) -> Iterator[Postbox]:
    with Postbox() as box:
        values = {"mail": box.address, "mail_from": "news@octavo.example", "site_address": "https://news.example.org"}
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, **values})
        yield box


def test_as_text_markdown_and_json(octavo) -> None:
    said = octavo("briefing")
    assert (said.status, SENTENCE in said.out) == (0, True)
    said = octavo("briefing", "--format", "markdown", "--minutes", "2")
    assert said.out.startswith("# Octavo: Briefing of ")
    assert "/evidence/?at=" in said.out
    plain = json.loads(octavo("briefing", "--format", "json", "--language", "ar", "--since", "48h").out)
    assert {story["detail"]["language"] for story in plain["stories"]} == {"ar"}
    assert plain["stories"][0]["sentences"][0]["spans"]


def test_nothing_new_is_said(octavo) -> None:
    assert octavo("briefing", "--since", "0h").out == "Nothing new since then.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--desks", "gossip"), "there is no desk 'gossip'"), (("--to", "a@b.example"), "octavo briefing send --to"),
     (("send",), "octavo briefing send --to"), (("send", "--to", "a@b.example"), "set OCTAVO_MAIL first")],
)  # fmt: skip
def test_what_cannot_be_done_is_said(octavo, arguments: tuple[str, ...], said: str) -> None:
    done = octavo("briefing", *arguments)
    assert done.status == 1
    assert said in done.err


def test_trying_e_mail(octavo, box: Postbox) -> None:
    done = octavo("briefing", "send", "--to", "keeper@mail.example")
    assert done.status == 0
    assert box.envelopes == [("news@octavo.example", ["keeper@mail.example"])]
    box.refuses = {"keeper@mail.example"}
    done = octavo("briefing", "send", "--to", "keeper@mail.example")
    assert (done.status, "does not take this address" in done.err) == (1, True)
