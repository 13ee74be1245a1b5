"""`octavo run`: start everything, until Ctrl-C."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from octavo.config.options import misspelt_options, read_options

HELP = "Starts the database, the site and the workers, prints the address, and runs until Ctrl-C."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--edition", choices=["sample"], help="play the bundled news of fictional publishers")


def run(asked: Namespace) -> int:
    options = read_options()
    for sentence in misspelt_options():
        print(f"octavo: {sentence}", file=sys.stderr)
    from octavo.faces.ops.running.supervisor import Supervisor

    Supervisor(options, edition=asked.edition).run()
    return 0
