"""Cleaning a text in a format, with everything that must hold of any result checked."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner import Pipeline, Result
from cleaner.alignment import apply
from cleaner.structure import FileForm, read
from cleaner.structure.prose import markup

CleanText = Callable[..., str]


@pytest.fixture
def clean() -> CleanText:
    """Cleans a text: `clean(text, "markdown", origin="machine")`."""

    def call(text: str, form: str, **settings: object) -> str:
        return checked(Pipeline(**settings), text, form).text

    return call


def checked(pipeline: Pipeline, text: str, form: str | FileForm, *, alone: bool = True) -> Result:
    """The result of a text, of which changes, undo, spans and a second run were looked at; `alone`: also whether each
    finding by itself would leave the markup as it is, which in noise it may not."""
    result = pipeline.run(text, format=form)
    assert apply(text, result.changes) == result.text
    assert result.undo() == text
    for finding in result.findings:
        assert text[finding.start : finding.end] == finding.found
    applied = [finding for finding in result.findings if finding.applied]
    for finding in applied:
        if not alone or finding.rule.startswith("subtitles/"):
            continue  # whole cues go
        single = apply(text, finding.changes)
        assert markup(single, read(single, form)) == markup(text, read(text, form)), finding
    for change in result.changes:
        assert text[change.start : change.end] == change.found
        covered = {at for each in applied for at in range(each.start, each.end)}
        assert covered.issuperset(range(change.start, change.end))
    assert pipeline.run(result.text, format=form).text == result.text
    return result


SCHEMAS = (Path(__file__).parents[2] / ".ci-cache/schemas", Path("/"))
"""Where the Debian package php-symfony-translation may be unpacked, which has the schemas of XLIFF."""

SCHEMA_NAMES = {"xliff": "xliff-core-1.2-strict.xsd", "xliff 2": "xliff-core-2.0.xsd"}
IMPORTED = re.compile(r'schemaLocation="[^"]*xml\.xsd"')


@pytest.fixture
def accepted(tmp_path: Path) -> Callable[[str, str], bool]:
    """Whether what is made to read a format takes a file: msgfmt, the schema of XLIFF, a library for memories."""

    def call(text: str, form: str) -> bool:
        if form == "po":
            return _msgfmt(tmp_path, text)
        if form == "tmx":
            tmx = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
            return bool(tmx.tmxfile.parsestring(text.encode()).units)
        return _is_valid(text, form)

    return call


def _msgfmt(folder: Path, text: str) -> bool:
    if not shutil.which("msgfmt"):
        pytest.skip("gettext's msgfmt is not installed")
    (folder / "a.po").write_text(text, encoding="utf-8")
    command = ["msgfmt", "-c", "-o", "/dev/null", folder / "a.po"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _is_valid(text: str, form: str) -> bool:
    """Whether a file follows its schema."""
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    folder = "usr/share/php/Symfony/Component/Translation/Resources/schemas"
    found = next((base / folder for base in SCHEMAS if (base / folder).is_dir()), None)
    if not found:
        pytest.skip("the schemas of XLIFF are not there; .ci/run has them")
    schema = (found / SCHEMA_NAMES[form]).read_text(encoding="utf-8")
    schema = IMPORTED.sub(f'schemaLocation="{(found / "xml.xsd").as_uri()}"', schema, count=1)
    parser = etree.XMLParser(no_network=True)
    document = etree.parse(io.BytesIO(text.encode()), parser)
    return bool(etree.XMLSchema(etree.parse(io.BytesIO(schema.encode()), parser)).validate(document))
