"""The page as a file: its figures, its sample, its policy, its data; what a browser makes of it is in test_browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner import Pipeline
from cleaner.edits import Result
from cleaner.errors import InputError
from cleaner.passes import BUILT_IN
from cleaner.report.page.figures import Figures
from cleaner.report.page.sample import Sample
from tests.fixtures import articles
from tests.review.conftest import cleaned
from tests.review.hostile import HOSTILE, NAMES

PageOf = Callable[..., Path]
TAIL = "The bridge was opened on Monday. was"
PROMPT = "The mill was sold.\n\nLeave a Comment"


def data_of(path: Path) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text(), re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def results(*texts: str) -> list[Result]:
    return [result for _, result in cleaned(*texts)]


class TestTheSample:
    """Which documents are shown where there are too many."""

    def sample(self, size: int, *texts: str) -> list[Result]:
        sample = Sample(size)
        for number, result in enumerate(results(*texts)):
            sample.add(str(number), result)
        assert sample.seen == len(texts)
        return [each.result for each in sample.chosen()]

    def test_all_are_shown_where_they_fit(self) -> None:
        assert [each.original for each in self.sample(3, TAIL, PROMPT, TAIL)] == [TAIL, PROMPT, TAIL]

    def test_a_rare_rule_is_shown_as_often_as_a_common_one(self) -> None:
        chosen = self.sample(10, *[TAIL] * 200, *[PROMPT] * 5, *[TAIL] * 200)
        assert Counter(each.original for each in chosen) == {TAIL: 5, PROMPT: 5}

    def test_where_one_rule_has_all_there_are_still_as_many(self) -> None:
        assert len(self.sample(100, *[TAIL] * 300)) == 100

    def test_it_is_the_same_every_time_and_in_order(self) -> None:
        names = []
        for _ in range(2):
            sample = Sample(20)
            for number, result in enumerate(results(*[TAIL] * 90)):
                sample.add(str(number), result)
            names.append([int(str(each.name)) for each in sample.chosen()])
        assert names[0] == names[1] == sorted(names[0])


class TestFigures:
    """What is said of all documents."""

    def test_they_count_what_was_found(self) -> None:
        figures = Figures()
        for result in results(TAIL, PROMPT, TAIL, "The mill \u202e was sold."):
            figures.add(result)
        assert (figures.documents, figures.changed) == (4, 3)
        assert figures.applied == {"fragments/stray-tail": 2, "boilerplate/comment-prompt": 1}
        rows = {row.name: row for row in figures.rules(BUILT_IN)}
        assert list(rows) == [name for name in BUILT_IN.rules if name in rows]
        assert (rows["fragments/stray-tail"].applied, rows["encoding/bidi-control"].refused) == (2, 1)
        assert [(bar.label, bar.count) for bar in figures.passes(BUILT_IN)][-1] == ("fragments", 2)

    def test_documents_without_findings_are_in_the_histogram_and_the_means(self) -> None:
        figures = Figures()
        figures.add(results(TAIL)[0])
        assert [(bar.label, bar.count) for bar in figures.histogram(10)] == [("0", 9), ("1", 1)]
        assert figures.mean_scores(10)[0] == pytest.approx(figures.mean_scores(1)[0] / 10)

    def test_the_score_after_is_that_of_the_clean_text(self) -> None:
        pipeline = Pipeline(origin="machine")
        for text, _ in articles().values():
            figures = Figures()
            figures.add(pipeline.run(f"{text}\n\nThe mill \u202e was sold."))
            again = pipeline.run(pipeline(f"{text}\n\nThe mill \u202e was sold."))
            before, after = figures.mean_scores(1)
            assert after == pytest.approx(again.score)
            assert 0 < after < before


class TestTheFile:
    """One file that asks for nothing."""

    def test_its_policy_allows_its_script_and_its_style_alone(self, page_of: PageOf) -> None:
        html = page_of(cleaned(TAIL)).read_text()
        script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        assert len(script) == len(style) == 1
        policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
        assert policy
        for kind, (text,) in (("script", script), ("style", style)):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"{kind}-src &#39;sha256-{digest}&#39;" in policy[1]
        assert policy[1].startswith("default-src &#39;none&#39;")
        assert not re.search(r'(?:src|href)="(?!#)|style="|\son\w+=', html)

    def test_its_data_say_how_to_make_the_text(self, page_of: PageOf) -> None:
        ((_, result),) = documents = cleaned(TAIL)
        data = data_of(page_of(documents, config="abc", reading={"format": "auto"}))
        assert data["head"]["config"] == "abc"
        (document,) = data["documents"]
        assert document["path"] == "texts/0.txt"
        assert document["sha256"] == hashlib.sha256(TAIL.encode()).hexdigest()
        assert document["edits"] == [
            [["fragments/stray-tail"], result.findings[0].confidence, 1, [[32, 36, " was", ""]]]
        ]

    def test_it_is_readable_without_its_script(self, page_of: PageOf) -> None:
        html = page_of(cleaned(TAIL, PROMPT)).read_text()
        body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
        assert "The bridge was opened on Monday." in body
        assert 'role=deletion><i class="u" data-c="20">·</i>was</span>' in body
        assert "stray words after a sentence end" in body
        assert "delete [ was]" in body

    def test_what_is_left_out_is_told(self, page_of: PageOf) -> None:
        html = page_of(cleaned(*[TAIL] * 12), max_documents=5, total=lambda: 40).read_text()
        assert len(re.findall("<article ", html)) == 5
        assert "7 more with findings are left out" in html
        assert "<dd>40</dd>" in html
        assert "left out" not in page_of(cleaned(TAIL)).read_text()

    def test_hostile_texts_and_names_are_no_markup(self, page_of: PageOf) -> None:
        pipeline = Pipeline(origin="machine")
        named = [(NAMES[number % len(NAMES)], pipeline.run(text)) for number, text in enumerate(HOSTILE)]
        html = page_of(named).read_text()
        plain = page_of(cleaned(*[TAIL] * len(HOSTILE))).read_text()
        for tag in (
            "<script",
            "</script",
            "<iframe",
            "<img",
            "<style",
            "<link",
            "<base",
            "<form",
            "<meta",
            "<plaintext",
        ):
            assert html.count(tag) == plain.count(tag)
        assert "\u202e" not in html
        assert "\x1b" not in html

    def test_nothing_found_is_a_page_too(self, page_of: PageOf) -> None:
        html = page_of(cleaned("The mill was sold."), total=lambda: 1).read_text()
        assert "Nothing was found." in html


def test_without_jinja2_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.report.page.build import templates

    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(InputError, match=r"pip install 'mt-cleaner\[review\]'"):
        templates()
