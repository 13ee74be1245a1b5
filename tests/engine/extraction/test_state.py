import time

import pytest

from octavo.engine.extraction import extract
from octavo.engine.records import BodyState

ADDRESS = "https://harbourpost.example/news/ports-reopen"
LINE = "Ships began to enter the harbour of Osterhaven again on Thursday after pilots ended a strike of three days. "


def page(body, head="", title="Ports reopen"):
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


LEAD = f"<article><p>{LINE}</p>"
NOT_FREE = '{"@type": "NewsArticle", "headline": "Ports reopen", "isAccessibleForFree": false}'
CARDS = "".join(f"<div><a href=/{at}><h3>A headline of story number {at} today</h3></a></div>" for at in range(20))
SHIPS = "".join(f'<figure><img src="/{at}.jpg"><figcaption>A ship {at}.</figcaption></figure>' for at in range(8))
VIDEO = '<meta property="og:type" content="video.other">'
CASES = {
    "full": (page("".join(f"<p>{LINE * 2}{at}.</p>" for at in range(5))), BodyState.FULL),
    "notice": (page(f"{LEAD}<p>{LINE}</p><p>Subscribe to continue reading this story.</p>"), BodyState.PAYWALLED),
    "notice-de": (page(f"{LEAD}<p>Dieser Artikel ist kostenpflichtig.</p>"), BodyState.PAYWALLED),
    "only-notice": (page("<p>Already a subscriber? Log in to continue reading.</p>"), BodyState.PAYWALLED),
    "not-free": (page(LEAD, f'<script type="application/ld+json">{NOT_FREE}</script>'), BodyState.PAYWALLED),
    "teaser": (page(f"{LEAD}<p><a href=/more>Continue reading</a></p>"), BodyState.TEASER),
    "ellipsis": (page(f"{LEAD}<p>The harbour master …</p>"), BodyState.TEASER),
    "video": (page('<video src="/a.mp4"></video><p>Watch the ships come in.</p>', VIDEO), BodyState.VIDEO),
    "audio": (page('<article><audio src="/a.mp3"></audio><p>Hear the pilots.</p></article>'), BodyState.AUDIO),
    "gallery": (page(f"<article>{SHIPS}<p>{LINE}</p></article>"), BodyState.GALLERY),
    "challenge": (
        page("<p>Enable JavaScript and cookies to continue</p>", title="Just a moment..."),
        BodyState.BLOCKED,
    ),
    "refusal": (
        page("<p>You don't have permission to access this server.</p>", title="Access Denied"),
        BodyState.BLOCKED,
    ),
    "missing": (page("<p>Sorry, that page has moved.</p>", title="404 Page not found"), BodyState.NOT_ARTICLE),
    "empty": (page("<div></div>", title=""), BodyState.EMPTY),
    "no-bytes": ("", BodyState.EMPTY),
    "json": ('{"error": "not a page"}', BodyState.NOT_ARTICLE),
    "index": (page(CARDS), BodyState.NOT_ARTICLE),
}


@pytest.mark.parametrize("case", CASES)
def test_state(case):
    markup, state = CASES[case]
    draft = extract(markup, ADDRESS)
    assert draft.body_state is state, draft.body_reason
    assert draft.body_reason.endswith(".")
    if not state.readable:
        assert draft.text == ""


def test_a_subscription_notice_is_never_a_body():
    draft = extract(CASES["only-notice"][0], ADDRESS)
    assert "subscriber" not in draft.text.lower()


@pytest.mark.parametrize(
    "markup",
    [
        b"\0" * 1000 + b"<html><p>x",
        b"\xff\xfe\x00<" * 500,
        bytes(range(256)) * 50,
        b"<" * 20_000,
        ("<div>" * 200_000 + LINE).encode(),
        ("<b><p>" * 20_000 + LINE).encode(),
        ("<table><tr><td>" * 5_000 + LINE).encode(),
        b'<p title="' + b"x" * 2_000_000 + b'">' + LINE.encode() + b"</p>",
        b'<script type="application/ld+json">' + b"[" * 20_000 + b"</script><p>" + LINE.encode(),
        b"<p>" + b"<a href='http://[bad'>x</a>" * 3000,
    ],
)
def test_hostile_input_gives_a_draft_in_bounded_time(markup):
    started = time.process_time()
    draft = extract(markup, "http://[bad" if b"[bad" in markup else ADDRESS)
    assert isinstance(draft.body_state, BodyState)
    assert time.process_time() - started < 3


def test_a_page_of_20_megabytes_is_read():
    started = time.process_time()
    draft = extract(
        "<html><body><article>"
        + f"<p>{LINE}</p>" * 4
        + "<script>var x = 1;</script>" * 10
        + f"<script>{'x' * 20_000_000}</script>",
        ADDRESS,
    )
    assert LINE.strip() in draft.text
    assert time.process_time() - started < 3
