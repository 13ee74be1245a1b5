"""Summary and what is new in each report, taken from the text itself, so that every sentence is its own evidence."""

from octavo.engine.assist.news import NewFact, Report, new_facts
from octavo.engine.assist.summary import summarise

__all__ = ["NewFact", "Report", "new_facts", "summarise"]
