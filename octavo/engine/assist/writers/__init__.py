"""Writers that are models: what they are asked, how their answers are read. Nothing here is shown unchecked."""

from octavo.engine.assist.writers.asking import messages_of
from octavo.engine.assist.writers.model import Written, guess_tokens, load, write
from octavo.engine.assist.writers.numbering import MOST_CHARACTERS, Numbered, number_sources
from octavo.engine.assist.writers.plain import plain_text
from octavo.engine.assist.writers.prompts import Prompt, prompt_of
from octavo.engine.assist.writers.records import (
    Fault,
    ModelConfig,
    ModelFailed,
    Nothing,
    Proposed,
    Request,
    Skip,
    Skipped,
    Usage,
)
from octavo.engine.assist.writers.translation import check_translation

__all__ = [
    "MOST_CHARACTERS",
    "Fault",
    "ModelConfig",
    "ModelFailed",
    "Nothing",
    "Numbered",
    "Prompt",
    "Proposed",
    "Request",
    "Skip",
    "Skipped",
    "Usage",
    "Written",
    "check_translation",
    "guess_tokens",
    "load",
    "messages_of",
    "number_sources",
    "plain_text",
    "prompt_of",
    "write",
]
