"""JSON lines: the text is found and rewritten, and no other byte moves."""

from __future__ import annotations

import io
import itertools
import json
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.alignment import apply
from cleaner.edits import Change
from cleaner.errors import RecordError
from cleaner.formats.base import BlockKind
from cleaner.formats.jsonl import JsonLines
from tests import strategies
from tests.formats.streams import Dripping, dripping, raws, rewritten, spliced, well_placed

MARK = b"\xef\xbb\xbf"


def read(raw: bytes, *fields: str, **options: str | None):
    return JsonLines(fields or ("text",), **options).read(raw)


def text_of(raw: bytes, *fields: str) -> str:
    (value,) = read(raw, *fields).values
    return value.text


def change(raw: bytes, start: int, end: int, replacement: str, *fields: str) -> bytes:
    (value,) = read(raw, *fields).values
    return rewritten(raw, value, [Change(start, end, replacement)])


# Random objects, spelled in every way that means the same.


@st.composite
def spelled_letters(draw: st.DrawFn) -> tuple[str, bytes]:
    """One code point of a string, and a spelling of it in JSON; bytes that are no UTF-8 among them."""
    if draw(st.integers(0, 30)) == 0:
        return draw(st.sampled_from([("\udcff", b"\xff"), ("\udce2", b"\xe2")]))
    letter = draw(st.one_of(st.sampled_from('ab. é—\u2028\t\n/"\\'), st.characters(exclude_categories=["Cs"])))
    units = letter.encode("utf-16-be")
    escapes = [f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2)]
    ways = ["".join(escapes), "".join(escape[:2] + escape[2:].upper() for escape in escapes)]
    short = {"\t": r"\t", "\n": r"\n", "/": r"\/", '"': r"\"", "\\": r"\\", "\b": r"\b", "\f": r"\f", "\r": r"\r"}
    if letter in short:
        ways.append(short[letter])
    if letter >= " " and letter not in '"\\':
        ways.append(letter)
    return letter, draw(st.sampled_from(ways)).encode()


STRINGS = st.lists(spelled_letters(), max_size=12)
SPACE = st.sampled_from([b"", b"", b" ", b"\t", b"\r", b"  "])
ODD = ["1", "-0", "1.10", "1E400", "-1.0e-0", "9" * 5000, "NaN", "-Infinity", "true", "null", "[]", '[{"text": "no"}]']
OTHERS = st.sampled_from(
    [value.encode() for value in [*ODD, "{}", '{"text": "not this, é"}', '"\\ud83d\\ude00"', '"text"', '"\\\\"']]
)


def quoted(string: list[tuple[str, bytes]]) -> bytes:
    return b'"' + b"".join(spelling for _, spelling in string) + b'"'


@st.composite
def members(draw: st.DrawFn, keys: st.SearchStrategy[bytes]) -> bytes:
    pairs = draw(st.lists(st.tuples(SPACE, keys, SPACE, SPACE, OTHERS | STRINGS.map(quoted), SPACE), max_size=3))
    return b",".join(b"%b%b%b:%b%b%b" % pair for pair in pairs)


@st.composite
def lines(draw: st.DrawFn) -> tuple[bytes, list[tuple[str, bytes]], bytes]:
    """A line: what stands before the text, the text with its spelling, and what stands behind it."""
    space = [draw(SPACE) for _ in range(5)]
    key = draw(st.sampled_from([b'"text"', b'"t\\u0065xt"', b'"\\u0074e\\u0078t"']))
    before = draw(members(STRINGS.map(quoted) | st.just(b'"text"')))
    after = draw(members(st.sampled_from([b'"id"', b'"a.b"', b'"Text"', b'""', b'"tex"'])))
    head = b"%b%b{%b%b%b:%b" % (
        draw(st.sampled_from([b"", MARK])),
        space[0],
        before,
        b"," * bool(before),
        key,
        space[1],
    )
    tail = b"%b%b%b}%b%b" % (
        space[2],
        b"," * bool(after),
        after,
        space[3],
        draw(st.sampled_from([b"\n", b"\r\n", b""])),
    )
    return head, draw(STRINGS), tail


