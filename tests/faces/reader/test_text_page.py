"""Mending a publisher's text: what looks wrong, a page block by block, rules tried, saved, undone, taken along."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest
from cast import NOW, make_article, make_publisher
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from paper import LETTER, PARAGRAPHS, TITLES, keep, page_html

from octavo.apps.articles.models import KeptPage
from octavo.apps.queue.actions import set_aside
from octavo.apps.queue.queries import queue_states
from octavo.apps.sources.models import Publisher, TextDay
from octavo.apps.sources.rules import Rules, make_rules, rules_history, rules_of, save_rules, saved_rules
from octavo.engine.records import BodyState
from octavo.faces.reader.chart import chart_of
from octavo.faces.reader.judged import container_of
from octavo.faces.reader.wording import short_state, told_state

pytestmark = pytest.mark.django_db

TEXT = "/sources/harbourledger/text/"


@pytest.fixture
def publisher() -> Publisher:
    """The Harbour Ledger with four kept pages and a week of scores."""
    publisher = make_publisher()
    for number in range(4):
        keep(publisher, number)
    for day in range(7):
        TextDay.objects.create(publisher=publisher, day=(NOW - timedelta(days=7 - day)).date(), pages=4,
                               score_sum=3.6 if day < 5 else 1.2, wrong=0 if day < 5 else 3)  # fmt: skip
    return publisher


def get(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def tried(**rules: str) -> str:
    return urlencode([("tried", "1"), *rules.items()])


def row_with(page: str, text: str) -> str:
    """The markup of the block that says this."""
    return next(row for row in re.findall(r"<li id=\"block-.*?</li>", page, re.S) if text in row)


# ---------------------------------------------------------------- the publisher's page


def test_it_shows_the_score_as_picture_words_and_table(client: Client, publisher: Publisher):
    page = get(client, TEXT)
    picture = re.search(r'<svg [^>]*role="img" aria-label="([^"]+)"', page).group(1)
    assert "90 % on 7 March, 30 % on 13 March, lowest 30 % on 12 March" in picture
    assert page.count("0h0") + page.count("h0M") >= 7
    assert '<th scope="row">13 March 2026</th><td class="number">4</td><td class="number">30 %</td>' in page
    assert '<meta name="robots" content="noindex">' in page


def test_it_asks_little(client: Client, publisher: Publisher, django_assert_max_num_queries):
    save_rules(publisher, make_rules(drop=["p.letter-box"]), now=NOW)
    number = KeptPage.objects.first().pk
    query = tried(drop="p.letter-box", drop_text="Imprint")
    for address in (TEXT, f"{TEXT}?page={number}", f"{TEXT}?page={number}&{query}", f"{TEXT}?look=1&{query}"):
        with django_assert_max_num_queries(9):
            get(client, address)


def test_pages_that_look_wrong_say_why(client: Client, publisher: Publisher):
    empty = "<!doctype html><html><head><title>Nothing here</title></head><body><p>Hm.</p></body></html>"
    number = keep(publisher, 9, empty)
    page = get(client, TEXT)
    assert f'href="?page={number}"' in page[: page.index("The newest pages")]
    kept = KeptPage.objects.get(pk=number)
    assert kept.body_reason in page
    assert short_state(kept.body_state) in page


def test_a_publisher_without_pages_has_a_page(client: Client):
    make_publisher("lantern")
    page = get(client, "/sources/lantern/text/")
    assert "No page is kept yet" in page
    assert "No rule yet" in page


# ---------------------------------------------------------------- one page


def test_a_page_is_shown_block_by_block_with_the_reason(client: Client, publisher: Publisher):
    page = get(client, f"{TEXT}?page={KeptPage.objects.order_by('pk').first().pk}")
    kept, dropped = row_with(page, "The last of the four gates"), row_with(page, "World")
    assert '<span class="sign kept">Kept</span> part of the article' in kept
    assert '<span class="sign dropped">Dropped</span>' in dropped
    assert "<code>div.article-body &gt; p</code>" in kept
    assert 'value="keep:' in dropped
    assert "Drop all" in kept  # the selector names more than this block
    assert 'value="drop:p.letter-box"' in row_with(page, "morning letter")
    text = page[page.index('class="comes-out"') :]
    assert "<p>The last of the four gates" in text


def test_nothing_of_the_publisher_is_markup(client: Client, publisher: Publisher):
    bad = '<img src=x onerror="alert(1)">'
    spoilt = page_html(0).replace(PARAGRAPHS[0], f"{PARAGRAPHS[0]} &lt;img src=x onerror=&quot;alert(1)&quot;&gt;")
    page = get(client, f"{TEXT}?page={keep(publisher, 8, spoilt)}")
    assert bad not in page
    assert "&lt;img src=x" in page
    assert 'alert("publisher")' not in page
    assert not re.search(r'(?:src|srcset)="https?:', page)
    assert "<img" not in page


def test_one_click_tries_a_rule_and_saves_nothing(client: Client, publisher: Publisher):
    number = KeptPage.objects.order_by("pk").first().pk
    page = get(client, f"{TEXT}?page={number}&add=drop%3Ap.letter-box")
    assert "by the rules being tried" in row_with(page, "morning letter")
    assert "Dropped" in row_with(page, "morning letter")
    assert "1 change to the rules, not saved yet" in page
    assert '<input type="hidden" name="drop" value="p.letter-box">' in page
    assert rules_of(publisher) == Rules()
    assert 'name="without" value="drop:p.letter-box"' in row_with(page, "morning letter")
    back = get(client, f"{TEXT}?page={number}&{tried(drop='p.letter-box')}&add=keep%3Ap.letter-box")
    assert '<input type="hidden" name="drop"' not in back  # keeping takes the other rule back


def test_words_are_dropped_wherever_they_stand(client: Client, publisher: Publisher):
    number = KeptPage.objects.order_by("pk").first().pk
    page = get(client, f"{TEXT}?page={number}&add={quote(f'drop_text:{LETTER}')}")
    assert "Dropped" in row_with(page, "morning letter")
    assert 'name="without" value="drop_text:Get the Ledger' in row_with(page, "morning letter")
    preview = get(client, f"{TEXT}?look=1&{tried(drop_text=LETTER)}")
    assert preview.count("Newly dropped") == 4


def test_a_rule_that_leaves_nothing_is_obeyed(client: Client, publisher: Publisher):
    number = KeptPage.objects.order_by("pk").first().pk
    page = get(client, f"{TEXT}?page={number}&{tried(drop='div.article-body')}")
    assert "The last of the four gates" not in page[page.index('class="comes-out"') :]
    assert "No text at all." in page


def test_a_rule_can_be_taken_out_again(client: Client, publisher: Publisher):
    save_rules(publisher, make_rules(drop=["p.letter-box"]), now=NOW)
    number = KeptPage.objects.order_by("pk").first().pk
    page = get(client, f"{TEXT}?page={number}&without=drop%3Ap.letter-box")
    assert "Put back" in page
    assert "1 change to the rules" in page
    assert 'name="tried" value="1"' in page
    assert "Kept" in row_with(page, "morning letter")


def test_the_newest_body_comes_first(client: Client, publisher: Publisher):
    page = get(client, f"{TEXT}?look=1&{tried(body='main')}&add=body%3Adiv.article-body")
    assert re.findall(r'name="body" value="([^"]+)"', page)[:2] == ["div.article-body", "main"]
    assert container_of("div.article-body > p") == "div.article-body"
    assert container_of("p.lead") == ":has(> p.lead)"


# ---------------------------------------------------------------- trying and saving


def test_the_last_pages_show_what_changes(client: Client, publisher: Publisher):
    page = get(client, f"{TEXT}?look=1&{tried(drop='p.letter-box')}")
    assert "What the rules do to the last 4 pages" in page
    dropped = [row for row in re.findall(r"<li class=\"judged dropped\">.*?</li>", page, re.S) if "morning" in row]
    assert len(dropped) == 4
    assert "Newly dropped" in dropped[0]
    assert 'name="again" value="1"' in page
    assert "make no difference" in get(client, f"{TEXT}?look=1&{tried(drop='p.nowhere')}")


def test_saving_reading_again_and_undoing(client: Client, publisher: Publisher):
    form = {"tried": "1", "drop": ["p.letter-box"], "seen": ""}
    answer = client.post(f"{TEXT}rules", {**form, "again": "1"})
    assert answer.headers["Location"] == f"{TEXT}?said=saved-again&count=4"
    assert "4 stored pages are being read again" in get(client, answer.headers["Location"])
    assert rules_of(publisher).drop == ("p.letter-box",)
    assert [state.step for state in queue_states() if state.waiting] == ["repair"]
    assert client.post(f"{TEXT}rules", {**form, "drop": ["p.other"]}).status_code == 409  # made from older rules
    seen = saved_rules(publisher).changed_at.isoformat()
    client.post(f"{TEXT}rules", {"tried": "1", "drop": ["p.other"], "seen": seen})
    assert rules_of(publisher).drop == ("p.other",)
    client.post(f"{TEXT}undo", {"seen": seen})  # pressed on an old page: nothing happens
    assert rules_of(publisher).drop == ("p.other",)
    client.post(f"{TEXT}undo", {"seen": saved_rules(publisher).changed_at.isoformat()})
    assert rules_of(publisher).drop == ("p.letter-box",)
    assert "Try these" in get(client, TEXT)
    assert len(rules_history(publisher)) == 3


def test_the_first_rules_are_undone_to_none(client: Client, publisher: Publisher):
    save_rules(publisher, make_rules(drop=["p.letter-box"]), now=NOW)
    client.post(f"{TEXT}undo", {"seen": NOW.isoformat()})
    assert rules_of(publisher) == Rules()


def test_stored_pages_are_read_again(client: Client, publisher: Publisher):
    assert client.get(f"{TEXT}again").status_code == 405
    assert client.post(f"{TEXT}again").headers["Location"] == f"{TEXT}?said=again&count=4"
    assert [state.step for state in queue_states() if state.waiting] == ["repair"]


def test_posts_are_guarded_against_forgery(publisher: Publisher):
    guarded = Client(enforce_csrf_checks=True)
    for name in ("rules", "undo", "again", "rules.toml"):
        assert guarded.post(f"{TEXT}{name}").status_code == 403
    page = guarded.get(f"{TEXT}?look=1&{tried(drop='p.letter-box')}").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    form = {"csrfmiddlewaretoken": token, "tried": "1", "drop": "p.letter-box", "seen": ""}
    assert guarded.post(f"{TEXT}rules", form).status_code == 302


# ---------------------------------------------------------------- files


def test_rules_go_out_and_come_in_as_toml(client: Client, publisher: Publisher):
    save_rules(publisher, make_rules(drop=["p.letter-box"], drop_text=["“Read” also"]), now=NOW)
    answer = client.get(f"{TEXT}rules.toml")
    assert "harbourledger.toml" in answer.headers["Content-Disposition"]
    other = make_publisher("lantern")
    taken = client.post("/sources/lantern/text/rules.toml", {"file": SimpleUploadedFile("x.toml", answer.content)})
    page = taken.content.decode()
    assert taken.status_code == 200
    assert "written for “harbourledger”" in page
    assert '<input type="hidden" name="drop" value="p.letter-box">' in page
    assert rules_of(other) == Rules()  # nothing is saved before it was seen


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"drop = [", "Line"),
        (b'publisher = "x"\ndrop = ["a[["]', "Line 2"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        (b"#" * 70_000, "larger than 64 kB"),
        (b"", "file"),
    ],
)
def test_bad_files_are_refused_with_the_reason(client: Client, publisher: Publisher, content: bytes, words: str):
    answer = client.post(f"{TEXT}rules.toml", {"file": SimpleUploadedFile("x.toml", content)} if content else {})
    assert answer.status_code == 422
    told = re.search(r'role="alert">(.*?)</div>', answer.content.decode(), re.S).group(1)
    assert words in told
    assert rules_of(publisher) == Rules()


# ---------------------------------------------------------------- hostile and mistaken input


@pytest.mark.parametrize(
    "query",
    [
        "kind=drop&value=a%5B%5B",
        "add=drop%3Aa%5B%5B",
        "add=melt%3Ap",
        "add=drop",
        "without=melt%3Ap",
        "tried=1&drop=%3A%3A%3A&look=1",
        "kind=drop&value=" + "a" * 1200,
        "add=drop%3Ap%00",
        "tried=1&" + "&".join(f"drop=p.a{number}" for number in range(900)),
    ],
)
def test_bad_rules_are_refused_with_a_sentence(client: Client, publisher: Publisher, query: str):
    for where in ("", f"page={KeptPage.objects.first().pk}&"):
        page = get(client, f"{TEXT}?{where}{query}", 422)
        assert 'role="alert"' in page
    if query.startswith("kind=drop&value=a%5B"):
        assert 'value="a[["' in page  # what was typed is kept


def test_a_bad_form_is_refused(client: Client, publisher: Publisher):
    answer = client.post(f"{TEXT}rules", {"tried": "1", "drop": ["a[["], "seen": ""})
    assert answer.status_code == 422
    assert "a[[" in answer.content.decode()
    assert rules_of(publisher) == Rules()


def test_what_there_is_not_is_not_found(client: Client, publisher: Publisher):
    other = make_publisher("lantern")
    number = keep(other, 5)
    for address in (
        "/sources/nobody/text/",
        "/sources/nobody/text/rules.toml",
        f"{TEXT}?page={number}",  # another publisher's
        f"{TEXT}?page=999999",
    ):
        assert client.get(address).status_code == 404
    for name in ("rules", "undo", "again", "rules.toml"):
        assert client.post(f"/sources/nobody/text/{name}").status_code == 404
    for query in ("page=x", "page=" + "9" * 40, "page=٣", "article=0", "look=", "said=<script>"):
        assert "<script>" not in get(client, f"{TEXT}?{query}").replace("<script src", "")


# ---------------------------------------------------------------- the ways there


def test_a_page_that_broke_the_repair_is_named(client: Client, publisher: Publisher):
    number = KeptPage.objects.order_by("pk").first().pk
    set_aside("repair", number, ValueError("x"), now=NOW)
    assert f'<a href="{TEXT}?page={number}">{TITLES[0]}</a>' in get(client, "/status/")


def test_an_article_leads_to_its_page(client: Client, publisher: Publisher):
    article = make_article(publisher=publisher)
    shown = get(client, client.get(f"/article/{article.pk}/").headers["Location"])
    link = re.search(r'<a href="([^"]+)"[^>]*>Something wrong with this text\?', shown).group(1)
    assert link == f"{TEXT}?article={article.pk}"
    assert "is not kept" in client.get(link, follow=True).content.decode()
    number = keep(publisher, 6, article=article)
    assert client.get(link).headers["Location"] == f"{TEXT}?page={number}"
    assert f'href="{TEXT}"' in get(client, "/publisher/harbourledger/")


def test_the_status_page_names_publishers_whose_text_got_worse(client: Client):
    today = timezone.now().date()
    for slug, then, now in (("harbourledger", 0.9, 0.5), ("lantern", 0.9, 0.88)):
        for back, score in ((10, then), (9, then), (1, now), (0, now)):
            TextDay.objects.create(publisher=make_publisher(slug), day=today - timedelta(days=back), pages=5,
                                   score_sum=5 * score)  # fmt: skip
    page = get(client, "/status/")
    worse = page[page.index("Text that got worse") :]
    assert '<a href="/sources/harbourledger/text/"><bdi>The Harbour Ledger</bdi></a></th>' in worse
    assert '<td class="number">90 %</td><td class="number">50 %</td>' in worse
    assert "The Lantern" not in worse


def test_every_body_state_has_its_words():
    for state in BodyState:
        assert "Meridian Post" in told_state(state, "Meridian Post")
        assert short_state(state)


def test_a_chart_of_one_day_and_of_none():
    assert chart_of([]) is None
    chart = chart_of([_Day()])
    assert chart is not None
    assert chart.dots == (("1000", "75"),)


class _Day:
    day, pages, score = NOW.date(), 1, 0.25
