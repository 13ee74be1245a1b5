"""A loopback web in a process of its own, so that answering costs the measured process nothing.

python -m bench.harness.web FOLDER plays an edition; each line on its input is answered with the counts per status.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.harness.processes import clean_environment, running
from bench.harness.records import Failed


@dataclass(slots=True)
class Web:
    """A running web of hosts under `.example`."""

    port: int
    _process: subprocess.Popen[str]

    @property
    def route(self) -> str:
        """The value of OCTAVO_FETCH_ROUTES that leads there."""
        return f".example=127.0.0.1:{self.port}"

    def counts(self) -> dict[int, int]:
        """How often each status was given so far."""
        assert self._process.stdin
        assert self._process.stdout
        print(file=self._process.stdin, flush=True)
        counts: dict[str, int] = json.loads(self._process.stdout.readline())
        return {int(status): count for status, count in counts.items()}


@contextmanager
def playing(folder: Path) -> Iterator[Web]:
    """Plays the recorded web (`edition.warc.gz`, `revised.warc.gz`) that lies in `folder`."""
    command = [sys.executable, "-m", "bench.harness.web", str(folder)]
    with running(command, clean_environment(), log=None) as process:
        assert process.stdout
        try:
            port = int(process.stdout.readline())
        except ValueError:
            raise Failed("The loopback web did not start; its reason stands above.") from None
        yield Web(port=port, _process=process)


def main() -> None:
    from octavo.edition.play import play_edition

    with play_edition(Path(sys.argv[1])) as player:
        print(player.port, flush=True)
        for _ in sys.stdin:
            print(json.dumps(player.counts), flush=True)


if __name__ == "__main__":
    main()
