"""What no edit makes: tags, entities and unseen characters, told apart from what was there."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline, proposals
from cleaner.alignment import apply
from cleaner.edits import Change, Edit, NetChange
from cleaner.hazards import UNSEEN, Made, guilty, made
from cleaner.proposals import decided
from cleaner.resolve import MAKES_MARKUP
from cleaner.spans import Spans
from tests.hazards import grown
from tests.strategies import PROPERTY


def edit(start: int, end: int, replacement: str = "", rule: str = "a/b") -> Edit:
    return Edit(rule, start, end, "m", (Change(start, end, replacement),))


def refusals(text: str, *proposed: Edit) -> list[str | None]:
    _, verdicts = decided(text, proposed, protected=Spans())
    by_edit = {verdict.edit: verdict.refused for verdict in verdicts}
    return [by_edit[one] for one in proposed]


def net(text: str, *changes: tuple[int, int, str]) -> list[NetChange]:
    return [NetChange(start, end, new, text[start:end], ("a/b",)) for start, end, new in changes]


PIECES = [
    "<",
    ">",
    "&",
    ";",
    "#",
    "60",
    "lt",
    "gt",
    "amp",
    "b",
    "/",
    " ",
    "\x07",
    "\u202e",
    "\ufffd",
    "\ue000",
    "\ud800",
]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@PROPERTY
@given(st.data())
def test_hazards_never_grow(data: st.DataObject) -> None:
    text = data.draw(HOSTILE)
    places = st.integers(0, len(text))
    proposed = []
    for _ in range(data.draw(st.integers(1, 4))):
        start, end = sorted((data.draw(places), data.draw(places)))
        proposed.append(edit(start, end, data.draw(HOSTILE.filter(lambda piece: len(piece) < 6))))
    changed, _ = decided(text, proposed, protected=Spans())
    assert not grown(text, changed), changed


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("a < b and c> d", edit(3, 4)),
        ("R & D;", edit(3, 4)),
        ("& lt;b&gt;", edit(1, 2)),
        ("&x;& x;", edit(4, 5)),  # the one beside it is another
        ("<b>< b>", edit(4, 5)),
        ("&amp; lt;", edit(5, 6)),
        ("ab", edit(1, 1, "\x07")),
        ("ab", edit(1, 1, "\u202e")),
        ("ab", edit(1, 1, "\ufffd")),
        ("ab", edit(1, 1, "\uf8b7")),
        ("ab", edit(1, 1, "\U000caafe")),
        ("a\x07b", edit(1, 2, "\x07\x07")),
        ("a\x07b", edit(1, 2, "\x01")),
        ("a&gt;b", edit(1, 5, "&gt;&gt;")),
        ("<scr\u200bipt>", edit(4, 5)),
        ("</scr\u200bipt>", edit(5, 6)),
        ("<s\u0441ript>", edit(2, 3, "c")),
        ("<b\u200b>", edit(2, 3)),
        ("<b&gt;", edit(2, 6, ">")),
        ("&lt;b>", edit(0, 4, "<")),
        ("said&lt;&lt;b>", edit(4, 12, "<<")),
        ("&lt;b&gt;", edit(0, 9, "<b>")),
        ("&lt;scr\u200bipt&gt;", edit(7, 8)),
        ("&#60;scr\u200bipt&#62;", edit(8, 9)),
        ("&amp;lt;scr\u200bipt&amp;gt;", edit(11, 12)),
        ("&co\u200bpy;", edit(3, 4)),
        ("&", edit(1, 1, "#lt;")),
        ("&copy\u200b;", edit(5, 6)),
        ("&amp\u200b; is", edit(4, 5)),
        ("&#38\u200b5;", edit(4, 5)),
        ("&co\u200bpy", edit(3, 4)),
        ("<a <b>", edit(3, 4)),
    ],
)
def test_what_makes_a_hazard_is_refused(text: str, proposed: Edit) -> None:
    assert refusals(text, proposed) == [MAKES_MARKUP]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("<b >x</b>", edit(2, 3)),
        ("x  &amp; y", edit(1, 2)),
        ("a <b> c", edit(2, 5)),
        ("<i> a", edit(3, 4)),
        ("&amp;lt;", edit(1, 5)),
        ("&amp;amp;lt;", edit(1, 5)),
        ("&amp;nbsp;", edit(1, 5)),
        ("<b> <b> x", edit(3, 7)),
        ("<b> <b> x", edit(0, 4)),
        ("a\x07b c", edit(2, 3)),
        ("a\x07bc\x07", edit(1, 5, "x\x07")),
        ("<a title=x  y>", edit(10, 11)),
        ("AT&T is", edit(5, 6)),
        ("AT&amp;T; is", edit(3, 7)),
    ],
)
def test_what_keeps_or_removes_a_hazard_may_stand(text: str, proposed: Edit) -> None:
    assert refusals(text, proposed) == [None]


def test_a_tag_is_not_made_at_one_offset_because_one_was_taken_at_another() -> None:
    assert refusals("<b> and < b>", edit(0, 3), edit(9, 10)) == [None, MAKES_MARKUP]


def test_only_the_edit_that_makes_the_hazard_is_refused() -> None:
    assert refusals("x  y < b> z  z", edit(1, 2), edit(6, 7), edit(12, 13)) == [None, MAKES_MARKUP, None]


def test_edits_in_the_middle_of_a_tag_are_not_those_that_made_it() -> None:
    assert refusals("x < b one  two > z", edit(3, 4), edit(9, 10)) == [MAKES_MARKUP, None]


def test_where_no_edit_touches_the_marks_all_within_are_refused() -> None:
    assert refusals("<a b  c < d>", edit(4, 5), edit(8, 9)) == [MAKES_MARKUP, MAKES_MARKUP]
    assert guilty([Made(((0, 1),), (0, 9))], [[(4, 5)], [(20, 21)]]) == {0}


def test_two_edits_that_make_a_tag_together_are_both_refused() -> None:
    assert refusals("a &l\u200bt;b&g\u200bt;", edit(4, 5), edit(10, 11)) == [MAKES_MARKUP, MAKES_MARKUP]


def test_where_a_hazard_is_said() -> None:
    text = "x <scr\u200bipt> y"
    changes = net(text, (6, 7, ""))
    (hazard,) = made(text, apply(text, changes), changes)
    assert hazard == Made(((2, 10),), (2, 11)) or hazard.whole == (2, 11)


def test_hazards_that_keep_coming_end_in_refusing_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit refused may leave another that makes a hazard with what is back; that goes on for few rounds only."""
    looks = 0

    def one_by_one(text: str, after: str, changes: list[NetChange], source: str | None) -> list[Made]:
        nonlocal looks
        looks += 1
        return [Made(((changes[0].start, changes[0].start),), (0, 0))] if changes else []

    monkeypatch.setattr(proposals, "made", one_by_one)
    proposed = [edit(place, place + 1) for place in range(0, 300, 3)]
    assert refusals("a" * 300, *proposed) == [MAKES_MARKUP] * 100
    assert looks < 20


