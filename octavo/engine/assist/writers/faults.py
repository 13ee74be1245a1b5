"""What a status of a model's server means, in one sentence."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from octavo.engine.assist.writers.plain import plain_text
from octavo.engine.assist.writers.records import Fault, ModelConfig, ModelFailed


def of_status(status: int, body: str, config: ModelConfig) -> ModelFailed:
    """The failure that an answer with a status other than 200 stands for. `body`: what the server said about it."""
    host, said = urlsplit(config.address).netloc, _shown(body, config)
    lowered = body.lower()
    if status in (401, 403):
        return ModelFailed(Fault.REFUSED, f"The model's server at {host} refuses the key ({status}): {said}")
    if 300 <= status < 400:
        return ModelFailed(Fault.NO_PATH, f"The model's server at {host} sends elsewhere ({status}); that is not done.")
    if status in (400, 404, 422) and "model" in lowered and any(sign in lowered for sign in _UNKNOWN):
        return ModelFailed(Fault.NO_MODEL, f"The server at {host} has no model “{config.model}” ({status}): {said}")
    if status in (404, 405):
        return ModelFailed(
            Fault.NO_PATH, f"{config.address}/chat/completions does not exist ({status}); most addresses end in /v1."
        )
    if status in (400, 413) and any(sign in lowered for sign in _LONG):
        return ModelFailed(Fault.TOO_LONG, f"The text is longer than the model takes ({status}): {said}")
    if status in (402, 429, 503):
        return ModelFailed(Fault.BUSY, f"The model's server at {host} takes no more just now ({status}): {said}")
    return ModelFailed(Fault.BROKEN, f"The model's server at {host} failed ({status}): {said}")


def _shown(body: str, config: ModelConfig) -> str:
    """What a server said, short, without the key that some of them repeat."""
    text = without_key(body, config)
    found = _MESSAGE.search(text)
    said = plain_text(found["said"].replace('\\"', '"') if found else text)[:200].rstrip(". ")
    return f"{said or 'it said nothing more'}."


def without_key(text: str, config: ModelConfig) -> str:
    """A text of others without the key, also as Python writes strings and bytes."""
    for written in {config.key, ascii(config.key)[1:-1], repr(config.key.encode("utf-8", "replace"))[2:-1]} - {""}:
        text = text.replace(written, "…")
    return text


_MESSAGE = re.compile(r"""["']message["']: ?(?P<quote>["'])(?P<said>(?:\\.|(?!(?P=quote)).)+)""")
_UNKNOWN = ("not found", "not exist", "not_found", "unknown", "invalid model", "no such", "unavailable")
_LONG = ("context", "too long", "too large", "maximum", "tokens")
