"""CSV: cells are found and rewritten, other cells do not move, and a broken row costs nothing but its own line."""

from __future__ import annotations

import csv
import io
import pickle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.alignment import apply
from cleaner.edits import Change
from cleaner.errors import InputError, RecordError
from cleaner.formats.base import BlockKind
from cleaner.formats.cells import End, scan
from cleaner.formats.csv import Csv, has_header
from cleaner.formats.heads import head_of
from tests import strategies
from tests.formats.streams import Dripping, dripping, raws, rewritten, well_placed

MARK = b"\xef\xbb\xbf"
ID_TEXT = Csv.of(b"id,text\n")


def whole(data: bytes, *fields: str, **options: object) -> tuple[Csv, list[bytes]]:
    """How a file is read, and its rows."""
    records = Csv.of(data, fields or ("text",), **options)
    blocks = list(records.blocks(io.BytesIO(data)))
    assert well_placed(blocks, data)
    return records, raws(records, blocks)


def texts(data: bytes, *fields: str, **options: object) -> list[list[str]]:
    """The texts of all rows; None where a row is broken."""
    records, rows = whole(data, *fields, **options)
    found = []
    for row in rows:
        try:
            record = records.read(row)
        except RecordError:
            found.append(None)
            continue
        if record:
            found.append([value.text for value in record.values])
    return found


def change(records: Csv, row: bytes, start: int, end: int, replacement: str) -> bytes:
    (value,) = records.read(row).values
    return rewritten(row, value, [Change(start, end, replacement)])


# Random tables.

CELLS = st.text(st.sampled_from('ab ,;\t"\n\ré'), max_size=6)
WIDTH = 3
HEADER = ["id", "text", "more"]


@st.composite
def spelled_rows(draw: st.DrawFn, cells: st.SearchStrategy[str] = CELLS, delimiter: str = ",") -> tuple[list[str], str]:
    """A row's cells, and the row as one may write it, with more quotes than it needs, or fewer."""
    row = draw(st.lists(cells, min_size=WIDTH, max_size=WIDTH))
    spelled = []
    for cell in row:
        needed = cell.startswith('"') or any(sign in cell for sign in f"{delimiter}\r\n")
        quoted = needed or draw(st.booleans())
        spelled.append('"{}"'.format(cell.replace('"', '""')) if quoted else cell)
    return row, delimiter.join(spelled) + draw(st.sampled_from(["\n", "\r\n"]))


@given(
    st.lists(spelled_rows(delimiter=";"), max_size=5),
    st.integers(1, 40),
    st.lists(st.integers(1, 20), min_size=1),
)
def test_rows_are_what_the_standard_library_reads(rows, size, sizes):
    data = (";".join(HEADER) + "\n" + "".join(spelled for _, spelled in rows)).encode()
    records = Csv.of(data)
    assert records.delimiter == ";"
    blocks = list(records.blocks(dripping(data, sizes), size=size))
    assert well_placed(blocks, data)
    assert raws(records, blocks) == [spelled.encode() for _, spelled in rows]
    for raw, (row, spelled) in zip(raws(records, blocks), rows, strict=True):
        assert list(csv.reader(io.StringIO(spelled, newline=""), delimiter=";", strict=True)) == [row]
        record = records.read(raw)
        assert [value.text for value in record.values] == [row[1]] * bool(row[1])
        assert record.id == (row[0] or None)


@given(spelled_rows(), st.data())
def test_only_the_changed_cell_is_written_anew(row, data):
    cells, spelled = row
    raw = spelled.encode()
    for value in Csv.of(b"id,text,more\n", ("text", "more")).read(raw).values:
        column = HEADER.index(value.field)
        changes = data.draw(strategies.changes(len(value.text), 'a",\n é'))
        new = rewritten(raw, value, changes)
        read = next(csv.reader(io.StringIO(new.decode(), newline=""), strict=True))
        expected = apply(value.text, changes)
        assert read == [*cells[:column], expected, *cells[column + 1 :]]
        spans, end = scan(new, b",")
        was, _ = scan(raw, b",")
        assert end is End.WHOLE
        for number, (span, old) in enumerate(zip(spans, was, strict=True)):
            if number != column or not changes:
                assert new[slice(*span)] == raw[slice(*old)]
            elif raw[slice(*old)].startswith(b'"'):
                assert new[slice(*span)].startswith(b'"')
        assert new[spans[-1][1] :] == raw[was[-1][1] :]


