"""Texts become sound files by a child with a time limit, once, within their room; no voice means no file."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import wave
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cast import NOW, make_article, make_story
from evening import evening_edition
from pytest_django import Settings

from octavo.apps.articles.queries import article_with_text
from octavo.apps.assist.briefing import Choices, briefing_of
from octavo.apps.speech import sound, voices
from octavo.apps.speech.actions import ask_for_recording, make_recordings, make_room
from octavo.apps.speech.models import Recording, State
from octavo.apps.speech.queries import file_of, recording_of, the_voice, voice_problem
from octavo.apps.speech.saying import LONGEST, Said, article_said, briefing_said, story_said
from octavo.apps.speech.voices import CannotSpeak, Voice, espeak_languages, voice_of

ESPEAK = pytest.mark.skipif(not shutil.which("espeak-ng"), reason="espeak-ng is not installed")
SAID = Said(title="Locks reopen", pieces=(("en", "The locks opened at dawn.\nForty ships had waited."),))
LISTED = """Pty Language       Age/Gender VoiceName          File                 Other Languages
 5  ar              --/M      Arabic             sem/ar
 5  cmn             --/M      Chinese_(Mandarin,_latin_as_English) sit/cmn  (zh-cmn 5)(zh 5)
 5  en-029          --/M      English_(Caribbean) gmw/en-029           (en 10)
 2  en-gb           --/M      English_(Great_Britain) gmw/en       (en 2)
 5  en-us           --/M      English_(America)  gmw/en-US            (en 3)
 5  hi              --/M      Hindi              inc/hi
 5  pt-br           --/M      Portuguese_(Brazil) roa/pt-BR            (pt 6)
 5  pt              --/M      Portuguese_(Portugal) roa/pt               (pt-pt 5)
