"""Every recipe does what its page says, with the real library."""

from __future__ import annotations

import functools
import http.server
import json
import os
import pickle
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cleaner import Pipeline

from .conftest import CLEAN, DAMAGED, module_of, snippets

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.filterwarnings("ignore")  # the libraries warn of their own insides


def run(*call: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    return subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_datatrove(written, tmp_path: Path) -> None:
    pytest.importorskip("datatrove")
    written("datatrove", "steps")
    (tmp_path / "in").mkdir()
    texts = [DAMAGED, "Nothing is wrong here.", DAMAGED]
    lines = [json.dumps({"id": f"d{number}", "text": text}) for number, text in enumerate(texts)]
    (tmp_path / "in/a.jsonl").write_text("\n".join(lines))
    done = run(sys.executable, "-c", "import steps; steps.executor('in', 'out', 'logs').run()", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    (output,) = (tmp_path / "out").iterdir()
    records = [json.loads(line) for line in output.read_text().splitlines()]
    assert [record["text"] for record in records] == [CLEAN, texts[1], CLEAN]
    assert [record["metadata"]["cleaner_edits"] for record in records] == [2, 0, 2]
    stats = json.loads((tmp_path / "logs/stats.json").read_text())
    (ours,) = [each["stats"] for each in stats if "cleaner" in each["name"]]
    assert (ours["changed"]["total"], ours["edits"]["total"]) == (2, 4)


SPIDER = """
import json, scrapy
from scrapy.crawler import CrawlerProcess

class Pages(scrapy.Spider):
    name = "pages"
    start_urls = ["http://127.0.0.1:{port}/a.html"]
    def parse(self, response):
        yield {{"url": response.url, "text": "\\n\\n".join(response.css("p::text").getall()), "length": 3}}

process = CrawlerProcess({{
    "ITEM_PIPELINES": {{"pipelines.CleanTextPipeline": 300}},
    "FEEDS": {{"items.json": {{"format": "json"}}}},
    "LOG_LEVEL": "ERROR",
    "CLEANER_FIELDS": ["text", "length"],
    "TELNETCONSOLE_ENABLED": False,
}})
crawler = process.create_crawler(Pages)
process.crawl(crawler)
process.start()
print(crawler.stats.get_value("cleaner/edits"))
"""


def test_scrapy(written, tmp_path: Path) -> None:
    pytest.importorskip("scrapy")
    written("scrapy", "pipelines")
    (tmp_path / "a.html").write_text("".join(f"<p>{each}</p>" for each in DAMAGED.split("\n\n")))
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    handler.func.log_message = lambda *args: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        done = run(sys.executable, "-c", SPIDER.format(port=server.server_address[1]), folder=tmp_path)
    finally:
        server.shutdown()
        server.server_close()
    assert done.returncode == 0, done.stderr
    (item,) = json.loads((tmp_path / "items.json").read_text())
    assert (item["text"], item["length"]) == (CLEAN, 3)
    assert done.stdout == "2\n"


def test_scikit_learn(written, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn")
    written("scikit-learn", "ours")
    import ours

    texts = [DAMAGED, "Nothing is wrong here."] * 4
    (transformer,) = [step for _, step in ours.words.steps if hasattr(step, "func")]
    assert transformer.transform(texts)[:2] == [CLEAN, texts[1]]
    ours.model.fit(texts, [1, 0] * 4)
    again = pickle.loads(pickle.dumps(ours.model))
    assert list(again.predict(texts[:2])) == [1, 0]
    assert "comment" not in ours.words.steps[-1][1].vocabulary_
    monkeypatch.delitem(sys.modules, "ours")


@pytest.fixture
def kafka():
    """A producer that is also the cluster: the one that the library has for tests, with real connections."""
    library = pytest.importorskip("confluent_kafka")
    producer = library.Producer({"bootstrap.servers": "unused:1", "test.mock.num.brokers": 1, "log_level": 0})
    broker = next(iter(producer.list_topics(timeout=10).brokers.values()))
    return library, producer, f"{broker.host}:{broker.port}"


def test_queue(kafka) -> None:
    library, producer, address = kafka
    texts = [json.dumps({"text": f"{DAMAGED}"}), "{broken", json.dumps({"text": 3}), json.dumps({"text": "Good."})]
    for number, value in enumerate(texts):
        producer.produce("pages", key=str(number), value=value)
    assert producer.flush(10) == 0
    recipe = module_of("queue")
    written: dict[bytes, list[bytes]] = {}
    dead: dict[bytes, str] = {}

    def consumed(until: float, *, dies: bool = False) -> None:
        consumer = library.Consumer({"bootstrap.servers": address, "log_level": 0, **recipe.SETTINGS})
        consumer.subscribe(["pages"])

        def write(key: bytes, value: bytes) -> None:
            written.setdefault(key, []).append(value)
            if dies:
                raise SystemExit  # written, and not committed

        def running() -> bool:
            came = sum(map(len, written.values())) + len(dead)
            return time.monotonic() < until and came < len(texts) + 1

        try:
            recipe.run(
                consumer, write, lambda key, raw, why: dead.update({key: why}), pipeline=Pipeline(), running=running
            )
        finally:
            consumer.close()

    with pytest.raises(SystemExit):
        consumed(time.monotonic() + 60, dies=True)
    (first,) = written
    consumed(time.monotonic() + 60)
    assert sorted(written) == [b"0", b"3"]
    assert len(written[first]) == 2  # it came again, and came out the same
    assert {key: set(values) for key, values in written.items()} == {
        b"0": {json.dumps({"text": CLEAN}).encode()},
        b"3": {json.dumps({"text": "Good."}).encode()},
    }
    assert sorted(dead) == [b"1", b"2"]


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """The script of the page, in a folder where `cleaner` is on the path."""
    (script,) = snippets("scheduled-job", "sh")
    (tmp_path / "clean-daily").write_text(script)
    tool = tmp_path / "cleaner"
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cleaner "$@"\n')
    tool.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(("damaged", "broken", "code"), [(5, 0, 0), (5, 1, 3), (60, 0, 1), (5, 30, 1)])
def test_scheduled_job(job: Path, monkeypatch: pytest.MonkeyPatch, damaged: int, broken: int, code: int) -> None:
    monkeypatch.setenv("PATH", f"{job}{os.pathsep}{os.environ['PATH']}")
    texts = [DAMAGED if number < damaged else f"Text {number} is good." for number in range(100)]
    lines = [json.dumps({"text": text}) for text in texts] + ["{broken"] * broken
    (job / "a.jsonl").write_text("".join(f"{line}\n" for line in lines))
    done = run("/bin/sh", "clean-daily", "a.jsonl", "b.jsonl", folder=job)
    assert done.returncode == code, done.stderr
    if damaged > 50:
        assert "over --max-changed 50%" in done.stderr
        assert not (job / "b.jsonl").exists()
    else:
        summary = json.loads((job / "b.jsonl.summary").read_text())
        assert (summary["records"], summary["changed"], summary["failed"]) == (100 + broken, damaged, broken)
        assert (job / "b.jsonl").read_text().count("\n") == 100
        assert (job / "b.jsonl.failed").read_text().count("\n") == broken