@given(lines(), st.data())
def test_only_changed_code_points_are_written_anew(line, data):
    head, string, tail = line
    raw = head + quoted(string) + tail
    record = JsonLines().read(raw)
    (value,) = record.values
    assert value.text == "".join(letter for letter, _ in string)
    changes = data.draw(strategies.changes(len(string), 'a"\\\n é\N{GRINNING FACE}'))
    splices = value.splices(changes)
    places = list(itertools.accumulate((len(spelling) for _, spelling in string), initial=len(head) + 1))
    assert [(splice.start, splice.end) for splice in splices] == [
        (places[change.start], places[change.end]) for change in changes
    ]
    new = spliced(raw, splices)
    assert new.startswith(head)
    assert new.endswith(tail)
    assert text_of(new) == apply(value.text, changes)
    inner = new[len(head) : len(new) - len(tail)]
    assert inner.isascii() or not quoted(string).isascii()
    assert json.loads(inner.decode("utf-8", "surrogateescape")) == apply(value.text, changes)


@given(lines())
def test_objects_are_read_as_the_standard_library_reads_them(line):
    head, string, tail = line
    raw = head + quoted(string) + tail
    decoder = json.JSONDecoder(parse_int=ignored, parse_float=ignored)
    whole = decoder.decode(raw.removeprefix(MARK).decode("utf-8", "surrogateescape"))
    assert isinstance(whole["text"], str)
    for field, value in whole.items():
        if isinstance(value, str):
            assert text_of(raw, field) == value


def ignored(number: str) -> None:
    return None


# Blocks.


@given(
    st.lists(
        st.sampled_from([b"\n", b"\r\n", b"{}\n", b'{"text": "a"}\n', b"\xff\n", b"123456789012345\n", b"x" * 40])
    ),
    st.integers(1, 60),
    st.lists(st.integers(1, 30), min_size=1),
)
def test_blocks_are_the_stream_however_it_comes(pieces, size, sizes):
    data = b"".join(pieces)
    records = JsonLines(longest=20)
    blocks = list(records.blocks(dripping(data, sizes), size=size))
    assert well_placed(blocks, data)
    assert raws(records, blocks) == [line for line in re.findall(rb"[^\n]*\n|[^\n]+", data) if len(line) <= 20]
    for block in blocks:
        if block.kind is BlockKind.RECORDS:
            assert len(block.data) < size + 20
            assert block.data.endswith(b"\n") or block.end == len(data)
    assert [block for block in records.blocks(io.BytesIO(data), size=size) if block.kind is BlockKind.RECORDS] == [
        block for block in blocks if block.kind is BlockKind.RECORDS
    ]


@given(st.lists(st.sampled_from([b"\n", b"12345\n", b"x" * 25 + b"\n"])), st.integers(1, 30), st.data())
def test_a_stream_is_taken_up_where_a_block_ended(pieces, size, data):
    stream = b"".join(pieces)
    records = JsonLines(longest=20)
    blocks = list(records.blocks(io.BytesIO(stream), size=size))
    taken = data.draw(st.sampled_from([place for place, block in enumerate(blocks) if block.last] or [-1])) + 1
    place = blocks[taken - 1].end if taken else 0
    rest = records.blocks(io.BytesIO(stream[place:]), start=place, line=1 + stream[:place].count(b"\n"), size=size)
    assert list(rest) == blocks[taken:]


def test_a_line_is_handed_out_as_soon_as_it_was_read():
    stream = Dripping([b'{"text"', b': "a"}\n{"te', b'xt": "b"}\n', b"{}\n"])
    blocks = JsonLines().blocks(stream, size=1)
    assert next(blocks).data == b'{"text": "a"}\n'
    assert stream.asked == 2
    assert next(blocks).data == b'{"text": "b"}\n'
    assert stream.asked == 3


def test_a_buffered_stream_is_not_asked_for_more_than_is_there():
    drops = Dripping([b"{}\n", b"{}\n", b"{}\n"])
    assert next(JsonLines().blocks(io.BufferedReader(drops), size=1)).data == b"{}\n"
    assert drops.asked == 1


def test_a_block_is_as_short_as_it_may_be():
    sizes = [len(block.data) for block in JsonLines().blocks(io.BytesIO(b"12345\n" * 10), size=12)]
    assert sizes == [12] * 5