@given(st.text(st.sampled_from('a,"\r\n'), min_size=1, max_size=12).filter(lambda row: row.strip("\r\n")))
def test_a_row_is_whole_where_the_standard_library_reads_one(row):
    try:
        rows = list(csv.reader(io.StringIO(row, newline=""), strict=True))
    except csv.Error:
        rows = []
    spans, end = scan(row.encode(), b",")
    assert (end is End.WHOLE) == (len(rows) == 1)
    if end is End.WHOLE:
        cells = [row[slice(*span)] for span in spans]
        assert [cell[1:-1].replace('""', '"') if cell.startswith('"') else cell for cell in cells] == rows[0]


POISON = ['1,"open,x', "1,2", "1,2,3,4", '1,"a"b,3', 'x"\r,b,c', '",', '1,"open","a"b', '1,2,"', "1,\r2,3"]
PLAIN = st.text(st.sampled_from('ab ,"\n\ré'), max_size=6).map(lambda cell: "a" + cell)


def runs(lines):
    """Two and more lines that follow one another."""
    return (lines[start:end] for start in range(len(lines)) for end in range(start + 2, len(lines) + 1))


def is_whole(text):
    cells, end = scan(text.encode(), b",")
    return end is End.WHOLE and len(cells) == len(HEADER)


@given(
    st.lists(spelled_rows(PLAIN) | st.sampled_from(POISON), max_size=8),
    st.integers(1, 40),
    st.lists(st.integers(1, 20), min_size=1),
)
def test_a_broken_row_costs_its_own_line(rows, size, sizes):
    lines = [row + "\n" if isinstance(row, str) else row[1] for row in rows]
    assume(not any(is_whole("".join(some)) for some in runs(lines)))  # two halves may make a row
    data = "".join([",".join(HEADER) + "\n", *lines]).encode()
    records = Csv.of(data)
    blocks = list(records.blocks(dripping(data, sizes), size=size))
    assert well_placed(blocks, data)
    assert raws(records, blocks) == [line.encode() for line in lines]
    for row, raw in zip(rows, raws(records, blocks), strict=True):
        if isinstance(row, str):
            with pytest.raises(RecordError):
                records.read(raw)
        else:
            assert records.read(raw).id == row[0][0]


@given(
    st.lists(st.sampled_from(['"', '""', ",", "a", "\n", "\r\n", "\r", '"\n', '\n"', ',"'])).map("".join),
    st.integers(1, 30),
    st.lists(st.integers(1, 20), min_size=1),
    st.integers(10, 40),
)
def test_a_worker_finds_the_same_rows(body, size, sizes, longest):
    data = b"id,text\n" + body.encode()
    records = Csv(",", "utf-8", 8, 2, ((1, "text"),), longest=longest)
    blocks = list(records.blocks(dripping(data, sizes), size=size))
    assert well_placed(blocks, data)
    split = [list(records.split(block.data)) for block in blocks if block.kind is BlockKind.RECORDS]
    assert all(b"".join(rows) == block.data for rows, block in zip(split, of_records(blocks), strict=True))
    for rows in split:
        for row in rows:  # a row that was found alone is found again
            assert list(records.split(row)) == [row]
            assert len(row) <= longest
    alone = list(records.blocks(io.BytesIO(data), size=1))
    assert [row for rows in split for row in rows] == [block.data for block in of_records(alone)]
    assert [block for block in blocks if block.kind is BlockKind.RECORDS] == of_records(
        list(records.blocks(io.BytesIO(data), size=size))
    )


def of_records(blocks):
    return [block for block in blocks if block.kind is BlockKind.RECORDS]


@given(st.lists(st.sampled_from(["a,b\n", 'a,"\n"\n', 'a,"\n', "\n"])).map("".join), st.integers(1, 30), st.data())
def test_a_stream_is_taken_up_where_a_block_ended(body, size, data):
    stream = b"id,text\n" + body.encode()
    blocks = list(ID_TEXT.blocks(io.BytesIO(stream), size=size))
    taken = data.draw(st.integers(0, len(blocks)))
    place = blocks[taken - 1].end if taken else 0
    rest = ID_TEXT.blocks(io.BytesIO(stream[place:]), start=place, line=1 + stream[:place].count(b"\n"), size=size)
    assert list(rest) == blocks[taken:]


# Blocks.


