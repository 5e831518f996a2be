"""Files of records through the command: what changes, what stays, where what fails goes."""

from __future__ import annotations

import fcntl
import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats import base, jsonl
from tests.counting import calls

from .conftest import CLEAN, DAMAGED

ODD = (
    b'{ "id":12345678901234567890123,"f":1.10, "text" : "first",\t"text":"The keeper said, \\" the harbour'
    b' is ours \\", and left\\u002e \\/ caf\\u00E9", "tail":[1.0e5, {"a":null}] }\r\n'
)
ODD_CLEAN = ODD.replace(b'\\" the harbour is ours \\"', b'\\"the harbour is ours\\"')


def line(number, text=DAMAGED, **more):
    return json.dumps({"id": f"r{number}", "text": text, **more}).encode() + b"\n"


POISON = (
    b'{"id": "p1", "text": "open\n',
    b"not json\n",
    b"[1, 2]\n",
    b'{"id": "p4", "body": "none"}\n',
    b'{"id": "p5", "text": 5}\n',
    b'{"id": "p6", "text": "\\ud800 lone"}\n',
    b'{"id": "p7", "text": "x"} more\n',
    b"\x00\x01\n",
    b"[" * 100_000 + b"\n",
    b"\xff\xfe\n",
)


def test_every_byte_outside_the_text_stays(folder, cleaner):
    assert cleaner("fix", stdin=ODD).stdout == ODD_CLEAN


def test_bytes_that_are_not_utf8_stay_and_nothing_beside_them_is_edited(folder, cleaner):
    data = b'{"x": "\xe9", "text": "The word \\" caf\xe9 \\" is. \\" Whole \\" it is."}\n'
    out = cleaner("fix", "--format", "jsonl", stdin=data).stdout
    assert b'"x": "\xe9"' in out
    assert b'\\" caf\xe9 \\"' in out
    assert out.count(b"\xe9") == 2


@pytest.mark.parametrize("jobs", [1, 2])
def test_records_in_are_records_out_and_dead_letters(folder, cleaner, jobs):
    good = [line(number) for number in range(len(POISON) + 1)]
    data = b"".join(a + b for a, b in zip(good, POISON, strict=False)) + good[-1]
    (folder / "a.jsonl").write_bytes(data)
    outcome = cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--dead-letter", "d.jsonl", "-j", jobs)
    assert outcome.code == 3
    assert f"{len(POISON)} records failed" in outcome.stderr
    assert (folder / "b.jsonl").read_bytes() == b"".join(line(number, CLEAN) for number in range(len(good)))
    letters = [json.loads(each) for each in (folder / "d.jsonl").read_bytes().splitlines()]
    assert [letter["line"] for letter in letters] == [2 * number + 2 for number in range(len(POISON))]
    assert [letter.get("raw", "").encode() for letter in letters[:-1]] == list(POISON[:-1])
    assert letters[-1]["raw_base64"] == "//4K"
    assert [letter["id"] for letter in letters[3:6]] == ["p4", "p5", "p6"]
    assert "not a string" in letters[4]["error"]
    assert "surrogate" in letters[5]["error"]


@pytest.mark.parametrize("how", [["-i"], ["-i", "--dead-letter", "d.jsonl"], ["-o", "b.jsonl"]])
def test_what_fails_stays_in_place_and_where_there_is_no_dead_letter(folder, cleaner, how):
    data = line(1) + POISON[0] + line(2) + POISON[1]
    (folder / "a.jsonl").write_bytes(data)
    outcome = cleaner("fix", "a.jsonl", *how)
    assert outcome.code == 3
    out = (folder / how[-1] if how[0] == "-o" else folder / "a.jsonl").read_bytes()
    assert out == line(1, CLEAN) + POISON[0] + line(2, CLEAN) + POISON[1]
    if "--dead-letter" in how:
        assert len((folder / "d.jsonl").read_bytes().splitlines()) == 2
    else:
        assert "a.jsonl:2: it is not valid JSON" in outcome.stderr


def test_of_many_records_that_fail_the_first_are_told(folder, cleaner):
    outcome = cleaner("fix", "--format", "jsonl", stdin=POISON[1] * 1020)
    assert outcome.code == 3
    assert outcome.stderr.count("it is not valid JSON") == 20
    assert "and 1,000 more records failed; --dead-letter keeps them all" in outcome.stderr


