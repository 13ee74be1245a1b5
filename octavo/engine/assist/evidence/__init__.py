"""Whether the sources say what a sentence says: names, numbers, dates, negation, quotations, who says and does what."""

from octavo.engine.assist.evidence.check import check
from octavo.engine.assist.evidence.finding import find_evidence
from octavo.engine.assist.evidence.verdict import Failure, Passage, Verdict

__all__ = ["Failure", "Passage", "Verdict", "check", "find_evidence"]
