"""`octavo try ask`: questions over a corpus, in a scratch database; or each over the texts that its own line brings."""

from __future__ import annotations

import argparse
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo.faces.ops.commands.tried.lines import articles_of, json_lines, say
from octavo.faces.ops.running.errors import Failed

if TYPE_CHECKING:
    from octavo.engine.assist import Cited, Source

Values = Mapping[str, Any]


def add(rooms: argparse._SubParsersAction[ArgumentParser]) -> None:
    parser = rooms.add_parser("ask", help="answers to questions, with their sentences, or that the sources do not say")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE.jsonl[.gz]",
        help="the articles and the questions; or questions alone, each with its `sources`",
    )  # fmt: skip
    parser.set_defaults(tried=run)


def run(asked: Namespace) -> int:
    """One line a question, in the order given: `id`, `says`, `sentences` with `text` and `spans` [id, start, end]."""
    if len(asked.files) > 2:
        raise Failed("`octavo try ask` takes the articles and the questions, or questions alone.")
    questions = _questions(asked.files[-1], with_sources=len(asked.files) == 1)
    if questions:
        (_over_corpus if len(asked.files) == 2 else _over_their_own)(questions, asked.files[0])
    return 0


def _over_corpus(questions: Sequence[Values], corpus: Path) -> None:
    from octavo.faces.ops.given.lines import draft_from_values, word_of
    from octavo.faces.ops.running.installation import open_scratch_installation

    values = articles_of(corpus)
    open_scratch_installation()
    from octavo.pipeline.ask_alone import Put, ask_alone, hold_alone

    now = datetime.now(UTC)
    drafts = [draft_from_values(one, address=f"urn:try:{number}") for number, one in enumerate(values)]
    places = hold_alone(drafts, [(word_of(one, "url"), word_of(one, "publisher")) for one in values], now=now)
    held = {pk: values[place] for pk, place in places.items()}
    put = [Put(question=word_of(one, "question"), at=_moment(one) or now, earlier=_earlier(one)) for one in questions]
    for one, sentences in zip(questions, ask_alone(put, now=now), strict=True):
        _print(one, sentences, held)


def _over_their_own(questions: Sequence[Values], _: Path) -> None:
    from octavo.engine.assist import answer
    from octavo.faces.ops.given.lines import word_of

    for one in questions:
        given = [each if isinstance(each, dict) else {"text": each} for each in one["sources"]]
        held = {number: {"id": number, **each} for number, each in enumerate(given)}
        sources = [_source(number, each) for number, each in held.items()]
        asked_at = _moment(one) or datetime.now(UTC)
        composed = answer(word_of(one, "question"), sources, asked_at=asked_at, earlier=_earlier(one))
        _print(one, composed.sentences, held)


def _source(number: int, values: Values) -> Source:
    from octavo.engine.assist import Source
    from octavo.engine.text.language import detect_language
    from octavo.faces.ops.given.lines import word_of

    text = values["text"] if isinstance(values.get("text"), str) else ""
    language = word_of(values, "language")[:2].lower() or detect_language(text)
    return Source(
        article=number, title=word_of(values, "title"), text=text, at=_moment(values), language=language,
        publisher=word_of(values, "publisher"),
    )  # fmt: skip


def _moment(values: Values) -> datetime | None:
    """When something was asked or appeared; of a day without a time, its end for a question, its start for the rest."""
    from octavo.engine.parsing.dates import parse_date
    from octavo.faces.ops.given.lines import word_of

    stated = word_of(values, "as_of") or word_of(values, "date")
    moment = parse_date(stated) if stated else None
    if moment and "question" in values and ":" not in stated:
        return datetime.combine(moment.date(), time.max, UTC)
    return moment


def _earlier(values: Values) -> list[tuple[str, str]]:
    """What was asked before: pairs of question and answer; an answer may be left out."""
    given = values.get("earlier")
    pairs = [[one, ""] if isinstance(one, str) else one for one in given] if isinstance(given, list) else []
    return [(str(pair[0]), str(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) > 1]


def _questions(file: Path, *, with_sources: bool) -> list[dict[str, Any]]:
    """The questions of a file. A line that is none is refused before anything starts."""
    from octavo.faces.ops.given.lines import word_of

    found = []
    for where, values in json_lines(file):
        if not isinstance(values, dict) or not word_of(values, "question"):
            raise Failed(f"{where}: a question needs a `question`.")
        if with_sources and not isinstance(values.get("sources"), list):
            raise Failed(f"{where}: without a corpus a question needs `sources`, a list of texts.")
        found.append(values)
    return found


def _print(question: Values, sentences: Iterable[Cited], held: Mapping[int, Values]) -> None:
    told = []
    for said in sentences:
        spans = []
        for span in said.spans:
            values = held[span.article]
            spans.append([values.get("id", span.article), *_in_given(values, said.text, span.start, span.end)])
        told.append({"text": said.text, "spans": spans})
    say({"id": question.get("id"), "says": bool(told), "sentences": told})


def _in_given(values: Values, said: str, start: int, end: int) -> tuple[int, int]:
    """Where a sentence stands in the text as it was given: what is stored has its spaces evened out."""
    given = str(values.get("text") or "")
    if given[start:end] == said:
        return start, end
    pattern = re.compile(r"\s+".join(map(re.escape, said.split())))
    found = pattern.search(given, max(0, start - 20)) or pattern.search(given)
    return (found.start(), found.end()) if found else (start, end)