def test_a_rule_that_fails_on_a_record_is_told_with_its_line(folder, cleaner, monkeypatch):
    from cleaner.passes.quotes import SpaceInside

    real = SpaceInside.propose
    monkeypatch.setattr(
        SpaceInside, "propose", lambda self, document: 1 / 0 if "bad" in document.text else real(self, document)
    )
    bad = line(2, DAMAGED.replace("the harbour", "the bad harbour"))
    (folder / "a.jsonl").write_bytes(line(1) + bad + bad + line(3))
    outcome = cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--dead-letter", "d.jsonl")
    assert outcome.code == 3
    assert outcome.stderr.count("a.jsonl:2: quotes/space-inside: failed with ZeroDivisionError") == 1
    assert (folder / "b.jsonl").read_bytes() == line(1, CLEAN) + bad + bad + line(3, CLEAN)
    assert (folder / "d.jsonl").read_bytes() == b""


@pytest.mark.parametrize("fault", [ValueError("odd"), MemoryError(), RecursionError("deep"), AssertionError("no")])
def test_no_fault_of_any_kind_costs_another_record(folder, cleaner, monkeypatch, fault):
    from cleaner.pipeline import Pipeline

    real = Pipeline.run

    def run(self, text, **options):
        if "bad" in text:
            raise fault
        return real(self, text, **options)

    monkeypatch.setattr(Pipeline, "run", run)
    (folder / "a.jsonl").write_bytes(line(1) + line(2, "bad") + line(3))
    outcome = cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--dead-letter", "d.jsonl")
    assert outcome.code == 3
    assert (folder / "b.jsonl").read_bytes() == line(1, CLEAN) + line(3, CLEAN)
    assert json.loads((folder / "d.jsonl").read_bytes())["error"] == f"{type(fault).__name__}: {fault}"
    (folder / "a.txt").write_text("bad")
    (folder / "b.txt").write_text(DAMAGED)
    outcome = cleaner("fix", "-i", "a.txt", "b.txt")
    assert outcome.code == 2
    assert f"a.txt: {type(fault).__name__}" in outcome.stderr
    assert (folder / "b.txt").read_text() == CLEAN


@pytest.mark.parametrize("how", [["-i"], ["-o", "b.jsonl"], ["-o", "b.jsonl", "--dead-letter", "d.jsonl"]])
def test_a_record_that_is_too_long_is_never_read(folder, cleaner, monkeypatch, how):
    monkeypatch.setattr(jsonl.JsonLines, "__init__", _limited(jsonl.JsonLines.__init__, 5000))
    long = line(2, "x" * 300_000)
    (folder / "a.jsonl").write_bytes(line(1) + long + line(3))
    outcome = cleaner("fix", "a.jsonl", *how)
    assert outcome.code == 3
    kept = b"" if "--dead-letter" in how else long
    out = folder / ("a.jsonl" if how == ["-i"] else "b.jsonl")
    assert out.read_bytes() == line(1, CLEAN) + kept + line(3, CLEAN)
    if "--dead-letter" in how:
        import base64

        letter = json.loads((folder / "d.jsonl").read_bytes())
        assert base64.b64decode(letter["raw_base64"]) == long
        assert (letter["line"], letter["error"]) == (2, "it is longer than a record may be")
    else:
        assert "a.jsonl:2: it is longer than a record may be" in outcome.stderr


def _limited(init, longest):
    return lambda self, *args, **options: init(self, *args, **{**options, "longest": longest})


def test_fields_dotted_several_null_and_missing(folder, cleaner):
    record = {"title": DAMAGED, "article": {"body": DAMAGED, "note": DAMAGED}, "text": DAMAGED}
    data = json.dumps(record).encode() + b'\n{"title": null, "article": {}}\n'
    out = cleaner("fix", "--field", "title", "--field", "article.body", stdin=data).stdout.splitlines()
    assert json.loads(out[0]) == {**record, "title": CLEAN, "article": {"body": CLEAN, "note": DAMAGED}}
    assert out[1] == b'{"title": null, "article": {}}'


