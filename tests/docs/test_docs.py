"""What exists is explained: every step, option, command and word of the make file has its place in the docs."""

from __future__ import annotations

import re
from pathlib import Path

from octavo.config.options import OPTIONS
from octavo.faces.ops.cli import COMMANDS
from octavo.pipeline.steps import STEPS

ROOT = Path(__file__).resolve().parents[2]


def _page(name: str) -> str:
    return (ROOT / name).read_text()


def test_every_step_is_explained() -> None:
    page = _page("docs/pipeline.md")
    assert [step.name for step in STEPS if f"\n## {step.name}\n" not in page] == []


def test_options_page_is_the_table() -> None:
    page = _page("docs/options.md")
    missing = [
        option.variable for option in OPTIONS if f"\n## {option.variable}\n" not in page or option.help not in page
    ]
    assert missing == [], "write docs/options.md anew: python -m octavo options --markdown > docs/options.md"


def test_every_command_is_explained() -> None:
    page = _page("docs/commands.md")
    assert [name for name in COMMANDS if f"\n## octavo {name}\n" not in page] == []


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text()):
            if not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_no_file_names_a_place_on_one_machine() -> None:
    ours = {".py", ".md", ".toml", ".lock", ".html", ".txt"}
    made = {".venv", ".data", ".git"}
    files = [path for path in ROOT.rglob("*") if path.suffix in ours and not made & set(path.parts)]
    named = [path for path in files if re.search(r"/(home|Users)/\w+/|/roo[t]/\w", path.read_text(errors="replace"))]
    assert named == []
