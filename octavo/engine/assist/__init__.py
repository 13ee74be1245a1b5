"""Key points, what is new in each report, who tells it and who does not: all taken from the texts themselves, so that
every sentence is its own evidence."""

from octavo.engine.assist.asking import answer, search_words
from octavo.engine.assist.background import background, names_of
from octavo.engine.assist.briefing import BriefStory, briefing
from octavo.engine.assist.changes import changes
from octavo.engine.assist.comparing import compare
from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.assist.coverage import BlindSpot, Covering, Silence, Told, find_blind_spots, trace
from octavo.engine.assist.keypoints import Length, key_points
from octavo.engine.assist.news import NewFact, Report, new_facts
from octavo.engine.assist.perspectives import perspectives
from octavo.engine.assist.quiz import quiz
from octavo.engine.assist.summary import summarise
from octavo.engine.assist.timeline import timeline
from octavo.engine.assist.trimming import trimmed

__all__ = [
    "BlindSpot",
    "BriefStory",
    "Cited",
    "Composed",
    "Covering",
    "Length",
    "NewFact",
    "Part",
    "Report",
    "Silence",
    "Source",
    "Told",
    "answer",
    "background",
    "briefing",
    "changes",
    "compare",
    "find_blind_spots",
    "key_points",
    "names_of",
    "new_facts",
    "perspectives",
    "quiz",
    "search_words",
    "summarise",
    "timeline",
    "trace",
    "trimmed",
]