def test_findings_name_line_id_and_field(folder, cleaner):
    (folder / "a.jsonl").write_bytes(b"\n" + line(7, title=DAMAGED))
    outcome = cleaner("check", "a.jsonl", "--field", "text,title", "--output-format", "jsonl")
    assert outcome.code == 1
    found = [json.loads(each) for each in outcome.text.splitlines()]
    assert [(each["record"], each["id"], each["field"]) for each in found] == [(2, "r7", "text"), (2, "r7", "title")]
    assert "a.jsonl:2:title:1:" in cleaner("check", "a.jsonl", "--field", "text,title").text


def test_the_language_of_a_record_is_taken_as_told(folder, cleaner):
    data = line(1, lang="en") + line(2, lang="pt-BR") + line(3)
    out = cleaner("fix", "--lang-field", "lang", stdin=data).stdout
    assert out == line(1, CLEAN, lang="en") + line(2, lang="pt-BR") + line(3, CLEAN)


TAIL = "The council met in the old hall on Tuesday and spoke of the harbour. was"


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_field_tells_the_origin_of_a_record(folder, cleaner, name, jobs):
    """What a record says of itself holds for it; a record that says nothing has the origin that is set for all."""
    origins = ["machine", "unknown", None, "nonsense"]
    rows = [{"id": str(number), "text": TAIL, "origin": origin} for number, origin in enumerate(origins)]
    if name == "a.parquet":
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(arrow.Table.from_pylist(rows), folder / name)
    elif name == "a.csv":
        cells = [f"{row['id']},{row['text']},{row['origin'] or ''}\n" for row in rows]
        (folder / name).write_text("id,text,origin\n" + "".join(cells))
    else:
        (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))
    call = ["check", name, "--origin-field", "origin", "--output-format", "jsonl", "-j", jobs]
    outcome = cleaner(*call)
    assert (outcome.code, "there is no origin 'nonsense'" in outcome.stderr) == (3, True)
    found = {each["id"]: each["confidence"] for each in map(json.loads, outcome.text.splitlines())}
    assert found["0"] != found["1"] == found["2"]
    assert "3" not in found
    of_all = {each["id"]: each for each in map(json.loads, cleaner(*call, "--origin", "machine").text.splitlines())}
    assert of_all["2"]["confidence"] == of_all["0"]["confidence"] != of_all["1"]["confidence"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_tables_keep_their_other_cells_and_a_broken_row_costs_its_own_line(folder, cleaner, jobs):
    table = b'\xef\xbb\xbfid;text;n\r\n1;"He said, "" hello there friend "", and left.\r\nTwice.";007\r\n'
    (folder / "a.csv").write_bytes(table + b'2;"open;8\r\n3;" It " is;9\r\n')
    outcome = cleaner("fix", "a.csv", "-o", "b.csv", "--dead-letter", "d.jsonl", "-j", jobs)
    assert outcome.code == 3
    clean = table.replace(b'"" hello there friend ""', b'""hello there friend""')
    assert (folder / "b.csv").read_bytes() == clean
    letters = [json.loads(each) for each in (folder / "d.jsonl").read_bytes().splitlines()]
    assert [letter["line"] for letter in letters] == [4, 5]
    assert letters[0]["raw"] == '2;"open;8\r\n'


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_packed_files_stay_packed(folder, cleaner, suffix):
    if suffix == ".zst":
        pytest.importorskip("zstandard", reason="needs the extra zstd")
    (folder / "plain.jsonl").write_bytes(line(1) + line(2, CLEAN))
    name = f"a.jsonl{suffix}"
    assert cleaner("fix", "plain.jsonl", "-o", name).code == 0
    assert cleaner("fix", name).stdout == line(1, CLEAN) + line(2, CLEAN)
    before = (folder / name).read_bytes()
    assert cleaner("fix", "-i", name).code == 0
    assert (folder / name).read_bytes() == before
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("suffix", ["", ".gz"])
@pytest.mark.parametrize("how", [["-i"], ["-o", "b"]])
def test_undo_gives_back_the_very_records(folder, cleaner, suffix, how):
    data = b"".join(ODD + line(number) + line(-number, CLEAN) + b"\n" for number in range(30))
    name, out = f"a.jsonl{suffix}", f"a.jsonl{suffix}" if how == ["-i"] else f"b{suffix}"
    (folder / name).write_bytes(gzip.compress(data) if suffix else data)
    how = how if how == ["-i"] else ["-o", out]
    assert cleaner("fix", name, *how, "--edits", "e.jsonl").code == 0
    assert cleaner("fix", name, *how, "--edits", "e.jsonl").code == 0  # a second run goes into the same account
    unpack = gzip.decompress if suffix else bytes
    assert unpack((folder / out).read_bytes()) != data
    assert cleaner("undo", "e.jsonl").code == 0
    assert unpack((folder / out).read_bytes()) == data
    assert "1 already as before" in cleaner("undo", "e.jsonl").stderr
    altered = data.replace(b"r7", b"r8")
    (folder / out).write_bytes(gzip.compress(altered) if suffix else altered)
    outcome = cleaner("undo", "e.jsonl")
    assert outcome.code == 2
    assert "it is not what these edits made" in outcome.stderr


def test_an_edit_log_that_lost_its_end_after_the_run_is_refused(folder, cleaner):
    (folder / "a.jsonl").write_bytes(line(1) + line(2))
    cleaner("fix", "-i", "a.jsonl", "--edits", "e.jsonl")
    (folder / "e.jsonl").write_bytes((folder / "e.jsonl").read_bytes()[:-20])
    outcome = cleaner("undo", "e.jsonl")
    assert (outcome.code, "its edits are not all there" in outcome.stderr) == (2, True)
    assert (folder / "a.jsonl").read_bytes() == line(1, CLEAN) + line(2, CLEAN)


def test_undo_where_records_failed_before_those_that_changed(folder, cleaner):
    (folder / "a.jsonl").write_bytes(POISON[1] + line(1) + POISON[2] + line(2))
    cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--edits", "e.jsonl", "--dead-letter", "d.jsonl")
    assert "1 put back" in cleaner("undo", "e.jsonl").stderr
    assert (folder / "b.jsonl").read_bytes() == line(1) + line(2)
    outcome = cleaner("undo", "e.jsonl")
    assert (outcome.code, "1 already as before" in outcome.stderr) == (0, True)


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.parquet"])
def test_an_edit_log_that_a_kill_cut_is_continued_and_undone(folder, cleaner, name):
    path = folder / name
    if name == "a.parquet":
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(arrow.table({"text": [DAMAGED] * 3}), path)
        data = parquet.read_table(path)
        is_back = lambda: parquet.read_table(path) == data  # noqa: E731
    else:
        path.write_bytes(line(1) + line(2) + line(3) if name == "a.jsonl" else DAMAGED.encode() * 3)
        data = path.read_bytes()
        is_back = lambda: path.read_bytes() == data  # noqa: E731
    before = path.read_bytes()
    assert cleaner("fix", "-i", name, "--edits", "e.jsonl").code == 0
    account = (folder / "e.jsonl").read_bytes()
    ends = [place + 1 for place, byte in enumerate(account) if byte == ord("\n")]
    for cut in {0, *ends, *(end - 5 for end in ends)}:
        path.write_bytes(before)
        (folder / "e.jsonl").write_bytes(account[:cut])
        assert cleaner("fix", "-i", name, "--edits", "e.jsonl").code == 0
        assert not is_back()
        assert cleaner("undo", "e.jsonl").code == 0, cut
        assert is_back(), cut


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 3),
        (["--max-failed", "1"], 3),
        (["--max-failed", "0"], 1),
        (["--max-failed", "20%"], 1),
        (["--max-failed", "25%"], 3),
        (["--max-changed", "0.5"], 1),
        (["--max-changed", "3"], 3),
        (["--max-residue", "0"], 1),
        (["--max-residue", "1"], 3),
        (["none.jsonl", "--max-failed", "0"], 2),
    ],
)
def test_gates_and_the_order_of_exit_codes(folder, cleaner, options, code):
    (folder / "a.jsonl").write_bytes(line(1) + line(2) + line(3) + POISON[0])
    assert cleaner("fix", "a.jsonl", *options, "-o", "out/").code == code
    assert cleaner("check", "a.jsonl", *options).code == code


