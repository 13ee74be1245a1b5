"""The pages in a true browser: nothing blocked, foreign or jumping; buttons work with and without script."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cast import make_publisher
from django.utils import timezone
from evening import evening_edition
from paper import keep

REQUIRED = os.environ.get("OCTAVO_BROWSER_TESTS") == "required"  # in CI nothing is skipped for want of a browser
if REQUIRED:
    import playwright.sync_api as sync_api
else:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHROMIUM = os.environ.get("OCTAVO_CHROMIUM") or shutil.which("chromium")
SHIFTS = """
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
    }).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    # Playwright keeps an event loop in this thread; Django would take the tests' own queries for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_api.sync_playwright() as player:
        own = player.chromium.executable_path
        found = CHROMIUM or (own if Path(own).exists() else None)
        if not found:
            assert not REQUIRED, "no Chromium is found: install one, or set OCTAVO_CHROMIUM"
            pytest.skip("no Chromium: set OCTAVO_CHROMIUM")
        quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
        browser = player.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu", *quiet])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def open_page(browser: Any, **values: Any) -> Any:
    """A page that gets no pictures: their publishers do not exist."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, **values)
    context.route("**/picture/**", lambda route: route.abort())
    return context.new_page()


def test_nothing_foreign_nothing_blocked_nothing_jumps(chromium: Any, live_server: Any):
    lead = evening_edition(timezone.now())[0].lead
    page = open_page(chromium)
    page.add_init_script(SHIFTS)
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for path in (
        "/",
        f"/article/{lead.pk}/",
        f"/story/{lead.report.story_id}/",
        "/search/?q=locks",
        "/sources/",
        "/status/",
    ):
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate("window.shift") <= 0.02, path
    assert {address for address in asked if not address.startswith(live_server.url)} == set()
    assert [text for text in complaints if "ERR_FAILED" not in text] == []


def test_a_key_sentence_leads_to_its_place(chromium: Any, live_server: Any):
    lead = evening_edition(timezone.now())[0].lead
    page = open_page(chromium)
    page.goto(f"{live_server.url}/article/{lead.pk}/")
    page.locator('a[href="#key-3"]').click()
    assert page.url.endswith("#key-3")
    page.wait_for_function("document.querySelector('#key-3').getBoundingClientRect().top < innerHeight")


SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])


@SCRIPTS
def test_mending_a_publishers_text(chromium: Any, live_server: Any, scripts: bool):
    publisher = make_publisher()
    number = keep(publisher)
    page = open_page(chromium, java_script_enabled=scripts)
    page.goto(f"{live_server.url}/sources/{publisher.slug}/text/?page={number}")
    letter = page.locator("li.judged", has_text="morning letter")
    letter.get_by_role("button", name="Drop this", exact=True).click()
    letter.get_by_text("by the rules being tried").wait_for()
    assert page.url.endswith(f"#{letter.get_attribute('id')}")  # the keeper is where he was
    assert page.locator("html").evaluate("root => root.scrollWidth") <= 390
    page.get_by_role("button", name="See the last 20 pages").click()
    page.get_by_text("Newly dropped").wait_for()
    assert page.locator("html").evaluate("root => root.scrollWidth") <= 390
    page.get_by_role("button", name="Save only").click()
    page.get_by_text("The rules are saved.").wait_for()
    page.get_by_role("button", name="Undo the last change").click()
    page.get_by_text("as they were before").wait_for()


@SCRIPTS
def test_asking_again_and_changing_the_theme(chromium: Any, live_server: Any, scripts: bool):
    evening_edition(timezone.now())
    page = open_page(chromium, java_script_enabled=scripts)
    page.goto(f"{live_server.url}/sources/")
    page.get_by_role("button", name="Ask Meridian Post now").click()
    page.get_by_text("being asked now").first.wait_for()
    page.get_by_role("button", name="Dark page").click()
    page.locator('html[data-theme="dark"]').wait_for()
    assert "/sources/" in page.url
