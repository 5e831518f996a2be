"""`cleaner apply`: the accepted edits and no others, an edit log that takes them back, and refusal of what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Outcome
from tests.review.exporting import Choice, export

pytest.importorskip("jinja2", reason="jinja2, of the extra `review`, is not installed")

Run = Callable[..., Outcome]

TAIL, TAIL_CLEAN = "The bridge was opened on Monday. was", "The bridge was opened on Monday."
PROMPT, PROMPT_CLEAN = "The mill was sold.\n\nLeave a Comment", "The mill was sold."


def decide(cleaner: Run, *args: object, choice: Choice = lambda edit: None) -> Path:
    """Check, and export decisions on the page."""
    done = cleaner("check", *args, "--origin", "machine", "--output-format", "html", "-O", "review.html")
    assert done.code in (0, 1), done.stderr
    return export(Path("review.html"), Path("decisions.jsonl"), choice)


def reject(rule: str) -> Choice:
    return lambda edit: False if rule in edit["rules"] else None


def test_the_accepted_edits_are_made_and_no_others(cleaner: Run) -> None:
    Path("a.txt").write_bytes(f"\ufeff{TAIL}\r\n\r\nThe café was sold.\r\n\r\nLeave a Comment\r\n".encode())
    decide(cleaner, "a.txt", choice=reject("fragments/stray-tail"))
    done = cleaner("apply", "decisions.jsonl")
    assert done.code == 0
    assert done.stderr == (
        "cleaner: 1 accepted edit made in 1 text; cleaner undo decisions.edits.jsonl takes them back\n"
    )
    assert Path("a.txt").read_bytes() == f"\ufeff{TAIL}\r\n\r\nThe café was sold.\r\n".encode()


def test_an_edit_that_cleaning_did_not_trust_can_be_accepted(cleaner: Run) -> None:
    Path("a.txt").write_text(TAIL)
    decide(cleaner, "a.txt", "--min-confidence", "0.999", choice=lambda edit: True)
    assert cleaner("apply", "decisions.jsonl").code == 0
    assert Path("a.txt").read_text() == TAIL_CLEAN


def test_undo_takes_it_back(cleaner: Run) -> None:
    Path("texts").mkdir()
    for number, text in enumerate((TAIL, PROMPT, "The mill stands.")):
        Path(f"texts/{number}.txt").write_text(text)
    decide(cleaner, "texts")
    assert cleaner("apply", "decisions.jsonl", "--edits", "log.jsonl").code == 0
    assert Path("texts/0.txt").read_text() == TAIL_CLEAN
    assert cleaner("undo", "log.jsonl").code == 0
    assert [Path(f"texts/{number}.txt").read_text() for number in range(2)] == [TAIL, PROMPT]


@pytest.mark.parametrize("text", [TAIL + " too", TAIL_CLEAN, ""])
def test_a_file_that_changed_is_refused_and_the_others_are_written(cleaner: Run, text: str) -> None:
    Path("a.txt").write_text(TAIL)
    Path("b.txt").write_text(PROMPT)
    decide(cleaner, "a.txt", "b.txt")
    Path("a.txt").write_text(text)
    done = cleaner("apply", "decisions.jsonl")
    assert done.code == 2
    assert "a.txt: the file changed since the page was made" in done.stderr
    assert "1 file refused" in done.stderr
    assert (Path("a.txt").read_text(), Path("b.txt").read_text()) == (text, PROMPT_CLEAN)


def test_a_file_that_is_gone_is_told(cleaner: Run) -> None:
    Path("a.txt").write_text(TAIL)
    decide(cleaner, "a.txt")
    Path("a.txt").unlink()
    done = cleaner("apply", "decisions.jsonl")
    assert done.code == 2
    assert "a.txt" in done.stderr


def test_elsewhere(cleaner: Run) -> None:
    Path("texts").mkdir()
    Path("texts/a.txt").write_text(TAIL)
    decide(cleaner, "texts")
    assert cleaner("apply", "decisions.jsonl", "-o", "out").code == 0
    assert Path("texts/a.txt").read_text() == TAIL
    assert Path("out/texts/a.txt").read_text() == TAIL_CLEAN


class TestRecords:
    """Texts within files of records."""

    def write(self, *texts: str, path: str = "a.jsonl") -> list[dict[str, Any]]:
        records = [{"id": number, "big": 12345678901234567890, "text": text} for number, text in enumerate(texts)]
        Path(path).write_text("".join(json.dumps(record) + "\n" for record in records))
        return records

    def texts(self, path: str = "a.jsonl") -> list[str]:
        return [json.loads(line)["text"] for line in Path(path).read_text().splitlines()]

    def test_one_of_two_equal_texts(self, cleaner: Run) -> None:
        self.write(TAIL, "The mill stands.", TAIL, PROMPT)
        answers = iter([True, False, True])
        decide(cleaner, "a.jsonl", choice=lambda edit: next(answers))
        assert cleaner("apply", "decisions.jsonl").code == 0
        assert self.texts() == [TAIL_CLEAN, "The mill stands.", TAIL, PROMPT_CLEAN]
        assert "12345678901234567890" in Path("a.jsonl").read_text()

    def test_what_the_page_did_not_show_stays(self, cleaner: Run) -> None:
        self.write(TAIL, TAIL.replace("Monday", "Tuesday"), PROMPT)
        decide(cleaner, "a.jsonl", "--max-documents", 2)
        run = cleaner("apply", "decisions.jsonl")
        assert run.code == 0
        assert "1 record with findings stayed as found: the page showed a sample" in run.stderr
        changed = [
            before != after
            for before, after in zip((TAIL, TAIL.replace("Monday", "Tuesday"), PROMPT), self.texts(), strict=True)
        ]
        assert sum(changed) == 2

    @pytest.mark.parametrize("texts", [(PROMPT, TAIL), (TAIL,), ("The mill stands.", TAIL, PROMPT)])
    def test_records_that_moved_or_went_are_refused(self, cleaner: Run, texts: tuple[str, ...]) -> None:
        self.write(TAIL, PROMPT)
        decide(cleaner, "a.jsonl")
        self.write(*texts)
        done = cleaner("apply", "decisions.jsonl")
        assert done.code == 2
        assert "a.jsonl: the file changed since the page was made" in done.stderr
        assert self.texts() == list(texts)

    def test_fields_and_packing_are_those_of_the_page(self, cleaner: Run) -> None:
        Path("a.csv").write_text(f'title;body\n"{TAIL}";"{TAIL}"\n')
        decide(cleaner, "a.csv", "--field", "title,body", choice=reject("nothing"))
        assert cleaner("apply", "decisions.jsonl").code == 0
        assert Path("a.csv").read_text() == f'title;body\n"{TAIL_CLEAN}";"{TAIL_CLEAN}"\n'

    def test_undo(self, cleaner: Run) -> None:
        self.write(TAIL, PROMPT)
        before = Path("a.jsonl").read_bytes()
        decide(cleaner, "a.jsonl")
        assert cleaner("apply", "decisions.jsonl").code == 0
        assert cleaner("undo", "decisions.edits.jsonl").code == 0
        assert Path("a.jsonl").read_bytes() == before


class TestTheFileOfDecisions:
    """What is no whole file of decisions changes nothing."""

    def refused(self, cleaner: Run, content: str) -> str:
        Path("decisions.jsonl").write_text(content)
        done = cleaner("apply", "decisions.jsonl")
        assert done.code == 2
        assert Path("a.txt").read_text() == TAIL
        return done.stderr

    @pytest.fixture(autouse=True)
    def decided(self, cleaner: Run) -> str:
        Path("a.txt").write_text(TAIL)
        return decide(cleaner, "a.txt").read_text()

    def test_cut_off(self, cleaner: Run, decided: str) -> None:
        head = decided.split("\n", maxsplit=1)[0]
        assert "the end is missing: of 1 documents, 0 are there" in self.refused(cleaner, f"{head}\n")

    @pytest.mark.parametrize("content", ["", "{}\n", "no JSON", "[1, 2]\n", '{"kind": "document"}\n'])
    def test_something_else(self, cleaner: Run, content: str) -> None:
        assert "decisions.jsonl: " in self.refused(cleaner, content)

    def test_another_version(self, cleaner: Run, decided: str) -> None:
        assert "of version 9" in self.refused(cleaner, decided.replace('"version": 1', '"version": 9'))

    def test_altered(self, cleaner: Run, decided: str) -> None:
        assert "were altered" in self.refused(cleaner, decided.replace('"start": 32', '"start": 31'))

    def test_making_markup(self, cleaner: Run, decided: str) -> None:
        head, line, _ = decided.split("\n")
        document, text = json.loads(line), "Use <scr\u200bipt> here.\n"
        Path("a.txt").write_text(text)
        document["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        change = {"start": 8, "end": 9, "found": "\u200b", "replacement": ""}
        document["edits"] = [{**document["edits"][0], "changes": [change], "accepted": True}]
        Path("decisions.jsonl").write_text(f"{head}\n{json.dumps(document)}\n")
        done = cleaner("apply", "decisions.jsonl")
        assert (done.code, "would make markup" in done.stderr) == (2, True)
        assert Path("a.txt").read_text() == text

    def test_contradicting(self, cleaner: Run, decided: str) -> None:
        head, line, _ = decided.split("\n")
        document = json.loads(line)
        document["edits"] *= 2
        assert "contradict" in self.refused(cleaner, f"{head}\n{json.dumps(document)}\n")

    def test_not_there(self, cleaner: Run) -> None:
        done = cleaner("apply", "nowhere.jsonl")
        assert done.code == 2
        assert "nowhere.jsonl: cannot read the decisions: No such file" in done.stderr