@pytest.mark.parametrize("limit", ["many", "nan", "nan%", "-1", ""])
def test_no_limit_that_is_none(cleaner, limit):
    outcome = cleaner("check", "--max-failed", limit, stdin=b"")
    assert outcome.code == 2
    assert "neither a number (20), a share (0.02) nor a percentage (2%)" in outcome.stderr


def test_the_summary_says_what_was_counted(folder, cleaner):
    (folder / "a.jsonl").write_bytes(line(1) + line(2, CLEAN) + POISON[0])
    (folder / "b.jsonl").write_bytes(line(3))
    cleaner("fix", "a.jsonl", "b.jsonl", "none.jsonl", "-o", "out", "--summary", "s.json")
    summary = json.loads((folder / "s.json").read_bytes())
    expected = {"inputs": 2, "inputs_failed": 1, "records": 4, "changed": 2, "failed": 1, "documents": 3}
    assert {key: summary[key] for key in expected} == expected
    assert summary["applied"] == {"quotes/space-inside": 2}
    assert summary["seconds"] >= 0
    assert len(summary["config"]) == 12


def test_an_edit_log_of_many_records_costs_no_more_for_each(folder, cleaner, monkeypatch):
    from cleaner.pipeline import Pipeline

    result = Pipeline().run(DAMAGED)
    monkeypatch.setattr(Pipeline, "run", lambda self, text, **options: result)  # the work aside

    def work(count):
        (folder / "a.jsonl").write_bytes(line(1) * count)
        return calls(lambda: cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--edits", "e.jsonl"))

    assert work(1000) < 2.3 * work(500)


def test_bombs_stop_at_a_cap(folder, cleaner, monkeypatch):
    from cleaner.formats import compression

    monkeypatch.setattr(compression, "FREE", 1 << 20)
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "' + b"a" * (4 << 20) + b'"}\n'))
    outcome = cleaner("fix", "a.jsonl.gz", "-o", "b.jsonl")
    assert outcome.code == 2
    assert "a.jsonl.gz: its gzip data unpacks to more than 250 times its size" in outcome.stderr
    assert [path.name for path in folder.iterdir()] == ["a.jsonl.gz"]