def test_the_header_is_no_record():
    for start in (b"", MARK, b"\n\r\n", MARK + b"\n"):
        for header in (b"id,text\n", b'"id","text"\r\n', b'"id","text","a ""long""\nname"\n'):
            columns = header.count(b",") + 1
            data = start + header + b",".join([b"a"] * columns) + b"\n"
            records = Csv.of(data)
            blocks = list(records.blocks(io.BytesIO(data)))
            assert [(block.kind, block.data) for block in blocks] == [
                (BlockKind.AS_IS, start + header),
                (BlockKind.RECORDS, data[len(start + header) :]),
            ]
            assert blocks[1].line == 1 + (start + header).count(b"\n")


def test_a_row_is_handed_out_as_soon_as_it_was_read():
    stream = Dripping([b"id,text\n", b"1,a\n", b'2,"b\n', b'c"\n', b"3,d\n"])
    blocks = ID_TEXT.blocks(stream, size=1)
    for asked, data in ((1, b"id,text\n"), (2, b"1,a\n"), (4, b'2,"b\nc"\n'), (5, b"3,d\n")):
        assert next(blocks).data == data
        assert stream.asked == asked


def test_lines_that_are_too_long_come_in_pieces():
    records = Csv(",", "utf-8", 8, 2, ((1, "text"),), longest=20)
    data = b'id,text\n1,"a\n' + b"x" * 100 + b'\n2,b\n3,"c\nd"\n'
    blocks = list(records.blocks(dripping(data, [7])))
    assert well_placed(blocks, data)
    assert b"".join(block.data for block in blocks if block.kind is BlockKind.TOO_LONG) == b"x" * 100 + b"\n"
    assert raws(records, blocks) == [b'1,"a\n', b"2,b\n", b'3,"c\nd"\n']


def test_a_row_of_many_lines_is_looked_for_no_further_than_memory_goes(monkeypatch):
    monkeypatch.setattr("cleaner.formats.csv.MAX_LINES", 10)
    body = b'1,"' + b"\n" * 10 + b'"\n'
    assert list(ID_TEXT.split(body)) == [body]
    body = b'1,"' + b"\n" * 11 + b'"\n'
    assert list(ID_TEXT.split(body)) == [b'1,"\n', *[b"\n"] * 10, b'"\n']


def test_many_quotes_that_do_not_close_take_linear_work(monkeypatch):
    scanned = 0

    def counting(row, delimiter):
        nonlocal scanned
        scanned += len(row)
        return scan(row, delimiter)

    monkeypatch.setattr("cleaner.formats.csv.scan", counting)
    for line in (b'1,"a\n', b'x","\n', b'1,"""a\n', b'"\n', b'1,""\n"\n'):
        scanned = 0
        data = line * 3000
        assert b"".join(ID_TEXT.split(data)) == data
        assert scanned < 8 * len(data)
    scanned = 0
    data = b'1,"a\n' + b"1,b\n" * 3000
    assert len(list(ID_TEXT.split(data))) == 3001
    assert scanned < 3 * len(data)


def test_a_quote_that_closes_in_a_row_with_cells_missing_takes_nothing_with_it():
    _, rows = whole(b'id,text,more\n1,"open\nx"\n2,b,c\n')
    assert rows == [b'1,"open\n', b'x"\n', b"2,b,c\n"]


# Cells.


@pytest.mark.parametrize(
    ("row", "new", "expected"),
    [
        (b"1,old\n", "new", b"1,new\n"),
        (b'1,"old"\r\n', "new", b'1,"new"\r\n'),
        (b"1,old", "a, b", b'1,"a, b"'),
        (b"1,old\n", 'say "x"', b'1,"say ""x"""\n'),
        (b'1,"old"\n', 'say "x"', b'1,"say ""x"""\n'),
        (b'1,5" old\n', '6" old', b'1,6" old\n'),
        (b"1,old\n", '"x"', b'1,"""x"""\n'),
        (b"1,old\n", "two\nlines", b'1,"two\nlines"\n'),
        (b"1,old\n", "=SUM(A1)", b"1,=SUM(A1)\n"),
        (b"1,old\n", " x ", b"1, x \n"),
        (b"1,old\n", "", b"1,\n"),
        (b'1,"old"\n', "", b'1,""\n'),
        (b"=1+1,old\n", "é", b"=1+1,\xc3\xa9\n"),
    ],
)
def test_how_a_new_cell_is_spelled(row, new, expected):
    (value,) = ID_TEXT.read(row).values
    assert rewritten(row, value, [Change(0, len(value.text), new)]) == expected


