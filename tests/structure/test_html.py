"""HTML: text between tags is cleaned; tags, code, comments and attributes stay."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from cleaner import Pipeline
from cleaner.structure import html
from cleaner.structure.entities import seen
from cleaner.structure.prose import Shows

from .conftest import checked


def texts(file: str) -> list[str]:
    (prose,) = html.read(file)
    for piece in prose.pieces:
        assert piece.kind is not Shows.PLAIN or file[piece.start : piece.end] == piece.text
    return list(prose.units())


@pytest.mark.parametrize(
    ("file", "units"),
    [
        ("<p>One <b>two</b> three</p><p>four", ["One two three", "four"]),
        ("<div>One<p>two</p>three</div>", ["One", "two", "three"]),
        ("<p>One\n   two </b> three", ["One two three"]),
        ("<p>a < b and c<d e", ["a < b and c"]),
        ('<a title="x > y">one</a> two', ["one two"]),
        ("<a title='x > y' b=\">\">one</a> two", ["one two"]),
        ("<p title=a'b>it's one</p>", ["it's one"]),
        ("one<!-- x <p> y -->two<!--> three", ["onetwo three"]),
        ("one<script>if (a < b) { '</p>' }</script>two", ["onetwo"]),
        ("<style>p { x }</style><p>one<textarea><b>x</textarea> two", ["one`textarea` two"]),
        ("<pre>x <b>y</b></pre>one <code>x <i>y</i></code> two", ["one `code` two"]),
        ("<svg><title>no</title><text>no</text></svg> one", ["`svg` one"]),
        ("one<br>two<br><br>three", ["one\ntwo\n\nthree"]),
        ("one <img alt='x y'> two", ["one `img` two"]),
        ("&quot;one&quot; &amp; &lt;two&gt; a&nbsp;b &copy 2020", ['"one" & <two> a\xa0b © 2020']),
        ('<p class="notranslate">one</p><p translate="no">two</p><p>three</p>', ["three"]),
        ('<div class="highlight"><div>x</div></div><p>one', ["one"]),
        ("<ul><li>one<li>two</ul>", ["one", "two"]),
        ("<head><title>no</title></head><title>no</title><body>one", ["one"]),
        ("<?php x ?>one</ >two", ["onetwo"]),
        ("<!DOCTYPE html><p>one", ["one"]),
        ("", []),
    ],
)
def test_units(file, units):
    assert texts(file) == units


def test_text_is_cleaned_and_nothing_else(clean):
    file = (
        '<!doctype html>\n<html><head><title>A , b</title></head><body title="a , b">\n'
        "<h1>She said, “ the road is open ”, and left</h1><!-- a , b --><script>a , b</script>\n"
        "<p>The <b>bridge</b> was opened on <a href='x,y'>Monday</a>. was</p>\n"
        "<pre>a , b</pre><p>It is a &ldquo; good road &rdquo;, they &amp; we say <code>a , b</code>, often."
    )
    assert clean(file, "html") == (
        '<!doctype html>\n<html><head><title>A , b</title></head><body title="a , b">\n'
        "<h1>She said, “the road is open”, and left</h1><!-- a , b --><script>a , b</script>\n"
        "<p>The <b>bridge</b> was opened on <a href='x,y'>Monday</a>.</p>\n"
        "<pre>a , b</pre><p>It is a &ldquo;good road&rdquo;, they &amp; we say <code>a , b</code>, often."
    )


def test_what_is_written_anew_is_escaped(clean):
    """Moses writes an ampersand in its own way; a page needs its entity."""
    assert clean("<p>They work at Smith &amp;amp; Sons in the old town.</p>", "html") == (
        "<p>They work at Smith &amp; Sons in the old town.</p>"
    )


def test_an_emptied_element_stays(clean):
    file = "<p>The bridge was opened on Monday.</p>\n<p>The town was quiet.</p>\n<p>Leave a Comment</p>\n"
    assert clean(file, "html") == file.replace("Leave a Comment", "")


def test_whitespace_that_nobody_sees_stays(clean):
    file = '<p>\n   He  said\n      " the town\n  is <b> ours </b> today ",\n and left.\n</p>'
    assert clean(file, "html") == '<p>\n   He  said\n      "the town\n  is <b> ours </b> today",\n and left.\n</p>'


def test_the_whole_of_any_file_has_a_reading():
    signs = ["<p>", "</p>", "<b>", "</b>", "<br>", "<!--", "-->", "<script>", "</script>", "<pre>", "</pre>", "<", ">"]
    signs += [
        "&amp;",
        "&quot;",
        "&",
        "'",
        '"',
        "=",
        "<a href='",
        "was",
        "The town",
        " , ",
        ". ",
        "“",
        "\n",
        "  ",
        "/",
        "é",
    ]
    generator = random.Random(7)
    pipeline = Pipeline()
    for _ in range(150):
        file = "".join(generator.choices(signs, k=generator.randrange(1, 60)))
        texts(file)
        checked(pipeline, file, "html")


def shown(element) -> Iterator[str]:
    for node in element.iter():
        yield "" if not isinstance(node.tag, str) else node.text or ""
        yield "" if node is element else node.tail or ""


def test_browsers_read_the_same_text():
    """html5lib reads as browsers do: every word of the prose is one of its text."""
    html5lib = pytest.importorskip("html5lib", reason="the parser to compare with")
    signs = [
        "<p>",
        "</p>",
        "<b",
        ">",
        "<i x='",
        "'",
        '"',
        "=",
        "<!--",
        "-->",
        "<!",
        "--!>",
        "<?",
        "</",
        "<",
        " one",
        " two ",
    ]
    generator = random.Random(3)
    for _ in range(400):
        file = "".join(generator.choices(signs, k=generator.randrange(1, 12)))
        tree = html5lib.parse("<body>" + file, treebuilder="etree", namespaceHTMLElements=False)
        seen = "".join(shown(tree.find("body"))).split()
        assert sorted("".join("".join(texts("<body>" + file)).split())) == sorted("".join(seen)), file


def test_a_number_longer_than_any_character_s_is_read() -> None:
    assert seen(f"&#{'1' * 5000};") == ("\N{REPLACEMENT CHARACTER}", False, True)
