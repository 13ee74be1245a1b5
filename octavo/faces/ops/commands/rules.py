"""`octavo rules`: the keeper's rules for publishers' text, one TOML each."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from octavo.faces.ops.running.errors import Failed

HELP = "Lists, exports and imports the rules by which publishers' pages are cleaned, one TOML file a publisher."


def add_arguments(parser: ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="list|export|import")
    ways.add_parser("list", help="who has rules, how many of each kind, and since when")
    exporting = ways.add_parser("export", help="write rules to a folder, or those of one publisher to the screen")
    exporting.add_argument("publishers", nargs="*", metavar="PUBLISHER", help="slug; without any, all that have rules")
    exporting.add_argument("--to", type=Path, metavar="FOLDER", help="write PUBLISHER.toml into this folder")
    importing = ways.add_parser("import", help="put the rules of files in force")
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE.toml")
    importing.add_argument("--reread", action="store_true", help="read the kept pages again by them")


def run(asked: Namespace) -> int:
    if asked.way == "export" and asked.to is None and len(asked.publishers) != 1:
        raise Failed("Name one publisher, or a folder: octavo rules export --to FOLDER.")
    from octavo.faces.ops.running.installation import open_installation

    open_installation("rules")
    if asked.way == "list":
        _list()
    elif asked.way == "export":
        _export(asked.publishers, asked.to)
    else:
        _import(asked.files, reread=asked.reread)
    return 0


def _list() -> None:
    from octavo.apps.sources.rules import KINDS, publishers_with_rules

    found = publishers_with_rules()
    if not found:
        print("No publisher has rules.")
    for publisher, saved in found:
        counts = ", ".join(f"{kind} {len(getattr(saved.rules, kind))}" for kind in KINDS if getattr(saved.rules, kind))
        since = f"{saved.changed_at:%Y-%m-%d}" if saved.changed_at else "unknown"
        print(f"{publisher.slug}: {counts}; since {since}{f' by {saved.changed_by}' if saved.changed_by else ''}")


def _export(slugs: list[str], folder: Path | None) -> None:
    from octavo.apps.sources.queries import publisher_by_slug
    from octavo.apps.sources.rules import export_rules, publishers_with_rules

    texts: dict[str, str] = {}
    for slug in slugs or [publisher.slug for publisher, _ in publishers_with_rules()]:
        publisher = publisher_by_slug(slug)
        if publisher is None:
            raise Failed(f"There is no publisher {slug}. `octavo rules list` shows those that have rules.")
        texts[slug] = export_rules(publisher)
    if folder is None:
        sys.stdout.write("".join(texts.values()))
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for slug, text in texts.items():
            (folder / f"{slug}.toml").write_text(text, "utf-8")
    except OSError as error:
        raise Failed(f"{folder} cannot be written: {error.strerror}.") from None
    print(f"{len(texts)} files written to {folder}.")


def _import(files: list[Path], *, reread: bool) -> None:
    """A file that cannot be used is told and passed over."""
    failed = 0
    for file in files:
        try:
            print(_import_one(file, reread=reread))
        except Failed as error:
            failed += 1
            print(f"octavo: {error}", file=sys.stderr)
    if failed:
        raise Failed(f"{failed} of {len(files)} files were not imported; the reasons stand above.")


def _import_one(file: Path, *, reread: bool) -> str:
    from octavo.apps.articles.repair import reextract
    from octavo.apps.sources.queries import publisher_by_slug
    from octavo.apps.sources.rules import BadRule, check_toml, import_rules

    try:
        text = file.read_text("utf-8")
        slug, _ = check_toml(text)
    except OSError as error:
        raise Failed(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Failed(f"{file} holds no text in UTF-8.") from None
    except BadRule as error:
        raise Failed(f"{file}: {error}") from None
    publisher = publisher_by_slug(slug)
    if publisher is None:
        raise Failed(f"{file} is for {slug}, whom we do not follow. Add a feed of theirs first.")
    import_rules(publisher, text, now=datetime.now(UTC), by="octavo rules import")
    count = reextract(publisher) if reread else 0
    return f"{slug}: rules in force{f', {count} pages will be read again' if reread else ''}."
