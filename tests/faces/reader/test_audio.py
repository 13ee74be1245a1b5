"""Sound files on the site: asked for, waited for, had in ranges."""

from __future__ import annotations

import sys
import wave
from dataclasses import replace
from pathlib import Path

import pytest
from cast import make_article, make_story
from django.test import Client
from django.utils import timezone
from line import drain
from pytest_django import Settings

from octavo.apps.speech.models import Recording
from octavo.apps.speech.voices import CannotSpeak, Voice

pytestmark = pytest.mark.django_db

TEXT = "The locks of Osterhaven opened at dawn on Saturday.\n\nForty ships had waited outside the harbour."


@pytest.fixture
def voice(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Voice:
    program = tmp_path / "voice.py"
    program.write_text("import sys\nopen(sys.argv[1], 'wb').write(open(sys.argv[2], 'rb').read())\n")
    with wave.open(str(tmp_path / "said.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(range(256)) * 100)
    command = (sys.executable, str(program), "{file}", str(tmp_path / "said.wav"))
    voice = Voice(name="test", languages={"en": "en"}, command=command)
    monkeypatch.setattr("octavo.apps.speech.queries.voice_of", lambda option: voice if option else None)
    monkeypatch.setattr("octavo.apps.speech.actions.suffix", lambda: ".wav")
    settings.OCTAVO = replace(
        settings.OCTAVO, values={**settings.OCTAVO.values, "voice": "test"}, data=tmp_path / "data"
    )
    return voice


@pytest.fixture
def address(client: Client, voice: Voice) -> str:
    article = make_article(text=TEXT, at=timezone.now())
    page = client.post(f"/article/{article.pk}/audio/")["Location"]
    assert "is being made" in client.get(page).content.decode()
    assert 'http-equiv="refresh"' in client.get(page).content.decode()
    assert drain(timezone.now()) == ["speak"]
    assert "<audio controls" in client.get(page).content.decode()
    assert client.get(f"/article/{article.pk}/audio/")["Location"] == page
    return page.rstrip("/") + ".wav"


def test_articles_stories_and_the_briefing_are_read(client: Client, voice: Voice) -> None:
    story = make_story([make_article(text=TEXT, at=timezone.now())])
    for path in (f"/article/{story.lead.pk}/audio/", f"/story/{story.pk}/audio/", "/briefing/audio/?minutes=2"):
        assert "Make a sound file" in client.get(path).content.decode()
        assert Client(enforce_csrf_checks=True).post(path).status_code == 403
        assert client.post(path)["Location"].startswith("/audio/")
        assert Recording.objects.get().said[0][1].startswith(story.title)
        Recording.objects.all().delete()  # a story of one report says what the briefing says: the same file
    assert client.get("/article/99/audio/").status_code == 404
    assert client.get("/audio/nothing/").status_code == 404


def test_the_file_comes_whole_and_in_ranges(client: Client, address: str) -> None:
    whole = client.get(address)
    size = len(whole.content)
    assert (whole.status_code, size) == (200, 44 + 25600)
    assert whole["Content-Type"] == "audio/wav"
    assert whole["Accept-Ranges"] == "bytes"
    part = client.get(address, headers={"range": "bytes=100-199", "accept-encoding": "gzip"})
    assert (part.status_code, part.content) == (206, whole.content[100:200])
    assert part["Content-Range"] == f"bytes 100-199/{size}"
    assert part["Content-Encoding"] == "identity"
    assert client.get(address, headers={"range": "bytes=-10"}).content == whole.content[-10:]
    assert client.get(address, headers={"range": f"bytes={size - 5}-"}).content == whole.content[-5:]
    beyond = client.get(address, headers={"range": f"bytes={size}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{size}")
    for odd in ("bytes=9-1", "bytes=-0"):
        assert client.get(address, headers={"range": odd}).status_code == 416
    for odd in ("bytes=-", "lines=1-2", "bytes=1-2,4-5"):
        assert client.get(address, headers={"range": odd}).status_code == 200
    changed = client.get(address, headers={"range": "bytes=0-9", "if-range": '"another"'})
    assert changed.status_code == 200
    same = client.get(address, headers={"range": "bytes=0-9", "if-range": whole["ETag"]})
    assert same.status_code == 206


def test_only_files_that_were_made_are_given(client: Client, address: str) -> None:
    assert client.get(address.replace(".wav", ".mp3")).status_code == 404
    assert client.get("/audio/..%2f..%2fsecret_key.wav").status_code == 404


def test_a_voice_that_is_not_there_is_told_to_the_keeper(client: Client, settings: Settings,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    def missing(option: str) -> Voice:
        raise CannotSpeak("OCTAVO_VOICE is espeak-ng, which is not installed.")

    monkeypatch.setattr("octavo.apps.speech.queries.voice_of", missing)
    article = make_article(text=TEXT)
    assert "which is not installed" in client.get("/status/").content.decode()
    answer = client.post(f"/article/{article.pk}/audio/")
    assert answer.status_code == 503
    assert "which is not installed" in answer.content.decode()


def test_the_policy_lets_the_page_play(client: Client) -> None:
    assert "media-src 'self'" in client.get("/briefing/")["Content-Security-Policy"]
