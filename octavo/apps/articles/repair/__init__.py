"""Repairing a publisher's text: the pages as they came, what was kept of them and why, and what rules would change."""

from octavo.apps.articles.repair.actions import reextract
from octavo.apps.articles.repair.judging import WHY_DOUBTFUL, JudgedPage, PagePreview, Preview, judged_page, preview
from octavo.apps.articles.repair.queries import (
    Doubtful,
    count_pages,
    doubtful_pages,
    kept_page,
    page_of_article,
    page_source,
    recent_pages,
)
from octavo.apps.sources.site_text import MemorySummary, ScoreDay, memory_summary, score_history

__all__ = [
    "WHY_DOUBTFUL",
    "Doubtful",
    "JudgedPage",
    "MemorySummary",
    "PagePreview",
    "Preview",
    "ScoreDay",
    "count_pages",
    "doubtful_pages",
    "judged_page",
    "kept_page",
    "memory_summary",
    "page_of_article",
    "page_source",
    "preview",
    "recent_pages",
    "reextract",
    "score_history",
]
