"""Review pages to test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner import Pipeline
from cleaner.edits import Result
from cleaner.report.terminal import Documents, ReportView


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes the review page of documents to a file."""
    pytest.importorskip("jinja2", reason="jinja2, of the extra `review`, is not installed")
    from cleaner.report.page.build import page

    def write(documents: Documents, **view: Any) -> Path:
        path = tmp_path / "review.html"
        path.write_bytes("".join(page(documents, ReportView(**view))).encode())
        return path

    return write


def cleaned(*texts: str, origin: str = "machine", **settings: Any) -> list[tuple[str, Result]]:
    """Texts, named by their number, with what cleaning makes of them."""
    pipeline = Pipeline(origin=origin, **settings)
    return [(f"texts/{number}.txt", pipeline.run(text)) for number, text in enumerate(texts)]
