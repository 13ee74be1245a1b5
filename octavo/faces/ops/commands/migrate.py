"""`octavo migrate`: bring the tables up to date, before the web and worker processes of other machines start."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

HELP = "Brings the tables of DATABASE_URL up to date. `octavo run` does it by itself."


def add_arguments(parser: ArgumentParser) -> None:
    """It takes none."""


def run(asked: Namespace) -> int:
    from octavo.faces.ops.running.installation import open_installation

    made = open_installation("migrate", may_migrate=True)
    print(f"{made} changes were made to the tables." if made else "The tables are up to date.")
    return 0
