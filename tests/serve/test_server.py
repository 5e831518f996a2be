"""The server of `cleaner serve`: what it answers, whom it answers, and that it keeps nothing."""

from __future__ import annotations

import os
import re
import signal
import socket
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from cleaner import Config, Pipeline
from cleaner.errors import InputError
from cleaner.serve.answers import Desk, snippet
from cleaner.serve.server import MAX_BODY, Server, is_loopback
from tests.cli.conftest import folder, process

__all__ = ["folder", "process"]

Serve = Callable[..., Server]
Ask = Callable[..., tuple[int, Any]]

TEXT = "The bridge was opened on Monday. was\n\nLeave a Comment"


def question(text: str = TEXT, origin: str = "machine", off: Any = ()) -> dict[str, Any]:
    return {"text": text, "origin": origin, "off": list(off)}


class TestAnswers:
    """What becomes of a text."""

    def test_it_is_what_the_library_says(self, serve: Serve, ask: Ask) -> None:
        status, answer = ask(serve(), body=question())
        assert status == 200
        assert answer["text"] == Pipeline(origin="machine")(TEXT) == "The bridge was opened on Monday."
        assert [rule["name"] for rule in answer["rules"]] == ["boilerplate/comment-prompt", "fragments/stray-tail"]
        assert 'class="e in"' in answer["html"]

    def test_a_rule_is_switched_off_and_stays_in_the_list(self, serve: Serve, ask: Ask) -> None:
        _, answer = ask(serve(), body=question(off=["fragments/stray-tail"]))
        assert answer["text"] == "The bridge was opened on Monday. was"
        assert [rule["name"] for rule in answer["rules"]] == ["boilerplate/comment-prompt", "fragments/stray-tail"]

    def test_the_configuration_does_the_same(self, serve: Serve, ask: Ask) -> None:
        server = serve(preset="thorough", protect=["Leave"], rules={"fragments/stray-tail": {"max_words": 3}})
        _, answer = ask(server, body=question(off=["quotes/doubled"]))
        settings = tomllib.loads(answer["config"])
        assert settings["ignore"] == ["quotes/doubled"]
        assert settings["origin"] == "machine"
        assert Pipeline(**settings)(TEXT) == answer["text"]

    def test_nothing_is_written_of_what_is_usual(self) -> None:
        assert snippet(Config.make()) == 'preset = "news"\n'

    @pytest.mark.parametrize("text", ["", "\ud800 \x00 \u202e </script>", "a" * 100_000])
    def test_any_text_has_an_answer(self, serve: Serve, ask: Ask, text: str) -> None:
        status, answer = ask(serve(), body=question(text))
        assert (status, answer["text"]) == (200, Pipeline(origin="machine")(text))

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b'{"text": "a"}',
            b'{"text": 1, "origin": "machine", "off": []}',
            b'{"text": "a", "origin": "elsewhere", "off": []}',
            b'{"text": "a", "origin": "machine", "off": ["no/rule"]}',
            b'{"text": "a", "origin": "machine", "off": "x"}',
            b"\xff",
        ],
    )
    def test_what_is_no_question_is_refused(self, serve: Serve, ask: Ask, body: bytes) -> None:
        assert ask(serve(), raw=body)[0] == 400


class TestWhoMayAsk:
    """Only the page, only from here, unless another address was asked for: then with the token."""

    def test_another_name_for_this_machine_is_refused(self, serve: Serve, ask: Ask) -> None:
        server = serve()
        own = f"127.0.0.1:{server.server_port}"
        assert ask(server, "GET", "/", Host=own)[0] == 200
        assert ask(server, "GET", "/", Host=f"outside.example:{server.server_port}")[0] == 403
        assert ask(server, body=question(), Host="outside.example")[0] == 403

    def test_another_site_s_page_is_refused(self, serve: Serve, ask: Ask) -> None:
        server = serve()
        assert ask(server, body=question(), Origin=f"http://127.0.0.1:{server.server_port}")[0] == 200
        assert ask(server, body=question(), Origin="https://outside.example")[0] == 403
        assert ask(server, body=question(), Origin="null")[0] == 403
        assert ask(server, body=question(), Content_Type="text/plain")[0] == 403

    def test_elsewhere_a_token_is_needed(self, serve: Serve, ask: Ask) -> None:
        server = serve("0.0.0.0")
        assert len(server.token) >= 32
        assert f"?token={server.token}" in server.url
        assert ask(server, "GET", "/")[0] == 403
        assert ask(server, "GET", "/?token=guessed")[0] == 403
        status, page = ask(server, "GET", f"/?token={server.token}")
        assert status == 200
        assert f'<meta name="token" content="{server.token}">' in page
        assert ask(server, body=question())[0] == 403
        assert ask(server, body=question(), X_Cleaner_Token="é")[0] == 403
        assert ask(server, body=question(), X_Cleaner_Token=server.token)[0] == 200

    def test_here_there_is_no_token(self, serve: Serve) -> None:
        server = serve()
        assert server.url == f"http://127.0.0.1:{server.server_port}/"

    @pytest.mark.parametrize(
        ("host", "own"),
        [
            ("127.0.0.1", True),
            ("127.9.9.9", True),
            ("::1", True),
            ("localhost", True),
            ("0.0.0.0", False),
            ("192.168.1.2", False),
            ("::", False),
            ("example.org", False),
            ("localhost.example.org", False),
        ],
    )
    def test_what_is_this_machine(self, host: str, own: bool) -> None:
        assert is_loopback(host) is own

    @pytest.mark.parametrize(("method", "path", "status"), [("GET", "/x", 404), ("POST", "/", 403), ("PUT", "/", 501)])
    def test_there_is_nothing_else(self, serve: Serve, ask: Ask, method: str, path: str, status: int) -> None:
        assert ask(serve(), method, path, body={})[0] == status

    def test_a_text_that_is_too_long_is_refused_unread(self, serve: Serve) -> None:
        server = serve()
        for length in (str(MAX_BODY + 1), "-1", "x"):
            with socket.create_connection(("127.0.0.1", server.server_port), timeout=20) as connection:
                host = f"127.0.0.1:{server.server_port}"
                connection.sendall(f"POST /clean HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\r\n".encode())
                assert connection.recv(64).startswith(b"HTTP/1.1 413")


def test_a_port_that_is_taken_is_told(serve: Serve) -> None:
    port = serve().server_port
    with pytest.raises(InputError, match=f"127.0.0.1:{port}: cannot listen there: Address already in use"):
        Server(Desk(Config.make()), "127.0.0.1", port)


@pytest.fixture
def running(process: Callable[..., Any]) -> Any:
    """The command, on a free port."""
    pytest.importorskip("jinja2", reason="jinja2, of the extra `review`, is not installed")
    return process("serve", "--port", "0", "--isolated")


def test_the_command_says_where_it_is_and_ends_on_ctrl_c(running: Any) -> None:
    said = running.stderr.readline().decode()
    assert re.fullmatch(r"cleaner: http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)\n", said)
    os.kill(running.pid, signal.SIGINT)
    assert running.communicate(timeout=10) == (b"", b"")
    assert running.returncode == 130


def test_nothing_is_stored_and_nothing_said(running: Any, folder: Any, ask: Ask) -> None:
    port = int(re.findall(r":(\d+)/", running.stderr.readline().decode())[0])
    server = type("At", (), {"server_port": port})()
    before = sorted(folder.rglob("*"))
    assert ask(server, body=question("my secret. was"))[0] == 200
    running.terminate()
    out, err = running.communicate(timeout=10)
    assert (out, err, sorted(folder.rglob("*"))) == (b"", b"", before)
