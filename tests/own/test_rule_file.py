"""Rules without code: what they match, that they are rules like others, and every mistake with its line."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner import Config, Pipeline
from cleaner.cli import main
from cleaner.errors import ConfigError
from cleaner.testing import check_rule

RULES = r"""
[[rule]]
name = "own/press-tail"
what = "tail of the Harbour Post"
why = "its system glues it to the last line"
literal = "(Harbour Post)"
where = "text-end"
fix = [["The bridge is open. (Harbour Post)", "The bridge is open."]]
keep = ["The paper (Harbour Post) was sold."]

[[rule]]
name = "own/count-line"
what = "number of comments"
why = "pages print it below the text"
match = '\d+ comments'
where = "line"
fix = [["It rained.\n12 comments\nIt stopped.", "It rained.\nIt stopped."]]
keep = ["It got 12 comments."]

[[rule]]
name = "own/old-name"
what = "old name of the ministry"
why = "it was renamed"
match = 'Ministry of (Sea|Land)'
replace = 'Department of \1'
unless = ["quotation", "list"]
confidence = 1
lang = ["en", "de"]
fix = [["The Ministry of Sea closed.", "The Department of Sea closed."]]
keep = ['He said "the Ministry of Sea is closed" twice.', "- Ministry of Sea"]

[[rule]]
name = "fragments/filler"
what = "filler of the engine"
why = "it writes it after sentences"
literal = ["indeed so", "so it is"]
where = "sentence-end"
fix = [["The bridge is open. so it is", "The bridge is open."]]
keep = ["It is indeed so."]

[[rule]]
name = "own/teaser"
what = "link to another page"
why = "pages print it"
starts = "SEE ALSO: "
fix = [["It rained.\nSEE ALSO: The flood\nIt stopped.", "It rained.\nIt stopped."]]
keep = ["We wrote SEE ALSO: there."]

[[rule]]
name = "own/sign-off"
what = "sign-off of the desk"
why = "the desk signs so"
ends = "-- the desk"
report = true
fix = [["Good night -- the desk", "Good night -- the desk"]]
keep = ["-- the desk was empty"]

[[rule]]
name = "own/dateline"
what = "dateline of the agency"
why = "the agency begins so"
match = '[A-Z]{3,20} \(HPN\) - '
where = "text-start"
fix = [["ELSTON (HPN) - It rained.", "It rained."]]
keep = ["From ELSTON (HPN) - It rained."]

[[rule]]
name = "own/notice"
what = "notice of the site"
why = "the site puts it between paragraphs"
match = 'This page moved\.'
where = "paragraph"
fix = [["It rained.\n\nThis page moved.\n\nIt stopped.", "It rained.\n\n\nIt stopped."]]
keep = ["This page moved. It rained."]

