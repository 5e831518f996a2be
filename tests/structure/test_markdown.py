"""Markdown: its prose is cleaned, everything else stays."""

from __future__ import annotations

import random
import re

import pytest

from cleaner import Pipeline
from cleaner.rules import Change, Prior, Rule
from cleaner.structure import markdown
from cleaner.structure.prose import Shows

from .conftest import checked


def texts(file: str) -> list[str]:
    (prose,) = markdown.read(file)
    for piece in prose.pieces:
        assert piece.kind is not Shows.PLAIN or file[piece.start : piece.end] == piece.text
    return list(prose.units())


@pytest.mark.parametrize(
    ("file", "units"),
    [
        ("# One *two* three\n\nFour.\n", ["One two three", "Four."]),
        ("Heading\n=======\n\nText\n", ["Heading", "Text"]),
        ("- one\n  goes on\n- two\n\n  three\n- [x] four\n", ["one goes on", "two", "three", "four"]),
        ("- [ ] task\n", ["task"]),
        ("> quoted *text\n> goes* on\nlazily\n", ["quoted text goes on lazily"]),
        ("> - deep\n>   > deeper\n", ["deep", "deeper"]),
        ("| a | b **c** |\n|---|---|\n| d \\| e | `f` |\n", ["a", "b c", "d | e", "`f`"]),
        ("A [link *text*](http://x.y 'title') here.\n", ["A link text here."]),
        ("A [link][ref] and [ref] and [ref][].\n\n[ref]: /x 'Title'\n", ["A link and [ref] and [ref][]."]),
        ("An ![image *alt*](a.png) here.\n", ["An `image` here."]),
        ("A <b>bold</b> word<br>and <img src=x> <code>co de</code>.\n", ["A bold word\nand `img` `code`."]),
        ("Hard  \nbreak\\\nhere\n", ["Hard\nbreak\nhere"]),
        ("Two &amp; three &quot;four&quot; \\* five\n", ['Two & three "four" * five']),
        ("---\ntitle: no prose\n---\n\nText\n", ["Text"]),
        (
            "Text\n\n```py\ncode\n```\n\n    more code\n\n<div>\nhtml\n</div>\n\nText two\n",
            ["Text", "html", "Text two"],
        ),
        ("<details>\n<summary>More &amp; “x”</summary>\n\nText\n\n</details>\n", ["More & “x”", "Text"]),
        ("- One\n  <p>In\n  <b>an</b> item</p>\n", ["One", "In an item"]),
        ("<pre>\ncode\n\ncode\n</pre>\n<!-- note -->\n", []),
        ("<table><tr><td>One<td><code>x</code> two</table>\n", ["One", "`code` two"]),
        ("> <div>\n> text\n> </div>\n", []),
        ('<div markdown="1">\n**text**\n</div>\n', []),
        ("<Tabs>\ntext\n</Tabs>\n\n<div>{text}</div>\n\n<div>\n~~~\ntext\n~~~\n</div>\n", []),
        ("<x-card>\ntext\n</x-card>\n\n<div>\n<% text %>\n</div>\n", []),
        ("A {{ template }} and {% tag %} and $x^2$ here\n", ["A {{ template }} and {% tag %} and $x^2$ here"]),
        (":::note\nText.\n:::\n", ["Text."]),
        ('!!! note "Title"\n\nText.\n', ["Text."]),
        ("import X from 'y'\n\nText <X a={1}/> here.\n", ["Text <X a={1}/> here."]),
        ("Text.[^1]\n\n[^1]: A note.\n", ["Text.[^1]", "[^1]: A note."]),
        ("Ünïcödé *äöü* 𝒳 – “quoted”\n", ["Ünïcödé äöü 𝒳 – “quoted”"]),
        ("", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_units(file, units, end):
    assert texts(file.replace("\n", end)) == units


def test_prose_is_cleaned_and_code_stays(clean):
    said, cleaned = "said, “ it is open ”, and", "said, “it is open”, and"
    file = (
        f"---\ntitle: He {said} left\n---\n"
        f"# He {said} left\n\n"
        f"- We **met**. He {said} *left*.\n\n"
        f"```\nsync.Once {said} .  was\n```\n\n"
        f"> A [road](http://x.y 'T {said}') they {said} left.\n\n"
        f"| She {said} |\n|---|\n| `x {said}` |\n"
    )
    wanted = file.replace(said, cleaned)
    for kept in ("title: He", "sync.Once", "'T", "`x"):
        wanted = wanted.replace(f"{kept} {cleaned}", f"{kept} {said}")
    assert clean(file, "markdown") == wanted


def test_blocks_of_html_are_cleaned_as_pages_are(clean):
    said, cleaned = "He said, “ it is <b>open</b> ”, and left.", "He said, “it is <b>open</b>”, and left."
    file = (
        'Text.\n\n<details>\n<summary title="{0}">{1}</summary>\n\n{1}\n\n</details>\n\n'
        '<p align="center"><code>{0}</code>\n<!-- {0} -->\n{1}</p>\n'
    )
    attribute = "He said, “ it is open ”"
    assert clean(file.format(attribute, said), "markdown") == file.format(attribute, cleaned)


def test_a_tail_before_a_code_block_is_repaired(clean):
    file = "The **bridge** was opened on *Monday*. was\n\n```\nsync.Once\n```\n"
    assert clean(file, "markdown") == "The **bridge** was opened on *Monday*.\n\n```\nsync.Once\n```\n"


def test_a_term_where_a_sentence_begins_keeps_its_small_letter(clean):
    said = "The mill grinds wheat from the old valley. {} will tell how sure that is. The river is high. It was known."
    assert clean(said.format("_trust_"), "markdown") == said.format("_trust_")
    assert clean(said.format("trust"), "markdown") == said.format("Trust")


def test_a_line_that_leads_to_code_stays(clean):
    file = "The stream is open on the usual page.\n\nSend it in a tweet such as:\n\n```text\nWe are live.\n```\n"
    assert clean(file, "markdown") == file


def test_code_in_a_list_of_names_is_no_loop():
    """A loop shows that an engine wrote the text; pieces of code look alike to rules."""
    names = "".join(f"<li><code>name{number}</code>, </li>" for number in range(9))
    page = f"<ul>{names}</ul><p>It is true if its side is false and false if its side is true.</p>"
    assert Pipeline().run(page, format="html").text == page


def test_a_finding_shows_the_line_breaks_of_the_file():
    file = "Write why access is needed(for example\nto stream *a* meeting) to us.\n"
    (found,) = (each for each in Pipeline().run(file, format="markdown").findings if each.applied)
    assert found.found == "(for example\nto stream *a* meeting)"
    assert found.replacement == " (for example\nto stream *a* meeting)"


def test_a_deletion_before_a_line_break_keeps_it(clean):
    file = "We met in the old town. </s>\nThe bridge was open.\n"
    assert clean(file, "markdown") == "We met in the old town.\nThe bridge was open.\n"


def test_furniture_goes_with_its_blank_lines(clean):
    file = "The bridge was opened on Monday.\n\nThe town was quiet.\n\nLeave a Comment\n"
    assert clean(file, "markdown") == "The bridge was opened on Monday.\n\nThe town was quiet.\n"


def test_furniture_after_code_leaves_the_code(clean):
    file = "The bridge was opened on Monday.\n\n    x = 1\n\nLeave a Comment\n"
    assert clean(file, "markdown").startswith("The bridge was opened on Monday.\n\n    x = 1\n")


def test_an_edit_never_reaches_over_markup(clean):
    """Words are doubled across the marks of an emphasis: to take one of them would take a mark."""
    file = "It was seen by them **by them** at noon.\n"
    assert clean(file, "markdown", apply="risky") == file


def test_an_edit_that_would_make_markup_is_not_made():
    """What is left of the line would be a heading."""

    class NoStart(Rule):
        """Deletes the word before a number sign.

        Why: a test. Not touched: anything else. Safety: safe.
        """

        name = "own/no-start"
        measured = Prior(confidence=0.99, reason="a test", wrong=0, human_words=0, date="2026-11")

        def propose(self, document):
            for match in re.finditer("Word (?=#)", document.text):
                yield self.edit(*match.span(), "a word", [Change(*match.span(), "")])

    pipeline = Pipeline(rules=[NoStart], passes=["own"])
    file = "Word # one\n\nA Word #two\n"
    result = checked(pipeline, file, "markdown")
    assert result.text == "Word # one\n\nA #two\n"
    assert [finding.refused for finding in result.findings] == ["protected", None]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(clean, end):
    file = f"# A town{end}{end}He said, “ it{end}is open ”, and left.{end}"
    assert clean(file, "markdown") == file.replace("“ it", "“it").replace("open ”", "open”")


def test_the_whole_of_any_file_has_a_reading():
    """Whatever the bytes: pieces lie in the file, in order, and cleaning keeps its promises."""
    signs = ["*", "_", "`", "[", "]", "(", ")", "<", ">", "!", "#", "-", "|", "\n", "\n\n", "    ", "&amp;", "\\"]
    signs += [
        "was",
        "The town",
        " , ",
        ". ",
        "“",
        "é",
        "𝒳",
        "> ",
        "1. ",
        "```",
        "$",
        "{{",
        "}}",
        "\t",
        "  \n",
        "http://x.y",
        "\n\n<div>",
        "</p>",
    ]
    generator = random.Random(7)
    pipeline = Pipeline()
    for _ in range(150):
        file = "".join(generator.choices(signs, k=generator.randrange(1, 60)))
        texts(file)
        checked(pipeline, file, "markdown")
