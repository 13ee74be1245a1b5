"""Ports of this machine, asked through the standard servers so that `socket` stays with the door to the web."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from socketserver import StreamRequestHandler, TCPServer

from octavo.faces.ops.running.errors import CannotStart

AF_INET6 = 10


def check_port(host: str, port: int, *, patience: float = 0.0) -> None:
    """Raises CannotStart when the port is taken, after `patience` seconds, or may not be used."""
    until = time.monotonic() + patience
    while True:
        try:
            _listen(host, port)
        except OSError as error:
            if time.monotonic() < until:
                time.sleep(0.2)
                continue
            raise CannotStart(_explain(host, port, error)) from None
        else:
            return


def _explain(host: str, port: int, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return (
            f"Port {port} may be used by root only. Set OCTAVO_PORT to 1024 or more, as in `OCTAVO_PORT=8001 octavo "
            "run`, and let a web server in front pass the requests on."
        )
    return (
        f"Port {port} on {host} cannot be used: {error.strerror or error}. Stop what listens there, or set OCTAVO_PORT "
        "to another port, as in `OCTAVO_PORT=8001 octavo run`; OCTAVO_HOST names the address."
    )


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    return _listen("127.0.0.1", 0)


def _listen(host: str, port: int) -> int:
    class Server(TCPServer):
        address_family = AF_INET6 if ":" in host else TCPServer.address_family
        allow_reuse_address = True

    with Server((host, port), StreamRequestHandler) as server:
        return int(server.server_address[1])


def reachable_host(host: str) -> str:
    """Where a server that listens on this address is asked from the same machine."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104


def wait_for_port(host: str, port: int, *, seconds: float, give_up: Callable[[], bool] = lambda: False) -> bool:
    """Whether a server answers there within this time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not give_up():
        try:
            connection = HTTPConnection(reachable_host(host), port, timeout=5)
            connection.request("GET", "/robots.txt")
            connection.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return True
    return False
