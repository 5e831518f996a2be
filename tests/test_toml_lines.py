"""Where keys stand, against a slow oracle and in the forms that TOML allows."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from cleaner import toml_lines
from cleaner.toml_lines import key_lines, line_of
from tests.strategies import PROPERTY

TEXT = '''\
# a comment
preset = "news"   # another
"lang" = 'en'
protect = [
    "a]",  # ] not the end
    'b',
]
note = """
[not.a.table]
also = "not a key"
"""

[rules."fragments/stray-tail"]
max_words = 8
inline = { one = 1, two = { three = 3 } }

[[overrides]]
files = ["*.srt"]
  [overrides.rules."quotes/doubled"]
  x = 1
[[overrides]]
a.b = 1
a."c d" = 2
[tool.cleaner]
lang = "en"
[[tool.cleaner.overrides]]
[[tool.cleaner.overrides.deep]]
k = 1
'''

PLACES = {
    ("preset",): 2,
    ("lang",): 3,
    ("protect",): 4,
    ("note",): 8,
    ("rules", "fragments/stray-tail"): 13,
    ("rules", "fragments/stray-tail", "max_words"): 14,
    ("rules", "fragments/stray-tail", "inline", "two", "three"): 15,
    ("overrides", "0"): 17,
    ("overrides", "0", "files"): 18,
    ("overrides", "0", "rules", "quotes/doubled"): 19,
    ("overrides", "0", "rules", "quotes/doubled", "x"): 20,
    ("overrides", "1"): 21,
    ("overrides", "1", "a", "b"): 22,
    ("overrides", "1", "a", "c d"): 23,
    ("tool", "cleaner"): 24,
    ("tool", "cleaner", "lang"): 25,
    ("tool", "cleaner", "overrides", "0"): 26,
    ("tool", "cleaner", "overrides", "0", "deep", "0"): 27,
    ("tool", "cleaner", "overrides", "0", "deep", "0", "k"): 28,
}


def test_every_form_of_key() -> None:
    tomllib.loads(TEXT)
    lines = key_lines(TEXT)
    assert {path: lines.get(path) for path in PLACES} == PLACES
    assert ("not", "a", "table") not in lines
    assert ("also",) not in lines


def test_line_ends_of_another_system_and_separators_in_strings() -> None:
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)
    assert key_lines('a = "x\u2028y\x85z"\nb = 1\n') == {("a",): 1, ("b",): 2}


def test_a_path_without_a_line_has_that_of_what_is_around_it() -> None:
    lines = key_lines("[a]\nb = 1\n")
    assert line_of(lines, ("a", "b", "c")) == 2
    assert line_of(lines, ("a", "x")) == 1
    assert line_of(lines, ("z",)) is None


KEYS = st.sampled_from(["a", "b", '"c d"', "'e/f'"])
VALUES = st.sampled_from(["1", '"x"', "[1, 2]", "[\n 1,\n 2,\n]", '"""\nx\n"""', "{ g = 1 }", "'''\na = 1'''"])


@PROPERTY
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "\n", "# c\n", "\r\n"]), KEYS, VALUES), unique_by=lambda row: row[1], max_size=4
    )
)
def test_the_line_of_a_key_is_where_it_was_written(rows: list[tuple[str, str, str]]) -> None:
    text, expected = "", {}
    for gap, key, value in rows:
        text += gap
        expected[(key.strip("\"'"),)] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    tomllib.loads(text)
    lines = key_lines(text)
    assert {path: line for path, line in lines.items() if len(path) == 1} == expected


def test_a_long_list_is_parsed_once(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    parsed = []
    parse = toml_lines._parse
    monkeypatch.setattr(toml_lines, "_parse", lambda statement: parsed.append(len(statement)) or parse(statement))
    text = "ignore = [\n" + '    "a",\n' * 500 + "]\n"
    assert key_lines(text)[("ignore",)] == 1
    assert sum(parsed) < 3 * len(text)
