"""The options of letters: what is understood, and that a password is never shown."""

from __future__ import annotations

import pytest

from octavo.config.options import BadOption, read_options


@pytest.mark.parametrize("value", ["smtp://localhost", "smtps://me:p%40ss@mail.example:465", "smtp://[::1]:2525", ""])
def test_servers_that_are_understood(value: str) -> None:
    assert read_options({"OCTAVO_MAIL": value})["mail"] == value


@pytest.mark.parametrize("value", ["mail.example", "http://mail.example", "smtp://", "smtp://me:secret@mail.example:99999",
                                   "smtp://me:secret@mail.example/box", "smtp://[::1"])  # fmt: skip
def test_others_are_refused_without_the_password(value: str) -> None:
    with pytest.raises(BadOption, match="OCTAVO_MAIL is set to something that does not work") as error:
        read_options({"OCTAVO_MAIL": value})
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("value", ["news", "News <news@example.org>", "a@b.example, c@d.example", "a@b@c"])
def test_senders_are_one_address(value: str) -> None:
    with pytest.raises(BadOption, match="write an address alone"):
        read_options({"OCTAVO_MAIL_FROM": value})


def test_the_server_is_not_printed(octavo_printed: str) -> None:
    assert "OCTAVO_MAIL = (set)" in octavo_printed
    assert "hunter2" not in octavo_printed


@pytest.fixture
def octavo_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    from octavo.faces.ops.cli import main

    monkeypatch.setenv("OCTAVO_MAIL", "smtp://me:hunter2@mail.example")
    assert main(["options"]) == 0
    return capsys.readouterr().out
