"""The worker sends what is due each minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from cast import NOW
from evening import evening_edition
from postbox import Postbox
from procrastinate.contrib.django import app
from pytest_django import Settings

from octavo.apps.letters.models import Subscription
from octavo.pipeline import worker

pytestmark = pytest.mark.django_db


def test_the_minute_sends_what_is_due(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    evening_edition()
    Subscription.objects.create(email="a@b.example", token="x", asked_at=NOW, confirmed_at=NOW, hour=7)
    monkeypatch.setattr(worker, "wall_clock", lambda: NOW + timedelta(hours=13))
    with Postbox() as box:
        values = {"mail": box.address, "mail_from": "news@octavo.example", "site_address": "https://news.example.org"}
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, **values})
        worker._send_letters(0)
        worker._send_letters(60)
        assert [to for _, to in box.envelopes] == [["a@b.example"]]


def test_it_is_one_of_the_workers_tasks() -> None:
    worker.register_tasks(app)
    assert {"octavo.letters", "octavo.speak"} <= set(app.tasks)