def test_an_emptied_row_of_one_column_is_no_blank_line():
    records = Csv.of(b"text\n")
    assert change(records, b"old\n", 0, 3, "") == b'""\n'


def test_an_empty_cell_is_no_text():
    for row in (b"1,\n", b'1,""\n'):
        assert ID_TEXT.read(row).values == ()
    assert ID_TEXT.read(b",a\n").id is None


@pytest.mark.parametrize("line", [b"", b"\n", b"\r\n"])
def test_a_blank_line_is_no_record(line):
    assert ID_TEXT.read(line) is None


def test_cells_may_be_longer_than_the_standard_library_allows():
    cell = b"x" * (csv.field_size_limit() + 1)
    records, rows = whole(b'id,text\n1,"%b was"\n' % cell)
    assert change(records, rows[0], len(cell), len(cell) + 4, "") == b'1,"%b"\n' % cell
    assert csv.field_size_limit() == 131072


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"1\n", "it has 1 cell, and the header has 2"),
        (b"1,2,3\n", "it has 3 cells, and the header has 2"),
        (b" \n", "it has 1 cell,"),
        (b'1,"open\n', "a quote opens in its cell 2, and no row comes of closing it"),
        (b'1,"a" \n', "its cell 2 is broken: something follows its closing quote"),
        (b"1,a\rb\n", "its cell 2 is broken: .* carriage return outside of quotes"),
    ],
)
def test_a_broken_row_says_why(row, reason):
    with pytest.raises(RecordError, match=reason):
        ID_TEXT.read(row)


