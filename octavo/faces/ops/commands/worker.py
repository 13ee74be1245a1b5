"""`octavo worker`: takes jobs from the queue."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace

HELP = "Works on the queue until it is told to stop, or with --once until the queue is empty."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--name", default="worker", help="shown on the status page (%(default)s)")
    parser.add_argument("--once", action="store_true", help="stop when nothing is left to do now")
    parser.add_argument("--ready", action="store_true", help=SUPPRESS)  # by `octavo run`, which has seen to all else


def run(asked: Namespace) -> int:
    from octavo.faces.ops.running.installation import open_installation, set_up_django

    if asked.ready:
        set_up_django()
    else:
        open_installation("worker")
        print(f"octavo: {asked.name} takes jobs from the queue", flush=True)
    from octavo.pipeline.worker import run_worker

    run_worker(name=asked.name, wait=not asked.once)
    return 0
