"""Parquet: what is written is what was read, but for the texts that changed."""

from __future__ import annotations

import datetime
import decimal
import io
import json
import sys
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.formats import parquet, parquet_writer
from cleaner.formats.columns import TableRow, as_json
from cleaner.formats.parquet import Parquet, RowBlock
from cleaner.formats.parquet_writer import Cell, ParquetWriter
from tests.formats.streams import dripping

pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")


def file_of(table: pa.Table | dict, **options: object) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table if isinstance(table, pa.Table) else pa.table(table), sink, **options)
    return sink.getvalue()


def rows_of(data: bytes, *fields: str, **options: str | None) -> Parquet:
    return Parquet.of(io.BytesIO(data), fields or ("text",), **options)


def all_rows(data: bytes, *fields: str, **options: str | None) -> list[TableRow]:
    like = rows_of(data, *fields, **options)
    return [row for block in like.blocks() for row in like.columns.rows(block.data)]


def put(writer: ParquetWriter, block: RowBlock, texts: Mapping[tuple[int, str], str], drop: Iterable[int] = ()) -> None:
    """Write a block with new texts, by row and field, and some rows dropped."""
    writer.put(block, [*(Cell(row, field, text) for (row, field), text in texts.items()), *map(Cell, drop)])


def rewritten(data: bytes, *fields: str, new=lambda text: text, drop=lambda number: False) -> bytes:
    """The file with every text made new, and some rows dropped."""
    like = rows_of(data, *fields)
    sink = io.BytesIO()
    with like.writer(sink) as writer:
        for block in like.blocks():
            texts = {
                (number, field): new(text)
                for number, row in enumerate(like.columns.rows(block.data))
                for field, text in row.values
                if new(text) != text
            }
            put(writer, block, texts, [n for n in range(block.data.num_rows) if drop(block.start + n)])
    assert not sink.closed
    return sink.getvalue()


def kept_as(data: bytes) -> list[object]:
    """How a file is kept, apart from its values: what is told of its schema, metadata, groups and columns."""
    file = pq.ParquetFile(io.BytesIO(data))
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    columns = [group.column(number) for group in groups for number in range(group.num_columns)]
    return [
        file.schema_arrow.to_string(show_field_metadata=True, show_schema_metadata=True),
        str(file.schema).partition("\n")[2],
        file.metadata.metadata,
        file.metadata.format_version,
        [(group.num_rows, group.sorting_columns) for group in groups if group.num_rows],
        [
            (
                c.path_in_schema,
                c.compression,
                c.has_dictionary_page,
                c.is_stats_set,
                sorted(c.encodings),
                c.has_column_index,
            )
            for c in columns
        ],
    ]


def read(data: bytes) -> pa.Table:
    return pq.ParquetFile(io.BytesIO(data)).read()


