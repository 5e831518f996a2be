"""A server that answers while a test runs, and something to ask it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cleaner import Config
from cleaner.serve.answers import Desk
from cleaner.serve.server import Server


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers on free ports."""
    pytest.importorskip("jinja2", reason="jinja2, of the extra `review`, is not installed")
    started = []

    def start(host: str = "127.0.0.1", **settings: Any) -> Server:
        server = Server(Desk(Config.make(**settings)), host, 0)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        started.append((server, thread))
        return server

    yield start
    for server, thread in started:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def ask() -> Callable[..., tuple[int, Any]]:
    """Asks a server: the status, and what it says, read where it is JSON."""

    def call(
        server: Server,
        method: str = "POST",
        path: str = "/clean",
        body: object = None,
        raw: bytes | None = None,
        **headers: str,
    ) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        sent = {"Content-Type": "application/json", **{key.replace("_", "-"): value for key, value in headers.items()}}
        connection.request(method, path, data, sent)
        response = connection.getresponse()
        said = response.read().decode()
        connection.close()
        return response.status, json.loads(said) if response.getheader("Content-Type", "").startswith(
            "application/json"
        ) else said

    return call
