"""A text as HTML: it can be read back from it, old and new, and nothing in it is markup or invisible."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest

from cleaner import Pipeline
from cleaner.report import markup
from cleaner.review.units import units
from tests.fixtures import articles
from tests.review.hostile import HOSTILE

TEXTS = [*HOSTILE, *(each[0] for each in articles().values())]
ELEMENTS = {"span", "i", "a", "mark"}


class Reader(HTMLParser):
    """Reads the old and the new text from HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.old = self.new = ""
        self.kinds: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        self.kinds.add(tag)
        self._open.append(known.get("class") or "")
        if known.get("data-c"):
            self._take(chr(int(known["data-c"] or "", 16)))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open[-1:] not in (["u"], ["n"]):
            self._take(data)

    def _take(self, data: str) -> None:
        out = any(each.startswith("e out") for each in self._open)
        if "w" not in self._open:
            self.old += data
        if "w" in self._open or ("o" not in self._open or out):
            self.new += "" if "w" in self._open and out else data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_both_texts_can_be_read_back_and_nothing_of_them_is_markup(number: int) -> None:
    result = Pipeline(origin="machine").run(TEXTS[number])
    assert result.findings
    read_back = read(markup.document(result, units(result)[0], "d1", whole=True))
    assert read_back.old == result.original
    assert read_back.new == result.text
    assert read_back.kinds <= ELEMENTS


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_left_that_cannot_be_seen(text: str) -> None:
    shown = markup.visible(text)
    shown.encode("utf-8")
    unseen = {each for each in shown if unicodedata.category(each) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")}
    assert unseen <= {"\n", "\t", "\u200c", "\u200d"}
    assert not {each for each in shown if unicodedata.category(each) == "Zs"} - {" "}


def test_in_an_edit_spaces_and_line_ends_are_seen_too() -> None:
    assert markup.visible("a b") == "a b"
    assert markup.visible("a b\n", edited=True) == ('a<i class="u" data-c="20">·</i>b<i class="u" data-c="a">⏎\n</i>')


def test_an_invisible_character_is_named() -> None:
    assert markup.visible("\u202e") == ('<i class="u" data-c="202e" title="U+202E RIGHT-TO-LEFT OVERRIDE">\\u202e</i>')


def test_of_a_long_passage_without_edits_only_the_ends_are_shown() -> None:
    before, after = (
        "".join(f"{word} {number} left the harbour at noon. " for number in range(500)) for word in ("Ship", "Boat")
    )
    text = f"{before}The cafÃ© is closed. {after}".strip()
    result = Pipeline(select=["encoding/mojibake"]).run(text)
    shown = markup.document(result, units(result)[0], "d1")
    assert len(shown) < 3000
    assert shown.count('class="gap"') == 2
    assert 'data-start="0"' in shown
    assert f'data-end="{len(text)}"' in shown
    assert "characters without an edit" in shown


def test_a_long_deletion_is_not_spelled_out_in_the_middle() -> None:
    text = "It began. " + "The gulls sat on the wall and slept. " * 2000
    result = Pipeline().run(text.strip())
    assert len(result.text) < 100
    shown = markup.document(result, units(result)[0], "d1")
    assert len(shown) < 12_000
    assert 'class="gap"' in shown


def test_a_report_that_others_overlap_is_a_number_before_them() -> None:
    result = Pipeline().run('He said “the mill is old and left.\n\n"It was " sold " and closed.')
    found, _ = units(result)
    html = markup.document(result, found, "d1", whole=True)
    assert read(html).old == result.original
    assert all(f'href="#d1-{number}"' in html for number in range(1, len(found) + 1))
