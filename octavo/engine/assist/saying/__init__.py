"""Attributed speech: who says what, in the words of the report."""

from octavo.engine.assist.saying.speech import Speech, find_speech, is_said_by_pronoun

__all__ = ["Speech", "find_speech", "is_said_by_pronoun"]