def test_a_line_that_is_too_long_is_never_held():
    def pieces():
        yield b'{"text": "before"}\n'
        yield from itertools.repeat(b"x" * 1000, 1000)
        yield b'\n{"text": "after"}\n'

    held = []
    blocks = []
    for block in JsonLines(longest=5000).blocks(Dripping(pieces()), size=100_000):
        blocks.append((block.kind, block.line, block.last))
        held.append(len(block.data))
    assert blocks[0] == (BlockKind.RECORDS, 1, True)
    assert set(blocks[1:-2]) == {(BlockKind.TOO_LONG, 2, False)}
    assert blocks[-2:] == [(BlockKind.TOO_LONG, 2, True), (BlockKind.RECORDS, 3, True)]
    assert max(held) == 6000


def test_a_line_that_is_too_long_at_the_end_of_the_file():
    blocks = list(JsonLines(longest=10).blocks(io.BytesIO(b"{}\n" + b"x" * 50)))
    assert [block.last for block in blocks] == [True, False, True]
    assert blocks[-1].kind is BlockKind.TOO_LONG


# What a line may hold.


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r\n", b" \t\r\n", MARK, MARK + b"\n"])
def test_a_blank_line_has_no_record(raw):
    assert read(raw) is None


def test_numbers_are_never_converted():
    raw = b'{"n": [%b, 1.10, 1E400, NaN], "text": "It ended. was", "m": -0.0}' % (b"9" * 10_000)
    assert change(raw, 9, 13, "") == raw.replace(b" was", b"")


def test_of_equal_keys_the_last_is_the_text():
    raw = b'{"text": "one", "text": "two", "other": {"text": "three"}}'
    assert change(raw, 0, 3, "2") == raw.replace(b"two", b"2")
    assert text_of(rb'{"text": "one", "\u0074ext": "two"}') == "two"


def test_of_equal_keys_the_last_counts_where_it_is_null():
    assert read(b'{"text": "one", "text": null}').values == ()


def test_escapes_that_no_change_concerns_stay_as_they_are_spelled():
    raw = rb'{"text": "\/ \u00e9 \u00E9 \ud83d\uDE00 x \" \n"}'
    assert text_of(raw) == '/ é é 😀 x " \n'
    assert change(raw, 8, 9, "yé") == rb'{"text": "\/ \u00e9 \u00E9 \ud83d\uDE00 y\u00e9 \" \n"}'
    assert change(raw, 6, 7, "") == rb'{"text": "\/ \u00e9 \u00E9  x \" \n"}'
    assert change(raw, 7, 7, "!") == rb'{"text": "\/ \u00e9 \u00E9 \ud83d\uDE00! x \" \n"}'


def test_new_text_is_escaped_as_json_and_ascii_stays_ascii():
    assert change(b'{"text": "say x"}', 4, 5, '“a"\\\n\x01😀') == rb'{"text": "say \u201ca\"\\\n\u0001\ud83d\ude00"}'
    raw = '{"text": "é x"}'.encode()
    assert change(raw, 2, 3, '“a"\\\n\x01😀') == '{"text": "é “a\\"\\\\\\n\\u0001😀"}'.encode()
    assert change('{"é": "é", "text": "x"}'.encode(), 0, 1, "é") == '{"é": "é", "text": "\\u00e9"}'.encode()


def test_bytes_that_are_not_utf8_survive():
    raw = b'{"\xff": "\xfe", "text": "caf\xe9 was \xf0\x9f"}'
    assert text_of(raw) == "caf\udce9 was \udcf0\udc9f"
    assert change(raw, 5, 9, "") == b'{"\xff": "\xfe", "text": "caf\xe9 \xf0\x9f"}'


def test_bytes_that_would_become_a_letter_are_an_error():
    with pytest.raises(RecordError, match="would not read the same"):
        change(b'{"text": "\xe2x\x80\x94"}', 1, 2, "")


@pytest.mark.parametrize("units", [[0xD800], [0xDC80], [0xD83D, 0xDE00]])
def test_a_clean_text_that_is_not_unicode_is_an_error(units):
    new = "".join(map(chr, units))
    with pytest.raises(RecordError, match="clean text cannot be written"):
        change(b'{"text": "x"}', 0, 1, new)


def test_half_a_surrogate_pair_is_never_written():
    with pytest.raises(RecordError, match="clean text cannot be written"):
        change('{"text": "x é"}'.encode(), 0, 1, "\ud800")


