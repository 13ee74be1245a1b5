"""Whether a sentence that somebody wrote is supported by the passages it cites."""

from octavo.engine.assist.evidence.check import Failure, Passage, Verdict, check

__all__ = ["Failure", "Passage", "Verdict", "check"]
