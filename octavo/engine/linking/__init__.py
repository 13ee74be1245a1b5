"""Stories of one event across languages, and stories of one affair: threads."""

from octavo.engine.linking.agree import rareness
from octavo.engine.linking.counterparts import Agreement, Pair, choose_counterparts, compare
from octavo.engine.linking.keys import affair_keys, counterpart_keys, marks_of
from octavo.engine.linking.outline import MOST_REPORTS, Outline, Told, make_outline
from octavo.engine.linking.plain import from_plain, to_plain
from octavo.engine.linking.threads import Choice, Continuation, Ground, choose_thread, goes_on, name_thread, told_words

__all__ = [
    "MOST_REPORTS",
    "Agreement",
    "Choice",
    "Continuation",
    "Ground",
    "Outline",
    "Pair",
    "Told",
    "affair_keys",
    "choose_counterparts",
    "choose_thread",
    "compare",
    "counterpart_keys",
    "from_plain",
    "goes_on",
    "make_outline",
    "marks_of",
    "name_thread",
    "rareness",
    "to_plain",
    "told_words",
]