@pytest.mark.parametrize("piece", ["<b\u200b> ", "&l\u200bt;", "&amp;\u200blt;b&gt;", "<b \u200b<i", "&\u200b&#97;mp;"])
def test_many_hazards_cost_what_they_weigh(piece: str) -> None:
    """Seconds say little, but a search that is not linear would take minutes here."""
    text = piece * 5_000
    changes = net(text, *((place, place + 1, "") for place, char in enumerate(text) if char == "\u200b"))
    start = time.perf_counter()
    found = made(text, apply(text, changes), changes)
    guilty(found, [[(change.start, change.end)] for change in changes])
    assert time.perf_counter() - start < 30


def test_a_rule_that_makes_hazards_by_the_thousand_is_barred_from_the_text() -> None:
    text = "He left. " + "<b\u200b> " * 3000 + "Done. was"
    result = Pipeline().run(text)
    assert "<b>" not in result.text
    assert {finding.refused for finding in result.findings if finding.rule == "encoding/invisible-character"} == {
        MAKES_MARKUP
    }
    assert not [finding for finding in Pipeline().run(result.text).findings if finding.applied]


def test_a_number_longer_than_any_character_s() -> None:
    text = f"It left at &quot;noon&quot;. &#{'1' * 5000}; &#x{'f' * 5000}; stay."
    result = Pipeline().run(text)
    assert result.text == text.replace("&quot;", '"')
    assert not result.failures


def test_no_character_that_has_a_name_counts_as_unseen() -> None:
    """New scripts come to plane 3, where the library that says what a character is knows them before this list does."""
    named = regex.findall(r"[^\p{C}\N{REPLACEMENT CHARACTER}]", "".join(map(chr, range(0x110000))))
    assert [hex(ord(each)) for each in named if UNSEEN.match(each)] == []
