"""Inputs that a search for coverage makes, held against what is promised; it needs `pip install atheris`.

    python benchmarks/fuzz.py pipeline|json|csv|undo|config|FORMAT [FOLDER] [-max_total_time=900] [-max_len=4096]

What follows the target goes to libFuzzer; FOLDER keeps what it found worth keeping. It begins with a few good inputs
and ends at the first broken promise, which it writes into a file beside it: `pipeline` wants what
`tests/promise_checks.py` wants of any text; `json` and `csv` that a stream is cut into records without a byte lost,
that a text is what the standard library reads, and that one rewritten is what was meant; `undo` and `config` that bytes
that are no log and no settings are refused with an error that says so, and nothing else is raised. A FORMAT
of structured files (`markdown`, `html`, `srt`, `vtt`, `ass`, `po`, `xliff`, `tmx`) wants that a file is refused, or
cleaned with its markup as it was, offsets and undo exact, and that a second run changes nothing.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import atheris

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["cleaner"]):
    from cleaner import Pipeline
    from cleaner.config import Config
    from cleaner.edits import Change
    from cleaner.errors import CleanerError, ConfigError, InputError, RecordError
    from cleaner.formats.csv import Csv
    from cleaner.formats.jsonl import JsonLines
    from cleaner.jobs.edit_log import read_edit_log
    from cleaner.jobs.undo import undone
    from tests.formats.streams import raws, rewritten, well_placed
    from tests.promise_checks import broken
    from tests.structure.conftest import checked

    PIPELINES = [
        Pipeline(),
        Pipeline(preset="thorough"),
        Pipeline(preset="thorough", quotes="typographic"),
        Pipeline(preset="thorough", origin="machine"),
        Pipeline(preset="minimal"),
    ]

NEW = 'She said "no",\n\\ é \U0001f600 and left'
FOLDER = Path(tempfile.mkdtemp())


def pipeline(data: bytes) -> None:
    """The first byte chooses the settings, the rest is the text."""
    if data:
        text = data[1:].decode("utf-8", "surrogateescape")
        problems = broken(PIPELINES[data[0] % len(PIPELINES)], text)
        assert not problems, problems


def json_lines(data: bytes) -> None:
    form = JsonLines(("text",))
    blocks = list(form.blocks(io.BytesIO(data), size=200))
    assert well_placed(blocks, data)
    for raw in raws(form, blocks):
        with contextlib.suppress(RecordError):
            record = form.read(raw)
            for value in record.values if record else ():
                text = json.loads(raw.decode("utf-8-sig", "surrogateescape"))["text"]
                assert value.text == text, (value.text, text)
                new = rewritten(raw, value, [Change(0, len(text), NEW)])
                (again,) = form.read(new).values
                assert again.text == NEW, (new, again.text)


def table(data: bytes) -> None:
    try:
        form = Csv.of(data, ("text",))
    except InputError:
        return
    blocks = list(form.blocks(io.BytesIO(data), size=200))
    assert well_placed(blocks, data)
    for raw in raws(form, blocks):
        with contextlib.suppress(RecordError):
            record = form.read(raw)
            for number, value in enumerate(record.values if record else ()):
                new = rewritten(raw, value, [Change(0, len(value.text), NEW)])
                again = form.read(new).values[number]
                assert again.text == NEW, (new, again.text)
                if raw.isascii() and b"\0" not in raw and b"\r" not in raw:
                    (cells,) = csv.reader([raw.decode()], delimiter=form.delimiter)
                    assert value.text in cells, (value.text, cells)


def undo(data: bytes) -> None:
    """A file and its log, with a NUL between them."""
    output, _, log = data.partition(b"\0")
    path = FOLDER / "e.jsonl"
    path.write_bytes(log)
    with contextlib.suppress(CleanerError):
        for name, entries in read_edit_log(path).files.items():
            with contextlib.suppress(CleanerError):
                b"".join(undone(io.BytesIO(output), name, entries))


def settings(data: bytes) -> None:
    path = FOLDER / "cleaner.toml"
    path.write_bytes(data)
    with contextlib.suppress(ConfigError):
        Pipeline(config=Config.from_file(path))


def structured(form: str, data: bytes) -> None:
    """The first byte chooses the settings, the rest is the file; what holds a NUL is binary, and none."""
    if data:
        text = data[1:].replace(b"\0", b"").decode("utf-8", "surrogateescape")
        with contextlib.suppress(InputError):
            checked(PIPELINES[data[0] % len(PIPELINES)], text, form, alone=False)


def logs() -> list[bytes]:
    """Logs that runs have written, each after what they made."""
    found = []
    for name, text in (
        ("a.txt", "It left. was\nThe end , here.\n"),
        ("a.jsonl", '{"id": 1, "text": "It left. was"}\n{"id": 2, "text": "The end , here."}\n'),
        ("a.csv", "id,text\n1,It left. was\n2,The end ; here.\n"),
    ):
        (FOLDER / name).write_text(text)
        output, log = FOLDER / f"clean-{name}", FOLDER / f"log-{name}.jsonl"
        call = ["fix", FOLDER / name, "-o", output, "--edits", log, "-q"]
        subprocess.run([sys.executable, "-m", "cleaner", *map(str, call)], cwd=ROOT, check=True)
        found.append(output.read_bytes() + b"\0" + log.read_bytes())
    return found


def seeds_of(file: str) -> list[bytes]:
    """A file under each of the settings."""
    return [bytes([number]) + file.encode() for number in range(len(PIPELINES))]


TEXTS = [
    "He left. was seen.\n\nRead more",
    "“We met&amp;quot; , he said . Ã©",
    "▁The ▁hall <b\u200b> 「a」 ''x''",
    "no no no no yes http : / / a.b",
]
TOML = 'preset = "news"\nselect = ["quotes"]\nprotect = ["a+"]\n[rules."fragments/stray-tail"]\nmax_words = 8\n'
CUE = "00:00:0{0},000 --> 00:00:0{1},000\n{2}\n\n"
CUES = "".join(
    CUE.format(number, number + 1, text) for number, text in enumerate(("{\\an8}It left. was", "<i>“ x ”</i>"))
)
UNIT = "<source>a, {0}x &lt;b&gt;</source><target>{0}y , &lt;b&gt;<ph id='1'/> “ z ”</target>"
FILES = {
    "markdown": "# A title\n\n“ *no* ” [a](http://a.b) `code , x`\n\n- It left. was\n\n| a , b | c |\n|--|--|\n",
    "html": "<p>He said , <b>“ no ”</b>&nbsp;<a href='x , y'>It left. was</a></p><pre>a , b</pre><!-- c , d -->",
    "srt": "1\n" + CUES,
    "vtt": "WEBVTT\n\nNOTE x , y\n\n" + CUES.replace(",000", ".000"),
    "ass": "[Events]\nFormat: Start, End, Style, Text\nDialogue: 0:00:01.00,0:00:02.00,A,{\\i1}He , \\N“ no ”\n",
    "po": 'msgid ""\nmsgstr "Language: es\\n"\n\n#, c-format\nmsgid "%s \\"a\\""\nmsgstr ""\n"% s “ a ”"\n" , b"\n',
    "xliff": f'<xliff version="1.2"><file source-language="de" target-language="en"><body><trans-unit id="1">'
    f"{UNIT.format('%s ')}</trans-unit></body></file></xliff>",
    "tmx": '<tmx version="1.4"><header srclang="de"/><body><tu><tuv xml:lang="de"><seg>a, x</seg></tuv>'
    '<tuv xml:lang="en"><seg>a , “ x ”</seg></tuv></tu></body></tmx>',
}
TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]] = {
    "pipeline": (pipeline, lambda: [bytes([number]) + text.encode() for number, text in enumerate(TEXTS)]),
    "json": (json_lines, lambda: [b'{"id": 1, "text": "a\\u00e9 \\"b\\""}\n{"a": [1.10], "text": null}\n']),
    "csv": (table, lambda: [b'id,text\n1,"a ""b"", c"\n2,d\n', b"text\tid\na\tb\n", b"text;b\n'a;b'\n"]),
    "undo": (undo, logs),
    "config": (
        settings,
        lambda: [TOML.encode(), b'[[overrides]]\nfiles = ["*.srt"]\nignore = ["quotes"]\n', b'extend = "x.toml"\n'],
    ),
    **{form: (partial(structured, form), partial(seeds_of, file)) for form, file in FILES.items()},
}


def main() -> None:
    """Search until the time is over or a promise is broken."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    target, seeds = TARGETS[sys.argv.pop(1)]
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.argv.insert(1, tempfile.mkdtemp())
    corpus = Path(sys.argv[1])
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
