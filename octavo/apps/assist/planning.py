"""What of the sources a model is sent for a feature, and what its sentences are judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.apps.assist.actions.calls import Planned
from octavo.apps.assist.asked import Asked, moment_of
from octavo.apps.assist.model_rules import ModelRules
from octavo.engine.assist.composed import Source
from octavo.engine.assist.writers import ModelConfig, Request, guess_tokens, messages_of, number_sources, prompt_of
from octavo.engine.assist.writers.judge import Task

_GROWTH = 3  # tokens of a translation for one of the text: Hindi of English takes that many in older vocabularies


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A request, how its sentences are judged, and what it may use."""

    request: Request
    task: Task
    config: ModelConfig
    planned: Planned


def plan_writing(
    asked: Asked, sources: Sequence[Source], archive: Sequence[Source], reader: str, rules: ModelRules
) -> Plan:
    """Everything that is settled before a model is asked. The same for the same sources, whoever asks."""
    feature, since = asked.feature.key, moment_of(asked.chosen.get("since", ""))
    numbered = number_sources(sources, archive=archive, since=since, most=rules.most_characters)
    spoken = next((one.language for one in sources if one.language), None)
    language = asked.chosen.get("language") if feature == "translate" else spoken
    choices = {name: text for name, text in asked.chosen.items() if name in asked.feature.choices}
    words = {name: asked.chosen[name] for name in asked.feature.free if name in asked.chosen and name != "since"}
    prompt = prompt_of(feature)
    request = Request(prompt=prompt, numbered=numbered, choices=choices, words=words)
    characters = messages_of(request).characters
    config = rules.config
    if feature == "translate":
        config = replace(config, most_tokens=max(config.most_tokens, _GROWTH * guess_tokens(len(numbered.text))))
    return Plan(
        request=request, config=config,
        task=Task(
            feature=feature, numbered=numbered, source_language=spoken, language=language,
            silent=[one for one in sources if since and one.at and one.at <= since],
        ),
        planned=Planned(
            feature=feature, prompt=prompt.label, reader=reader, articles=numbered.articles, characters=characters,
            tokens_in=guess_tokens(characters), tokens_out=config.most_tokens,
        ),
    )  # fmt: skip
