"""What a model is told, a file a feature: name, version, text. A new text is a new version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Template

FEATURES = ("ask", "background", "changes", "compare", "key_points", "perspectives", "simple", "translate")
_RULES = "rules"  # what every prompt begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt as its file has it, behind the rules for all. `$name` stands for what is filled in."""

    name: str
    version: str
    text: str

    @property
    def label(self) -> str:
        """As it is kept beside what it made: "key_points 1"."""
        return f"{self.name} {self.version}"

    def filled(self, **values: str) -> str:
        """The text with its values; a value that is not given stays away."""
        return Template(self.text).safe_substitute({"question": "", "length": "", "language": "", **values})


@cache
def prompt_of(feature: str) -> Prompt:
    """The prompt of a feature. Raises KeyError where it has none."""
    if feature not in FEATURES:
        raise KeyError(feature)
    _, _, rules = read_prompt(_RULES)
    name, version, text = read_prompt(feature)
    return Prompt(name=name, version=version, text=f"{rules}\n\n{text}")


def read_prompt(name: str) -> tuple[str, str, str]:
    """Name, version and text as a file has them."""
    written = resources.files("octavo.engine.assist.writers.prompts").joinpath(f"{name}.md").read_text("utf-8")
    head, _, text = written.partition("\n\n")
    values = dict(line.split(": ", 1) for line in head.splitlines())
    return values["name"], values["version"], text.strip()


def prompts_page() -> str:
    """The page of the docs: every prompt with its version, word for word."""
    parts = [
        "# Prompts",
        "What a configured [model](models.md) is told, word for word: the rules first, then the task of the feature. A "
        "changed text is a new version; every composition keeps the name and version of its prompt. `$nonce` is the "
        "word of the fence.",
    ]
    for name in (_RULES, *FEATURES):
        title, version, text = read_prompt(name)
        parts += [f"## {title} {version}", f"```text\n{text}\n```"]
    return "\n\n".join(parts) + "\n"
