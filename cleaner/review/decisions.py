"""Decisions: the file that the review page exports, and what a text becomes by it.

JSON lines. The first names the version of the form, how the inputs were read, how many documents follow, and how many
with findings the page left out; each of the others is one document: where it is, the digest of its text, and its
edits, with whether they are in the text that the page showed (`accepted`) and whether the reviewer decided that
(`decided`) or left it as it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.alignment import Alignment, apply
from cleaner.edits import Finding, NetChange, Result, Safety
from cleaner.errors import InputError
from cleaner.hazards import made

VERSION = 1
"""Of the form of the file."""

_NO_FILE = "it is not a file of decisions; export one from the review page"


@dataclass(frozen=True, slots=True)
class DecidedEdit:
    """One edit of a document with what became of it. One without changes was a finding that only reports.

    `applied` is whether cleaning made it, `accepted` whether it is in the text that the page showed, `decided` whether
    the reviewer said so.
    """

    rules: tuple[str, ...]
    confidence: float
    changes: tuple[NetChange, ...]
    applied: bool
    accepted: bool
    decided: bool


@dataclass(frozen=True, slots=True)
class DecidedDocument:
    """The decisions on one text: its file; of a record its line and field; the digest of the text."""

    path: str
    record: int | None
    field: str | None
    sha256: str
    edits: tuple[DecidedEdit, ...]

    def result(self, text: str) -> Result:
        """What `text` becomes: the accepted edits and no others. InputError where it is not the text of the page, and
        where the edits would make a tag, an entity or an unseen character that the text did not have."""
        if digest(text) != self.sha256:
            raise InputError("it is not the text that the page showed; run check again")
        accepted = [edit for edit in self.edits if edit.accepted and edit.changes]
        changes = tuple(sorted(change for edit in accepted for change in edit.changes))
        if any(text[change.start : change.end] != change.found for change in changes):
            raise InputError("the decisions do not fit the text: they were altered; export them again")
        try:
            clean = apply(text, changes)
        except ValueError as error:
            raise InputError(f"the decisions contradict one another: {error}; export them again") from error
        if made(text, clean, changes):
            raise InputError("the accepted edits would make markup that the text did not have")
        return Result(text, clean, tuple(_finding(text, edit) for edit in accepted), changes, Alignment(changes))


@dataclass(frozen=True, slots=True)
class Decisions:
    """A file of decisions: `reading` is how the inputs were read, `config` the digest of what cleaned them, `left_out`
    how many documents with findings the page did not show."""

    config: str
    reading: Mapping[str, Any]
    documents: tuple[DecidedDocument, ...]
    left_out: int


def digest(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits; bytes that could not be read count too."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_decisions(path: Path) -> Decisions:
    """A file of decisions, read whole. InputError where it cannot be read, is none, or is not all there."""
    try:
        lines = path.read_bytes().decode().split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else _NO_FILE
        raise InputError(f"{path}: cannot read the decisions: {reason}") from error
    try:
        head, *rest = (json.loads(line) for line in lines if line)
        if head["kind"] != "decisions":
            raise ValueError(_NO_FILE)
        if head["version"] != VERSION:
            raise ValueError(f"they are of version {head['version']}, and this is for version {VERSION}; export anew")
        decisions = Decisions(
            head["config"], head["reading"], tuple(_document(each) for each in rest), int(head.get("left_out", 0))
        )
        if len(rest) != head["documents"]:
            raise ValueError(f"the end is missing: of {head['documents']} documents, {len(rest)} are there")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error) if type(error) is ValueError else _NO_FILE
        raise InputError(f"{path}: {reason}") from error
    return decisions


def _document(plain: Mapping[str, Any]) -> DecidedDocument:
    return DecidedDocument(
        str(plain["path"]),
        plain.get("record"),
        plain.get("field"),
        str(plain["sha256"]),
        tuple(_edit(each) for each in plain["edits"]),
    )


def _edit(plain: Mapping[str, Any]) -> DecidedEdit:
    rules = tuple(map(str, plain["rules"]))
    return DecidedEdit(
        rules,
        float(plain["confidence"]),
        tuple(_change(each, rules) for each in plain["changes"]),
        *(plain[name] is True for name in ("applied", "accepted", "decided")),
    )


def _change(plain: Mapping[str, Any], rules: tuple[str, ...]) -> NetChange:
    return NetChange(int(plain["start"]), int(plain["end"]), str(plain["replacement"]), str(plain["found"]), rules)


def _finding(text: str, edit: DecidedEdit) -> Finding:
    """An accepted edit as a finding, over the hull of its changes."""
    start, end = edit.changes[0].start, edit.changes[-1].end
    local = [NetChange(c.start - start, c.end - start, c.replacement, c.found, c.rules) for c in edit.changes]
    found = text[start:end]
    return Finding(
        rule=edit.rules[0],
        start=start,
        end=end,
        found=found,
        replacement=apply(found, local),
        applied=True,
        refused=None,
        safety=Safety.SAFE,
        confidence=edit.confidence,
        message="accepted on the review page",
        changes=edit.changes,
    )


def by_path(decisions: Decisions) -> Iterator[tuple[str, Sequence[DecidedDocument]]]:
    """The documents of each file, files and documents in the order of the decisions."""
    files: dict[str, list[DecidedDocument]] = {}
    for document in decisions.documents:
        files.setdefault(document.path, []).append(document)
    yield from files.items()
