"""Fingerprints of texts; the same text, a rewrite, or only the same topic; which agency a text comes from."""

from octavo.engine.neardup.agency import find_agency, is_agency
from octavo.engine.neardup.align import Aligned, Fate, align_sentences
from octavo.engine.neardup.compare import Comparison, compare_texts, is_notice
from octavo.engine.neardup.fingerprint import estimate_resemblance, fingerprint
from octavo.engine.neardup.independence import Sourced, independent_sources
from octavo.engine.neardup.lineage import Member, Relation, Traced, trace_lineage
from octavo.engine.neardup.shingles import Spoken, hear

__all__ = [
    "Aligned", "Comparison", "Fate", "Member", "Relation", "Sourced", "Spoken", "Traced", "align_sentences",
    "compare_texts", "estimate_resemblance", "find_agency", "fingerprint", "hear", "independent_sources", "is_agency",
    "is_notice", "trace_lineage",
]  # fmt: skip
