"""The `octavo` command: one entry, a file of `commands/` behind each name."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import octavo
from octavo.config.options import BadOption
from octavo.faces.ops.running.errors import Failed

COMMANDS: dict[str, str] = {
    "run": "start everything: database, site, workers; `--edition sample` plays the bundled news",
    "add": "follow a feed, a site or a page: `octavo add ADDRESS…`",
    "ingest": "take in pages, folders, WARC files or JSON lines; `--show` prints without storing",
    "opml": "import or export the list of feeds: `octavo opml import FILE`, `octavo opml export`",
    "rules": "how publishers' pages are cleaned: `octavo rules list`, `export`, `import FILE.toml…`",
    "try": "one judged room on its own: `octavo try text PAGE.html…`, `octavo try stories|related|tags FILE.jsonl`",
    "briefing": "today's briefing as text; `octavo briefing send --to ADDRESS` sends it by e-mail",
    "status": "queues, feeds, rates, what was set aside",
    "doctor": "checks the installation; `--model` tries the configured model too",
    "options": "the table of settings with the values in force",
    "web": "the site alone, on a machine of its own (DATABASE_URL set)",
    "worker": "one worker alone, on a machine of its own (DATABASE_URL set)",
    "migrate": "bring the tables of DATABASE_URL up to date",
}
FILES = {"try": "trying"}  # a word of Python cannot name a file of it


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. Returns the exit status: 0 done, 1 it could not be done, 2 asked wrongly, 130 interrupted."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(_usage())
        return 0 if arguments else 2
    if arguments[0] in ("-V", "--version", "version"):
        print(f"octavo {octavo.__version__}")
        return 0
    if arguments[0] not in COMMANDS:
        return _refuse(arguments[0])
    try:
        return _run(arguments[0], arguments[1:])
    except BadOption as error:
        return _complain(str(error), 2)
    except Failed as error:
        return _complain(str(error), 1)
    except KeyboardInterrupt:
        return _complain("stopped.", 130)
    except BrokenPipeError:
        # What read our output has seen enough; Python must not try to write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except _database_errors() as error:
        return _complain(
            f"the database went away or refused: {' '.join(str(error).split())}. What was finished is kept.", 1
        )


def _run(name: str, arguments: Sequence[str]) -> int:
    from octavo.faces.ops.running.children import follow_parent

    follow_parent()
    command = import_module(f"octavo.faces.ops.commands.{FILES.get(name, name)}")
    parser = ArgumentParser(prog=f"octavo {name}", description=command.HELP)
    command.add_arguments(parser)
    status: int = command.run(parser.parse_args(arguments))
    sys.stdout.flush()
    return status


def _database_errors() -> tuple[type[Exception], ...]:
    """Only where a command has loaded it: importing Django takes longer than some commands."""
    loaded = sys.modules.get("django.db")
    return (loaded.OperationalError, loaded.InterfaceError) if loaded else ()


def _refuse(name: str) -> int:
    near = get_close_matches(name, COMMANDS, 1)
    meant = f" Did you mean `octavo {near[0]}`?" if near else f"\n\n{_usage()}"
    return _complain(f"there is no command {name!r}.{meant}", 2)


def _complain(sentence: str, status: int) -> int:
    print(f"octavo: {sentence}", file=sys.stderr)
    return status


def _usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {name:<{width}}  {text}" for name, text in COMMANDS.items()]
    return "\n".join(["octavo: self-hosted news, in order.\n", *lines, "", "octavo COMMAND --help tells more."])
