"""Questions on a story, each proved by a sentence of it."""

from octavo.engine.assist.quiz.quiz import quiz

__all__ = ["quiz"]
