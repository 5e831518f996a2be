"""Which format a file has: what was asked for, what its name says, how it begins."""

from __future__ import annotations

import io
import itertools

import pytest

from cleaner.errors import InputError
from cleaner.formats import FormatName, detect
from cleaner.formats.heads import HEAD, has_line, head_of
from tests.formats.streams import Dripping

OBJECT = b'{"text": "a"}\n'
PRETTY = b'{\n  "text": "a"\n}\n'


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.jsonl", b"", "jsonl"),
        ("a.NDJSON", b"some text", "jsonl"),
        ("b/a.jsonlines.gz", b"", "jsonl"),
        ("a.csv", OBJECT, "csv"),
        ("a.tsv.zst", b"", "csv"),
        ("a.parquet", b"", "parquet"),
        ("s3://bucket/a.pq", b"", "parquet"),
        ("a.json", OBJECT, "jsonl"),
        ("a.json", b'\xef\xbb\xbf \n\n {"text": "a"}\r\n{"text"', "jsonl"),
        ("a.json.gz", b'{"text": "a"}', "jsonl"),
        ("a.json", b" \n", "text"),
        ("a.txt", b"Some text.\n", "text"),
        ("a.md", b"", "markdown"),
        ("a.MARKDOWN.gz", b"", "markdown"),
        ("a.htm", b"Some text.\n", "html"),
        ("-", b"\xef\xbb\xbf\n<!doctype html><p>", "html"),
        ("-", b"<!-- a\n --> <HTML lang=en>", "html"),
        ("-", b"<htmlx>", "text"),
        ("a.srt", b"", "srt"),
        ("a.po", b"", "po"),
        ("a.sdlxliff", b"", "xliff"),
        ("a.tmx.gz", b"", "tmx"),
        ("-", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nOne\r\n", "srt"),
        ("-", b"\xef\xbb\xbfWEBVTT\n", "vtt"),
        ("a.ssa", b"", "ass"),
        ("-", b"; a comment\r\n[Script Info]\r\n", "ass"),
        ("a.txt", b"PAR1\x15\x04", "parquet"),
        ("-", OBJECT + b"no JSON", "jsonl"),
        ("-", b"\n\n" + OBJECT, "jsonl"),
        ("-", PRETTY, "text"),
        ("-", b'{"text": "a"} and more\n', "text"),
        ("-", b"[1]\n", "text"),
        ("-", b'"text"\n', "text"),
        ("-", b"[" * 100_000, "text"),
        ("-", b"", "text"),
        ("jsonl", b"", "text"),
        ("a.gz", OBJECT, "jsonl"),
    ],
)
def test_the_name_counts_and_then_the_beginning(name, head, expected):
    assert detect(name, head) == expected


@pytest.mark.parametrize("head", [PRETTY, b"[" + OBJECT + b"]", b"1", b'{"text": "a"', b"{}{}\n"])
@pytest.mark.parametrize("name", ["a.json", "a.JSON.gz"])
def test_json_that_is_not_one_object_a_line_is_no_text(name, head):
    assert detect(name, head) == "json"


@pytest.mark.parametrize("suffix", ["yaml", "YML.gz", "properties", "xml", "js", "epub", "strings", "sub"])
def test_files_with_a_syntax_that_nothing_reads_are_refused(suffix):
    with pytest.raises(InputError, match=r"first.*, or say --format text"):
        detect(f"b/a.{suffix}", b"some text\n")
    assert detect(f"b/a.{suffix}", b"some text\n", "text") == "text"


@pytest.mark.parametrize("asked", FormatName)
@pytest.mark.parametrize(("name", "head"), [("a.json", PRETTY), ("a.csv", b"PAR1"), ("-", OBJECT)])
def test_what_was_asked_for_counts_most(name, head, asked):
    assert detect(name, head, asked.value) is asked


def test_the_beginning_is_read_and_the_stream_is_whole():
    stream = Dripping([b"\n", b'{"te', b'xt": "a"}\n{', b"}", b"\n"])
    head, whole = head_of(stream)
    assert head == b'\n{"text": "a"}\n{'
    assert stream.asked == 3
    assert whole.read1(5) == b'\n{"te'
    again, whole = head_of(whole, lambda head: b"}\n" in head)
    assert again == b'xt": "a"}\n{'
    assert whole.read() == b'xt": "a"}\n{}\n'


@pytest.mark.parametrize("data", [b"", b"a", b" \n \n", b"a" * (HEAD + 10), b"\n" * (HEAD + 10)])
def test_the_beginning_of_any_stream_ends(data):
    head, whole = head_of(io.BytesIO(data))
    assert head == data[:HEAD]
    assert whole.read() == data


def test_no_more_is_read_than_is_enough():
    head, _ = head_of(Dripping(itertools.repeat(b"ab\n")))
    assert head == b"ab\n"
    assert has_line(head)
