"""The server of `cleaner serve`: two answers, to a page of its own and to nobody else.

On a loopback address a request must name that address as its host, so that no other site can reach it under a name of
its own. On any other address it must show the token. Nothing is written down of what is asked.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import secrets
import socket
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import parse_qs, urlsplit

from cleaner.errors import InputError
from cleaner.serve.answers import AskedWronglyError, Desk, Question

MAX_BODY = 2 << 20
"""Bytes of a question; a longer text is for the command."""

TOKEN = "X-Cleaner-Token"
"""The header in which the page shows the token."""

_SECONDS = 20.0
"""So long a request may take to arrive."""


class Server(ThreadingHTTPServer):
    """Listens on an address and a port (0: any that is free). InputError where that cannot be."""

    daemon_threads = True

    def __init__(self, desk: Desk, host: str, port: int) -> None:
        self.desk = desk
        self.token = "" if is_loopback(host) else secrets.token_urlsafe(24)
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else "there is no such port"
            raise InputError(f"{host}:{port}: cannot listen there: {reason}; try another --port") from error
        self._host = f"[{host}]" if ":" in host else host

    @property
    def url(self) -> str:
        """Where the page is, with the token if there is one."""
        return f"http://{self._host}:{self.server_port}/{f'?token={self.token}' if self.token else ''}"

    def is_own(self, host: str | None) -> bool:
        """Whether a request was meant for this server, by the host it names."""
        names = {self._host, "localhost", "127.0.0.1", "[::1]"}
        return bool(self.token) or host in {f"{name}:{self.server_port}" for name in names}

    def is_known(self, token: str | None) -> bool:
        """Whether who asks may."""
        return not self.token or hmac.compare_digest((token or "").encode(), self.token.encode())

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that broke is nobody's concern."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _SECONDS
    server_version = "cleaner"
    sys_version = ""

    def do_GET(self) -> None:
        """The page."""
        parts = urlsplit(self.path)
        if not self._allowed(parse_qs(parts.query).get("token", [""])[0]):
            return
        if parts.path != "/":
            self._send(HTTPStatus.NOT_FOUND, b"there is one page only\n", "text/plain")
            return
        self._send(HTTPStatus.OK, self._own.desk.page(self._own.token).encode(), "text/html")

    def do_POST(self) -> None:
        """A question."""
        body = self._body()
        if body is None or not self._allowed(self.headers.get(TOKEN)):
            return
        if self.path != "/clean" or self.headers.get_content_type() != "application/json" or self._is_foreign():
            self._send(HTTPStatus.FORBIDDEN, b"only the page itself may ask\n", "text/plain")
            return
        try:
            answer = self._own.desk.answer(Question.of(body))
        except AskedWronglyError as error:
            self._send(HTTPStatus.BAD_REQUEST, f"{error}\n".encode(), "text/plain")
            return
        self._send(HTTPStatus.OK, json.dumps(answer).encode(), "application/json")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written down."""

    @property
    def _own(self) -> Server:
        return cast(Server, self.server)

    def _allowed(self, token: str | None) -> bool:
        if self._own.is_own(self.headers.get("Host")) and self._own.is_known(token):
            return True
        self._send(HTTPStatus.FORBIDDEN, b"open the address that cleaner serve printed\n", "text/plain")
        return False

    def _is_foreign(self) -> bool:
        """Whether another site's page asks."""
        origin = self.headers.get("Origin")
        return origin is not None and urlsplit(origin).netloc != self.headers.get("Host")

    def _body(self) -> bytes | None:
        """What was sent; None where it is too long, or its length was not told, which ends the connection."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self.close_connection = True
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"too long; clean it with cleaner fix\n", "text/plain")
            return None
        return self.rfile.read(int(length))

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        self.wfile.write(body)
