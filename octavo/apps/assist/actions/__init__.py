"""Everything that writes what the machine chose or wrote."""

from octavo.apps.assist.actions.compose import composition_of, composition_shown, forget_answers, write_anew
from octavo.apps.assist.actions.keep import keep_composition, keep_summaries
from octavo.apps.assist.actions.stale import mark_stale

__all__ = [
    "composition_of",
    "composition_shown",
    "forget_answers",
    "keep_composition",
    "keep_summaries",
    "mark_stale",
    "write_anew",
]