"""


@pytest.fixture
def speaking(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Voice:
    """A voice of the tests: a program that writes a second of silence for each line, and knows some tricks."""
    program = tmp_path / "voice.py"
    program.write_text(
        "import sys, time, wave\n"
        "text = sys.stdin.read()\n"
        "if 'hang' in text: time.sleep(60)\n"
        "if 'fail' in text: sys.exit('no such phoneme')\n"
        "with wave.open(sys.argv[1], 'wb') as out:\n"
        "    out.setnchannels(1); out.setsampwidth(2); out.setframerate(8000)\n"
        "    out.writeframes(bytes(16000) * len(text.splitlines()))\n"
    )
    voice = Voice(name="test", languages={"en": "en", "ar": "ar"}, command=(sys.executable, str(program), "{file}"))
    monkeypatch.setattr("octavo.apps.speech.queries.voice_of", lambda option: voice if option else None)
    monkeypatch.setattr("octavo.apps.speech.actions.suffix", lambda: ".wav")
    values = {**settings.OCTAVO.values, "voice": "test"}
    settings.OCTAVO = replace(settings.OCTAVO, values=values, data=tmp_path / "data")
    return voice


def made(said: Said = SAID) -> Recording:
    row = ask_for_recording(said, now=NOW)
    assert row is not None
    make_recordings([row.pk], now=NOW)
    row.refresh_from_db()
    return row


class TestMaking:
    pytestmark = pytest.mark.django_db

    def test_a_file_is_made_once(self, speaking: Voice) -> None:
        assert recording_of(SAID) is None
        row = made()
        assert (row.state, row.error, row.media_type) == (State.MADE, "", "audio/wav")
        assert row.seconds == 2.0
        path = file_of(row)
        assert path is not None
        assert path.stat().st_size == row.bytes == 44 + 32000
        assert stat.S_IMODE(path.stat().st_mode) & 0o400
        assert ask_for_recording(SAID, now=NOW).pk == row.pk
        assert recording_of(SAID).pk == row.pk

    def test_what_failed_says_why_and_may_be_asked_for_again(self, speaking: Voice) -> None:
        said = replace(SAID, pieces=(("en", "Now fail."),))
        row = made(said)
        assert (row.state, row.error) == (State.FAILED, "The voice test gave no sound (no such phoneme).")
        assert ask_for_recording(said, now=NOW + timedelta(minutes=5)).state == State.FAILED
        assert ask_for_recording(said, now=NOW + timedelta(minutes=11)).state == State.WAITING

    def test_a_voice_that_hangs_is_ended(self, speaking: Voice, tmp_path: Path) -> None:
        with pytest.raises(CannotSpeak, match="took longer"):
            speaking.speak("hang", "en", tmp_path / "a.wav", seconds=0.5)

    def test_languages_that_it_does_not_speak_are_left_out(self, speaking: Voice) -> None:
        assert made(replace(SAID, pieces=(("hi", "नमस्ते।"), ("en", "One.")))).seconds == 1.0
        assert ask_for_recording(replace(SAID, pieces=(("hi", "नमस्ते।"),)), now=NOW) is None

    def test_only_so_many_wait(self, speaking: Voice, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("octavo.apps.speech.actions.MOST_WAITING", 2)
        asked = [ask_for_recording(replace(SAID, pieces=(("en", f"{number}."),)), now=NOW) for number in range(3)]
        assert [row is not None for row in asked] == [True, True, False]

    def test_what_waits_for_a_job_that_was_lost_is_asked_for_again(
        self, speaking: Voice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("octavo.apps.speech.actions.MOST_WAITING", 1)
        queued: list[object] = []
        monkeypatch.setattr("octavo.apps.speech.actions.queue_step", lambda step, ids: queued.append(ids))
        later = NOW + timedelta(hours=3)
        row = ask_for_recording(SAID, now=NOW)
        assert ask_for_recording(replace(SAID, pieces=(("en", "Another."),)), now=later) is not None
        Recording.objects.exclude(pk=row.pk).delete()
        assert ask_for_recording(SAID, now=later).asked_at == later
        assert len(queued) == 3

    def test_a_file_that_had_to_go_is_made_again(self, speaking: Voice) -> None:
        row = made()
        path = file_of(row)
        assert path is not None
        path.unlink()
        assert recording_of(SAID) is None
        assert ask_for_recording(SAID, now=NOW).state == State.WAITING

    def test_no_voice_no_file(self, settings: Settings) -> None:
        settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, "voice": ""})
        assert ask_for_recording(SAID, now=NOW) is None
        assert the_voice() is None
        assert voice_problem() == ""

    def test_what_is_said_of_an_article_a_story_and_a_briefing(self) -> None:
        stories = evening_edition()
        held = article_with_text(stories[0].lead.pk)
        article = article_said(held)
        ((language, text),) = article.pieces
        assert language == "en"
        assert text.startswith("Locks at Osterhaven reopen after nine days, and forty ships set out at dawn.\n")
        assert "Who counts" not in text
        story = story_said(stories[0])
        assert story.pieces[0][1].splitlines()[-1].rstrip(".") == stories[0].facts[0]["text"].rstrip(".")
        briefed = briefing_of(Choices(), since=NOW - timedelta(days=1), now=NOW)
        spoken = "\n".join(text for _, text in briefing_said(briefed, "Briefing").pieces)
        assert all(cited.text in spoken for cited in briefed.composed.sentences)

    def test_endless_texts_are_cut(self) -> None:
        make_story([make_article("Long", text="\n\n".join(["A sentence of some length."] * 3000))])
        said = article_said(article_with_text(1) or article_with_text(make_article().pk))
        assert sum(len(text) for _, text in said.pieces) <= LONGEST + 3000


def test_room_is_made_from_the_oldest(tmp_path: Path) -> None:
    for number in range(4):
        path = tmp_path / "ab" / f"{number}.wav"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(bytes(100))
        os.utime(path, (number, number))
    make_room(tmp_path, 250, keep=tmp_path / "ab" / "0.wav")
    assert sorted(path.name for path in tmp_path.glob("ab/*")) == ["0.wav", "3.wav"]


def test_the_voices_of_espeak() -> None:
    found = espeak_languages(LISTED.splitlines())
    assert (found["en"], found["ar"], found["hi"], found["pt"], found["zh"]) == ("en-gb", "ar", "hi", "pt", "cmn")


def test_a_piper_voice_needs_piper_and_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "en_GB-cori.onnx"
    monkeypatch.setattr(voices, "find_spec", lambda name: None)
    with pytest.raises(CannotSpeak, match="not installed"):
        voice_of(str(model))
    monkeypatch.setattr(voices, "find_spec", lambda name: object())
    with pytest.raises(CannotSpeak, match=r"\.onnx\.json"):
        voice_of(str(model))
    model.with_name(model.name + ".json").write_text('{"language": {"code": "en_GB"}}')
    with pytest.raises(CannotSpeak, match="does not exist"):
        voice_of(str(model))
    model.write_bytes(b"")
    voice = voice_of(str(model))
    assert voice.languages == {"en": "en_GB"}
    assert str(model) in voice.command


def test_mp3_where_an_encoder_is_there(tmp_path: Path) -> None:
    pytest.importorskip("lameenc", reason="lameenc is not installed")
    part = tmp_path / "a.wav"
    with wave.open(str(part), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(22050)
        out.writeframes(bytes(22050 * 4))
    assert sound.join([part, part], tmp_path / "b.mp3") == 4.0
    assert (tmp_path / "b.mp3").stat().st_size < 30_000


@ESPEAK
@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The locks opened at dawn."),
        ("ar", "فتحت بوابات الميناء."),
        ("hi", "जहाज़ फिर चल पड़े।"),
        ("ru", "Шлюзы открылись."),
    ],
)
def test_espeak_speaks(tmp_path: Path, language: str, text: str) -> None:
    voice = voice_of("espeak-ng")
    file = tmp_path / "said.wav"
    voice.speak(text, language, file, seconds=30)
    with wave.open(str(file)) as out:
        assert 0.5 < out.getnframes() / out.getframerate() < 10
    with pytest.raises(CannotSpeak, match="does not speak"):
        voice.speak(text, "xx", file, seconds=30)
