"""Which desk of a newspaper an article belongs to, and how sure that is."""

from octavo.engine.desks.assign import DESKS, FLOOR, Assigned, assign_desk
from octavo.engine.desks.lexicon import section_desk

__all__ = ["DESKS", "FLOOR", "Assigned", "assign_desk", "section_desk"]