# Headers.


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        (b"id,text\n", ","),
        (b"id\ttext\n", "\t"),
        (b"id;text;a,b\n", ";"),
        (b"id|text\n", "|"),
        (b'"id";"text"\n', ";"),
        (b'"a;b","text"\n', ","),
        (b"text,x;text\n", ","),
        (b"a;text,b;id\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_finds_the_field(head, delimiter):
    if head.startswith(b"a;text"):
        with pytest.raises(InputError):
            Csv.of(head)
    else:
        assert Csv.of(head).delimiter == delimiter


def test_the_delimiter_that_finds_most_fields_wins():
    assert Csv.of(b"text,a;title;text\n", ("title", "text")).delimiter == ";"


def test_tabs_come_first_where_the_name_says_so():
    assert Csv.of(b"text\n").delimiter == ","
    assert Csv.of(b"text\n", tabs=True).delimiter == "\t"
    assert Csv.of(b"a,text\n", tabs=True).delimiter == ","


def test_a_delimiter_that_is_given_counts():
    assert texts(b"text,x;id\na,b;1\n", "text,x", delimiter=";") == [["a,b"]]
    assert texts(b"id:text\n1:a,b\n", delimiter=":") == [["a,b"]]
    with pytest.raises(InputError, match="cannot stand between cells"):
        Csv.of(b"id,text\n", delimiter="::")
    with pytest.raises(InputError, match="cannot stand between cells"):
        Csv.of(b"id,text\n", delimiter='"')


def test_a_missing_column_says_which_there_are():
    with pytest.raises(
        InputError, match=r"no column 'text'; with ; between them its columns are 'id', 'a,b', '\\x1b'; "
    ):
        Csv.of(b"id;a,b;\x1b\n")
    with pytest.raises(InputError, match="with tabs between them"):
        Csv.of(b"id\ttitle\n")
    with pytest.raises(InputError, match="'c11' and more;"):
        Csv.of(",".join(f"c{number}" for number in range(100)).encode())


@pytest.mark.parametrize("head", [b'"text\n1\n', b'"text"x\n', b'"text" \n"text"\n'])
def test_a_broken_header_is_refused(head):
    with pytest.raises(InputError, match="its first line is no header"):
        Csv.of(head)


def test_carriage_returns_alone_are_refused():
    with pytest.raises(InputError, match="its lines end in carriage returns alone"):
        Csv.of(b"id,text\r1,a\r2,b\r")


@pytest.mark.parametrize("data", [b"", MARK, b"\n", b"\r\n\n"])
def test_an_empty_file_has_no_records(data):
    records, rows = whole(data)
    assert rows == []
    assert pickle.loads(pickle.dumps(records)) == records


def test_several_fields_come_in_the_order_of_the_columns():
    records, (row,) = whole(b"a,b,c\n1,2,3\n", "c", "d", "a", "c")
    assert [(value.field, value.text) for value in records.read(row).values] == [("a", "1"), ("c", "3")]


def test_columns_with_one_name_are_texts_all():
    assert texts(b"text,id,text\na,1,b\n") == [["a", "b"]]


def test_ids_and_languages():
    records, (row,) = whole(b" id , lang,text\n7,de,a\n", lang_field="lang")
    record = records.read(row)
    assert (record.id, record.lang) == ("7", "de")
    records, (row,) = whole(b" id , lang,text\n7,,a\n", id_field=None, lang_field="lang")
    record = records.read(row)
    assert (record.id, record.lang) == (None, None)


def test_the_header_of_a_pipe_is_waited_for_and_no_more():
    drops = Dripping([b'\n"text', b'","a\n', b'b"', b"\n", b"1,2\n", b"3,4\n"])
    head, stream = head_of(drops, has_header)
    assert drops.asked == 4
    records = Csv.of(head)
    assert raws(records, records.blocks(stream)) == [b"1,2\n", b"3,4\n"]


def test_a_header_that_does_not_end_takes_linear_work():
    assert not has_header(b'"' + b"a\n" * 100_000)


# Encodings.


def test_bytes_that_are_not_in_the_encoding_survive():
    records, (row,) = whole(b"id,text\n\xff,caf\xe9 was\n")
    assert records.read(row).values[0].text == "caf\udce9 was"
    assert change(records, row, 4, 8, "") == b"\xff,caf\xe9\n"
    with pytest.raises(RecordError, match="would not read the same"):
        change(ID_TEXT, b"1,\xe2x\x80\x94\n", 1, 2, "")
    with pytest.raises(RecordError, match=r"U\+D800.*cannot hold"):
        change(ID_TEXT, b"1,a\n", 0, 1, "\ud800")


@pytest.mark.parametrize(
    "encoding", ["latin-1", "cp1252", "koi8-r", "shift_jis", "gb18030", "euc-kr", "big5", "utf-8-sig"]
)
def test_encodings_that_contain_ascii_are_read(encoding):
    text = {"koi8-r": "Привет", "shift_jis": "表示", "gb18030": "文本€", "euc-kr": "한국", "big5": "功能"}.get(
        encoding, "é"
    )
    data = f"id,text\n1,{text} was\n".encode(encoding)
    records, (row,) = whole(data, encoding=encoding)
    (value,) = records.read(row).values
    assert value.text == f"{text} was"
    new = rewritten(row, value, [Change(len(text), len(text) + 4, "")])
    assert new == f"1,{text}\n".encode(encoding.removesuffix("-sig"))


def test_a_letter_that_the_encoding_cannot_hold():
    records, (row,) = whole("id,text\n1,é\n".encode("cp1252"), encoding="cp1252")
    assert change(records, row, 0, 1, "’") == b"1,\x92\n"
    with pytest.raises(RecordError, match=r"'→' \(U\+2192\), which cp1252 cannot hold"):
        change(records, row, 0, 1, "→")


def test_a_spelling_that_does_not_come_back_is_not_touched():
    records, (row,) = whole(b"id,text\n1,\xfa\x54 was\n", encoding="cp932")
    assert records.read(row).values[0].text.encode("cp932") != b"\xfa\x54 was"
    with pytest.raises(RecordError, match="would not come back as it is spelled"):
        change(records, row, 1, 5, "")


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7", "cp500", "hz", "iso2022_jp", "iso2022_kr"]
)
def test_encodings_in_which_signs_are_not_bytes_are_refused(encoding):
    with pytest.raises(InputError, match="convert the file to UTF-8 first"):
        Csv.of("id,text\n".encode(encoding), encoding=encoding)


def test_utf16_is_known_by_its_mark():
    with pytest.raises(InputError, match="convert the file to UTF-8 first"):
        Csv.of("id,text\n".encode("utf-16"))


def test_a_delimiter_that_may_be_half_a_letter_is_refused():
    with pytest.raises(InputError, match="part of letters in shift_jis"):
        Csv.of(b"id|text\n", encoding="shift_jis", delimiter="|")
    assert Csv.of(b"id;text\n", encoding="shift_jis").delimiter == ";"


def test_an_unknown_encoding_is_refused():
    with pytest.raises(InputError, match="there is no text encoding"):
        Csv.of(b"id,text\n", encoding="utf-9")
