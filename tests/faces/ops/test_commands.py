"""The words of the `octavo` command: which are understood, how the others are refused, and the short ones' work."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import FakeWeb

import octavo as package
from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.models import Feed
from octavo.config.options import OPTIONS
from octavo.faces.ops.cli import COMMANDS

HOME = "http://ledger.example/"
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>The Ledger</title><link>http://ledger.example/</link>'
    "<item><title>One</title><link>http://ledger.example/1</link></item></channel></rss>"
)
OPML = (
    '<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Coast">'
    '<outline type="rss" text="The Ledger" xmlUrl="http://ledger.example/feed" htmlUrl="http://ledger.example/"/>'
    '</outline><outline type="rss" text="Tides" xmlUrl="http://tides.example/feed"/></body></opml>'
)


class TestWords:
    def test_none_gives_the_usage(self, octavo) -> None:
        said = octavo()
        assert said.status == 2
        assert [name for name in COMMANDS if f"\n  {name} " not in said.out] == []

    @pytest.mark.parametrize("word", ["help", "--help", "-h"])
    def test_help_is_no_mistake(self, octavo, word: str) -> None:
        assert octavo(word).status == 0

    @pytest.mark.parametrize("word", ["version", "--version", "-V"])
    def test_version(self, octavo, word: str) -> None:
        assert octavo(word).out == f"octavo {package.__version__}\n"

    def test_an_unknown_one_is_refused_with_the_nearest(self, octavo) -> None:
        said = octavo("ingets", "page.html")
        assert (said.status, said.out) == (2, "")
        assert said.err == "octavo: there is no command 'ingets'. Did you mean `octavo ingest`?\n"

    def test_one_that_is_near_to_none_gives_the_usage(self, octavo) -> None:
        said = octavo("zzz")
        assert said.status == 2
        assert "no command 'zzz'" in said.err
        assert "\n  ingest " in said.err

    @pytest.mark.parametrize("name", COMMANDS)
    def test_each_explains_itself(self, octavo, name: str) -> None:
        said = octavo(name, "--help")
        assert said.status == 0
        assert said.out.startswith(f"usage: octavo {name} ")

    @pytest.mark.parametrize(
        "arguments",
        [["add"], ["try"], ["try", "poems"], ["opml"], ["rules"], ["run", "--edition", "other"], ["status", "now"]],
    )
    def test_wrong_arguments(self, octavo, arguments: list[str]) -> None:
        said = octavo(*arguments)
        assert said.status == 2
        assert said.err.startswith(f"usage: octavo {arguments[0]} ")

    def test_the_package_is_the_command(self, octavo_alone) -> None:
        said = octavo_alone("statsu")
        assert said.status == 2
        assert said.err == "octavo: there is no command 'statsu'. Did you mean `octavo status`?\n"


class TestOptions:
    def test_prints_every_one_with_its_value(self, octavo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OCTAVO_PORT", "8311")
        said = octavo("options")
        assert said.status == 0
        assert [option.variable for option in OPTIONS if f"{option.variable} =" not in said.out] == []
        assert "OCTAVO_PORT = 8311\n" in said.out

    def test_secrets_are_not_shown(self, octavo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OCTAVO_SECRET_KEY", "swordfish")
        monkeypatch.setenv("DATABASE_URL", "postgresql://clerk:swordfish@db.example/news")
        said = octavo("options")
        assert "swordfish" not in said.out
        assert "DATABASE_URL = (set)\n" in said.out

    def test_the_page_of_the_docs(self, octavo) -> None:
        said = octavo("options", "--markdown")
        assert said.out.startswith("# Options\n")
        assert "\n## OCTAVO_PORT\n" in said.out

    def test_a_misspelt_one_is_told(self, octavo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OCTAVO_WORKER", "2")
        assert "OCTAVO_WORKER is no option and is not used; did you mean OCTAVO_WORKERS?" in octavo("options").out

    @pytest.mark.parametrize(
        ("name", "value"),
        [("OCTAVO_PORT", "eighty"), ("OCTAVO_PORT", "70000"), ("OCTAVO_WORKERS", "-1"), ("OCTAVO_DEBUG", "perhaps"),
         ("OCTAVO_FETCH_GAP", "nan"), ("OCTAVO_FETCH_ROUTES", ".example=10.0.0.1:80"), ("DATABASE_URL", "mysql://x"),
         ("OCTAVO_SECRET_KEY_FILE", "/nowhere/key")],
    )  # fmt: skip
    @pytest.mark.parametrize("command", ["options", "run"])
    def test_a_value_without_sense_is_one_sentence(
        self, octavo, monkeypatch: pytest.MonkeyPatch, command: str, name: str, value: str
    ) -> None:
        monkeypatch.delenv("OCTAVO_SECRET_KEY")
        monkeypatch.setenv(name, value)
        said = octavo(command)
        assert (said.status, said.out) == (2, "")
        assert said.err.startswith(f"octavo: {name} ")
        assert said.err.count("\n") == 1


@pytest.mark.django_db
class TestStatus:
    def test_of_nothing(self, octavo) -> None:
        said = octavo("status")
        assert said.status == 0
        assert "feeds     0: 0 well, 0 failing, 0 unchecked, 0 retired\n" in said.out
        assert "`octavo run` starts them" in said.out

    def test_counts_what_is_there(self, octavo, tmp_path: Path) -> None:
        lines = tmp_path / "two.jsonl"
        lines.write_text('{"title": "One", "text": "Ships sailed."}\n{"title": "Two"}\n')
        assert octavo("ingest", "--no-wait", lines).status == 0
        said = octavo("status")
        assert "articles  2 in 0 stories; 2 in the last hour, 2 in a day\n" in said.out
        rows = {tuple(line.split()) for line in said.out.splitlines()}
        assert {("full", "1"), ("empty", "1"), ("match", "1", "0", "0")} <= rows


@pytest.mark.django_db
class TestAdd:
    def test_a_feed(self, octavo, web: FakeWeb) -> None:
        web.feed(HOME + "feed.xml", RSS)
        said = octavo("add", HOME + "feed.xml")
        assert (said.status, said.err) == (0, "")
        assert said.out == f"The Ledger ({HOME}feed.xml) is followed now; 1 entries.\n"
        assert [feed.address for feed in Feed.objects.all()] == [HOME + "feed.xml"]

    def test_a_homepage(self, octavo, web: FakeWeb) -> None:
        web.page(HOME, '<html><head><link rel="alternate" type="application/rss+xml" href="/n.xml"></head></html>')
        web.feed(HOME + "n.xml", RSS)
        assert octavo("add", HOME).status == 0
        assert Feed.objects.get().address == HOME + "n.xml"

    def test_nothing_to_follow_says_what_was_tried(self, octavo, web: FakeWeb) -> None:
        web.page(HOME, "<html><body><p>No news here.</p></body></html>")
        said = octavo("add", HOME)
        assert said.status == 1
        assert f"{HOME} is no feed, names none, and has no news sitemap." in said.out
        assert said.out.count("\n  tried http://ledger.example/") >= 3
        assert said.err.endswith(f"octavo: nothing to follow was found at {HOME!r}.\n")
        assert not Feed.objects.exists()

    def test_one_that_fails_does_not_keep_the_others_out(self, octavo, web: FakeWeb) -> None:
        web.feed(HOME + "feed.xml", RSS)
        said = octavo("add", "http://nobody.example/", HOME + "feed.xml")
        assert said.status == 1
        assert "'http://nobody.example/'" in said.err
        assert HOME not in said.err
        assert Feed.objects.count() == 1


@pytest.mark.django_db
class TestOpml:
    def test_in_and_out_again(self, octavo, tmp_path: Path) -> None:
        given, written = tmp_path / "given.opml", tmp_path / "written.opml"
        given.write_text(OPML)
        assert octavo("opml", "import", given).out == "2 feeds added, 0 known already.\n"
        assert octavo("opml", "import", given).out == "0 feeds added, 2 known already.\n"
        assert octavo("opml", "export", written).status == 0
        on_screen = octavo("opml", "export")
        assert on_screen.status == 0
        for listed in (written.read_text(), on_screen.out):
            assert 'text="Coast"' in listed
            assert 'xmlUrl="http://ledger.example/feed"' in listed
            assert 'xmlUrl="http://tides.example/feed"' in listed

    def test_what_is_no_list(self, octavo, tmp_path: Path) -> None:
        file = tmp_path / "poem.opml"
        file.write_text("roses are red")
        said = octavo("opml", "import", file)
        assert said.status == 1
        assert said.err.startswith(f"octavo: {file} holds no list of feeds: ")
        assert said.err.endswith("Nothing was added.\n")

    def test_files_that_cannot_be_used(self, octavo, tmp_path: Path) -> None:
        said = octavo("opml", "import", tmp_path / "none.opml")
        assert (said.status, "cannot be read: No such file" in said.err) == (1, True)
        said = octavo("opml", "export", tmp_path / "none" / "feeds.opml")
        assert (said.status, "cannot be written: No such file" in said.err) == (1, True)


@pytest.mark.django_db
class TestRules:
    FILE = 'publisher = "the-ledger"\ndrop = ["p.promo"]\ndrop_text = ["Also read"]\n'

    @pytest.fixture(autouse=True)
    def _ledger(self) -> None:
        publisher_for(HOME, name="The Ledger")

    def test_in_and_out_again(self, octavo, tmp_path: Path) -> None:
        file = tmp_path / "given.toml"
        file.write_text(self.FILE)
        assert octavo("rules", "list").out == "No publisher has rules.\n"
        assert octavo("rules", "import", file, "--reread").out == (
            "the-ledger: rules in force, 0 pages will be read again.\n"
        )
        assert octavo("rules", "list").out.startswith("the-ledger: drop 1, drop_text 1; since ")
        on_screen = octavo("rules", "export", "the-ledger").out
        assert octavo("rules", "export", "--to", tmp_path / "all").out == f"1 files written to {tmp_path / 'all'}.\n"
        assert (tmp_path / "all" / "the-ledger.toml").read_text() == on_screen
        assert octavo("rules", "import", tmp_path / "all" / "the-ledger.toml").status == 0

    def test_files_that_cannot_be_used_are_told_and_the_others_go_on(self, octavo, tmp_path: Path) -> None:
        good, bad, strange = tmp_path / "good.toml", tmp_path / "bad.toml", tmp_path / "strange.toml"
        good.write_text(self.FILE)
        bad.write_text('publisher = "the-ledger"\ndrop = ["p["]\n')
        strange.write_text('publisher = "nobody"\n')
        said = octavo("rules", "import", bad, strange, tmp_path / "none.toml", good)
        assert (said.status, said.out) == (1, "the-ledger: rules in force.\n")
        assert f"octavo: {bad}: Line 2: p[ is not a CSS selector" in said.err
        assert "nobody, whom we do not follow" in said.err
        assert "none.toml cannot be read: No such file" in said.err
        assert said.err.endswith("3 of 4 files were not imported; the reasons stand above.\n")

    def test_whose_is_asked(self, octavo) -> None:
        assert "Name one publisher" in octavo("rules", "export").err
        assert "There is no publisher nobody" in octavo("rules", "export", "nobody").err
