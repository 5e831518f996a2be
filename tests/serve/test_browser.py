"""The page of `cleaner serve` in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from cleaner.serve.server import Server
from tests.browser import Tab
from tests.review.hostile import HOSTILE

Serve = Callable[..., Server]
Opened = Callable[..., Tab]

TEXT = "The bridge was opened on Monday. was\n\nLeave a Comment"


def wait_for(tab: Tab, text: str) -> None:
    tab.page.wait_for_function("(text) => document.getElementById('tally').textContent === text", arg=text)


def test_edits_are_seen_as_one_types(serve: Serve, opened: Opened) -> None:
    tab = opened(serve(origin="machine").url)
    tab.page.locator("#text").press_sequentially("The bridge was opened on Monday. ")
    wait_for(tab, "0 edits, 0 more reported")
    tab.page.locator("#text").press_sequentially("was")
    wait_for(tab, "1 edit, 0 more reported")
    assert "stray words after a sentence end" in tab.page.inner_text("#answer")


def test_rules_and_origin_are_switched(serve: Serve, opened: Opened) -> None:
    tab = opened(serve().url)
    tab.page.fill("#text", TEXT)
    wait_for(tab, "2 edits, 0 more reported")
    tab.page.uncheck("[data-rule='boilerplate/comment-prompt']")
    wait_for(tab, "1 edit, 0 more reported")
    tab.page.select_option("#origin", "machine")
    tab.page.wait_for_function("() => document.getElementById('config').textContent.includes('machine')")
    assert tab.page.inner_text("#config").splitlines() == [
        'preset = "news"',
        'origin = "machine"',
        'ignore = ["boilerplate/comment-prompt"]',
    ]
    tab.page.check("[data-rule='boilerplate/comment-prompt']")
    wait_for(tab, "2 edits, 0 more reported")


def test_result_and_configuration_are_copied(serve: Serve, opened: Opened) -> None:
    server = serve()
    tab = opened(server.url, permissions=["clipboard-read", "clipboard-write"])
    tab.page.fill("#text", TEXT)
    wait_for(tab, "2 edits, 0 more reported")
    tab.page.click("#copy-text")
    tab.page.wait_for_function("() => document.getElementById('live').textContent === 'result copied'")
    assert tab.page.evaluate("navigator.clipboard.readText()") == "The bridge was opened on Monday."
    tab.page.click("#copy-config")
    tab.page.wait_for_function("() => document.getElementById('live').textContent === 'configuration copied'")
    assert tab.page.evaluate("navigator.clipboard.readText()") == 'preset = "news"\n'


def test_with_a_token(serve: Serve, opened: Opened) -> None:
    server = serve("0.0.0.0")
    tab = opened(server.url.replace("0.0.0.0", "127.0.0.1"))
    tab.page.fill("#text", TEXT)
    wait_for(tab, "2 edits, 0 more reported")


def test_nothing_hostile_runs_and_nothing_else_is_asked_for(serve: Serve, opened: Opened) -> None:
    server = serve()
    tab = opened(server.url)
    for text in HOSTILE:
        with tab.page.expect_response("**/clean"):
            tab.page.fill("#text", text)
        tab.page.wait_for_selector("#answer article")
    assert {urlsplit(url).netloc for url in tab.requests} == {f"127.0.0.1:{server.server_port}"}
    assert {urlsplit(url).path for url in tab.requests} == {"/", "/clean"}
    assert tab.page.evaluate("document.scripts.length") == 1


def test_a_server_that_is_gone_is_told(serve: Serve, opened: Opened) -> None:
    tab = opened(serve().url)
    tab.page.route("**/clean", lambda route: route.abort())
    tab.page.fill("#text", TEXT)
    tab.page.wait_for_selector("#trouble:not([hidden])")
    assert "is it still running?" in tab.page.inner_text("#trouble")
    tab.troubles.clear()  # the browser says so too


@pytest.mark.parametrize("width", [400, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(serve: Serve, opened: Opened, width: int, scheme: str) -> None:
    library = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed; .ci/run has it"
    )
    tab = opened(serve().url, viewport={"width": width, "height": 900}, color_scheme=scheme)
    tab.page.fill("#text", TEXT)
    wait_for(tab, "2 edits, 0 more reported")
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    found = library.Axe().run(tab.page)
    tell = [(each["id"], each["impact"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]]
    assert not [each for each in tell if each[1] in ("serious", "critical")]
