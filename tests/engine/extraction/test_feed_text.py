from datetime import UTC, datetime

from octavo.engine.extraction import blocked_draft, choose_draft, draft_from_item, extract
from octavo.engine.records import BodyState, FeedItem

ADDRESS = "https://harbourpost.example/news/ports-reopen"
WHEN = datetime(2026, 3, 5, 14, tzinfo=UTC)
LINE = "Ships began to enter the harbour of Osterhaven again on Thursday after pilots ended a strike of three days."
WHOLE = "".join(f'<p>{at} {LINE} <a href="/pilots">Pilots</a> said so.</p>' for at in range(12))


def item(**more):
    return FeedItem(
        **(
            {"guid": "1", "link": ADDRESS, "title": "Ports reopen", "published": WHEN, "authors": ("Ines Marlow",)}
            | more
        )
    )


def page(paragraphs):
    return extract(f"<html><body><h1>Ports reopen</h1><article>{paragraphs}</article></body></html>", ADDRESS)


def test_full_text_of_a_feed():
    draft = draft_from_item(
        item(content='<img src="/a.jpg" alt="A ship">' + WHOLE, summary="Ships again.", tags=("ports",)), ADDRESS
    )
    assert draft.body_state is BodyState.FULL
    assert len(draft.blocks) == 12
    assert draft.blocks[0].links[0].address == "https://harbourpost.example/pilots"
    assert (draft.image.address, draft.image.alt) == ("https://harbourpost.example/a.jpg", "A ship")
    assert (draft.published, draft.authors, draft.keywords, draft.language) == (
        WHEN,
        ("Ines Marlow",),
        ("ports",),
        "en",
    )


def test_a_summary_is_a_teaser_and_nothing_is_empty():
    assert draft_from_item(item(summary=f"<p>{LINE}</p>"), ADDRESS).body_state is BodyState.TEASER
    assert draft_from_item(item(), ADDRESS).body_state is BodyState.EMPTY


def test_residue_in_a_feed_is_dropped_too():
    draft = draft_from_item(
        item(content=WHOLE + "<p>Sign up for our newsletter</p><p><a href=/x>Read more</a></p>"), ADDRESS
    )
    assert len(draft.blocks) == 12


def test_the_fuller_text_wins():
    whole, teaser = draft_from_item(item(content=WHOLE), ADDRESS), draft_from_item(item(summary=LINE), ADDRESS)
    short = page(f"<p>{LINE}</p><p>Subscribe to continue reading.</p>")
    assert choose_draft(short, whole).blocks == whole.blocks
    assert choose_draft(page(WHOLE), teaser).body_state is BodyState.FULL
    assert choose_draft(page(WHOLE), None).body_state is BodyState.FULL
    completed = choose_draft(page(WHOLE), teaser)
    assert (completed.published, completed.authors) == (WHEN, ("Ines Marlow",))


def test_an_empty_page_shows_the_feeds_opening():
    draft = choose_draft(extract("", ADDRESS), draft_from_item(item(summary=f"<p>{LINE}</p>"), ADDRESS))
    assert draft.body_state is BodyState.TEASER
    assert draft.text == LINE


def test_blocked():
    draft = blocked_draft(ADDRESS, item(summary=f"<p>{LINE}</p>"), "robots.txt says no.")
    assert (draft.body_state, draft.body_reason, draft.text, draft.standfirst) == (
        BodyState.BLOCKED,
        "robots.txt says no.",
        "",
        LINE,
    )
    assert blocked_draft(ADDRESS, None, "Refused.").title == ""
    assert blocked_draft(ADDRESS, item(content=WHOLE), "Refused.").body_state is BodyState.FULL


def test_a_summary_escaped_once_too_often_shows_no_tags():
    summary = "&lt;p&gt;The ferry sails again, &lt;b&gt;says&lt;/b&gt; its owner in Hollin.&lt;/p&gt;"
    item = FeedItem(guid="1", link="https://a.example/1", title="Ferry", summary=summary)
    draft = draft_from_item(item, "https://a.example/1")
    assert "<" not in draft.text + (draft.standfirst or "")
    assert "The ferry sails again, says its owner" in draft.text + (draft.standfirst or "")