WIDE = pa.table(
    {
        "id": pa.array([1, 2, None, 4], pa.uint32()),
        "text": pa.array(["It ended. was", None, "", "é 😀"]),
        "money": pa.array([decimal.Decimal("1.10"), None, decimal.Decimal("-2.00"), None], pa.decimal128(9, 2)),
        "when": pa.array([datetime.datetime(2024, 3, 1, 12), None, None, None], pa.timestamp("us", "UTC")),
        "local": pa.array([0, 1, None, 3], pa.timestamp("ms")),
        "day": pa.array([datetime.date(2024, 3, 1), None, None, None]),
        "time": pa.array([datetime.time(12, 30), None, None, None], pa.time64("us")),
        "bytes": pa.array([b"\xff\0", None, b"", b"x"]),
        "fixed": pa.array([b"ab", None, b"cd", b"ef"], pa.binary(2)),
        "half": pa.array([1.5, None, float("nan"), float("-inf")], pa.float32()),
        "list": pa.array([["a", None], None, [], ["b"]]),
        "map": pa.array([[("k", 1)], None, [], [("l", None)]], pa.map_(pa.string(), pa.int64())),
        "deep": pa.array([[{"a": [1]}], None, [], [None]], pa.list_(pa.struct([("a", pa.list_(pa.int8()))]))),
        "article": pa.array(
            [{"body": "one", "n": 1}, None, {"body": None, "n": 2}, {"body": "four", "n": None}],
            pa.struct([("n", pa.int16()), ("body", pa.string())]),
        ),
        "kind": pa.array(["x", "y", None, "x"]).dictionary_encode(),
        "large": pa.array(["l", None, "m", "n"], pa.large_string()),
        "flag": pa.array([True, None, False, True]),
        "null": pa.nulls(4),
        "period": pa.array([1, None, 2, 3], pa.duration("s")),
    }
).replace_schema_metadata({"made by": "a test", "pandas": "{}"})
FIELDS = ("text", "article.body", "kind", "large")


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"row_group_size": 3},
        {"compression": "zstd"},
        {"compression": "none", "use_dictionary": False, "write_statistics": False},
        {
            "compression": {"text": "gzip", "id": "snappy", "article.body": "lz4"},
            "use_dictionary": ["kind"],
        },
        {"version": "1.0"},
        {"version": "2.4"},
        {"store_schema": False},
        {"use_deprecated_int96_timestamps": True, "store_schema": False},
        {"store_decimal_as_integer": True, "store_schema": False},
        {"use_compliant_nested_type": False},
        {"use_compliant_nested_type": False, "use_deprecated_int96_timestamps": True, "store_decimal_as_integer": True},
        {"write_page_index": True, "write_statistics": ["text"]},
        {"use_dictionary": False, "column_encoding": {"text": "DELTA_BYTE_ARRAY", "id": "DELTA_BINARY_PACKED"}},
        {"sorting_columns": [pq.SortingColumn(0), pq.SortingColumn(5, descending=True)]},
    ],
    ids=str,
)
def test_all_that_a_file_tells_stays(options):
    data = file_of(WIDE, **options)
    assert kept_as(rewritten(data)) == kept_as(data)
    table = read(rewritten(data))
    assert all(same(table[name], read(data)[name]) for name in WIDE.column_names)
    new = rewritten(data, *FIELDS, new=lambda text: text + "!")
    assert kept_as(new)[:4] == kept_as(data)[:4]
    table = read(new)
    for name in WIDE.column_names:
        if name not in ("text", "article", "kind", "large"):
            assert same(table[name], read(data)[name])
    assert table["text"].to_pylist() == ["It ended. was!", None, "!", "é 😀!"]
    assert table["kind"].to_pylist() == ["x!", "y!", None, "x!"]
    assert table["large"].to_pylist() == ["l!", None, "m!", "n!"]
    assert table["article"].to_pylist() == [
        {"n": 1, "body": "one!"},
        None,
        {"n": 2, "body": None},
        {"n": None, "body": "four!"},
    ]


def same(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    """Whether two columns are equal, numbers that are none among them."""
    return one.type == other.type and str(one.to_pylist()) == str(other.to_pylist())


def test_metadata_of_fields_and_what_may_not_be_null_stay():
    schema = pa.schema(
        [
            pa.field("text", pa.string(), nullable=False, metadata={"unit": "words", "PARQUET:field_id": "7"}),
            pa.field("s", pa.struct([pa.field("t", pa.string(), nullable=False)]), nullable=False),
        ],
        metadata={"k": "v", "empty": ""},
    )
    data = file_of(pa.table([["a", "b"], [{"t": "c"}, {"t": "d"}]], schema=schema))
    new = rewritten(data, "text", "s.t", new=str.upper)
    assert kept_as(new) == kept_as(data)
    assert read(new).to_pylist() == [{"text": "A", "s": {"t": "C"}}, {"text": "B", "s": {"t": "D"}}]


def test_metadata_that_was_added_to_the_file_stays():
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, pa.schema([("text", pa.string())])) as writer:
        writer.write_table(pa.table({"text": ["a"]}))
        writer.add_key_value_metadata({"later": "yes"})
    assert kept_as(rewritten(sink.getvalue()))[2][b"later"] == b"yes"


def test_a_schema_that_cannot_be_written_is_refused(monkeypatch):
    like = rows_of(file_of(WIDE, use_deprecated_int96_timestamps=True, store_schema=False))
    monkeypatch.setattr(parquet_writer, "_WAYS", [{}])
    with pytest.raises(InputError, match="its schema cannot be written as it is"):
        like.writer(io.BytesIO())


def views_can_be_written() -> bool:
    try:
        file_of({"text": pa.array(["a"], pa.string_view())})
    except (AttributeError, pa.ArrowNotImplementedError):
        return False
    return True


def test_metadata_that_a_writer_would_lose_is_a_reason_to_refuse(monkeypatch):
    like = rows_of(file_of({"text": ["a"]}))
    monkeypatch.setattr(pq.ParquetWriter, "add_key_value_metadata", lambda self, metadata: None)
    with pytest.raises(InputError, match="its schema cannot be written as it is"):
        like.writer(io.BytesIO())


