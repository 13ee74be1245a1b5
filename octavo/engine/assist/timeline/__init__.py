"""Timeline: the days that matter in many reports, each told by a sentence of theirs."""

from octavo.engine.assist.timeline.compose import timeline
from octavo.engine.assist.timeline.dates import dates_in
from octavo.engine.assist.timeline.mentions import Mention, Precision

__all__ = ["Mention", "Precision", "dates_in", "timeline"]
