"""A page's facts without its body, for tests."""

from octavo.engine.extraction.bylines import read_authors, read_contributors
from octavo.engine.extraction.dating import read_dates
from octavo.engine.extraction.headline import read_title, site_names
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.structured import read_stated

ADDRESS = "https://www.harbourpost.example/world/ports-reopen"


def facts_of(body, head="", address=ADDRESS, lang="en", fetched_at=None):
    """Title, dates and authors of a page, and what it states."""
    page = Page(f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>", address)
    stated = read_stated(page)
    title = read_title(page, stated, None)
    dates = read_dates(page, stated, title, fetched_at=fetched_at, language=None)
    authors = read_authors(stated, site_names(page, stated))
    return title, dates, authors, read_contributors(stated, (), authors), stated
