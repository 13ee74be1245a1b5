"""`octavo status`: how the installation is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

HELP = "Prints feeds, articles, queues and what was set aside."
SETBACKS = 10


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none."""


def run(asked: Namespace) -> int:
    from octavo.faces.ops.running.installation import open_installation

    open_installation("status")
    from rich.console import Console

    from octavo.apps.articles.queries import article_rates, count_states
    from octavo.apps.queue.queries import newest_setbacks, queue_states, workers_alive
    from octavo.apps.sources.queries import count_feeds
    from octavo.apps.stories.queries import count_stories

    console = Console(highlight=False)
    feeds, rates, alive = count_feeds(), article_rates(now=datetime.now(UTC)), workers_alive()
    console.print(f"feeds     {feeds.total}: {feeds.well} well, {feeds.failing} failing, {feeds.unchecked} unchecked, "
                  f"{feeds.retired} retired")  # fmt: skip
    console.print(
        f"articles  {rates.total} in {count_stories()} stories; {rates.hour} in the last hour, {rates.day} in a day"
    )
    console.print(f"workers   {alive} alive" if alive else "workers   none alive: `octavo run` starts them")
    if states := count_states():
        console.print(_table(("body state", "articles"), [(state, str(count)) for state, count in states.items()]))
    if queues := queue_states():
        rows = [(queue.step, str(queue.waiting), str(queue.running), str(queue.failed)) for queue in queues]
        console.print(_table(("step", "waiting", "running", "failed"), rows))
    for setback in newest_setbacks(SETBACKS):
        console.print(
            f"set aside at {setback.step}, {setback.subject_id}: {setback.error}", style="yellow", markup=False
        )
    return 0


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """The first column in words, the others in figures."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2), title=" ")
    for number, head in enumerate(heads):
        table.add_column(head, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    return table
