"""The check: a proposed sentence against the passages it cites."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from octavo.engine.assist.evidence.attached import check_attached
from octavo.engine.assist.evidence.calendar import check_dates
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.copies import check_copies
from octavo.engine.assist.evidence.degrees import check_degrees
from octavo.engine.assist.evidence.differences import check_differences
from octavo.engine.assist.evidence.directions import check_directions
from octavo.engine.assist.evidence.doers import check_doers
from octavo.engine.assist.evidence.ground import Ground, ground_of
from octavo.engine.assist.evidence.joined import check_joined
from octavo.engine.assist.evidence.measures import check_numbers
from octavo.engine.assist.evidence.modality import check_modality
from octavo.engine.assist.evidence.names import check_names
from octavo.engine.assist.evidence.negation import check_negation
from octavo.engine.assist.evidence.owners import check_owners
from octavo.engine.assist.evidence.parts import check_parts
from octavo.engine.assist.evidence.quantity import check_quantity
from octavo.engine.assist.evidence.quotations import check_form, check_quotations
from octavo.engine.assist.evidence.reading import read
from octavo.engine.assist.evidence.roles import check_roles
from octavo.engine.assist.evidence.segments import check_segments
from octavo.engine.assist.evidence.speakers import check_speakers
from octavo.engine.assist.evidence.verdict import Failure, Fault, Passage, Verdict
from octavo.engine.assist.evidence.wording import check_wording
from octavo.engine.text.language import detect_language
from octavo.engine.text.sentences import split_sentences

_LONGEST = 1_200  # characters of a sentence
_CHECKS: tuple[Callable[[Case], Fault | None], ...] = (
    check_numbers, check_dates, check_names, check_speakers, check_negation, check_wording, check_directions,
    check_roles, check_quantity, check_modality, check_copies,
    check_owners, check_doers, check_parts, check_degrees, check_attached, check_segments, check_joined,
    check_differences,
)  # fmt: skip


def check(sentence: str, passages: Sequence[Passage], *, language: str | None = None) -> Verdict:
    """Whether the passages say what the sentence says. `language`: of the sentence; None: of the passages.

    Deterministic, knows nothing of who wrote the sentence, asks no model. A whole sentence of a passage is supported
    as it stands, unless it holds what no sentence may hold.
    """
    given = tuple(passage for passage in passages if passage.text.strip())
    if not given or not any(map(str.isalnum, sentence)):
        return Verdict(False, Failure.EMPTY, "There is nothing to check it with.")
    if len(sentence) > _LONGEST:
        return Verdict(False, Failure.WORDING, "It is longer than a sentence.")
    fault = check_form(sentence)
    if fault is None and _verbatim(sentence, given):
        return Verdict(True, spans=_spans(given, _verbatim(sentence, given)))
    if fault is None:
        spoken = (language or given[0].language or detect_language(given[0].around or given[0].text) or "en")[
            :2
        ].lower()
        fault = find_fault(sentence, ground_of(given, spoken), spoken)
    if fault is not None:
        return Verdict(False, fault.failure, fault.detail)
    return Verdict(True, spans=_spans(given, tuple(range(len(given)))))


def find_fault(sentence: str, ground: Ground, language: str) -> Fault | None:
    """The first thing in a sentence that its ground does not support."""
    case = Case(read(sentence, language), ground)
    if not case.sentence.content:
        return Fault(Failure.EMPTY, "It says nothing.")
    fault = check_quotations(sentence, ground)
    for one in _CHECKS:
        if fault is not None:
            break
        fault = one(case)
    return fault


def _verbatim(sentence: str, given: tuple[Passage, ...]) -> tuple[int, ...]:
    """The passages of which the sentence is a whole sentence."""
    plain = sentence.strip()
    found = []
    for number, passage in enumerate(given):
        if plain == passage.text.strip() or (
            plain in passage.text
            and any(each.text == plain for each in split_sentences(passage.text, passage.language))
        ):
            found.append(number)
    return tuple(found)


def _spans(given: tuple[Passage, ...], numbers: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    return tuple((number, 0, len(given[number].text)) for number in numbers)