@pytest.mark.parametrize("half", [r"\ud800", r"\uDC80", r"\ud83d\ud83d\ude00", r"\\\ud83d x", r"\ude00\ud83d"])
def test_half_a_surrogate_pair_is_an_error(half):
    with pytest.raises(RecordError, match=r"'text' has \\u.{4}, half of a surrogate pair"):
        read(b'{"text": "a %b"}' % half.encode())
    assert text_of(b'{"other": "%b", "text": "a"}' % half.encode()) == "a"


def test_a_spelled_backslash_is_no_escape():
    assert text_of(rb'{"text": "\\ud800"}') == r"\ud800"


def test_a_byte_order_mark_and_the_line_end_stay():
    assert change(MARK + b' {"text": "x"}\r\n', 0, 1, "y") == MARK + b' {"text": "y"}\r\n'


def test_a_line_may_hold_what_other_tools_take_for_line_ends():
    raw = '{"a": "\u2028\x85\x7f", "text": "x\u2028"}\n'.encode()
    assert raws(JsonLines(), JsonLines().blocks(io.BytesIO(raw))) == [raw]
    assert change(raw, 0, 1, "y") == raw.replace(b'"x', b'"y')


# Fields.


def test_a_path_leads_into_objects():
    raw = b'{"article": {"no": 1, "body": {"text": "a"}, "body": {"text": "b", "text": "c"}}}'
    assert change(raw, 0, 1, "d", "article.body.text") == raw.replace(b'"c"', b'"d"')


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b'{"a": {"b": {"c": "deep"}}, "a.b.c": "literal"}', "literal"),
        (b'{"a": {"b": {"c": "deep"}}, "a.b": {"c": "longer"}}', "longer"),
        (b'{"a": {"b": {"c": "deep"}, "b.c": "within"}}', "within"),
        (b'{"a": {"b": {"c": "deep"}}, "a.b": {"d": "x"}}', "deep"),
        (b'{"a": {"b": {"c": "deep"}}, "a.b": "x"}', "deep"),
    ],
)
def test_a_key_wins_over_a_path(raw, text):
    assert text_of(raw, "a.b.c") == text


@pytest.mark.parametrize("raw", [b'{"a": {"b": null}}', b'{"a": null}', b'{"a.b": null, "a": {"b": "x"}}'])
def test_null_is_no_text_and_no_error(raw):
    assert read(raw, "a.b").values == ()


def test_several_fields_come_in_the_order_of_the_line_each_once():
    record = read(b'{"body": "b", "title": "t", "a": {"x": "y"}}', "title", "body", "teaser", "a.x", "title")
    assert [(value.field, value.text) for value in record.values] == [("body", "b"), ("title", "t"), ("a.x", "y")]


def test_a_record_without_any_of_the_fields_says_what_it_has():
    with pytest.raises(RecordError, match=r"it has no 'text', 'a\.b'; it has 'body', 'a', '\\u202ex\\x1b'$"):
        read('{"body": "x", "a": {"c": "d"}, "\u202ex\\u001b": 1}'.encode(), "text", "a.b")
    with pytest.raises(RecordError, match=r"'k11' and more$"):
        read(json.dumps({f"k{number}": 1 for number in range(100)}).encode())
    with pytest.raises(RecordError, match="it has no 'text'; it has no fields"):
        read(b"{}")
    with pytest.raises(RecordError) as raised:
        read(b'{"%b": 1}' % (b"k" * 1000))
    assert len(str(raised.value)) < 100


@pytest.mark.parametrize(
    ("value", "kind"), [("1", "number"), ("NaN", "number"), ("[]", "list"), ("{}", "object"), ("true", "truth value")]
)
def test_a_value_that_is_no_string_is_an_error(value, kind):
    with pytest.raises(RecordError, match=f"its 'text' is an? {kind}, not a string"):
        read(b'{"text": %b}' % value.encode())


@pytest.mark.parametrize(
    ("spelled", "expected"),
    [('"a\\u0062"', "ab"), ("1.10", "1.10"), ("9" * 5000, "9" * 5000), ("null", None), ("[1]", None), ("true", None)],
)
def test_the_id_is_a_string_or_a_number_as_it_is_spelled(spelled, expected):
    raw = b'{"meta": {"id": %b}, "text": ""}' % spelled.encode()
    record = read(raw, id_field="meta.id")
    assert record.id == expected
    assert expected is None or type(record.id) is str
    assert read(raw, id_field=None).id is None


