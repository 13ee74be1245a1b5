"""What a model is asked with, what comes back, and what can go wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from octavo.engine.assist.writers.numbering import Numbered
from octavo.engine.assist.writers.prompts import Prompt
from octavo.engine.records import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelConfig:
    """A model and how long it may take. Seconds; tokens of one answer."""

    address: str  # of an OpenAI-compatible API, as http://127.0.0.1:11434/v1
    model: str
    key: str = field(default="", repr=False)
    first_seconds: float = 20.0  # until the first word
    whole_seconds: float = 90.0  # until the last
    most_tokens: int = 2000
    tries: int = 3  # connections; an answer that began is never asked for again
    pause: float = 0.3  # seconds before the second try, doubled before each further one


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A prompt and the numbered sources it is about. `choices`: what the reader chose (length, language …).

    `words`: texts of the reader's, such as the question: they are fenced like the sources.
    """

    prompt: Prompt
    numbered: Numbered
    choices: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A sentence that a model wrote, in plain text, with the spans it cites. Nobody has checked it yet."""

    text: str
    spans: tuple[Span, ...]
    kind: str = ""  # of the part it belongs to
    label: str = ""  # of that part, as the model wrote it


class Skip(StrEnum):
    """Why something a model wrote is no sentence to check."""

    MALFORMED = "malformed"  # no JSON object with a text and ids
    IDS = "ids"  # it cites what was not sent
    TOOL = "tool"  # it called a tool; none was offered


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something of a model's answer that is left out."""

    why: Skip


@dataclass(frozen=True, slots=True)
class Nothing:
    """The model says that the sources do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens of a request: as the server counted them, or guessed from the characters."""

    tokens_in: int
    tokens_out: int
    guessed: bool = False
    cut: bool = False  # the answer stopped at the most tokens it may have


class Fault(StrEnum):
    """What went wrong with a model's server."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"  # the key
    NO_PATH = "no_path"
    NO_MODEL = "no_model"
    BUSY = "busy"
    TOO_LONG = "too_long"
    LATE = "late"
    BROKEN = "broken"


class ModelFailed(Exception):
    """A model gave no whole answer. The text is one sentence for the operator, without the key."""

    def __init__(self, fault: Fault, sentence: str) -> None:
        super().__init__(sentence)
        self.fault = fault
