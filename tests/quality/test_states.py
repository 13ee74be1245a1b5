"""The body state of described pages is right, and nothing of what surrounds them is shown."""

from __future__ import annotations

import pytest

from octavo.engine.records import BodyState
from quality.states import find_faults, read_case, read_cases, score_states

CASES = read_cases()


def test_there_are_cases_of_every_state() -> None:
    assert len(CASES) >= 64
    assert {case.state for case in CASES} == set(BodyState)
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_state_is_right_and_told_in_a_sentence(case) -> None:
    draft = read_case(case)
    assert draft.body_state is case.state, draft.body_reason
    assert draft.body_reason[0].isupper()
    assert draft.body_reason.endswith(".")
    assert not [fault for fault in find_faults(case, draft) if fault.startswith(("the reason", "shows"))]


def test_hardly_any_case_has_a_fault_and_no_empty_page_is_unlabelled() -> None:
    scores = score_states()
    assert scores["states.state_exact"] >= 0.98
    assert scores["states.exact"] >= 0.96
    assert scores["states.unlabelled_count"] == 0
