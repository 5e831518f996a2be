"""What a rule sees: lines, paragraphs, sentences, habits, and all of it only when asked."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from cleaner import document as module
from cleaner.document import Document
from cleaner.lexicon import load
from cleaner.spans import Span, Spans
from tests.strategies import PROPERTY, texts


def document(text: str, **settings: object) -> Document:
    return Document(text, load("en"), **settings)  # type: ignore[arg-type]


def pieces(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@given(texts("ab \n", 12))
def test_lines_are_the_same_with_the_line_ends_of_another_system(text: str) -> None:
    plain = text.replace("\r", "")
    unix, windows = document(plain), document(plain.replace("\n", "\r\n"))
    assert pieces(unix.text, unix.lines) == pieces(windows.text, windows.lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one\n", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\r\n", ["one", "two"]),
        ("one\rtwo", ["one", "two"]),
        ("one\n\n\ntwo", ["one", "", "", "two"]),
        ("\n", [""]),
        ("one\u2028two\x0cthree", ["one\u2028two\x0cthree"]),
    ],
)
def test_lines(text: str, lines: list[str]) -> None:
    assert pieces(text, document(text).lines) == lines


@PROPERTY
@given(texts("ab \r\n", 12))
def test_lines_leave_out_nothing_but_line_ends(text: str) -> None:
    lines = document(text).lines
    assert all("\n" not in line and "\r" not in line for line in pieces(text, lines))
    assert re.sub(r"[\r\n]", "", text) == "".join(pieces(text, lines))
    assert list(lines) == sorted(lines)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("one\r\n\r\ntwo\r\n", ["one", "two\r\n"]),
        ("one\n \t\ntwo", ["one", "two"]),
        ("one\r\n \r\n\r\n  two", ["one", "two"]),
        ("\n\none\n\n\n", ["one"]),
        ("\r\n\r\none", ["one"]),
        ("\n\none\r", ["one\r"]),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert pieces(text, document(text).paragraphs) == paragraphs


@PROPERTY
@given(texts("ab \r\n", 14))
def test_paragraphs_hold_all_that_is_written(text: str) -> None:
    found = document(text).paragraphs
    assert "".join("".join(pieces(text, found)).split()) == "".join(text.split())
    assert all(not re.search(r"\n[ \t]*\r?\n", piece.rstrip()) for piece in pieces(text, found) if piece[0] != "\n")


@PROPERTY
@given(texts("aB.! \n", 16))
def test_sentences_hold_all_that_is_written(text: str) -> None:
    doc = document(text)
    found = pieces(text, doc.sentences)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(piece == piece.strip() for piece in found)
    assert list(doc.sentences) == sorted(doc.sentences)
    assert all(any(low <= start and end <= high for low, high in doc.paragraphs) for start, end in doc.sentences)


@pytest.mark.parametrize(
    ("text", "capitalises"),
    [
        ("", True),
        ("One thing. Two things. Three things. Four things. Five things. Six things.", True),
        ("one thing! two things! three things! four things! five things! six things!", False),
    ],
)
def test_a_writer_who_never_capitalises_is_known_by_the_whole_text(text: str, capitalises: bool) -> None:
    assert document(text).habits.capitalises is capitalises


def test_what_is_protected_comes_from_text_patterns_and_shield() -> None:
    text = "SKU-12 costs 5 kg at https://a.example/b now"
    doc = document(text, patterns=[re.compile(r"SKU-\d+")], shield=lambda: Spans([(41, 44)]))
    assert pieces(text, tuple(doc.protected)) == ["SKU-12", "5 kg", "https://a.example/b", "now"]


def test_the_language_is_told_once_or_handed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(module.language, "is_foreign", lambda *told: asked.append(told) or True)
    doc = document("text")
    assert doc.foreign
    assert doc.foreign
    assert len(asked) == 1
    assert not document("text", foreign=False).foreign
    assert len(asked) == 1


def test_nothing_is_computed_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("computed although nobody asked")

    monkeypatch.setattr(module, "protected_spans", never)
    monkeypatch.setattr(module.sentences, "split", never)
    monkeypatch.setattr(module.language, "is_foreign", never)
    doc = document("One. Two.", shield=never)
    assert doc.lines == ((0, 9),)
    assert doc.paragraphs == ((0, 9),)
    assert doc.lang == "en"


def test_shared_work_is_done_once() -> None:
    calls = []

    def work(doc: Document) -> int:
        calls.append(doc)
        return len(doc.text)

    doc = document("four")
    assert (doc.once(work), doc.once(work)) == (4, 4)
    assert calls == [doc]
