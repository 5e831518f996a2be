"""What a notebook shows of a result."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from cleaner import Pipeline
from cleaner.edits import Result
from tests.review.hostile import HOSTILE
from tests.review.test_markup import read


def shown(result: Result) -> str:
    html: str = result._repr_html_()
    return html


def text_of(html: str) -> str:
    found = re.search(r'<div class="text" dir="auto">(.*?)</div><p>', html, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_old_and_new_are_in_it_and_nothing_runs(text: str) -> None:
    result = Pipeline(origin="machine").run(text)
    html = shown(result)
    html.encode()
    both = read(text_of(html))
    assert (both.old, both.new) == (result.original, result.text)
    assert set(re.findall(r"<([a-z]+)", html)) <= {"div", "style", "span", "i", "mark", "p", "ol", "li", "code"}


def test_edits_are_listed_with_rule_and_reason() -> None:
    html = shown(Pipeline(origin="machine").run("The bridge was opened on Monday. was"))
    assert "<p>1 made, 0 more reported</p>" in html
    assert "<li><code>fragments/stray-tail</code> stray words after a sentence end" in html
    assert "delete [ was] (0." in html


def test_what_was_not_applied_says_why() -> None:
    html = shown(Pipeline(min_confidence=0.999).run("The bridge was opened on Monday. was"))
    assert "below confidence" in html
    assert "0 made, 1 more reported" in html


def test_a_text_that_failed_says_so() -> None:
    (result,) = Pipeline().run_many([1])  # type: ignore[list-item]
    assert "not cleaned" in shown(result)


def test_a_clean_text_has_no_list() -> None:
    assert "<ol>" not in shown(Pipeline().run("The mill stands."))


def test_it_needs_no_library() -> None:
    code = (
        "import sys; sys.modules['jinja2'] = None; import cleaner;"
        "print(cleaner.Pipeline().run('The caf\\u00c3\\u00a9.')._repr_html_())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "cleaner-result" in done.stdout
