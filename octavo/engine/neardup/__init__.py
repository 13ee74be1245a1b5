"""Fingerprints of texts; the same text, a rewrite, or only the same topic; which agency a text comes from."""

from octavo.engine.neardup.agency import find_agency
from octavo.engine.neardup.compare import Comparison, compare_texts
from octavo.engine.neardup.fingerprint import estimate_resemblance, fingerprint

__all__ = ["Comparison", "compare_texts", "estimate_resemblance", "find_agency", "fingerprint"]