def test_a_schema_of_other_types_over_the_same_leaves_is_refused(monkeypatch):
    def lists_for_maps(sink, file, settings):
        pair = pa.struct([pa.field("key", pa.string(), nullable=False), pa.field("value", pa.int64())])
        fields = [pa.field("text", pa.string()), pa.field("map", pa.list_(pa.field("key_value", pair, nullable=False)))]
        return pq.ParquetWriter(sink, pa.schema(fields), store_schema=False, **settings)

    maps = pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64()))
    like = rows_of(file_of({"text": ["a"], "map": maps}, store_schema=False))
    like.writer(io.BytesIO()).close()
    monkeypatch.setattr(parquet_writer, "_open", lists_for_maps)
    with pytest.raises(InputError, match="its schema cannot be written as it is"):
        like.writer(io.BytesIO())


KINDS = [
    pa.string(),
    pa.large_string(),
    pa.dictionary(pa.int8(), pa.string()),
    pa.dictionary(pa.int32(), pa.large_string()),
    pa.dictionary(pa.int16(), pa.string(), ordered=True),
    *([pa.string_view()] if views_can_be_written() else []),  # which older versions cannot
]


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_texts_of_every_kind_are_read_and_written(kind):
    cells = ["one", None, "two", "one", "", "é"] * 10
    array = pa.array(cells).cast(kind) if pa.types.is_dictionary(kind) else pa.array(cells, kind)
    data = file_of({"text": array, "n": range(60)}, row_group_size=25)
    assert [dict(row.values).get("text") for row in all_rows(data)] == cells
    new = rewritten(data, new=lambda text: text.replace("one", "eins"), drop=lambda number: number % 7 == 3)
    left = [number for number in range(60) if number % 7 != 3]
    assert read(new)["n"].to_pylist() == left
    assert read(new)["text"].to_pylist() == [cells[n] and cells[n].replace("one", "eins") for n in left]
    assert kept_as(new)[:4] == kept_as(data)[:4]


@given(
    st.lists(st.one_of(st.none(), st.text("ab é", max_size=5)), max_size=30),
    st.integers(1, 12),
    st.sets(st.integers(0, 30)),
    st.sets(st.integers(0, 30)),
)
def test_random_texts_in_random_groups(cells, size, changed, dropped):
    data = file_of(
        {"text": pa.array(cells, pa.string()), "n": pa.array(range(len(cells)), pa.int64())}, row_group_size=size
    )
    like = rows_of(data)
    sink = io.BytesIO()
    with like.writer(sink) as writer:
        for block in like.blocks():
            numbers = range(block.start, block.end)
            texts = {
                (place, "text"): f"new {number}"
                for place, number in enumerate(numbers)
                if number in changed and cells[number] is not None
            }
            put(writer, block, texts, [row for row, number in enumerate(numbers) if number in dropped])
    expected = [
        {"text": f"new {n}" if n in changed and cell is not None else cell, "n": n}
        for n, cell in enumerate(cells)
        if n not in dropped
    ]
    assert read(sink.getvalue()).to_pylist() == expected
    if not dropped & set(range(len(cells))):
        assert kept_as(sink.getvalue())[4] == kept_as(data)[4]


# Rows.


def test_batches_are_small_and_never_span_groups(monkeypatch):
    data = file_of({"text": ["x" * 1000] * 100, "id": range(100)}, row_group_size=40, use_dictionary=False)
    assert [(b.start, b.data.num_rows, b.ends_group) for b in rows_of(data).blocks()] == [
        (0, 40, True),
        (40, 40, True),
        (80, 20, True),
    ]
    monkeypatch.setattr(parquet, "BLOCK", 10_000)
    blocks = list(rows_of(data).blocks())
    assert max(block.data.num_rows for block in blocks) < 20
    assert [row.id for row in all_rows(data)] == [str(number) for number in range(100)]
    assert [block.end for block in blocks if block.ends_group] == [40, 80, 100]
    assert kept_as(rewritten(data))[4] == kept_as(data)[4]


