"""`octavo doctor`: what is well with the installation and what is not, a sentence each."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.apps.assist.trial import Trial
    from octavo.config.options import Options

HELP = "Checks folder, database, feeds and workers; with --model it asks the configured model about a made-up article."
SCARCE_MEGABYTES = 500
SLOW_SECONDS, SLOW_TOKENS = 5.0, 10.0
Finding = tuple[bool, str]  # well or not, and a sentence


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--model", action="store_true", help="try the model alone; needs no database")


def run(asked: Namespace) -> int:
    """1 where something is not well."""
    from octavo.config.options import read_options

    options = read_options()
    faults = 0
    for well, sentence in _model(options) if asked.model else _installation(options):
        faults += not well
        print(f"{'ok' if well else '!!'}  {sentence}", flush=True)
    return 1 if faults else 0


def _installation(options: Options) -> Iterator[Finding]:
    from octavo.faces.ops.running.errors import Failed
    from octavo.faces.ops.running.folder import free_megabytes
    from octavo.faces.ops.running.installation import open_installation

    try:
        open_installation("doctor")
    except Failed as error:
        yield False, str(error)
        return
    yield True, "The database answers, and its tables are of this version."
    free = free_megabytes(options.data)
    yield free >= SCARCE_MEGABYTES, f"{free} MB are free in {options.data}."
    yield from _work()
    if options["model_address"] and options["model"]:
        yield True, f"The model {options['model']} is configured. `octavo doctor --model` tries it."
    else:
        yield (
            True,
            "No model is configured: nothing is sent, and every feature but translation and Explain simply works.",
        )


def _work() -> Iterator[Finding]:
    from octavo.apps.queue.queries import newest_setbacks, workers_alive
    from octavo.apps.sources.queries import count_feeds

    feeds, alive, aside = count_feeds(), workers_alive(), len(newest_setbacks(1000))
    checked = feeds.well + feeds.failing
    yield (
        bool(feeds.total),
        f"{feeds.total} feeds are followed." if feeds.total else "No feed is followed: `octavo add`.",
    )
    if checked:
        yield feeds.failing * 2 <= checked, f"{feeds.failing} of {checked} feeds asked lately do not answer well."
    yield bool(alive), f"{alive} workers are at work." if alive else "No worker is at work: `octavo run` starts them."
    yield not aside, f"{aside} things are set aside; the status page names them." if aside else "Nothing is set aside."


def _model(options: Options) -> Iterator[Finding]:
    from octavo.apps.assist.model_rules import model_rules
    from octavo.faces.ops.running.installation import set_up_django

    rules = model_rules(options)
    if rules is None:
        yield False, "No model is configured: set OCTAVO_MODEL_ADDRESS and OCTAVO_MODEL. Nothing was sent."
        return
    set_up_django()
    from octavo.apps.assist.trial import try_model
    from octavo.engine.assist.writers import load

    load()  # its second is not the model's
    yield from _told(try_model(rules, clock=time.monotonic), rules.config.model, rules.host)


def _told(trial: Trial, model: str, host: str) -> Iterator[Finding]:
    if trial.failure and trial.first_sentence is None:
        yield False, trial.failure
        return
    yield True, f"{model} at {host} answers."
    if trial.failure:
        yield False, trial.failure
    left = sum(trial.left_out.values())
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(trial.left_out.items()))
    wrote = f"{trial.passed} of {trial.passed + left} sentences had their evidence" + (
        f" ({reasons})." if left else "."
    )
    if not trial.passed and trial.left_out["malformed"] + trial.left_out["nothing"] == left:
        wrote = "It does not write in the form asked for, a JSON object a line: a larger model may."
    yield trial.passed > 0, wrote
    if trial.first_sentence is not None:
        sentence = f"The first sentence was there after {trial.first_sentence:.1f} s."
        yield trial.first_sentence <= SLOW_SECONDS, sentence
    speed = trial.tokens_per_second
    if speed is not None and trial.usage is not None:
        counted = " (guessed: it does not count them)" if trial.usage.guessed else ""
        yield speed >= SLOW_TOKENS, f"{speed:.0f} tokens a second{counted}; {trial.seconds:.1f} s in all."
