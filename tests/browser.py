"""A real browser, where there is one: Chromium, without a window, driven by playwright.

Tests that need it are skipped where playwright or Chromium is not installed, with that reason; `.ci/run` installs both.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Tab:
    """A page in the browser, and all that went wrong or left it."""

    page: Any
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed; .ci/run has it")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not path:
        pytest.skip("there is no Chromium; .ci/run installs it")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Tab]]:
    """Opens a file or an address in a tab of its own, with what it is to look like; a test must find no trouble."""
    tabs: list[Tab] = []

    def open_(target: Path | str, **context: Any) -> Tab:
        tab = Tab(browser.new_context(accept_downloads=True, **context).new_page())
        tab.page.on("console", lambda message: tab.troubles.append(f"{message.type}: {message.text}"))
        tab.page.on("pageerror", lambda error: tab.troubles.append(str(error)))
        tab.page.on("dialog", lambda dialog: (tab.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        tab.page.on("request", lambda request: tab.requests.append(request.url))
        tab.page.goto(target.as_uri() if isinstance(target, Path) else target)
        tabs.append(tab)
        return tab

    yield open_
    for tab in tabs:
        tab.page.context.close()
        assert not tab.troubles