def test_a_group_that_is_too_large_to_be_held_becomes_several(monkeypatch):
    data = file_of({"text": ["x" * 1000] * 100}, use_dictionary=False)
    monkeypatch.setattr(parquet, "BLOCK", 10_000)
    monkeypatch.setattr(parquet_writer, "GROUP", 30_000)
    new = rewritten(data)
    sizes = [rows for rows, _ in kept_as(new)[4]]
    assert sum(sizes) == 100
    assert max(sizes) < 50
    assert read(new).equals(read(data))


def test_a_row_says_who_it_is():
    data = file_of(WIDE.append_column("lang", pa.array(["de", None, "en", ""])))
    assert [(row.id, row.lang) for row in all_rows(data, lang_field="lang")] == [
        ("1", "de"),
        ("2", None),
        (None, "en"),
        ("4", ""),
    ]
    assert [row.id for row in all_rows(data, id_field="article.n")] == ["1", None, "2", None]
    assert {row.id for row in all_rows(data, id_field="list")} == {None}
    assert {row.id for row in all_rows(data, id_field=None)} == {None}
    assert all_rows(data, id_field="day")[0].id == "2024-03-01"


def test_nulls_are_no_texts():
    rows = all_rows(file_of(WIDE), "article.body", "text")
    assert [row.values for row in rows] == [
        (("text", "It ended. was"), ("article.body", "one")),
        (),
        (("text", ""),),
        (("text", "é 😀"), ("article.body", "four")),
    ]


def test_text_that_is_not_utf8_is_the_error_of_its_row():
    broken = pa.array([b"caf\xe9", b"good", None, b"fine"]).cast(pa.binary()).view(pa.string())
    for array in (broken, broken.dictionary_encode()):
        data = file_of({"text": array, "id": range(4)})
        rows = all_rows(data)
        assert [bool(row.error) for row in rows] == [True, False, False, False]
        assert rows[0].values == ()
        assert rows[0].id == "0"
        assert str(rows[0].error) == "its 'text' is not valid UTF-8"
        new = rewritten(data, new=str.upper)
        cells = read(new)["text"].combine_chunks()
        cells = cells.dictionary_decode() if pa.types.is_dictionary(cells.type) else cells
        assert cells.view(pa.binary()).to_pylist() == [b"caf\xe9", b"GOOD", None, b"FINE"]
        assert json.loads(as_json(next(rows_of(data).blocks()).data, 0)) == {"text": "caf\\xe9", "id": 0}


def test_a_row_is_shown_as_json():
    data = next(rows_of(file_of(WIDE)).blocks()).data
    assert json.loads(as_json(data, 0)) == {
        "id": 1,
        "text": "It ended. was",
        "money": "1.10",
        "when": "2024-03-01 12:00:00+00:00",
        "local": "1970-01-01 00:00:00",
        "day": "2024-03-01",
        "time": "12:30:00",
        "bytes": "\\xff\0",
        "fixed": "ab",
        "half": 1.5,
        "list": ["a", None],
        "map": [["k", 1]],
        "deep": [{"a": [1]}],
        "article": {"n": 1, "body": "one"},
        "kind": "x",
        "large": "l",
        "flag": True,
        "null": None,
        "period": "0:00:01",
    }
    assert json.loads(as_json(data, 2))["half"] == "nan"
    assert "é 😀" in as_json(data, 3)


def test_values_that_python_cannot_hold_are_shown():
    table = {
        "text": ["a"],
        "nanoseconds": pa.array([1], pa.timestamp("ns")),
        "far": pa.array([2**60], pa.timestamp("us")),
        "broken": pa.array([[b"\xff"]], pa.list_(pa.binary())).cast(pa.list_(pa.binary())),
    }
    shown = json.loads(as_json(next(rows_of(file_of(table)).blocks()).data, 0))
    assert shown["nanoseconds"] == "1970-01-01 00:00:00.000000001"
    assert isinstance(shown["far"], str)
    assert shown["broken"] == ["\\xff"]


# Fields.


def test_a_column_wins_over_a_path():
    table = {
        "a": pa.array([{"b": "path"}]),
        "a.b": ["column"],
        "c.d": pa.array([{"e": "longer"}]),
        "c": pa.array([{"d": {"e": "shorter"}}]),
    }
    rows = all_rows(file_of(table), "c.d.e", "a.b", "missing", "a.b")
    assert rows[0].values == (("a.b", "column"), ("c.d.e", "longer"))


