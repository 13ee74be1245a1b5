"""A mail server on loopback, small and true: it speaks SMTP, keeps what it gets, and refuses where it is told to."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType


class Postbox:
    """`with Postbox() as box`: `box.address` is what OCTAVO_MAIL is set to; `letters` and `raw` are what came.

    `refuses` holds addresses that do not exist; `fails` answers every letter with 451; `login` is what AUTH was given.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.refuses: set[str] = set()
        self.fails = False
        self.logins: list[str] = []
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"smtp://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Postbox:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(box: Postbox) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 postbox.example")
            sender, to = "", []
            while line := self.rfile.readline().decode().strip():
                word = line.upper()
                if word.startswith("EHLO"):
                    self.say("250-postbox.example\r\n250 AUTH PLAIN")
                elif word.startswith("AUTH"):
                    box.logins.append(line)
                    self.say("235 welcome")
                elif word.startswith("MAIL FROM:"):
                    sender, to = line[10:].split()[0].strip("<>"), []
                    self.say("451 not now" if box.fails else "250 ok")
                elif word.startswith("RCPT TO:"):
                    name = line[8:].strip("<>")
                    to.append(name)
                    self.say("550 no such box" if name in box.refuses else "250 ok")
                elif word == "DATA":
                    self.say("354 go on")
                    body = b""
                    while (part := self.rfile.readline()) != b".\r\n":
                        body += part[1:] if part.startswith(b"..") else part
                    box.raw.append(body)
                    box.letters.append(message_from_bytes(body, policy=default))
                    box.envelopes.append((sender, to))
                    self.say("250 kept")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

    return Handler