def test_an_edit_log_or_a_letter_is_never_written_over_an_input(folder, cleaner):
    (folder / "a.jsonl").write_bytes(line(1))
    for option in ("--edits", "--dead-letter", "--summary", "-O"):
        outcome = cleaner("fix", "-i", "a.jsonl", option, "a.jsonl")
        assert (outcome.code, "is an input" in outcome.stderr) == (2, True)
    assert (folder / "a.jsonl").read_bytes() == line(1)


@pytest.mark.parametrize("first", ["-o", "--edits", "--dead-letter", "--summary", "-O"])
@pytest.mark.parametrize("second", ["--edits", "--dead-letter", "--summary", "-O"])
def test_no_file_is_written_as_two_things(folder, cleaner, first, second):
    if first == second:
        return
    (folder / "a.jsonl").write_bytes(line(1) + POISON[1])
    (folder / "link").symlink_to("x")
    outcome = cleaner("fix", "a.jsonl", *(["-o", "b"] if first != "-o" else []), first, "x", second, "link")
    assert (outcome.code, "would be written twice" in outcome.stderr) == (2, True)
    assert sorted(path.name for path in folder.iterdir()) == ["a.jsonl", "link"]


def test_check_writes_its_report_and_its_summary_apart(folder, cleaner):
    assert "would be written twice" in cleaner("check", "-O", "x", "--summary", "x", stdin=b"").stderr
    assert cleaner("check", "-O", "x", "--summary", "y", stdin=b"").code == 0


@pytest.mark.parametrize("option", ["--edits", "--dead-letter"])
def test_two_runs_do_not_write_into_one_file_at_once(folder, cleaner, option):
    (folder / "a.jsonl").write_bytes(line(1) + POISON[1])
    cleaner("fix", "a.jsonl", "-o", "b.jsonl", option, "x")
    before = (folder / "x").read_bytes()
    with (folder / "x").open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        outcome = cleaner("fix", "a.jsonl", "-o", "c.jsonl", option, "x")
        assert (outcome.code, "another run writes" in outcome.stderr) == (2, True)
        assert (folder / "x").read_bytes() == before
        assert not (folder / "c.jsonl").exists()
    assert cleaner("fix", "a.jsonl", "-o", "c.jsonl", option, "x").code == 3


