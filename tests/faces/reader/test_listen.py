"""Reading aloud in a true browser: its voices are played by a stub, since a browser without a screen has none."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import pytest
from cast import make_article, make_story
from django.test import Client
from django.utils import timezone
from evening import evening_edition

from tests.faces.reader.test_browser import chromium, open_page  # noqa: F401  a fixture

SHEETS = files("octavo.faces.reader") / "static" / "reader"
VOICES = """
    window.said = [];
    const voice = (name, lang) => ({name, lang, default: false, localService: true, voiceURI: name});
    const played = {
        getVoices: () => VOICES,
        cancel() { this.current = null; },
        speak(told) { window.said.push([told.text, told.voice.name, told.rate]); this.current = told; },
        addEventListener() {},
        finish() { const told = this.current; this.current = null; told.onend(); },
    };
    Object.defineProperty(window, "speechSynthesis", {value: played});
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
SPEAKING = VOICES.replace("=> VOICES", '=> [voice("Ada", "en-GB"), voice("Bert", "en-US"), voice("Mina", "ar")]')
SILENT = VOICES.replace("=> VOICES", "=> []")
TEXT = "Dr. Marrent opened the locks of Osterhaven at dawn. Forty ships had waited outside the harbour."
MARKED = "[...CSS.highlights.get('spoken') || []].map(range => range.toString()).join()"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(chromium: Any) -> Any:  # noqa: F811
    page = open_page(chromium)
    page.add_init_script(SPEAKING)
    return page


def test_it_is_small():
    assert len((SHEETS / "listen.js").read_bytes()) < 8_000
    assert "://" not in (SHEETS / "listen.js").read_text()


@pytest.mark.browser
def test_a_briefing_is_read_sentence_by_sentence_and_marked(page: Any, live_server: Any):
    evening_edition(timezone.now())
    page.goto(f"{live_server.url}/briefing/")
    bar = page.locator(".listen-bar")
    bar.wait_for()
    assert page.evaluate("window.said") == []  # nothing plays by itself
    html = page.locator("main").inner_html()
    bar.get_by_role("button", name="Listen").click()
    first = page.locator(".brief-line h3").first.inner_text()
    assert page.evaluate("window.said")[0] == [first, "Ada", 1]
    assert page.evaluate(MARKED) == first
    page.evaluate("speechSynthesis.finish()")
    sentence = page.locator(".cited-text").first.inner_text()
    assert page.evaluate(MARKED) == sentence
    bar.get_by_role("button", name="Back one sentence").click()
    assert page.evaluate(MARKED) == first
    bar.get_by_role("button", name="Pause").press("ArrowRight")
    assert page.evaluate(MARKED) == sentence
    bar.get_by_role("button", name="Pause").click()
    assert page.evaluate(MARKED) == ""
    texts = [text for text, _, _ in page.evaluate("window.said")]
    assert not any("Evidence" in text for text in texts)
    changed = page.locator("main").inner_html()
    assert changed.count("<span") == html.count("<span")  # the text is as it was


@pytest.mark.browser
def test_choices_are_remembered_in_the_browser(page: Any, live_server: Any):
    evening_edition(timezone.now())
    page.goto(f"{live_server.url}/briefing/")
    page.get_by_label("Speed").select_option("1.5")
    page.get_by_label("Voice").select_option("Bert")
    page.reload()
    page.get_by_role("button", name="Listen").click()
    assert page.evaluate("window.said")[0][1:] == ["Bert", 1.5]
    assert page.context.cookies() == []


@pytest.mark.browser
def test_the_queue_outlives_the_page_and_plays_on(page: Any, live_server: Any):
    evening_edition(timezone.now())
    page.goto(f"{live_server.url}/briefing/")
    page.get_by_role("button", name="Add to queue").click()
    page.evaluate(
        "address => localStorage.setItem('listen-queue', JSON.stringify([{address, title: 'First', language: 'en'},"
        " ...JSON.parse(localStorage.getItem('listen-queue'))]))", "/briefing/?minutes=2"
    )  # fmt: skip
    page.goto(f"{live_server.url}/briefing/?minutes=10")
    queue = page.locator(".listen-queue")
    queue.locator("summary").click()
    assert queue.locator("li a").all_inner_texts()[0] == "First"
    queue.get_by_role("button", name="Later: First").click()
    assert queue.locator("li a").all_inner_texts()[1] == "First"
    queue.get_by_role("button", name="Remove: First").click()
    assert queue.locator("li").count() == 1
    page.get_by_role("button", name="Listen", exact=True).click()
    said = len(page.evaluate("while (speechSynthesis.current) speechSynthesis.finish(); window.said"))
    page.wait_for_function("count => window.said.length > count", arg=said)  # the queue's own text goes on
    assert "Now:" in page.locator(".listen-now").inner_text()
    assert page.evaluate("localStorage.getItem('listen-queue')") == "[]"


@pytest.mark.browser
def test_without_voices_a_sentence_says_so(chromium: Any, live_server: Any):  # noqa: F811
    evening_edition(timezone.now())
    page = open_page(chromium)
    page.add_init_script(SILENT)
    page.goto(f"{live_server.url}/briefing/")
    page.get_by_text("This browser has no voice for this text").wait_for()
    assert not page.locator(".listen-bar").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_briefing_fits_a_phone_and_blocks_nothing(chromium: Any, live_server: Any, scheme: str):  # noqa: F811
    evening_edition(timezone.now())
    page = open_page(chromium, color_scheme=scheme)
    page.add_init_script(SPEAKING)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("/briefing/", "/briefing/?language=ar", "/briefing/?desks=opinion"):
        page.goto(live_server.url + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert complaints == []


@pytest.mark.browser
def test_choices_work_without_script(chromium: Any, live_server: Any):  # noqa: F811
    make_story([make_article("Locks reopen", text=TEXT, at=timezone.now())], desk="world")
    make_story(
        [make_article("Rovers win the cup", text="Rovers beat Gulls by 24 goals in the cup.", at=timezone.now())],
        desk="sport",
    )
    page = open_page(chromium, java_script_enabled=False)
    page.goto(f"{live_server.url}/briefing/")
    page.get_by_text("Choose what you get").click()
    page.get_by_role("checkbox", name="Sport").check()
    page.get_by_role("button", name="Show this briefing").click()
    assert page.locator(".brief-line h3").all_inner_texts() == ["Rovers win the cup"]
    page.goto(f"{live_server.url}/briefing/")  # this browser remembers
    assert page.locator(".brief-line").count() == 1
    page.get_by_text("Choose what you get").click()
    page.get_by_text("Forget my choices").click()
    assert page.locator(".brief-line").count() == 2
    assert page.context.cookies() == []


def test_sides_are_logical_and_nothing_is_asked_of_others():
    for name in ("listen.css", "briefing.css"):
        sheet = (SHEETS / name).read_text()
        assert not re.findall(r"(?:margin|padding|border)-(?:left|right)|(?:^|[ {;])(?:left|right):", sheet)
        assert not re.findall(r"@import|url\(|https?:", sheet)
        assert not re.findall(
            r"#[0-9a-f]{3,6}\b", sheet
        )  # colours are those of the one sheet, whose contrast is tested


def test_the_player_asks_the_database_nothing_without_a_voice(client: Client, django_assert_max_num_queries: Any):
    evening_edition(timezone.now())
    with django_assert_max_num_queries(7):
        page = client.get("/briefing/").content.decode()
    assert 'class="listen"' in page
    assert "<audio" not in page
