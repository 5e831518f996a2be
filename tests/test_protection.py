"""What is protected, what is not, and that looking for it is linear."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.protection import protected_spans
from tests.strategies import PROPERTY


def protected(text: str) -> list[str]:
    return [text[start:end] for start, end in protected_spans(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("See https://a.example/b?c=d, then go.", ["https://a.example/b?c=d"]),
        ("(see http://a.example/b_(c)) there", ["http://a.example/b_(c)"]),
        ("(see http://a.example/b) there", ["http://a.example/b"]),
        ("At www.a.example. Then", ["www.a.example"]),
        ("At HTTPS://A.EXAMPLE/B now", ["HTTPS://A.EXAMPLE/B"]),
        ("“https://a.example” he said", ["https://a.example"]),
        ("https:// a.example is broken", []),
        ("Write to o.h+x@mail.example.org.", ["o.h+x@mail.example.org"]),
        ("a @ b and a@b", []),
        ("@river_boat wrote #slow2 and C# and R&#39;s", ["@river_boat", "#slow2"]),
        ("word@@ piece @-@ ##ing", []),
        ("It weighs 5 kg, -3.5 °C, 12:30 h, 40% and 64 km/h.", ["5 kg", "-3.5 °C", "40%", "64 km/h"]),
        ("160 km/hour and 20 m² and 3 µm", ["160 km", "20 m²", "3 µm"]),
        ("In 2010 a man paid $20 a barrel at 8 a.m. for 7 grams", []),
        ("It grew 3 % and 4%", ["4%"]),
        ("x5 kg and v1.2 m and 1.5.2 kg", ["1.5.2 kg"]),
        ("<b>bold</b> and <br/> and <IMG src='x'>", ["<b>", "</b>", "<br/>", "<IMG src='x'>"]),
        ("<unk> and <s> and <think>", []),
        ("< b >, 3 < b and c > d", []),
        ("<!-- a > b --> and <!-- open", ["<!-- a > b -->"]),
        ("<![CDATA[ x ]]> and <!DOCTYPE html>", ["<![CDATA[ x ]]>", "<!DOCTYPE html>"]),
        ("<?xml version='1'?>", ["<?xml version='1'?>"]),
        ("Write `a b` or ``a `b` c`` here", ["`a b`", "``a `b` c``"]),
        ("``so'' does ``TeX'' write", []),
        ("`so,' she said, `and so'", []),
        ("an open ` tick\nand ` another line", []),
        ("before\n```py\nx = 1\n```\nafter", ["```py\nx = 1\n```"]),
        ("before\r\n~~~\r\nx\r\n~~~\r\nafter", ["~~~\r\nx\r\n~~~\r"]),
        ("```\nall of it\n```", []),
        ("before\n```\nnever closed", []),
        ("Text:\n\n    x = f(1);\n    y = 2\n\nafter", ["    x = f(1);\n    y = 2\n"]),
        ("Text:\n\n    a verse\n    of mine\n\nafter", []),
    ],
)  # fmt: skip
def test_protected(text: str, spans: list[str]) -> None:
    assert protected(text) == spans


def test_what_the_user_names_is_protected() -> None:
    text = "SKU-12 and sku-12"
    assert [text[s:e] for s, e in protected_spans(text, [re.compile(r"SKU-\d+"), re.compile("x*")])] == ["SKU-12"]


PIECES = [
    "<",
    ">",
    "<b",
    "<!--",
    "-->",
    "`",
    "``",
    "\n",
    "```\n",
    "    ",
    "a",
    "1",
    ":",
    ".",
    "@",
    "#",
    "http://",
    " kg",
    "/",
]


@PROPERTY
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_spans_lie_in_the_text_and_hold_something(text: str) -> None:
    for start, end in protected_spans(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


@PROPERTY
@given(st.lists(st.sampled_from(["`", "``", "```", "a", " ", "'"]), max_size=14).map("".join))
def test_code_spans_are_those_a_slow_scan_finds(line: str) -> None:
    """The oracle: from each run of ticks on, look at all the rest for one that closes it."""
    runs = [match.span() for match in re.finditer("`+", line)]
    expected, number = [], 0
    while number < len(runs):
        start, end = runs[number]
        for later in range(number + 1, len(runs)):
            low, high = runs[later]
            opens = line[low - 1].isspace() and line[high : high + 1].isalnum()
            if high - low == end - start and not opens:
                expected.append((start, high))
                number = later
                break
        number += 1
    assert list(protected_spans("x" + line)) == [(start + 1, end + 1) for start, end in expected]


@pytest.mark.parametrize("text", ["It&amp;#39;s shut.", "It& #39;s shut.", "a &amp;#x27; b", "5 &amp;#0176 ; C"])
def test_what_is_left_of_an_entity_is_no_hashtag(text: str) -> None:
    assert not [text[start:end] for start, end in protected_spans(text) if "#" in text[start:end]]


def test_quotations_as_tex_writes_them_are_no_code() -> None:
    text = "He said ``no'' and she (``yes'') to it, but ``a `b` c`` is code."
    assert [text[start:end] for start, end in protected_spans(text)] == ["``a `b` c``"]


def test_carriage_returns_alone_end_lines() -> None:
    assert list(protected_spans("a `b\rc` d")) == list(protected_spans("a `b\nc` d")) == []
    assert list(protected_spans("a\r\r    x = {1}\rb")) == list(protected_spans("a\n\n    x = {1}\nb")) != []
