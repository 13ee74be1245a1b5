"""`octavo options`: the table of settings."""

from __future__ import annotations

import textwrap
from argparse import ArgumentParser, Namespace

from octavo.config.options import OPTIONS, SECRETS, misspelt_options, read_options

HELP = "Prints every option with the value in force and what it does."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="print the page of the docs")


def run(asked: Namespace) -> int:
    print(_page() if asked.markdown else _values())
    return 0


def _values() -> str:
    options = read_options()
    parts = []
    for option in OPTIONS:
        value = options[option.name.lower()]
        if option.name == "DATA":
            value = options.data
        shown = "(set)" if option.name in SECRETS and value else value
        words = (
            " ".join(map(str, shown))
            if isinstance(shown, tuple)
            else f"{shown:g}"
            if isinstance(shown, float)
            else str(shown)
        )
        parts += [f"{option.variable} = {words}".rstrip(), textwrap.fill(option.help, 100, initial_indent="    ",
                  subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)]  # fmt: skip
    return "\n".join([*parts, *misspelt_options()])


def _page() -> str:
    parts = ["# Options", "Read from the environment; `<NAME>_FILE` names a file that holds the value instead. "
             "`octavo options` shows the values in force.", "Made by `octavo options --markdown`."]  # fmt: skip
    for option in OPTIONS:
        parts += [
            f"## {option.variable}",
            option.help,
            f"Default: `{option.default}`" if option.default else "Default: empty.",
        ]
    return "\n\n".join(parts)
