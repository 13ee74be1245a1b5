"""The body state of described pages: `python -m quality.states` prints what is wrong and the score.

The cases lie in `tests/golden/states/cases.toml`; they are ours, with publishers and texts that do not exist.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.engine.extraction import choose_draft, draft_from_item, extract
from octavo.engine.records import BodyState, Draft, FeedItem

CASES = Path(__file__).resolve().parents[1] / "tests" / "golden" / "states" / "cases.toml"
_TITLE = "Ports reopen after pilots end strike"
_ADDRESS = "https://harbourpost.example/news/2026/03/ports-reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One described page, and what must be said of it."""

    name: str
    about: str
    page: str
    address: str
    feed: FeedItem | None
    state: BodyState
    reason: tuple[str, ...]  # words of the reason
    hidden: tuple[str, ...]  # must not be shown
    shown: tuple[str, ...]  # must be shown


def read_cases(path: Path = CASES) -> list[Case]:
    """All cases of the file."""
    told = tomllib.loads(path.read_text("utf-8"))
    return [_case(row, told["text"][row.get("language", "en")]) for row in told["case"]]


def read_case(case: Case) -> Draft:
    """The case as Octavo reads it: page, then feed."""
    draft = extract(case.page, case.address)
    return choose_draft(draft, draft_from_item(case.feed, case.address) if case.feed else None)


def find_faults(case: Case, draft: Draft) -> list[str]:
    """A sentence for each thing that is wrong."""
    seen = "\n".join([draft.text, *(part for block in draft.blocks for part in (block.caption, block.credit) if part)])
    faults = []
    if draft.body_state is not case.state:
        faults.append(f"state is {draft.body_state}, not {case.state}: {draft.body_reason}")
    if not draft.body_reason.endswith("."):
        faults.append(f"the reason is no sentence: {draft.body_reason}")
    faults += [
        f"the reason lacks “{word}”: {draft.body_reason}" for word in case.reason if word not in draft.body_reason
    ]
    faults += [f"shows “{phrase}”" for phrase in case.hidden if phrase.lower() in seen.lower()]
    faults += [f"lacks “{sentence[:60]}…”" for sentence in case.shown if sentence not in seen]
    return faults


def score_states() -> dict[str, float]:
    """Shares of cases with the right state, and with nothing wrong; pages without text that are not labelled so."""
    cases = read_cases()
    drafts = [read_case(case) for case in cases]
    unlabelled = sum(not draft.text and draft.body_state in _TOLD for draft in drafts)
    return {
        "states.state_exact": _share(draft.body_state is case.state for case, draft in zip(cases, drafts, strict=True)),
        "states.exact": _share(not find_faults(case, draft) for case, draft in zip(cases, drafts, strict=True)),
        "states.unlabelled_count": float(unlabelled),
    }


def _case(row: dict[str, Any], text: list[str]) -> Case:
    title, address = row.get("title", _TITLE), row.get("address", _ADDRESS)
    headline = "" if row.get("bare") else f"<h1>{title}</h1>"
    page = (
        f'<!doctype html><html lang="{row.get("language", "en")}"><head><title>{title}</title>{row.get("head", "")}'
        f"</head><body>{headline}{row['body']}</body></html>"
    )
    feed = _fill(row["feed"], text) if row.get("feed") else None
    return Case(
        name=row["name"],
        about=row["about"],
        page=_fill(page, text),
        address=address,
        feed=FeedItem(guid=address, link=address, title=title, content=feed) if feed else None,
        state=BodyState(row["state"]),
        reason=tuple(row.get("reason", ())),
        hidden=tuple(row.get("hidden", ())),
        shown=tuple(text[number - 1] for number in row.get("shown", ())),
    )


def _fill(markup: str, text: list[str]) -> str:
    markup = markup.replace("{plain}", " ".join(text)).replace("{all}", f"{{1-{len(text)}}}")
    return re.sub(
        r"\{(\d)-(\d)\}",
        lambda span: "".join(f"<p>{line}</p>" for line in text[int(span[1]) - 1 : int(span[2])]),
        markup,
    )


def _share(rights: Iterable[bool]) -> float:
    found = list(rights)
    return sum(found) / len(found)


_TOLD = (BodyState.FULL, BodyState.TEASER, BodyState.LIVE)  # states that promise text


def main() -> None:
    for case in read_cases():
        for fault in find_faults(case, read_case(case)):
            print(f"{case.name}: {fault}")
    for name, value in score_states().items():
        print(f"{name:<32} {value:.4f}")


if __name__ == "__main__":
    main()
