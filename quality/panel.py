"""The built-in panel over the edition's stories and real texts: nothing that is not in the sources, and right pairs.

python -m quality.panel [SHARED]
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from octavo.engine.assist import background, compare, perspectives, quiz
from octavo.engine.assist.comparing.figures import figure_parts
from octavo.engine.assist.comparing.tellings import read_reports
from octavo.engine.assist.composed import Composed, Part, Source
from octavo.engine.assist.saying import find_speech
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import words
from quality.panel_sources import allsides_stories, edition_articles, edition_stories, neus_stories, real_articles

_Archive = Callable[[Sequence[Source]], Sequence[Source]]
_HERE = Path(__file__).parent
_REAL = 400  # whole articles of the open web, each a story of its own
_QUOTED = re.compile(r"[\"“„«「]([^\"“”„«»「」]{8,})[\"”“»」]")


def score_panel(shared: Path | None) -> dict[str, float]:
    """Shares of what must be right: 1.0 for whatever is given word for word and proved; and how much is given.

    `verbatim`: sentences that stand so at their first span; `quotations_verbatim`: quotations inside them; `proved`:
    questions whose right choice, and no other, stands in the cited sentence; `wrong_untrue`: wrong choices in no
    sentence that shares half of the question's words; `not_given_away`: questions whose answer no other one tells.
    """
    found = _invariants("edition", edition_stories(), _earlier)
    found |= _edition_figures() | _speakers() | _pairs()
    if shared is not None and shared.exists():
        stories = {**allsides_stories(shared), **neus_stories(shared)}
        found |= _invariants("reports", stories, lambda _: [])
        real = {str(source.article): [source] for source in real_articles(shared, _REAL)}
        found |= _invariants("articles", real, lambda _: [])
    return found


def _earlier(sources: Sequence[Source]) -> list[Source]:
    """The edition's articles in the language of a story from before its last report."""
    last = max(source.at for source in sources if source.at)
    return [
        source for _, source in edition_articles()
        if source.at and source.at < last and source.language == sources[0].language
    ]  # fmt: skip


def _invariants(name: str, stories: Mapping[str, Sequence[Source]], archive: _Archive) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for key, sources in stories.items():
        held = archive(sources)
        made = {
            "compare": compare(sources),
            "perspectives": perspectives(sources),
            "quiz": quiz(sources, dice=random.Random(key)),
            "background": background(sources, held),
        }
        texts = {(source.article, source.version): source.text for source in (*sources, *held)}
        for feature, composed in made.items():
            counts[f"{feature}_parts"] += len(composed.parts)
            counts["sentences"] += len(list(composed.sentences))
            counts["quotations"] += sum(len(_QUOTED.findall(cited.text)) for cited in composed.sentences)
            counts["not_verbatim"] += sum(1 for _ in _not_verbatim(composed, texts))
            counts["quotations_not_verbatim"] += sum(1 for _ in _false_quotations(composed, texts))
        for part in made["quiz"].parts:
            counts["questions"] += 1
            counts["proved"] += _is_proved(part)
            counts["wrong_choices_true"] += _true_wrong_choices(part, sources)
        counts["answers_given_away"] += sum(_gives_away(made["quiz"].parts))
    questions = max(1, counts["questions"])
    shares = {
        "verbatim": 1 - counts["not_verbatim"] / max(1, counts["sentences"]),
        "quotations_verbatim": 1 - counts["quotations_not_verbatim"] / max(1, counts["quotations"]),
        "proved": counts["proved"] / questions,
        "wrong_untrue": 1 - counts["wrong_choices_true"] / (3 * questions),
        "not_given_away": 1 - counts["answers_given_away"] / questions,
    }
    given = {key: float(counts[key]) for key in sorted(counts) if key.endswith("_parts")}
    return {f"panel/{name}/{key}": value for key, value in (shares | given).items()}


def _not_verbatim(composed: Composed, texts: Mapping[tuple[int, int], str]) -> Iterator[str]:
    for cited in composed.sentences:
        span = cited.spans[0]
        if texts[span.article, span.version][span.start : span.end] != cited.text:
            yield cited.text


def _false_quotations(composed: Composed, texts: Mapping[tuple[int, int], str]) -> Iterator[str]:
    whole = "\n".join(texts.values())
    for cited in composed.sentences:
        yield from (quoted for quoted in _QUOTED.findall(cited.text) if quoted not in whole)


