"""The review page in a real browser: what it shows, what its keys and switches do, what it exports, and what it is not
made to do."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner.review.decisions import Decisions, read_decisions
from tests.browser import Tab
from tests.fixtures import articles
from tests.review.conftest import cleaned
from tests.review.hostile import HOSTILE, NAMES

Opened = Callable[..., Tab]
PageOf = Callable[..., Path]

TAIL = "The bridge was opened on Monday. was"
PROMPT = "The mill was sold.\n\nLeave a Comment"
REPORT = "The mill \u202e was sold."

SHOWN = """() => [...document.querySelectorAll("article")].map((article) => {
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (node.matches(".n") || getComputedStyle(node).display === "none") return "";
    if (node.matches(".u")) return String.fromCodePoint(parseInt(node.dataset.c, 16));
    if (getComputedStyle(node).textDecorationLine.includes("line-through")) return "";
    return [...node.childNodes].map(read).join("");
  };
  return read(article.querySelector(".text"));
})"""
"""The texts as the page shows them: what is not displayed and what is struck through is not in them."""


_KEEP_BLOB = """() => {
  URL.createObjectURL = (blob) => { window.exportedBlob = blob; return "#exported"; };
  HTMLAnchorElement.prototype.click = () => {};
}"""
"""So that 200 files are not saved; one is, in `exported`."""


def shown(tab: Tab) -> list[str]:
    texts: list[str] = tab.page.evaluate(SHOWN)
    return texts


def exported(tab: Tab, path: Path) -> Decisions:
    with tab.page.expect_download() as download:
        tab.page.click("#export")
    assert download.value.suggested_filename == "decisions.jsonl"
    download.value.save_as(path)
    return read_decisions(path)


def press(tab: Tab, keys: str) -> None:
    for key in keys:
        tab.page.keyboard.press(key)


def test_it_shows_the_clean_texts(opened: Opened, page_of: PageOf) -> None:
    documents = cleaned(*(text for text, _ in articles().values()), *HOSTILE)
    tab = opened(page_of(documents))
    assert shown(tab) == [
        result.text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass") for _, result in documents
    ]


def test_the_text_it_shows_is_the_text_its_decisions_make_for_200_random_choices(
    opened: Opened, page_of: PageOf, tmp_path: Path
) -> None:
    texts = [*(text for text, _ in articles().values()), *HOSTILE, TAIL, REPORT]
    documents = cleaned(*texts, min_confidence=0.9)  # so that some edits are open
    tab = opened(page_of(documents))
    items = tab.page.evaluate("[...document.querySelectorAll('.unit')].map((item) => item.id)")
    boxes = tab.page.evaluate("[...document.querySelectorAll('[data-rule]')].map((box) => box.dataset.rule)")
    tab.page.evaluate(_KEEP_BLOB)
    chance = random.Random(20)
    seen = set()
    for number in range(200):
        steps = [[item, chance.choice("ax")] for item in chance.sample(items, chance.randrange(1, 8))]
        turned = chance.sample(boxes, chance.randrange(3))
        tab.page.evaluate(
            """([steps, turned]) => {
              for (const [id, key] of steps) document.getElementById(id).querySelector(`[data-judge=${key}]`).click();
              for (const rule of turned) document.querySelector(`[data-rule="${rule}"]`).click();
            }""",
            [steps, turned],
        )
        if number % 7 == 6:
            press(tab, "uu")
        tab.page.click("#export")
        path = tmp_path / "decisions.jsonl"
        path.write_text(tab.page.evaluate("exportedBlob.text()"))
        decisions = read_decisions(path)
        made = [each.result(text).text for each, text in zip(decisions.documents, texts, strict=True)]
        assert made == shown(tab)
        seen.add(tuple(made))
    assert len(seen) > 150


def test_keys_move_decide_and_undo(opened: Opened, page_of: PageOf) -> None:
    tab = opened(page_of(cleaned(TAIL, PROMPT)))
    press(tab, "j")
    assert tab.page.locator(".unit.current").get_attribute("id") == "d1-1"
    press(tab, "x")
    assert shown(tab) == [TAIL, "The mill was sold."]
    assert tab.page.inner_text("#tally") == "1 of 2 edits made, 1 decided"
    press(tab, "jx")
    assert shown(tab) == [TAIL, PROMPT]
    press(tab, "u")
    assert shown(tab) == [TAIL, "The mill was sold."]
    press(tab, "ka")
    assert shown(tab) == ["The bridge was opened on Monday.", "The mill was sold."]
    press(tab, "uuu")
    assert tab.page.inner_text("#tally") == "2 of 2 edits made, 0 decided"
    assert tab.page.is_disabled("#undo")


def test_keys_are_letters_where_one_types(opened: Opened, page_of: PageOf) -> None:
    tab = opened(page_of(cleaned(TAIL)))
    press(tab, "j/")
    press(tab, "xaj?")
    assert tab.page.input_value("#by-text") == "xaj?"
    assert tab.page.inner_text("#tally") == "1 of 1 edit made, 0 decided"


def test_the_keys_are_told_and_the_dialog_closes(opened: Opened, page_of: PageOf) -> None:
    tab = opened(page_of(cleaned(TAIL)))
    press(tab, "?")
    assert tab.page.is_visible("#help")
    press(tab, "x")
    tab.page.keyboard.press("Escape")
    assert not tab.page.is_visible("#help")
    assert shown(tab) == ["The bridge was opened on Monday."]


def test_a_switch_takes_the_edits_of_a_rule_back_but_not_decisions(opened: Opened, page_of: PageOf) -> None:
    tab = opened(page_of(cleaned(TAIL, PROMPT, TAIL)))
    press(tab, "ja")
    tab.page.uncheck("[data-rule='fragments/stray-tail']")
    assert shown(tab) == ["The bridge was opened on Monday.", "The mill was sold.", TAIL]
    tab.page.click("#undo")
    assert shown(tab)[2] == "The bridge was opened on Monday."
    assert tab.page.is_checked("[data-rule='fragments/stray-tail']")


def test_filters(opened: Opened, page_of: PageOf) -> None:
    tab = opened(page_of(cleaned(TAIL, PROMPT, TAIL, REPORT)))

    def matching(text: str) -> None:
        tab.page.wait_for_function("(text) => document.getElementById('matching').textContent === text", arg=text)

    matching("4 documents, 4 findings")
    tab.page.select_option("#by-rule", "boilerplate/comment-prompt")
    matching("1 document, 1 finding")
    press(tab, "j")
    assert tab.page.locator(".unit.current").get_attribute("id") == "d2-1"
    tab.page.select_option("#by-rule", "")
    tab.page.fill("#by-file", "texts/2")
    matching("1 document, 1 finding")
    tab.page.fill("#by-file", "")
    tab.page.fill("#by-text", "BRIDGE")
    matching("2 documents, 2 findings")
    tab.page.fill("#by-text", "no such words")
    matching("0 documents, 0 findings")
    assert tab.page.is_visible("#nothing")
    tab.page.fill("#by-text", "")
    tab.page.select_option("#by-state", "open")
    matching("4 documents, 4 findings")
    tab.page.locator("#d1-1 [data-judge=x]").click()
    tab.page.select_option("#by-state", "rejected")
    matching("1 document, 1 finding")


def test_what_it_exports(opened: Opened, page_of: PageOf, tmp_path: Path) -> None:
    tab = opened(page_of(cleaned(TAIL, PROMPT, REPORT), config="abc", reading={"format": "auto"}))
    press(tab, "jxjja")
    decisions = exported(tab, tmp_path / "decisions.jsonl")
    assert decisions.config == "abc"
    assert decisions.reading == {"format": "auto"}
    states = [[(each.accepted, each.decided) for each in document.edits] for document in decisions.documents]
    assert states == [[(False, True)], [(True, False)], [(True, True)]]
    raw = (tmp_path / "decisions.jsonl").read_text()
    assert json.loads(raw.splitlines()[1])["kind"] == "document"


def test_nothing_hostile_runs_loads_or_leaves(opened: Opened, page_of: PageOf) -> None:
    assert len(HOSTILE) == 30
    found = cleaned(*HOSTILE)
    path = page_of([(NAMES[number % len(NAMES)], result) for number, (_, result) in enumerate(found)])
    tab = opened(path)
    press(tab, "jjjxaxu?")
    tab.page.keyboard.press("Escape")
    tab.page.fill("#by-text", "<script>alert(1)")
    tab.page.wait_for_timeout(300)
    assert tab.requests == [path.as_uri()]
    assert tab.page.url == path.as_uri()
    assert tab.page.locator("article").count() == 30
    assert tab.page.title() == "cleaner: review of 30 documents"
    assert tab.page.evaluate("document.scripts.length") == 2
    assert (
        tab.page.evaluate("document.querySelectorAll('main :is(img, iframe, style, link, form, textarea, svg)').length")
        == 0
    )


def test_it_is_readable_without_script(opened: Opened, page_of: PageOf) -> None:
    tab = opened(page_of(cleaned(TAIL, PROMPT)), java_script_enabled=False)
    text = tab.page.inner_text("main")
    assert "The bridge was opened on Monday." in text
    assert "stray words after a sentence end" in text
    assert not tab.page.is_visible("#export")
    assert not tab.page.is_visible("#filter")


@pytest.mark.parametrize("width", [400, 760, 1280, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(
    opened: Opened, page_of: PageOf, width: int, scheme: str
) -> None:
    library = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed; .ci/run has it"
    )
    texts = [*(text for text, _ in articles().values()), *HOSTILE, REPORT]
    path = page_of(cleaned(*texts, min_confidence=0.9), max_documents=30)
    tab = opened(path, viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    press(tab, "jx" * 3)
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= width
    found = library.Axe().run(tab.page)
    tell = [(each["id"], each["impact"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]]
    assert not [each for each in tell if each[1] in ("serious", "critical")]
    press(tab, "?")
    found = library.Axe().run(tab.page)
    tell = [(each["id"], each["impact"], each["nodes"][0]["html"][:200]) for each in found.response["violations"]]
    assert not [each for each in tell if each[1] in ("serious", "critical")]


def test_a_thousand_documents_are_6_mb_at_most_and_open_in_3_seconds(opened: Opened, page_of: PageOf) -> None:
    texts = [text for text, _ in articles().values()]
    documents: list[Any] = cleaned(*texts)
    many = [(f"texts/{number}.txt", documents[number % len(documents)][1]) for number in range(1000)]
    path = page_of(many, max_documents=1000)
    assert path.stat().st_size <= 6_000_000
    seconds = []
    for _ in range(3):  # the quickest: others may be at work here too
        began = time.monotonic()
        tab = opened(path)
        assert tab.page.inner_text("#matching").startswith("1,000 documents")
        seconds.append(time.monotonic() - began)
    assert min(seconds) < 3


def test_leaving_with_decisions_that_were_not_exported_asks(opened: Opened, page_of: PageOf) -> None:
    tab = opened(page_of(cleaned(TAIL)))
    tab.page.click("article")  # a browser asks only where somebody has done something
    press(tab, "jx")
    with tab.page.expect_event("dialog") as asked:
        tab.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    tab.troubles.clear()
