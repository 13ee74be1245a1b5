"""Reading a kept page again: what would be shown of it, and why, under the rules in force or under others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from octavo.apps.articles.mapping import item_from_plain
from octavo.apps.articles.models import KeptPage
from octavo.apps.articles.repair.queries import kept_page, newest_kept, page_bytes
from octavo.apps.sources.models import Publisher
from octavo.apps.sources.site_text import sites_of
from octavo.engine.extraction import choose_draft, draft_from_item, examine
from octavo.engine.extraction.site import Examined, Judged, Rules, Site
from octavo.engine.records import BodyState, Draft
from octavo.engine.text.tokens import words

WHY_DOUBTFUL = ("blocked", "empty", "not an article", "unsure", "short")
UNSURE = 0.5  # score below which a page looks wrong
SHORT = 60  # words of a text that calls itself whole
_NO_TEXT = {BodyState.BLOCKED: "blocked", BodyState.EMPTY: "empty", BodyState.NOT_ARTICLE: "not an article"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A page read again. `draft` is what the reader sees: of the page, or of the feed where that holds more."""

    examined: Examined
    draft: Draft

    @property
    def chosen(self) -> str:
        """Whose text the reader sees: 'page' or 'feed'."""
        return chosen_text(self.examined, self.draft)


def chosen_text(examined: Examined, draft: Draft) -> str:
    """Whose text a draft holds: 'page' or 'feed'."""
    return "page" if draft.blocks == examined.draft.blocks else "feed"


def doubt_of(examined: Examined, draft: Draft) -> str:
    """Why a page looks wrong: a word of WHY_DOUBTFUL, or '' where it looks right."""
    if draft.body_state in _NO_TEXT:
        return _NO_TEXT[draft.body_state]
    if examined.score < UNSURE and chosen_text(examined, draft) == "page":
        return "unsure"
    return "short" if draft.body_state is BodyState.FULL and len(words(draft.text)) < SHORT else ""


def with_feed(page: KeptPage, examined: Examined) -> Reread:
    """The page's draft, or the feed's where that holds more: chosen as when the page was read first."""
    item = item_from_plain(page.item)
    feed = draft_from_item(item, page.address) if item.content else None
    return Reread(examined=examined, draft=choose_draft(examined.draft, feed))


def reread(page: KeptPage, site: Site) -> Reread:
    """Reads a kept page again by what is known of its site."""
    examined = examine(
        page_bytes(page),
        page.answered,
        charset=page.charset or None,
        item=item_from_plain(page.item),
        fetched_at=page.fetched_at,
        site=site,
    )
    return with_feed(page, examined)


# ---------------------------------------------------------------- one page


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPage:
    """A page beside its text: every block, kept or dropped, and what the reader would see."""

    page: KeptPage
    blocks: tuple[Judged, ...]
    body: str  # selector of the body; "" where there is none
    score: float
    title: str
    standfirst: str | None
    authors: tuple[str, ...]
    published: datetime | None
    state: BodyState
    reason: str
    words: int
    chosen: str  # whose text the reader sees: "page" or "feed"


def judged_page(page_id: int, rules: Rules | None = None) -> JudgedPage | None:
    """One kept page under draft rules; None: under those in force. Returns None where there is no such page."""
    page = kept_page(page_id)
    if page is None:
        return None
    again = reread(page, _site(page.publisher, rules))
    draft = again.draft
    return JudgedPage(
        page=page,
        blocks=again.examined.blocks,
        body=again.examined.body,
        score=again.examined.score,
        title=draft.title,
        standfirst=draft.standfirst,
        authors=draft.authors,
        published=draft.published,
        state=draft.body_state,
        reason=draft.body_reason,
        words=len(words(draft.text)),
        chosen=again.chosen,
    )


def _site(publisher: Publisher, rules: Rules | None) -> Site:
    site = sites_of([publisher.pk])[publisher.pk]
    return site if rules is None else replace(site, rules=rules)


# ---------------------------------------------------------------- what rules would change


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePreview:
    """What draft rules change of one page. Texts are blocks of the article, as the reader sees them."""

    id: int
    title: str
    address: str
    words_before: int
    words_after: int
    dropped: tuple[str, ...]
    gained: tuple[str, ...]
    state_before: BodyState
    state_after: BodyState

    @property
    def changed(self) -> bool:
        return bool(self.dropped or self.gained or self.state_before is not self.state_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What draft rules change of a publisher's last pages."""

    pages: tuple[PagePreview, ...]

    @property
    def words_before(self) -> int:
        return sum(page.words_before for page in self.pages)

    @property
    def words_after(self) -> int:
        return sum(page.words_after for page in self.pages)

    @property
    def changed(self) -> int:
        """How many pages change."""
        return sum(page.changed for page in self.pages)


def preview(publisher: Publisher, rules: Rules, *, limit: int = 20) -> Preview:
    """The last kept pages under draft rules, compared with the rules in force."""
    now, then = _site(publisher, None), _site(publisher, rules)
    return Preview(pages=tuple(_compare(page, now, then) for page in newest_kept(publisher, limit=limit)))


def _compare(page: KeptPage, now: Site, then: Site) -> PagePreview:
    before = reread(page, now).draft
    after = before if now.rules == then.rules else reread(page, then).draft
    old, new = _texts(before), _texts(after)
    return PagePreview(
        id=page.pk,
        title=after.title or page.title,
        address=page.address,
        words_before=len(words(before.text)),
        words_after=len(words(after.text)),
        dropped=_more(old, new),
        gained=_more(new, old),
        state_before=before.body_state,
        state_after=after.body_state,
    )


def _texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks if block.text]


def _more(texts: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """What `texts` holds more often than `others`, in order."""
    left = Counter(others)
    found = []
    for text in texts:
        if left[text]:
            left[text] -= 1
        else:
            found.append(text)
    return tuple(found)
