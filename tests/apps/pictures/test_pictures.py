"""Publishers' pictures pass through Octavo: signed, small, upright, without metadata, asked for once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from fakes import Answer, FakeWeb
from PIL import Image
from pytest_django import Settings

from octavo.apps.pictures import actions
from octavo.apps.pictures.actions import get_picture
from octavo.apps.pictures.queries import WIDTHS, picture_address, read_picture_address
from octavo.apps.pictures.resizing import resize
from octavo.engine.errors import Gone, OutsideError, TooLarge, Unreadable

ADDRESS = "http://pictures.example/locks.jpg"


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path, web: FakeWeb) -> Path:
    settings.OCTAVO = replace(settings.OCTAVO, data=tmp_path)
    return tmp_path


def _picture(width: int = 1200, height: int = 800, kind: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    out = BytesIO()
    picture = Image.new(mode, (width, height), 200 if mode in "LP" else (200, 30, 30, 0)[: len(mode)])
    picture.save(out, kind, **options)
    return out.getvalue()


def _open(body: bytes) -> Image.Image:
    return Image.open(BytesIO(body))


# ---------------------------------------------------------------- addresses


def test_an_address_leads_back_and_fits_a_width_on_offer() -> None:
    path = picture_address(ADDRESS, 800)
    _, _, width, signature, name = path.split("/")
    assert int(width) == 960
    assert read_picture_address(960, signature, name) == ADDRESS
    assert picture_address(ADDRESS, 9999).split("/")[2] == "1920"


def test_what_was_not_signed_is_not_read() -> None:
    _, _, _, signature, name = picture_address(ADDRESS, 640).split("/")
    other = picture_address("http://pictures.example/other.jpg", 640).split("/")[-1]
    assert read_picture_address(640, signature, other) is None
    assert read_picture_address(320, signature, name) is None
    assert read_picture_address(641, signature, name) is None
    assert read_picture_address(640, "ü", "%%%") is None


def test_another_key_signs_otherwise(settings: Settings) -> None:
    before = picture_address(ADDRESS, 640)
    settings.SECRET_KEY = "another"
    assert picture_address(ADDRESS, 640) != before


@pytest.mark.parametrize("address", ["", "data:image/png;base64,AA", "ftp://x.example/a.png", "http://" + "a" * 3000])
def test_no_address_of_the_web_no_path(address: str) -> None:
    assert picture_address(address, 320) == ""


# ---------------------------------------------------------------- resizing


def test_pictures_shrink_and_never_grow() -> None:
    assert _open(resize(_picture(), 320, subject="x")).size == (320, 213)
    assert _open(resize(_picture(200, 100), 640, subject="x")).size == (200, 100)
    assert _open(resize(_picture(), 320, subject="x")).format == "WEBP"


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("GIF", "P"), ("WEBP", "RGB"), ("AVIF", "RGB"), ("JPEG", "CMYK")],
)
def test_every_usual_kind_is_read(kind: str, mode: str) -> None:
    found = _open(resize(_picture(400, 300, kind, mode), 160, subject="x"))
    assert found.size == (160, 120)
    assert found.mode == ("RGBA" if mode == "RGBA" else "RGB")


def test_a_moving_picture_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    found = _open(resize(out.getvalue(), 160, subject="x"))
    assert getattr(found, "n_frames", 1) == 1
    red, _, blue = found.convert("RGB").getpixel((32, 32))
    assert red > 200 > blue


def test_it_stands_upright_and_says_nothing_of_its_maker() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Camera of M. Oster"
    found = _open(resize(_picture(400, 300, exif=exif, comment=b"secret"), 320, subject="x"))
    assert found.size == (300, 400)
    assert not found.getexif()
    assert "icc_profile" not in found.info


def test_a_scroll_is_kept_within_four_widths() -> None:
    assert _open(resize(_picture(400, 8000), 320, subject="x")).size == (64, 1280)


def _bomb() -> bytes:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Unreadable),
        (lambda: b"<html>no picture</html>", Unreadable),
        (lambda: _picture()[:600], Unreadable),
        (lambda: _picture(1, 1, "GIF", "P"), Unreadable),
        (lambda: _picture(64, 64, "BMP"), Unreadable),
        (_bomb, TooLarge),
    ],
)
def test_what_is_no_picture_for_us(make: Callable[[], bytes], error: type[OutsideError]) -> None:
    with pytest.raises(error) as raised:
        resize(make(), 320, subject="the picture")
    assert raised.value.subject == "the picture"


# ---------------------------------------------------------------- getting and keeping


def test_a_publisher_is_asked_once_for_all_widths(web: FakeWeb) -> None:
    web.answers[ADDRESS] = Answer(_picture())
    first, second, again = get_picture(ADDRESS, 320), get_picture(ADDRESS, 640), get_picture(ADDRESS, 320)
    assert (_open(first.body).width, _open(second.body).width) == (320, 640)
    assert first == again
    assert first.digest != second.digest
    assert len(web.asked) == 1
    headers = web.asked[0][1]
    assert "referer" not in headers
    assert "cookie" not in headers


def test_a_failure_is_remembered_for_a_while(web: FakeWeb, data: Path) -> None:
    for _ in range(2):
        with pytest.raises(Gone):
            get_picture(ADDRESS, 320)
    assert len(web.asked) == 1
    _age(data, 90_000)
    web.answers[ADDRESS] = Answer(_picture())
    assert get_picture(ADDRESS, 320)
    assert len(web.asked) == 2


def test_a_failure_that_may_pass_is_remembered_shortly(web: FakeWeb, data: Path) -> None:
    web.answers[ADDRESS] = Answer(status=500)
    with pytest.raises(OutsideError):
        get_picture(ADDRESS, 320)
    _age(data, 700)
    web.answers[ADDRESS] = Answer(_picture())
    assert get_picture(ADDRESS, 320)


def test_private_addresses_are_refused() -> None:
    with pytest.raises(OutsideError):
        get_picture("http://127.0.0.1:1/a.png", 320)


def test_what_was_used_longest_ago_goes_first(web: FakeWeb, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SHARDS", 1)
    shelf = data / "pictures" / actions._Shelf(ADDRESS).key[:2]
    shelf.mkdir(parents=True)
    for number in range(8):
        old = shelf / f"{number}.160.webp"
        old.write_bytes(b"x" * 300_000)
        os.utime(old, (time.time() - 1000 + number, time.time() - 1000 + number))
    actions.settings.OCTAVO = replace(
        actions.settings.OCTAVO, values={**actions.settings.OCTAVO.values, "pictures_max_mb": 1}
    )
    web.answers[ADDRESS] = Answer(_picture())
    get_picture(ADDRESS, 320)
    left = {path.name for path in shelf.iterdir()}
    assert sum(path.stat().st_size for path in shelf.iterdir()) <= 1024 * 1024
    assert "7.160.webp" in left
    assert "0.160.webp" not in left
    assert sum(name.startswith(actions._Shelf(ADDRESS).key) for name in left) == 2


def test_a_folder_that_cannot_be_written_still_shows_pictures(web: FakeWeb, data: Path) -> None:
    (data / "pictures").write_text("a file where a folder should be")
    web.answers[ADDRESS] = Answer(_picture())
    assert get_picture(ADDRESS, 320).body


def _age(data: Path, seconds: float) -> None:
    for path in data.rglob("*.failed"):
        os.utime(path, (time.time() - seconds, time.time() - seconds))


# ---------------------------------------------------------------- the page's side


def test_the_answer_can_be_kept_for_ever(client: Client, web: FakeWeb) -> None:
    web.answers[ADDRESS] = Answer(_picture())
    response = client.get(picture_address(ADDRESS, WIDTHS[1]))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in response
    again = client.get(picture_address(ADDRESS, WIDTHS[1]), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_picture_that_cannot_be_had_is_a_quiet_surface(client: Client) -> None:
    response = client.get(picture_address(ADDRESS, 320))
    assert response.status_code == 404
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<rect" in response.content
    assert "immutable" not in response["Cache-Control"]


@pytest.mark.django_db
def test_nobody_makes_us_fetch_what_no_article_shows(client: Client, web: FakeWeb) -> None:
    path = picture_address(ADDRESS, 320)
    assert client.get(path.replace("/320/", "/640/")).status_code == 404
    assert client.get("/picture/320/x/aHR0cDovL2xhbi5leGFtcGxlLw").status_code == 404
    assert web.asked == []
