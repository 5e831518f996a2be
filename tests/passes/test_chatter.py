"""What fixtures cannot show of the pass `chatter`: layers upon layers, texts of nothing else, and offsets."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.lexicon import load
from cleaner.passes.chatter import _announcement as announcement
from cleaner.passes.chatter._announcement import Announcement

PIPELINE = Pipeline(select=["chatter"])

TEXT = "The bridge over the river was opened again on Monday, the mayor said.\n\nThe toll has not gone."

HEADS = (
    "",
    "<think>\nThe user wants English.\n</think>\n\n",
    "Sure! I can help with that.\n\n",
    "Here is the translation:\n\n",
    "**Translation:**\n\n",
)
TAILS = ("", "\n\nLet me know if you need any changes!", "\n\n---\n\nNote: I kept the names of the source text.")


@pytest.mark.parametrize(("first", "second", "tail"), list(itertools.product(HEADS[1:3], HEADS[3:], TAILS)))
def test_layers_go_one_after_the_other(first: str, second: str, tail: str) -> None:
    assert PIPELINE(first + second + TEXT + tail) == TEXT


def test_the_marks_of_a_field_are_no_wrapper() -> None:
    field = '"""The bridge is open,"" he said, ""and nobody pays."""'
    assert PIPELINE(field) == field
    assert Pipeline()(field) == '"The bridge is open," he said, "and nobody pays."'


def test_who_signs_for_subtitles_goes_from_machine_text_alone() -> None:
    signed = "The bridge is open.\n\nSubtitles by the Amara.org community"
    assert PIPELINE(signed) == signed
    assert Pipeline(select=["chatter"], origin="machine")(signed) == "The bridge is open."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_of_either_kind(end: str) -> None:
    wrapped = ("Here is the translation:\n\n" + TEXT + "\n\nI hope this helps!").replace("\n", end)
    assert PIPELINE(wrapped) == TEXT.replace("\n", end)


def test_a_fence_beside_an_announcement_frees_its_text_for_later_passes() -> None:
    result = Pipeline(select=["chatter", "repetition"]).run(
        "Here is the translation:\n\n```\nThey crossed the the bridge on Monday.\n```"
    )
    assert result.text == "They crossed the bridge on Monday."
    assert result.undo() == result.original


@pytest.mark.parametrize("head", HEADS[3:])
def test_a_text_of_talk_alone_stays(head: str) -> None:
    assert PIPELINE(head) == head


@settings(deadline=None)
@given(st.text(alphabet="The translation:\n`<>/think*-. ", max_size=60))
def test_nothing_of_the_text_is_lost_but_at_its_edges(talk: str) -> None:
    assert "toll has not gone" in PIPELINE(f"{talk}\n\n{TEXT} The toll has not gone, he said.")


def test_talk_in_a_text_of_another_language_is_reported_only() -> None:
    text = "Here is the translation:\n\nМост через реку снова открыт, сказал мэр города в понедельник утром."
    result = PIPELINE.run(text)
    assert result.text == text
    assert [finding.rule for finding in result.findings] == ["chatter/preamble"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Here is the translation of the article about the new bridge:", Announcement.PREAMBLE),
        ("Translation:", Announcement.LABEL),
        ("Sure!", Announcement.ASSENT),
        ("Here is a translation problem that nobody has solved:", None),
        ("The translation of Homer took her ten years.", None),
        ("", None),
    ],
)
def test_what_a_line_announces(line: str, what: Announcement | None) -> None:
    assert announcement.read(line, load("en")) is what


NEXT = "Trams run on it from Monday, as soon as the rails have been laid."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_talk_at_every_seam_goes_and_the_parts_stay(end: str) -> None:
    seam = "Here is the translation of the next part:"
    text = f"{end}{end}".join([TEXT.replace("\n", end), seam, NEXT, seam, TEXT.replace("\n", end)])
    want = f"{end}{end}".join([TEXT.replace("\n", end), NEXT, TEXT.replace("\n", end)])
    result = PIPELINE.run(text)
    assert result.text == want
    assert result.undo() == text


def test_one_seam_is_reported_and_two_are_evidence() -> None:
    seam = "Here is the translated text:"
    once, twice = "\n\n".join([TEXT, seam, NEXT]), "\n\n".join([TEXT, seam, NEXT, seam, TEXT])
    assert PIPELINE(once) == once
    assert PIPELINE(twice) == "\n\n".join([TEXT, NEXT, TEXT])


def test_offers_in_letters_stay() -> None:
    letter = f"Dear Anna,\n\n{TEXT}\n\nI hope this translation helps you!\n\n{NEXT}\n\nBest regards\nTom"
    assert PIPELINE(letter) == letter


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ('{"translation": "It is \\u201copen\\u201d,\\nhe said."}', "It is “open”,\nhe said."),
        ('{"translation": "It is \\u202eopen again."}', None),
        ('{"translation": "It is open again"', None),
        ("b'It is open at the caf\\xc3\\xa9.'", "It is open at the café."),
        ("b'It is open at the caf\\xe9.'", None),
    ],
)
def test_containers_go_whole_or_not_at_all(text: str, want: str | None) -> None:
    result = PIPELINE.run(text)
    assert result.text == (text if want is None else want)
    assert result.undo() == text


@pytest.mark.parametrize("label", ["**English version**", "## Translation", "Output:", "Here is the edited version:"])
def test_what_a_writer_may_have_said_goes_where_the_text_is_machine_translation(label: str) -> None:
    text = f"{label}\n\n{TEXT}"
    assert PIPELINE(text) == text
    assert Pipeline(select=["chatter"], origin="machine")(text) == TEXT


def test_a_heading_over_a_text_on_translation_stays_even_from_machine_translation() -> None:
    text = "# Translation\n\nTranslation is the second step of the making of a protein. The first is transcription.\n"
    assert Pipeline(select=["chatter"], origin="machine")(text) == text
