"""Summarisers that others wrote, where they are installed: sumy's TextRank and LexRank."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from octavo.engine.assist.points import Told
from octavo.engine.text.sentences import split_sentences

Summarise = Callable[[Sequence[Told], int], Sequence[str]]  # reports, sentences at most -> sentences


class _Tokenizer:
    """Our sentences and words: sumy's own would fetch data of nltk."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        return tuple(one.text for one in split_sentences(text, "en"))

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(word for word in sentence.lower().replace("’", "'").split() if any(map(str.isalnum, word)))


def peers() -> dict[str, Summarise]:
    """Each by its name; none where sumy is not installed. Stop words and stemmer are those of sumy's guide."""
    found: dict[str, Summarise] = {}
    for name, module, kind in (
        ("textrank", "sumy.summarizers.text_rank", "TextRankSummarizer"),
        ("lexrank", "sumy.summarizers.lex_rank", "LexRankSummarizer"),
    ):
        try:
            made = getattr(importlib.import_module(module), kind)
            parsers = importlib.import_module("sumy.parsers.plaintext")
            stemmer = importlib.import_module("sumy.nlp.stemmers").Stemmer("english")
            stop_words = importlib.import_module("sumy.utils").get_stop_words("english")
        except ImportError as missing:
            print(f"  summaries: no row for {name}, sumy cannot be imported ({missing})")
            continue
        summarizer = made(stemmer)
        summarizer.stop_words = stop_words
        found[name] = _summarise_with(summarizer, parsers.PlaintextParser)
    return found


def _summarise_with(summarizer: Any, parser: Any) -> Summarise:
    def summarise(told: Sequence[Told], count: int) -> Sequence[str]:
        document = parser.from_string("\n\n".join(each.text for each in told), _Tokenizer()).document
        return [str(sentence) for sentence in summarizer(document, count)]

    return summarise
