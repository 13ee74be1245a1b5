"""`octavo web`: the site."""

from __future__ import annotations

import asyncio
import os
import signal
from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from octavo.config.options import read_options

HELP = "Serves the site until it is told to stop, at OCTAVO_HOST and OCTAVO_PORT."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--ready", action="store_true", help=SUPPRESS)  # by `octavo run`, which has seen to all else


def run(asked: Namespace) -> int:
    from octavo.faces.ops.running.installation import open_installation, set_up_django
    from octavo.faces.ops.running.ports import check_port

    # Under ASGI every request has a thread of its own: a connection for each would cost more than the page.
    os.environ.setdefault("OCTAVO_DATABASE_POOL", "8")
    options = read_options()
    if asked.ready:
        set_up_django()
    else:
        check_port(options["host"], options["port"])
        open_installation("web")
        print(f"octavo: the site listens on {options['host']}, port {options['port']}", flush=True)
    _collect_static()
    from octavo.config.asgi import application

    asyncio.run(_serve(application, options["host"], options["port"]))
    if asked.ready:
        # The server's own threads panic where they meet an interpreter that is being taken down.
        os._exit(0)
    return 0


def _collect_static() -> None:
    """Names the static files by their digest and compresses them, once for each set of them.

    Whether they are newer says nothing: the files of a newer version may be older than what was collected.
    """
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    found = sorted((name, Path(storage.path(name))) for finder in get_finders() for name, storage in finder.list([]))
    said = "\n".join(f"{name} {(stat := path.stat()).st_size} {stat.st_mtime_ns}" for name, path in found)
    seal = settings.STATIC_ROOT / "collected.txt"
    if not seal.exists() or seal.read_text("utf-8") != said:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        seal.write_text(said, "utf-8")


async def _serve(application: Any, host: str, port: int) -> None:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    server = Server(application, address=host, port=port, interface=Interfaces.ASGI, log_enabled=False)
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, server.stop)
    await server.serve()
