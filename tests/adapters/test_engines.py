"""Spark and Ray, each a real local session that the test starts itself."""

from __future__ import annotations

import os
import shutil
import sys

import pytest

pytestmark = pytest.mark.filterwarnings("ignore")  # Spark and Ray warn of their own insides


@pytest.fixture(scope="module")
def session():
    pytest.importorskip("pyspark")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable  # else its workers run another Python
    settings = {"ui.enabled": "false", "driver.bindAddress": "127.0.0.1", "driver.host": "127.0.0.1"}
    builder = SparkSession.builder.master("local[2]").appName("cleaner")
    for key, value in settings.items():
        builder = builder.config(f"spark.{key}", value)
    session = builder.getOrCreate()
    yield session
    session.stop()


@pytest.fixture
def frame(session, texts):
    return session.createDataFrame([(number, text) for number, text in enumerate(texts)], "id long, text string")


def test_spark_frame(frame, pipeline, clean_texts):
    from cleaner.adapters.spark import clean

    cleaned = clean(frame, "text", pipeline)
    assert cleaned.schema == frame.schema
    assert [row.text for row in cleaned.orderBy("id").collect()] == clean_texts
    detailed = clean(frame, "text", pipeline, details=True).orderBy("id").collect()
    assert [row.n_edits for row in detailed] == [1, None, 1, 0, 0]
    assert detailed[0].findings[0].rule == "boilerplate/comment-prompt"


def test_spark_functions(session, frame, pipeline, clean_texts):
    from cleaner.adapters.spark import register, udf

    assert [row[1] for row in frame.select("id", udf(pipeline)("text")).orderBy("id").collect()] == clean_texts
    register(session, "clean_text", pipeline)
    frame.createOrReplaceTempView("pages")
    rows = session.sql("SELECT clean_text(text) AS text FROM pages ORDER BY id").collect()
    assert [row.text for row in rows] == clean_texts


@pytest.fixture(scope="module")
def ray():
    ray = pytest.importorskip("ray")
    pytest.importorskip("ray.data")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield ray
    ray.shutdown()


def test_ray_dataset(ray, pipeline, texts, clean_texts):
    from cleaner.adapters.ray import clean

    data = ray.data.from_items([{"id": number, "text": text} for number, text in enumerate(texts)])
    rows = sorted(clean(data, "text", pipeline, details=True).take_all(), key=lambda row: row["id"])
    assert [row["text"] for row in rows] == clean_texts
    assert [row["n_edits"] for row in rows] == [1, None, 1, 0, 0]
