"""What an installation cannot work with: each gets one sentence and a way forward, and nothing stored is harmed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from socketserver import StreamRequestHandler, TCPServer

import pytest
from django.db import connection

from octavo.faces.ops.running.binaries import SYSTEM_USER, VERSION
from octavo.faces.ops.running.database import missing_migrations

IS_ROOT = os.geteuid() == 0


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with TCPServer(("127.0.0.1", 0), StreamRequestHandler) as server:
        yield server.server_address[1]


class TestPort:
    def test_in_use(self, octavo_alone, open_folder: Path, taken: int) -> None:
        data = open_folder / "data"
        said = octavo_alone("run", data=data, port=taken)
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith(
            f"octavo: Port {taken} on 127.0.0.1 cannot be used: Address already in use. Stop what "
        )
        assert "OCTAVO_PORT=8001 octavo run" in said.err
        assert not (data / "postgres").exists()

    def test_in_use_where_the_site_stands_alone(self, octavo, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OCTAVO_PORT", str(taken))
        said = octavo("web")
        assert said.status == 1
        assert said.err.startswith(f"octavo: Port {taken} on 127.0.0.1 cannot be used: ")

    def test_an_address_that_is_not_of_this_machine(self, octavo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("OCTAVO_HOST", "192.0.2.1")
        said = octavo("web")
        assert said.status == 1
        assert "OCTAVO_HOST names the address." in said.err


class TestDataFolder:
    @pytest.fixture(autouse=True)
    def _no_server_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DATABASE_URL")

    def refused(self, octavo, monkeypatch: pytest.MonkeyPatch, data: Path) -> str:
        monkeypatch.setenv("OCTAVO_DATA", str(data))
        said = octavo("status")
        assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
        return said.err

    def test_is_a_file(self, octavo, monkeypatch: pytest.MonkeyPatch, page: Path) -> None:
        kept = page.read_text()
        err = self.refused(octavo, monkeypatch, page)
        assert f"{page} is a file, and OCTAVO_DATA must name a folder." in err
        assert page.read_text() == kept

    def test_lies_inside_a_file(self, octavo, monkeypatch: pytest.MonkeyPatch, page: Path) -> None:
        assert f"{page / 'deep' / 'data'} would lie inside a file" in self.refused(
            octavo, monkeypatch, page / "deep" / "data"
        )

    def test_cannot_be_made(self, octavo, monkeypatch: pytest.MonkeyPatch) -> None:
        err = self.refused(octavo, monkeypatch, Path("/proc/octavo/data"))
        assert "The data folder /proc/octavo/data cannot be made: " in err

    @pytest.mark.skipif(IS_ROOT, reason="root may write everywhere")
    def test_may_not_be_written(self, octavo, monkeypatch: pytest.MonkeyPatch, open_folder: Path) -> None:
        open_folder.chmod(0o555)
        assert "may not be written by this user" in self.refused(octavo, monkeypatch, open_folder)

    @pytest.mark.skipif(not IS_ROOT, reason="only root's database has a user of its own")
    def test_lies_in_a_folder_closed_to_the_databases_user(
        self, octavo, monkeypatch: pytest.MonkeyPatch, open_folder: Path
    ) -> None:
        closed = open_folder / "closed"
        closed.mkdir(mode=0o700)
        err = self.refused(octavo, monkeypatch, closed / "data")
        assert f"who cannot pass through {closed}. Octavo does not open folders that are not its own" in err
        assert closed.stat().st_mode & 0o777 == 0o700

    def test_disk_is_full(self, octavo, monkeypatch: pytest.MonkeyPatch, open_folder: Path) -> None:
        monkeypatch.setattr("octavo.faces.ops.running.folder.free_megabytes", lambda data: 12)
        err = self.refused(octavo, monkeypatch, open_folder / "data")
        assert "Only 12 MB are free for the data folder" in err


class TestDatabase:
    def test_of_another_version_of_postgresql(self, octavo_alone, open_folder: Path) -> None:
        folder = open_folder / "data" / "postgres"
        folder.mkdir(parents=True)
        (folder / "PG_VERSION").write_text("14\n")
        if IS_ROOT:
            shutil.chown(folder, SYSTEM_USER)
        said = octavo_alone("status", data=folder.parent)
        assert said.status == 1
        assert f"octavo: The database in {folder} was made by PostgreSQL 14, and this Octavo brings" in said.err
        assert f"PostgreSQL {VERSION}. Nothing was changed." in said.err
        assert [file.name for file in folder.iterdir()] == ["PG_VERSION"]

    def test_folder_that_holds_none(self, octavo_alone, open_folder: Path) -> None:
        folder = open_folder / "data" / "postgres"
        folder.mkdir(parents=True)
        (folder / "diary.txt").write_text("mine")
        if IS_ROOT:
            shutil.chown(folder, SYSTEM_USER)
        said = octavo_alone("status", data=folder.parent)
        assert said.status == 1
        assert said.err.startswith(f"octavo: {folder} holds no database. Move it away, ")
        assert (folder / "diary.txt").read_text() == "mine"

    @pytest.mark.skipif(not IS_ROOT, reason="only root's database has a user of its own")
    def test_made_by_another_user(self, octavo_alone, open_folder: Path) -> None:
        folder = open_folder / "data" / "postgres"
        folder.mkdir(parents=True)
        shutil.chown(folder, "nobody")
        said = octavo_alone("status", data=folder.parent)
        assert said.status == 1
        assert f"The database in {folder} was made by Octavo run by the user 'nobody'. Nothing was changed." in said.err

    def test_that_does_not_answer(self, octavo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql:///news?host=/nowhere&user=clerk")
        said = octavo("status")
        assert said.status == 1
        assert said.err.startswith("octavo: The database does not answer: ")
        assert said.err.endswith("Check DATABASE_URL, or unset DATABASE_URL to use the embedded PostgreSQL.\n")

    @pytest.mark.django_db
    @pytest.mark.parametrize("command", ["status", "migrate"])
    def test_of_a_newer_octavo(self, octavo, command: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('stories', '0999_tomorrow', now())"
            )
        said = octavo(command)
        assert (said.status, said.out) == (1, "")
        assert said.err == (
            "octavo: The database was made by a newer Octavo (it knows stories.0999_tomorrow). Nothing was changed. "
            "Start that version, or set OCTAVO_DATA to another folder.\n"
        )

    @pytest.mark.django_db
    def test_of_an_older_octavo(self, octavo) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'topics'")
        assert all(name.startswith("topics.") for name in missing_migrations())
        said = octavo("status")
        assert said.status == 1
        assert "Run `octavo migrate` once (`octavo run` does it by itself), then this again." in said.err

    @pytest.mark.django_db
    def test_that_is_up_to_date(self, octavo) -> None:
        assert octavo("migrate").out == "The tables are up to date.\n"

    @pytest.mark.django_db
    def test_that_goes_away(self, octavo, monkeypatch: pytest.MonkeyPatch) -> None:
        from django.db import OperationalError

        def gone(**asked: object) -> None:
            raise OperationalError("server closed the connection\nunexpectedly")

        monkeypatch.setattr("octavo.apps.articles.queries.article_rates", gone)
        said = octavo("status")
        assert said.status == 1
        assert said.err == (
            "octavo: the database went away or refused: server closed the connection unexpectedly. "
            "What was finished is kept.\n"
        )
