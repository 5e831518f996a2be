"""The command over files with a structure."""

from __future__ import annotations

import json

import pytest

PAGE = (
    '<!DOCTYPE html>\n<p title="a “ b ” c">He said, “ the road is open ”, and left.</p>\n<pre>“ x ”</pre>\n'
    "<p>The bridge was opened on <b>Monday</b>. was</p>\n"
)
CLEAN_PAGE = PAGE.replace("said, “ the", "said, “the").replace("open ”", "open”").replace(" was</p>", "</p>")
NOTES = "# Notes\n\nHe said, “ the *road* is open ”, and left.\n\n    He said, “ it is ”, and left.\n"
CLEAN_NOTES = NOTES.replace("said, “ the", "said, “the").replace("open ”", "open”")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_page_in_place_and_back(folder, cleaner, encoding, end):
    before = PAGE.replace("\n", end).encode(encoding)
    (folder / "a.html").write_bytes(before)
    option = "utf-16" if encoding == "utf-16" else "utf-8"
    assert cleaner("fix", "-i", "--edits", "edits.jsonl", "--encoding", option, "a.html").code == 0
    assert (folder / "a.html").read_bytes() == CLEAN_PAGE.replace("\n", end).encode(encoding)
    assert cleaner("undo", "edits.jsonl").code == 0
    assert (folder / "a.html").read_bytes() == before


def test_latin_1_and_bytes_that_are_not_valid(folder, cleaner):
    page = PAGE.replace("“ ", '" ').replace(" ”", ' "').replace("road", "caf\xe9 road").encode("latin-1")
    wanted = page.replace(b'" the', b'"the').replace(b'open "', b'open"').replace(b" was</p>", b"</p>")
    (folder / "a.html").write_bytes(page)
    assert cleaner("fix", "--encoding", "latin-1", "a.html").stdout == wanted
    assert b"caf\xe9 road" in cleaner("fix", "a.html").stdout


def test_findings_are_told_where_they_are_in_the_file(folder, cleaner):
    (folder / "a.html").write_text(PAGE)
    lines = cleaner("check", "--output-format", "jsonl", "a.html").text.splitlines()
    for finding in map(json.loads, lines):
        assert PAGE[finding["start"] : finding["end"]] == finding["found"]
    outcome = cleaner("check", "--output-format", "concise", "a.html")
    assert "a.html:4:43: fragments/stray-tail" in outcome.text
    assert outcome.code == 1


def test_a_page_is_known_by_how_it_begins(cleaner):
    assert cleaner("fix", stdin=PAGE.encode()).text == CLEAN_PAGE
    assert cleaner("fix", "--format", "text", stdin=PAGE.encode()).text != CLEAN_PAGE


def test_markdown_files_and_records(folder, cleaner):
    (folder / "a.md").write_text(NOTES)
    (folder / "a.jsonl").write_text(json.dumps({"text": NOTES}) + "\n")
    assert cleaner("fix", "a.md").text == CLEAN_NOTES
    assert json.loads(cleaner("fix", "--text-format", "markdown", "a.jsonl").text) == {"text": CLEAN_NOTES}
    assert json.loads(cleaner("fix", "a.jsonl").text) != {"text": CLEAN_NOTES}


def test_survey_sees_the_prose(folder, cleaner):
    pages = folder / "pages.jsonl"
    page = "<p>Line {0} of the town.</p><script>recurring script line here</script><p>Harbour Post reads this</p>"
    pages.write_text("".join(json.dumps({"text": page.format(n)}) + "\n" for n in range(30)))
    outcome = cleaner("survey", "--text-format", "html", "pages.jsonl")
    assert "recurring script" not in outcome.text


@pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
def test_two_columns_without_a_header(folder, cleaner, name):
    between = "\t" if name == "a.tsv" else ";"
    rows = [("Hello %s", "Hallo % s"), ("Open", "Offen"), ("{x} and {y}", "{x} und { y }")]
    (folder / name).write_text("".join(f"{a}{between}{b}\r\n" for a, b in rows), newline="")
    fixed = [("Hello %s", "Hallo %s"), ("Open", "Offen"), ("{x} and {y}", "{x} und {y}")]
    outcome = cleaner("fix", "--field", "2", "--source-field", "1", name)
    assert outcome.text == "".join(f"{a}{between}{b}\r\n" for a, b in fixed)


def test_records_with_their_sources(folder, cleaner):
    records = [{"en": "Hello, {name}", "de": "Hallo, {Name}"}, {"en": None, "de": "Hallo, {Name}"}]
    (folder / "a.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records))
    outcome = cleaner("fix", "--field", "de", "--source-field", "en", "a.jsonl")
    assert [json.loads(line)["de"] for line in outcome.text.splitlines()] == ["Hallo, {name}", "Hallo, {Name}"]
    (folder / "a.csv").write_text("en,de\nHello %s,Hallo % s\n,Hallo % s\n")
    assert cleaner("fix", "--field", "de", "--source-field", "en", "a.csv").text == (
        "en,de\nHello %s,Hallo %s\n,Hallo % s\n"
    )


def test_the_format_of_each_record(folder, cleaner):
    """A field names it, as formats, files and media types are called; without it, --text-format says what it is."""
    said = "He said, “ it is `“ x ”` open ”, and left."
    clean = said.replace("“ it", "“it").replace("open ”", "open”")
    page = "<p title='“ a ”'>He said, “ it is <b>open</b> ”, and left."
    clean_page = page.replace("“ it", "“it").replace("</b> ”", "</b>”")
    kinds = [("Markdown", said), ("text/html; charset=UTF-8", page), (None, said), ("unknown", said), (".md", said)]
    wanted = [clean, clean_page, said, said, clean]
    (folder / "a.jsonl").write_text("".join(json.dumps({"kind": kind, "text": text}) + "\n" for kind, text in kinds))
    options = ("fix", "--text-format", "po", "--text-format-field", "kind")
    kept = [*kinds[:2], *kinds[3:]]
    (folder / "b.jsonl").write_text("".join(json.dumps({"kind": kind, "text": text}) + "\n" for kind, text in kept))
    outcome = cleaner("fix", "--text-format-field", "kind", "b.jsonl")
    assert [json.loads(line)["text"] for line in outcome.text.splitlines()] == [*wanted[:2], *wanted[3:]]
    assert "its texts are said to be 'unknown'; there are text, markdown" in outcome.stderr
    assert cleaner(*options, "--max-failed", "1", "a.jsonl").code == 1  # one is unknown, and one is no PO file
    (folder / "a.csv").write_text(f'kind,text\nmd,"{said}"\nhtml,"{page}"\n')
    assert cleaner("fix", "--text-format-field", "kind", "a.csv").text == (
        f'kind,text\nmd,"{clean}"\nhtml,"{clean_page}"\n'
    )


def test_columns_of_parquet_tell_the_source_and_the_format(folder, cleaner):
    pa = pytest.importorskip("pyarrow", reason="needs the extra arrow")
    pq = pytest.importorskip("pyarrow.parquet", reason="needs the extra arrow")
    columns = {
        "en": ["Hello, {name}", None, "Hello, {name}", "x"],
        "de": ["Hallo, { name }", "Hallo, { name }", "<p>Hallo, { name }<pre>{ name }", "y"],
        "kind": ["text", "text", "html", "unknown"],
    }
    pq.write_table(pa.table(columns), folder / "a.parquet")
    options = ("--field", "de", "--source-field", "en", "--text-format-field", "kind", "-o", "b.parquet")
    outcome = cleaner("fix", *options, "a.parquet")
    clean = ["Hallo, {name}", "Hallo, { name }", "<p>Hallo, {name}<pre>{ name }", "y"]
    assert pq.read_table(folder / "b.parquet").column("de").to_pylist() == clean
    assert "'unknown'" in outcome.stderr


def test_a_catalogue_in_place_and_back(folder, cleaner):
    before = b'\xef\xbb\xbfmsgid "Hello, %s"\r\nmsgstr "Hallo, % s"\r\n'
    (folder / "a.po").write_bytes(before)
    assert cleaner("fix", "-i", "--edits", "edits.jsonl", "a.po").code == 0
    assert (folder / "a.po").read_bytes() == before.replace(b"% s", b"%s")
    assert cleaner("undo", "edits.jsonl").code == 0
    assert (folder / "a.po").read_bytes() == before


def test_a_broken_file_is_told_with_its_line_and_nothing_is_written(folder, cleaner):
    (folder / "a.po").write_text('msgid "a"\nmsgstr "b , c\n')
    outcome = cleaner("fix", "-i", "a.po")
    assert outcome.code == 2
    assert "a.po: it is no PO file: line 2 " in outcome.stderr
    assert (folder / "a.po").read_text() == 'msgid "a"\nmsgstr "b , c\n'


def test_an_array_of_records_and_a_locale_file(folder, cleaner):
    said, cleaned = "He said, “ it is open ”, and left.", "He said, “it is open”, and left."
    records = [{"text": said, "other": said}, {"text": "Yes.", "n": 1}]
    (folder / "a.json").write_text(json.dumps(records, indent=1))
    assert json.loads(cleaner("fix", "a.json").text) == [{"text": cleaned, "other": said}, records[1]]
    (folder / "b.json").write_text(json.dumps({"menu": {"open": said}}))
    assert cleaner("fix", "b.json").code == 3
    assert json.loads(cleaner("fix", "--field", "**", "b.json").text) == {"menu": {"open": cleaned}}
    (folder / "a.po").write_text('msgid "a"\nmsgstr "b"\n')
    outcome = cleaner("fix", "--text-format", "html", "a.po")
    assert (outcome.code, "--text-format is for JSON, JSON lines" in outcome.stderr) == (2, True)
    page = "<b title='“ a ”'>He</b> said, “ it\n is <i>open</i> &amp; \"more\" ”, and left."
    clean_page = page.replace("“ it", "“it").replace('" ”', '"”')
    records = [{"text": page, "kind": "html"}, {"text": page, "kind": "text"}]
    (folder / "c.json").write_text(json.dumps(records))
    outcome = cleaner("fix", "--text-format-field", "kind", "c.json")
    assert json.loads(outcome.text)[0]["text"] == clean_page
    assert json.loads(cleaner("fix", "--text-format", "html", "c.json").text)[1]["text"] == clean_page


def test_a_file_that_nothing_reads_is_refused_and_says_what_to_do(folder, cleaner):
    (folder / "a.yaml").write_text('gate: "The &quot;north&quot; gate"\n')
    outcome = cleaner("fix", "-i", "a.yaml")
    assert outcome.code == 2
    assert "a.yaml: it is YAML" in outcome.stderr
    assert "or say --format text" in outcome.stderr
    assert (folder / "a.yaml").read_text() == 'gate: "The &quot;north&quot; gate"\n'
    assert cleaner("fix", "-i", "--format", "text", "a.yaml").code == 0


SENTENCE = "The council met on Monday to vote on the new bridge over the river."


def test_live_segments_through_the_command(cleaner):
    lines = [SENTENCE, "It was raining.", SENTENCE, SENTENCE]
    stdin = "".join(json.dumps({"text": line}) + "\n" for line in lines).encode()
    args = ("fix", "--line-buffered", "--output-format", "concise", "-")
    outcome = cleaner(*args, stdin=stdin)
    assert "-:4:" in outcome.text
    assert "repetition/doubled-paragraph" in outcome.text
    assert "-:1:" not in outcome.text
    again = cleaner("fix", "--line-buffered", "-", stdin=stdin)
    assert again.stdout == stdin