def _is_proved(part: Part) -> bool:
    """The right choice stands in the cited sentence, fills the blank, and no other choice stands there."""
    choices, right = part.detail["choices"], part.detail["right"]
    sentence = f" {' '.join(words(part.sentences[0].text))} "
    holds = [f" {' '.join(words(choice))} " in sentence for choice in choices]
    return len(set(choices)) == 4 and holds[right] and sum(holds) == 1


def _true_wrong_choices(part: Part, sources: Sequence[Source]) -> int:
    """Wrong choices that stand in a sentence which shares half of the question's words."""
    asked = set(words(part.label)) - {"____", "who", "how", "many"}
    wrong = [each for at, each in enumerate(part.detail["choices"]) if at != part.detail["right"]]
    found = 0
    for source in sources:
        for sentence in split_sentences(source.text, source.language):
            spoken = words(sentence.text)
            if len(asked & set(spoken)) >= 0.5 * len(asked):
                running = f" {' '.join(spoken)} "
                found += sum(f" {' '.join(words(choice))} " in running for choice in wrong)
    return found


def _gives_away(parts: Sequence[Part]) -> Iterator[int]:
    for part in parts:
        answer = f" {' '.join(words(part.detail['choices'][part.detail['right']]))} "
        yield sum(answer in f" {' '.join(words(other.label))} " for other in parts if other is not part)


def _edition_figures() -> dict[str, float]:
    """Of the figure parts of the edition, those judged by reading to measure one thing; of those judged, the found."""
    judged = {(story, values) for story, values, _ in _rows("panel_edition_figures.tsv")}
    made = {
        (key, " | ".join(value["value"] for value in part.detail["values"]))
        for key, sources in edition_stories().items()
        for part in compare(sources).parts
        if part.kind == "figures"
    }
    right = len(made & judged)
    return {
        "panel/edition/figures_right": right / max(1, len(made)),
        "panel/edition/figures_found": right / len(judged),
    }


def _speakers() -> dict[str, float]:
    """Of the sentences by hand: attributed ones whose speaker is right, and attributions made that are right."""
    right = made = wanted = 0
    for language, holder, text in _rows("panel_speakers.tsv"):
        sentences = split_sentences(text, language)
        found = [speech for speech in find_speech(sentences, language) if speech.sentence == sentences[-1]]
        name = " ".join(words(found[0].holder)) if found else ""
        wanted += holder != "-"
        made += bool(found)
        right += bool(found) and name == " ".join(words(holder))
    return {
                "panel/hand/speakers_found": right / wanted,
        "panel/hand/speakers_right": right / made,
        "panel/hand/sentences": float(wanted),
    }  # fmt: skip


def missed_speakers() -> Iterator[tuple[str, str, str]]:
    """The rows of the gold list that come out otherwise: expected, found, text."""
    for language, holder, text in _rows("panel_speakers.tsv"):
        sentences = split_sentences(text, language)
        found = [speech.holder for speech in find_speech(sentences, language) if speech.sentence == sentences[-1]]
        if " ".join(words(found[0] if found else "")) != " ".join(words(holder.strip("-"))):
            yield holder, str(found), text


def _pairs() -> dict[str, float]:
    """Of the pairs by hand: figure parts made that measure one thing, and differing pairs found."""
    right = made = wanted = 0
    for language, values, first, second in _rows("panel_figure_pairs.tsv"):
        found = _figure_values(language, first, second)
        wanted += values != "-"
        made += bool(found)
        right += bool(found) and found == values
    return {"panel/hand/figures_right": right / made, "panel/hand/figures_found": right / wanted}


def missed_pairs() -> Iterator[tuple[str, str, str]]:
    for language, values, first, second in _rows("panel_figure_pairs.tsv"):
        found = _figure_values(language, first, second)
        if found != values.strip("-"):
            yield values, found, f"{first} / {second}"


def _figure_values(language: str, first: str, second: str) -> str:
    sources = [
        Source(
            article=number,
            text=text,
            language=language,
            publisher=f"P{number}",
            at=datetime(2026, 3, number, tzinfo=UTC),
        )
        for number, text in enumerate((first, second), start=1)
    ]
    parts = list(figure_parts(read_reports(sources)))
    return " | ".join(value["value"] for value in parts[0].detail["values"]) if parts else ""


def _rows(file: str) -> Iterator[list[str]]:
    for line in (_HERE / file).read_text("utf-8").splitlines():
        yield line.split("\t")


if __name__ == "__main__":
    for score, value in score_panel(Path(sys.argv[1]) if len(sys.argv) > 1 else None).items():
        print(f"{score:<44} {value:.4f}")
    for row in (*missed_speakers(), *missed_pairs()):
        print(*row, sep=" ¦ ")