[[rule]]
name = "own/asleep"
enabled = false
what = "something"
why = "nobody said yes yet"
literal = "bridge"
fix = [["The bridge", "The "]]
keep = ["The ferry"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(RULES, encoding="utf-8")
    return path


def own(path: Path, **settings: object) -> Config:
    return Config.make(rule_files=[str(path)], **settings)


def test_each_rule_holds_its_examples(file: Path) -> None:
    config = own(file)
    rules = [rule for name, rule in config.registry.rules.items() if rule.__module__ == "cleaner.own.rule"]
    assert [rule.name for rule in rules] == [
        "fragments/filler",
        *(
            f"own/{name}"
            for name in ("press-tail", "count-line", "old-name", "teaser", "sign-off", "dateline", "notice")
        ),
    ]
    for rule in rules:
        check_rule(rule)


def test_they_are_rules_like_others(file: Path) -> None:
    text = "ELSTON (HPN) - The Ministry of Sea met.\n12 comments\nThe bridge is open. (Harbour Post)\n"
    result = Pipeline(rule_files=[str(file)]).run(text)
    assert result.text == "The Department of Sea met.\nThe bridge is open.\n"
    assert result.undo() == text
    assert {finding.rule for finding in result.findings} == {
        "own/dateline", "own/old-name", "own/count-line", "own/press-tail"
    }  # fmt: skip
    assert Pipeline(rule_files=[str(file)], preset="minimal")(text) == result.text
    assert Pipeline(rule_files=[str(file)], ignore=["own"])(text) == text
    assert Pipeline(rule_files=[str(file)], lang="fr")("Ministry of Sea") == "Ministry of Sea"


def test_a_configuration_with_them_travels_and_its_digest_is_that_of_the_rules(file: Path, tmp_path: Path) -> None:
    config = own(file)
    again = pickle.loads(pickle.dumps(config))
    assert again == config
    assert [type(rule) for rule in again.enabled()] == [type(rule) for rule in config.enabled()]
    elsewhere = tmp_path / "sub" / "own.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(RULES, encoding="utf-8")
    assert own(elsewhere).digest == config.digest != Config.make().digest
    elsewhere.write_text(RULES.replace("Harbour Post", "Harbour Times"), encoding="utf-8")
    assert own(elsewhere).digest != config.digest


def test_paths_are_taken_from_the_folder_of_the_configuration_file(file: Path, tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('rule_files = ["own.toml"]\n[rules."own/press-tail"]\n')
    config = Config.from_file(tmp_path / "cleaner.toml")
    assert "own/press-tail" in config.registry.rules
    assert config.rule_files == (str(file),)


def test_paths_of_keywords_are_taken_from_the_working_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    config = Config.make(rule_files=["own.toml"])
    assert config.rule_files == (str(file),)
    monkeypatch.chdir("/")
    assert Config.make(**config.settings()) == config


def test_the_command_shows_tests_and_runs_them(file: Path) -> None:
    def run(*args: str, text: str = "") -> tuple[int, str]:
        outcome = CliRunner().invoke(main, [*args, "--isolated", "--rule-file", str(file)], input=text)
        return outcome.exit_code, outcome.stdout

    code, page = run("rule", "own/press-tail")
    assert code == 0
    assert "tail of the Harbour Post." in page
    assert "Why: its system glues it to the last line" in page
    assert run("rule", "own", "fragments/filler", "--test") == (0, "")
    assert run("fix", text="It rained. (Harbour Post)\n") == (0, "It rained.\n")
    assert run("fix", "--select", "own/teaser", text="It rained. (Harbour Post)\n")[1] == "It rained. (Harbour Post)\n"


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        """\
title = "x"
[[rule]]
name = "own"
what = ""
why = "it is"
match = '(a+)+'
where = "here"
fix = []
keep = ["x"]
[[rule]]
name = "nowhere/rule"
what = "x"
why = "x"
literal = "a"
line = "b"
safty = "safe"
report = true
replace = "b"
confidence = 2
lang = "tlh"
unless = ["verse"]
keep = ["x"]
[[rule]]
name = "own/groups"
what = "x"
why = "x"
match = "a("
fix = [["a", "b"]]
keep = ["x"]
[[rule]]
name = "own/groups"
what = "x"
why = "x"
match = "ab?"
replace = '\\2'
fix = [["a", "b"]]
keep = ["x"]
""",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as caught:
        own(path)
    found = [(problem.line, problem.message) for problem in caught.value.problems]
    assert [line for line, _ in found] == [1, 3, 4, 6, 7, 8, 10, 10, 11, 16, 18, 19, 20, 21, 27, 31, 34]
    text = str(caught.value)
    for message in (
        "unknown key 'title'", "'(a+)+' repeats 'a+'", "unknown key 'safty' in a rule", "a rule needs 'fix'",
        "a rule needs one of match, line, literal, starts, ends; it has line and literal", "there is no pass 'nowhere'",
        "a rule that reports replaces nothing", "'a(' is not a regular expression", "'own/groups' is listed twice",
        "does not go with the expression",
    ):  # fmt: skip
        assert message in text


@pytest.mark.parametrize(
    ("content", "message"),
    [("rule = 3", "own.toml:1: 'rule' must be tables"), ("[[rule", "own.toml: not TOML"), (None, "cannot read it")],
)
def test_a_file_out_of_form_is_a_mistake(tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / "own.toml"
    if content:
        path.write_text(content)
    with pytest.raises(ConfigError, match=r"own\.toml") as caught:
        own(path)
    assert message in str(caught.value)


def test_a_name_that_is_taken_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(RULES.replace("fragments/filler", "fragments/stray-tail"))
    with pytest.raises(ConfigError, match="fragments/stray-tail: there are two rules of this name"):
        own(path)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("It rained.\n\n12 comments", "It rained."),
        ("It rained.\n\n12 comments\n", "It rained.\n"),
        ("It rained.\n12 comments\n\n", "It rained.\n\n"),
        ("12 comments\nIt rained.", "It rained."),
    ],
)
def test_a_line_takes_its_gap_along(file: Path, text: str, clean: str) -> None:
    assert Pipeline(rule_files=[str(file)], select=["own/count-line"])(text) == clean
