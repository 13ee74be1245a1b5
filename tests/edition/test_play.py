import gzip
import http.client
import re
import signal
import subprocess
import sys

import pytest

from octavo.edition.play import play_edition

HOST = "meridianpost.example"


@pytest.fixture(scope="module")
def player(built):
    with play_edition(built.edition.folder) as running:
        yield running


def ask(player, path="/", host=HOST, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", player.port, timeout=5)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers={"Host": host, **named})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply, body


def test_hosts_are_told_apart(player, built):
    assert ask(player)[1] == built.answers[f"https://{HOST}/"].body
    assert ask(player, host="lantern.example:8080")[1] == built.answers["https://lantern.example/"].body
    assert ask(player, host="elsewhere.example")[0].status == 404
    assert ask(player, "/nothing")[0].status == 404


def test_unknown_parameters_are_ignored_and_known_ones_count(player, built):
    assert ask(player, "/?utm_source=x")[1] == built.answers[f"https://{HOST}/"].body
    row = next(row for row in built.rows if row["publisher"] == "capitalobserver")
    path = row["address"].removeprefix("https://capitalobserver.example")
    assert ask(player, path, "capitalobserver.example")[1] == built.answers[row["address"]].body


def test_nothing_new_is_304(player):
    reply, _ = ask(player, "/rss/all")
    tag, date = reply.headers["ETag"], reply.headers["Last-Modified"]
    assert ask(player, "/rss/all", If_None_Match=f'"x", W/{tag}')[0].status == 304
    assert ask(player, "/rss/all", If_Modified_Since=date)[0].status == 304
    assert ask(player, "/rss/all", If_None_Match='"x"', If_Modified_Since=date)[0].status == 200
    assert ask(player, "/rss/all", If_Modified_Since="yesterday")[0].status == 200
    assert player.counts[304] >= 2


def test_head_gzip_redirects_and_refusals(player, built):
    reply, body = ask(player, method="HEAD")
    assert (body, int(reply.headers["Content-Length"])) == (b"", len(built.answers[f"https://{HOST}/"].body))
    reply, body = ask(player, Accept_Encoding="gzip")
    assert gzip.decompress(body) == built.answers[f"https://{HOST}/"].body
    reply, _ = ask(player, "/rss.php", "dailycompass.example")
    assert (reply.status, reply.headers["Location"]) == (301, "https://dailycompass.example/feeds/all.xml")
    assert ask(player, method="POST")[0].status == 405


def test_the_phase_is_switched_while_playing(built):
    row = next(row for row in built.rows if row["revised"] and row["revised"]["title"] != row["title"])
    host, path = re.fullmatch(r"https://([^/]+)(/.*)", row["address"]).groups()
    with play_edition(built.edition.folder) as player:
        tag = ask(player, path, host)[0].headers["ETag"]
        player.revise()
        reply, body = ask(player, path, host, If_None_Match=tag)
    assert reply.status == 200
    assert body == built.revised[row["address"]].body != built.answers[row["address"]].body


def test_a_taken_port_and_a_missing_edition_are_refused(player, built, tmp_path):
    with pytest.raises(OSError, match="in use"):
        play_edition(built.edition.folder, player.port)
    with pytest.raises(FileNotFoundError):
        play_edition(tmp_path)


@pytest.mark.parametrize("ending", ["pipe", "signal"])
def test_the_command_ends_with_its_parent_or_on_a_signal(built, ending):
    command = [sys.executable, "-m", "octavo.edition.play", str(built.edition.folder), "--parent-pipe"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert re.fullmatch(r"port \d+\n", process.stdout.readline())
        if ending == "pipe":
            process.stdin.close()
        else:
            process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