def test_dead_letters_may_go_to_a_device(cleaner):
    assert cleaner("fix", "--format", "jsonl", "--dead-letter", "/dev/null", stdin=line(1) + POISON[1]).code == 3


def test_hostile_letters_are_written_inert(folder, cleaner):
    (folder / "a.jsonl").write_bytes('{"id": "\u202e", "text": 1}\n{"text": "\x1b[31m"\n'.encode())
    cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--dead-letter", "d.jsonl")
    data = (folder / "d.jsonl").read_bytes()
    assert data.isascii()
    assert b"\x1b" not in data
    assert json.loads(data.splitlines()[0])["id"] == "\u202e"


HOSTILE_IDS = b"".join(
    b'{"id": "%s", "text": "The keeper said, \\" the harbour is ours \\", and left.\\n"}\n' % each
    for each in (b"\\ud800", b"\xff", "\u202e\x9b31m<b>=1+1".encode(), b"\\u001b[31m", b"")
)


@pytest.mark.parametrize("shown", ["json", "jsonl", "full", "concise", "diff"])
def test_ids_of_any_kind_cost_nothing_and_are_shown_inert(folder, cleaner, shown):
    (folder / "a.jsonl").write_bytes(HOSTILE_IDS)
    outcome = cleaner("check", "a.jsonl", "--output-format", shown)
    assert outcome.code == 1
    assert not set(outcome.text) & {"\x1b", "\x9b", "\u202e"}
    outcome = cleaner("fix", "a.jsonl", "-o", "b.jsonl", "--edits", "e.jsonl")
    assert (outcome.code, outcome.stderr.count("error")) == (0, 0)
    assert (folder / "b.jsonl").read_bytes() == HOSTILE_IDS.replace(
        b'\\" the harbour is ours \\"', b'\\"the harbour is ours\\"'
    )
    account = (folder / "e.jsonl").read_text()
    assert not set(account) & {"\x1b", "\x9b", "\u202e"}
    assert cleaner("undo", "e.jsonl").code == 0
    assert (folder / "b.jsonl").read_bytes() == HOSTILE_IDS


def test_names_of_files_are_shown_inert(folder, cleaner):
    name = "\u202e\x1b[31m.jsonl"
    (folder / name).write_bytes(line(1) + POISON[1])
    outcome = cleaner(
        "fix", name, "-o", "out/", "--dead-letter", "d.jsonl", "--summary", "s.json", "--edits", "e.jsonl"
    )
    assert outcome.code == 3
    outcome = cleaner("fix", name, "none\x1b", "-o", "out/", "--max-failed", "0")
    assert outcome.code == 2
    told = [(folder / each).read_text() for each in ("d.jsonl", "s.json", "e.jsonl")]
    for text in (outcome.stderr, cleaner("check", name).text, *told):
        assert not set(text) & {"\x1b", "\u202e"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.lists(
    st.tuples(st.dictionaries(st.text(max_size=6).filter(lambda key: key != "text"), VALUES, max_size=3), st.booleans())
)


@settings(max_examples=40, deadline=None)
@given(RECORDS, st.integers(1, 400))
def test_all_that_is_no_text_comes_out_as_it_went_in(rows, size):
    from click.testing import CliRunner

    from cleaner.cli import main

    data = b"".join(
        json.dumps({**others, "text": DAMAGED}, ensure_ascii=ascii_only).encode("utf-8", "replace") + b"\n"
        for others, ascii_only in rows
    )
    damaged, clean = json.dumps(DAMAGED).encode(), json.dumps(CLEAN).encode()
    block, base.BLOCK = base.BLOCK, size
    try:
        out = CliRunner().invoke(main, ["fix", "--format", "jsonl"], input=data).stdout_bytes
    finally:
        base.BLOCK = block
    assert out == data.replace(damaged, clean)