@pytest.mark.parametrize(("spelled", "expected"), [('"de"', "de"), ("1", None), ("null", None)])
def test_the_language_is_a_string(spelled, expected):
    raw = b'{"lang": %b, "text": ""}' % spelled.encode()
    assert read(raw, lang_field="lang").lang == expected
    assert read(raw).lang is None


# What is no record.


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Some text.", "column 1: expecting value"),
        (b'{"text": "a"', "column 13: expecting ','"),
        (b'{"text": "a}', "column 10: unterminated string$"),
        (b'{"text" "a"}', "column 9: expecting ':'"),
        (b'{"text": "a",}', "column 14: expecting a key in double quotes"),
        (b"{'text': 'a'}", "column 2: expecting a key in double quotes"),
        (b'{"text": "a"} {"text": "b"}', "column 15: something follows the value"),
        (b'{"text": "a\tb"}', "column 12: invalid control character"),
        (rb'{"text": "\x"}', r"column 11: invalid \\escape"),
        (rb'{"text": "\u12G4"}', r"column 12: invalid \\uXXXX escape"),
        (b'{"text": "a", "n": 01}', "column 21: expecting ','"),
        (b'{"text": "a", "n": [1,,2]}', "column 23: expecting value"),
        (b'{"text": "a"}\0', "column 14: something follows the value"),
        (b'\xff{"text": "a"}', "column 1: expecting value"),
        (MARK + MARK + b"{}", "column 1: expecting value"),
        (MARK + b'{"text" "a"}', "column 9: expecting ':'"),
        (b'{"a', "column 2: unterminated string$"),
        (b"{", "column 2: expecting a key"),
    ],
)
def test_a_line_that_is_no_json_says_where(raw, reason):
    with pytest.raises(RecordError, match=f"it is not valid JSON, in {reason}"):
        read(raw)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [(b"[1]", "a list"), (b"1", "a number"), (b'"a"', "a string"), (b"null", "null"), (b"NaN", "a number")],
)
def test_json_that_is_no_object_is_an_error(raw, kind):
    with pytest.raises(RecordError, match=f"it is {kind}, not an object with fields"):
        read(raw)


@pytest.mark.parametrize("text", [b'"a"', b'"]]]"'])
@pytest.mark.parametrize("pair", [b"[]", (b'{"a":', b"}")])
def test_deep_nesting_is_an_error(pair, text):
    opening, closing = (pair[:1], pair[1:]) if isinstance(pair, bytes) else pair
    inner = b"1" if opening != b"[" else b""

    def nested(depth: int) -> bytes:
        return b'{"text": %b, "x": %b%b%b}' % (text, opening * depth, inner, closing * depth)

    assert text_of(nested(255)) == json.loads(text)
    for depth in (256, 100_000):
        with pytest.raises(RecordError, match="nested more than 256 deep"):
            read(nested(depth))
    with pytest.raises(RecordError, match="nested more than 256 deep"):
        read(b'{"text": %b, "x": %b' % (text, opening * 100_000))


def test_brackets_in_strings_and_beside_each_other_are_not_deep():
    raw = b'{"text": "%b", "x": [%b]}' % (b'[{\\"' * 1000, b",".join([b"[{}]"] * 1000))
    assert text_of(raw) == '[{"' * 1000


def test_the_scanner_giving_up_is_an_error_of_the_record(monkeypatch):
    monkeypatch.setattr("cleaner.formats.jsonl._DEEPEST", 10**9)
    with pytest.raises(RecordError, match="nested too deep"):
        read(b'{"text": "a", "x": ' + b"[" * 100_000)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_any_bytes_are_a_record_or_an_error(some, more):
    for raw in (some, b'{"text": "' + some + b'"}', b'{"text": "a", "' + some + b'":' + more + b"}"):
        for line in JsonLines().split(raw):
            try:
                record = JsonLines().read(line)
            except RecordError:
                continue
            for value in record.values if record else ():
                assert rewritten(line, value, []) == line


def test_it_can_be_sent_to_a_worker():
    records = JsonLines(("a", "b.c"), None, "lang", 10)
    assert pickle.loads(pickle.dumps(records)) == records