def test_columns_with_one_name_are_refused():
    table = pa.table([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    with pytest.raises(InputError, match="2 of its columns are named 'text'; rename them first"):
        rows_of(file_of(table))


def test_a_missing_column_says_which_there_are():
    with pytest.raises(InputError, match=r"it has no column 'text'; its columns are 'a', '\\u202e'; "):
        rows_of(file_of({"a": ["x"], "\u202e": ["y"]}))
    with pytest.raises(InputError, match=r"no column 'a\.b'"):
        rows_of(file_of({"a": ["x"]}), "a.b")


@pytest.mark.parametrize(
    "array", [pa.array([1]), pa.array([b"x"]), pa.array([["x"]]), pa.array([{"a": "x"}]), pa.nulls(1)]
)
def test_a_column_that_is_no_text_is_refused(array):
    with pytest.raises(InputError, match=r"its column 'text' is .*, not text"):
        rows_of(file_of({"text": array}))


# Files.


@pytest.mark.parametrize("table", [{"text": pa.array([], pa.string())}, {"text": ["a"]}])
def test_files_without_rows(table):
    data = file_of(table)
    rows = rows_of(data)
    assert rows.total(io.BytesIO()) == len(table["text"])
    new = rewritten(data, drop=lambda number: True)
    assert read(new).num_rows == 0
    assert kept_as(new)[:3] == kept_as(data)[:3]


def test_a_pipe_is_read():
    data = file_of(WIDE)
    rows = Parquet.of(io.BufferedReader(dripping(data, [100])), ("text",))
    assert [row.id for block in rows.blocks() for row in rows.columns.rows(block.data)] == ["1", "2", None, "4"]


@pytest.mark.parametrize(
    "cut", [lambda data: data[:-20], lambda data: b"junk", lambda data: b"", lambda data: data[:100]]
)
def test_what_is_no_parquet_is_refused(cut):
    with pytest.raises(InputError, match="Parquet: "):
        rows_of(cut(file_of(WIDE)))


def test_damage_within_is_told():
    data = bytearray(file_of({"text": [f"text {number}" for number in range(1000)]}, compression="gzip"))
    data[200:400] = bytes(200)
    with pytest.raises(InputError, match="Parquet: "):
        all_rows(bytes(data))


def test_a_bomb_is_refused(monkeypatch):
    data = file_of({"text": ["x" * 1_000_000, "y" * 1_000_000]}, compression="zstd", use_dictionary=False)
    assert len(all_rows(data)) == 2
    monkeypatch.setattr(parquet, "FREE", 1_000_000)
    with pytest.raises(InputError, match="unpack to more than 250 times their size, as bombs do"):
        rows_of(data)


def test_a_writer_left_with_an_error_leaves_the_sink_to_others():
    like = rows_of(file_of(WIDE))
    sink = io.BytesIO()

    def failing():
        with like.writer(sink):
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    sink.close()


def test_a_text_that_cannot_be_written_is_told():
    like = rows_of(file_of({"text": ["a"]}))
    writer = like.writer(io.BytesIO())
    (block,) = like.blocks()
    with pytest.raises(InputError, match="surrogates not allowed"):
        put(writer, block, {(0, "text"): "\ud800"})
    writer.close()


def test_a_dictionary_that_has_no_room_for_the_new_texts_is_told():
    cells = pa.array([f"text {number % 100}" for number in range(200)])
    like = rows_of(file_of({"text": cells.dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string()))}))
    writer = like.writer(io.BytesIO())
    (block,) = like.blocks()
    with pytest.raises(InputError, match="Parquet: "):
        put(writer, block, {(number, "text"): f"new {number}" for number in range(200)})
    writer.close()


def test_a_group_with_rows_missing_is_told(monkeypatch):
    like = rows_of(file_of({"text": ["a", "b"]}))
    batches = [batch.slice(1) for batch in like.file.iter_batches()]
    monkeypatch.setattr(like.file, "iter_batches", lambda **_: iter(batches))
    with pytest.raises(InputError, match="its group 1 has not the rows it promises"):
        list(like.blocks())


def test_sorted_texts_are_sorted_no_more():
    table = {"id": [1, 2], "text": ["a", "b"], "n": [1, 2]}
    order = [pq.SortingColumn(0), pq.SortingColumn(1), pq.SortingColumn(2)]
    data = file_of(table, sorting_columns=order)
    assert kept_as(rewritten(data))[4] == [(2, (order[0],))]


def test_a_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(InputError, match=r"pip install 'mt-cleaner\[arrow\]'"):
        rows_of(b"PAR1")
