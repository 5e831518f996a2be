"""pandas, polars and datasets, with the real libraries."""

from __future__ import annotations

import pickle

import pytest

from cleaner import Pipeline
from cleaner.errors import InputError


class TestPandas:
    @pytest.fixture(autouse=True)
    def libraries(self):
        self.pd = pytest.importorskip("pandas")
        pytest.importorskip("pyarrow")

    @pytest.mark.parametrize("dtype", ["object", "string"])
    def test_a_series(self, dtype, pipeline, texts, clean_texts):
        import cleaner.adapters.pandas as adapter

        series = self.pd.Series(texts, index=list("abcde"), name="body", dtype=dtype)
        cleaned = adapter.clean(series, pipeline)
        assert [None if self.pd.isna(text) else text for text in cleaned] == clean_texts
        assert list(cleaned.index) == list("abcde")
        assert cleaned.name == "body"
        assert cleaned.dtype == series.dtype
        self.pd.testing.assert_series_equal(series.cleaner.clean(pipeline), cleaned)

    def test_details(self, pipeline, texts):
        import cleaner.adapters.pandas  # noqa: F401

        shown = self.pd.Series(texts, index=list("abcde")).cleaner.details(pipeline)
        assert list(shown.index) == list("abcde")
        assert shown.loc["a", "n_edits"] == 1
        assert shown.loc["a", "findings"][0]["rule"] == "boilerplate/comment-prompt"

    def test_what_is_empty_missing_or_no_text(self, pipeline):
        import cleaner.adapters.pandas as adapter

        assert adapter.clean(self.pd.Series([], dtype="object"), pipeline).empty
        assert adapter.clean(self.pd.Series([None, None], dtype="object"), pipeline).isna().all()
        with pytest.raises(InputError, match="not text"):
            adapter.clean(self.pd.Series([1, 2]), pipeline)


class TestPolars:
    @pytest.fixture(autouse=True)
    def libraries(self):
        self.pl = pytest.importorskip("polars")
        pytest.importorskip("pyarrow")
        import cleaner.adapters.polars  # noqa: F401

    def test_eager_lazy_and_streaming(self, pipeline, texts, clean_texts):
        frame = self.pl.DataFrame({"id": range(5), "text": texts})
        expression = self.pl.col("text").cleaner.clean(pipeline)
        assert frame.with_columns(expression)["text"].to_list() == clean_texts
        assert frame.lazy().with_columns(expression).collect()["text"].to_list() == clean_texts
        streamed = frame.lazy().with_columns(expression).filter(self.pl.col("id") < 3).collect(engine="streaming")
        assert streamed["text"].to_list() == clean_texts[:3]

    def test_details(self, pipeline, texts):
        frame = self.pl.DataFrame({"text": texts})
        shown = frame.lazy().select(self.pl.col("text").cleaner.details(pipeline)).collect().unnest("text")
        assert shown["n_edits"].to_list() == [1, None, 1, 0, 0]
        assert shown["findings"][0][0]["rule"] == "boilerplate/comment-prompt"


class TestDatasets:
    @pytest.fixture(autouse=True)
    def libraries(self, monkeypatch, tmp_path):
        monkeypatch.setenv("HF_HUB_OFFLINE", "1")
        monkeypatch.setenv("HF_HOME", str(tmp_path))
        self.datasets = pytest.importorskip("datasets")

    def test_a_dataset(self, pipeline, texts, clean_texts):
        from cleaner.adapters.datasets import clean

        data = self.datasets.Dataset.from_dict({"id": list(range(5)), "text": texts})
        cleaned = clean(data, "text", pipeline)
        assert cleaned["text"] == clean_texts
        assert cleaned["id"] == list(range(5))
        assert clean(data, "text", pipeline, details=True)["n_edits"] == [1, None, 1, 0, 0]

    def test_the_fingerprint_follows_from_the_configuration(self, pipeline, texts):
        from cleaner.adapters.datasets import clean

        data = self.datasets.Dataset.from_dict({"text": texts})
        again = pickle.loads(pickle.dumps(pipeline))
        assert clean(data, "text", pipeline)._fingerprint == clean(data, "text", again)._fingerprint
        assert clean(data, "text", pipeline)._fingerprint != clean(data, "text", Pipeline())._fingerprint

    def test_an_iterable_dataset(self, pipeline, texts, clean_texts):
        from cleaner.adapters.datasets import clean

        data = self.datasets.Dataset.from_dict({"text": texts}).to_iterable_dataset()
        assert [row["text"] for row in clean(data, "text", pipeline)] == clean_texts
