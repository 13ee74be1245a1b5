"""The panel in a true browser: evidence opens under its sentence and closes again, features change in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from cast import make_article, make_publisher, make_story
from django.utils import timezone
from faces.reader.test_browser import chromium, open_page, pytestmark  # noqa: F401 - the fixture and its marks
from model_server import ModelServer

FIRST = "The dam of Orrin gave way on Friday and killed 21 people in Kelmarrow."
SECOND = "The water board had measured 34 millimetres of seepage in the spring of last year."


@pytest.fixture
def story() -> Any:
    first = make_article("Orrin Dam gives way", text=f"{FIRST}\n\n{SECOND}", at=timezone.now(), key_sentences=(FIRST,))
    other = make_article("Dam fails", text=SECOND, publisher=make_publisher("lantern"), at=timezone.now())
    return make_story([first, other])


def test_evidence_opens_and_closes(chromium: Any, live_server: Any, story: Any):  # noqa: F811
    page = open_page(chromium)
    page.goto(f"{live_server.url}/article/{story.lead_id}/")
    page.get_by_role("link", name="Key points").click()
    cite = page.locator(".choices ~ ol .cite").first
    cite.click()
    page.locator(".passage mark").first.wait_for()
    assert page.locator(".passage mark").first.inner_text() == FIRST
    assert cite.get_attribute("aria-expanded") == "true"
    cite.click()
    assert page.locator(".passage").count() == 0
    assert cite.get_attribute("aria-expanded") == "false"
    assert page.url.endswith(f"/article/{story.lead_id}/orrin-dam-gives-way/")


def test_a_story_shows_its_key_points_when_the_panel_comes_in_sight(chromium: Any, live_server: Any, story: Any):  # noqa: F811
    page = open_page(chromium)
    page.goto(f"{live_server.url}/story/{story.pk}/")
    page.locator("#panel .points .cite").first.wait_for()
    page.reload()
    assert page.locator("#panel .points .cite").count() > 0


def test_without_script_every_feature_is_a_page(chromium: Any, live_server: Any, story: Any):  # noqa: F811
    page = open_page(chromium, java_script_enabled=False)
    page.goto(f"{live_server.url}/article/{story.lead_id}/")
    page.get_by_role("link", name="Key points").click()
    page.locator(".told .cite").first.click()
    assert page.locator("h1").inner_text() == "Evidence"
    assert page.locator("mark").first.inner_text() == FIRST


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_what_a_model_writes_comes_into_the_panel(chromium: Any, live_server: Any, story: Any, settings: Any):  # noqa: F811
    with ModelServer() as model:
        values = {**settings.OCTAVO.values, "model_address": model.address, "model": "small"}
        settings.OCTAVO = replace(settings.OCTAVO, values=values)
        page = open_page(chromium)
        page.goto(f"{live_server.url}/article/{story.lead_id}/assist/simple/")
        page.get_by_role("button", name="Let small write it").click()
        page.locator("#written .written-end").wait_for()
        assert page.locator("#written .said-so").first.inner_text().startswith(FIRST)
        page.locator("#written .cite").first.click()
        page.locator("#written .passage mark").first.wait_for()
        assert page.url.endswith("/assist/simple/")
