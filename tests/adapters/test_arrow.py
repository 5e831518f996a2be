"""Arrow arrays, batches and tables."""

from __future__ import annotations

import pytest

pa = pytest.importorskip("pyarrow")

from cleaner.adapters import arrow  # noqa: E402
from cleaner.errors import InputError  # noqa: E402


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_an_array(kind, pipeline, texts, clean_texts):
    array = pa.array(texts, type=pa.string()).cast(kind)
    cleaned = arrow.clean_array(array, pipeline)
    assert cleaned.type == kind
    assert cleaned.to_pylist() == clean_texts


def test_a_table_keeps_everything_else(pipeline, texts, clean_texts):
    table = pa.table({"id": range(len(texts)), "text": texts}).replace_schema_metadata({"a": "b"})
    cleaned = arrow.clean(table, "text", pipeline)
    assert cleaned.schema.equals(table.schema, check_metadata=True)
    assert cleaned.column("text").to_pylist() == clean_texts
    assert cleaned.column("id").to_pylist() == table.column("id").to_pylist()
    assert arrow.clean(table.slice(0, 0), "text", pipeline).schema == table.schema


def test_details(pipeline, texts):
    table = pa.table({"body": texts})
    cleaned = arrow.clean(table, "body", pipeline, details=True)
    assert cleaned.schema.names == ["body", *arrow.DETAILS]
    rows = cleaned.to_pylist()
    assert [row["n_edits"] for row in rows] == [1, None, 1, 0, 0]
    assert rows[1]["findings"] is None
    (finding,) = rows[0]["findings"]
    assert finding["rule"] == "boilerplate/comment-prompt"
    assert texts[0][finding["start"] : finding["end"]] == finding["found"] == "\n\nLeave a Comment"
    assert rows[0]["score"] == pipeline.run(texts[0]).score > 0
    assert 0 <= rows[0]["mt_likelihood"] <= 1
    assert arrow.clean(table.slice(0, 0), "body", pipeline, details=True).schema == cleaned.schema


def test_a_batch_of_nulls_alone(pipeline):
    batch = pa.record_batch({"text": pa.nulls(2)})
    assert arrow.clean(batch, "text", pipeline) == batch
    assert arrow.clean(batch, "text", pipeline, details=True).column("n_edits").to_pylist() == [None, None]


def test_a_column_that_is_missing_or_no_text(pipeline):
    with pytest.raises(InputError, match="no column 'body'"):
        arrow.clean(pa.table({"text": ["a"]}), "body", pipeline)
    with pytest.raises(InputError, match="int64, not text"):
        arrow.clean(pa.table({"text": [1]}), "text", pipeline)


def test_a_missing_library_names_its_extra(monkeypatch):
    from cleaner.adapters._library import library

    with pytest.raises(InputError, match=r"no_such_library is not installed; pip install 'mt-cleaner\[spark\]'"):
        library("no_such_library", "spark")
