"""JSON: string values are cleaned; keys and every other byte stay."""

from __future__ import annotations

import json
import random

import pytest

from cleaner import Pipeline
from cleaner.errors import InputError
from cleaner.structure import FileForm, read

from .conftest import checked

LOCALE = """{
  "a “ b ” c": "He said, “ it is open ”, and left.",
  "menu" : { "open": "Open {{ file }}, “ now ”, %1$s", "list": ["One", {"deep": "“ two ”"}], "size": 1.10 },
  "ascii": "\\u201c it \\u201d, \\"yes\\"\\n", "ascii": "“ again ”",
  "none": null, "url": "http://x.y/a , b"
}
"""


def test_every_string_value_is_cleaned_and_no_key(clean):
    wanted = LOCALE
    for inside in ("it is open", "now", "two", "again"):
        wanted = wanted.replace(f"“ {inside} ”", f"“{inside}”")
    wanted = wanted.replace("\\u201c it \\u201d", "\\u201cit\\u201d")
    assert clean(LOCALE, "json") == wanted


@pytest.mark.parametrize(
    ("fields", "texts"),
    [
        (("**",), ["One", "x", "two", "three", "four"]),
        (("a",), ["One", "two"]),
        (("b.c",), ["three", "four"]),
        (("b.*",), ["three", "four"]),
        (("**.c", "id"), ["x", "three", "four"]),
    ],
)
def test_fields(fields, texts):
    file = '[{"a": "One", "id": "x"}, {"a": ["two", 2], "b": [{"c": "three"}, {"c": "four"}], "a.b": ""}]'
    assert [prose.text for prose in read(file, FileForm("json", fields))] == texts


def test_each_value_has_the_source_beside_it():
    file = '{"x": {"en": "Open", "de": "Offen", "lang": "de"}, "y": {"en": "No", "z": {"de": "Nein"}}, "de": "Ja"}'
    proses = read(file, FileForm("json", ("**.de", "de"), source_field="en", lang_field="lang"))
    assert [(each.text, each.source, each.lang) for each in proses] == [
        ("Offen", "Open", "de"),
        ("Nein", "No", None),
        ("Ja", None, None),
    ]


@pytest.mark.parametrize(
    ("file", "line"), [("{\n]", 2), ("[1,\n\n", 3), ('{"a": "b"}\n{"a": "c"}', 2), ("", 1), ('["a\nb"]', 1)]
)
def test_what_is_no_json_is_refused_with_its_line(file, line):
    with pytest.raises(InputError, match=f"line {line} "):
        Pipeline().run(file, format="json")


def test_a_file_without_the_fields_is_refused_and_its_own_are_named():
    with pytest.raises(InputError, match=r"it has no string 'text'; it has a, b\.c; name"):
        Pipeline().run('[{"a": "x"}, {"b": {"c": "y"}}]', format=FileForm("json", ("text",)))


INNER = {
    "markdown": (
        '# The “ mill ”\n\nHe said, “ it is [open](a,b "“ x ”") ”, and\n> left \\* `“ x ”`.\n\n    “ code ”\n',
        '# The “mill”\n\nHe said, “it is [open](a,b "“ x ”")”, and\n> left \\* `“ x ”`.\n\n    “ code ”\n',
    ),
    "html": (
        "<p title='“ x ”'>He said, “ it &amp; <b>all</b> ”\n\tand <code>“ x ”</code> \"left\".</p><pre>“ x ”</pre>",
        "<p title='“ x ”'>He said, “it &amp; <b>all</b>”\n\tand <code>“ x ”</code> \"left\".</p><pre>“ x ”</pre>",
    ),
    "srt": (
        "1\n00:00:01,000 --> 00:00:02,000\nHe said, “ it\nis é\\N𝒳 ”, and left.\n",
        "1\n00:00:01,000 --> 00:00:02,000\nHe said, “it\nis é\\N𝒳”, and left.\n",
    ),
}
"""Texts with a structure, and what they become."""


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("kind", INNER)
def test_values_in_a_format_of_their_own(kind, ascii_only):
    before, after = INNER[kind]
    file = json.dumps({"a": before, "b": [{"c": before}]}, ensure_ascii=ascii_only, indent=1)
    form = FileForm("json", text_format=kind)
    result = checked(Pipeline(), file, form)
    assert result.text == json.dumps({"a": after, "b": [{"c": after}]}, ensure_ascii=ascii_only, indent=1)


def test_a_field_tells_the_format_of_the_values_beside_it():
    before, after = INNER["html"]
    records = [{"text": before, "kind": "text/html"}, {"text": "“ a ” `“ b ”`", "kind": "md"}, {"text": "“ a ”"}]
    file = json.dumps(records)
    form = FileForm("json", ("text",), text_format="html", format_field="kind")
    wanted = [{**records[0], "text": after}, {**records[1], "text": "“a” `“ b ”`"}, {"text": "“a”"}]
    assert checked(Pipeline(), file, form).text == json.dumps(wanted)
    with pytest.raises(InputError, match="said to be 'x'; there are text, markdown"):
        read('{"text": "a", "kind": "x"}', form)


def test_values_keep_what_they_are():
    """Whatever is in a file: all but the strings is equal after cleaning, and keys are what they were."""
    generator = random.Random(4)
    words = ["“ it ”", "was", "\\", '"', "\n", "\u2028", "é", "𝒳", "{x}", "&quot;", " , ", "\x07", "The town."]

    def value(depth: int) -> object:
        kind = generator.randrange(6 if depth < 4 else 4)
        if kind == 4:
            return [value(depth + 1) for _ in range(generator.randrange(4))]
        if kind == 5:
            return {generator.choice(words): value(depth + 1) for _ in range(generator.randrange(4))}
        return generator.choice([None, True, 1.5, " ".join(generator.choices(words, k=5))])

    def bare(data: object) -> object:
        if isinstance(data, dict):
            return {key: bare(each) for key, each in data.items()}
        return [bare(each) for each in data] if isinstance(data, list) else "text" if isinstance(data, str) else data

    pipeline = Pipeline()
    for _ in range(60):
        data = {"a": value(0), "b": value(0)}
        file = json.dumps(data, ensure_ascii=generator.random() < 0.5, indent=generator.choice([None, 2]))
        assert bare(json.loads(checked(pipeline, file, "json").text)) == bare(data)
