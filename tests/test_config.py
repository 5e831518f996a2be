"""Configurations: merged in order, checked whole, frozen; every mistake with its place and a suggestion."""

from __future__ import annotations

import dataclasses
import functools
import pickle
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.config import SETTINGS, Config, Setting, find_file, presets
from cleaner.config import config as module
from cleaner.edits import Edit
from cleaner.errors import ConfigError, Problem
from cleaner.passes import BUILT_IN
from cleaner.resolve import Level
from cleaner.rules import Rule
from tests.strategies import PROPERTY


@dataclasses.dataclass(frozen=True)
class Adjustable(Rule):
    """A rule with an option of every kind."""

    name = "quotes/adjustable"
    examples = ()

    max_words: int = 5
    share: float = 0.5
    keep_case: bool = True
    mark: str = "x"
    words: tuple[str, ...] = ("a",)

    def __post_init__(self) -> None:
        if self.max_words < 0:
            raise ValueError("max_words must not be negative")

    def propose(self, document: object) -> Any:
        return iter(list[Edit]())


KNOWN = BUILT_IN.with_rules([Adjustable])
"""The rules there are, and one whose options are known here."""

make = functools.partial(Config.make, registry=KNOWN)
from_file = functools.partial(Config.from_file, registry=KNOWN)
discover = functools.partial(Config.discover, registry=KNOWN)


def write(folder: Path, text: str, name: str = "cleaner.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(path: Path, **settings: Any) -> list[Problem]:
    with pytest.raises(ConfigError) as caught:
        from_file(path, **settings)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return list(caught.value.problems)


def lines(path: Path) -> list[int | None]:
    return [problem.line for problem in problems(path)]


def keyword_problem(**settings: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        make(**settings)
    return str(caught.value)


class TestLayers:
    def test_the_defaults_are_those_of_default_toml(self) -> None:
        config = make()
        assert config.preset == "news"
        assert config.passes == BUILT_IN.pass_names
        assert (config.lang, config.apply, config.min_confidence) == ("en", Level.SAFE, 0.8)

    @pytest.mark.parametrize("name", presets())
    def test_every_preset_makes_a_configuration(self, name: str) -> None:
        assert make(preset=name).preset == name

    def test_presets_say_what_they_are_known_for(self) -> None:
        assert make(preset="minimal").passes == ("encoding", "spacing", "quotes")
        assert make(preset="thorough").apply is Level.RISKY
        assert make(preset="report").apply is Level.NONE

    def test_keywords_stand_over_the_file_and_the_file_over_its_preset(self, tmp_path: Path) -> None:
        path = write(tmp_path, 'preset = "minimal"\napply = "none"\nmin_confidence = 1\n')
        config = from_file(path, apply=Level.RISKY, passes=None)
        assert config.passes == ("encoding", "spacing", "quotes")
        assert config.apply is Level.RISKY
        assert config.min_confidence == 1.0
        assert isinstance(config.min_confidence, float)

    def test_lists_are_replaced_and_options_merged(self, tmp_path: Path) -> None:
        write(tmp_path, 'ignore = ["quotes"]\n[rules."quotes/adjustable"]\nmax_words = 1\nmark = "y"\n', "base.toml")
        path = write(tmp_path, 'extend = "base.toml"\nignore = []\n[rules."quotes/adjustable"]\nmax_words = 2\n')
        config = from_file(path)
        assert config.ignore == ()
        assert dict(config.rules["quotes/adjustable"]) == {"max_words": 2, "mark": "y"}

    def test_extend_goes_over_several_files_and_folders(self, tmp_path: Path) -> None:
        write(tmp_path, 'lang = "de"\npreset = "minimal"\n', "a.toml")
        write(tmp_path, 'extend = "../a.toml"\nlang = "fr"\n', "sub/b.toml")
        config = from_file(write(tmp_path, 'extend = "sub/b.toml"\napply = "none"\n'))
        assert (config.preset, config.lang, config.apply) == ("minimal", "fr", Level.NONE)

    def test_tuples_sets_and_mappings_do_for_lists_and_tables(self) -> None:
        config = make(select=("quotes",), ignore={"quotes/doubled"}, rules=make().rules)
        assert (config.select, config.ignore) == (("quotes",), ("quotes/doubled",))

    def test_options_reach_the_rule_in_its_own_types(self) -> None:
        options = {"max_words": 1, "share": 1, "keep_case": False, "mark": "", "words": ["b", "c"]}
        config = make(rules={"quotes/adjustable": options}, select=["quotes/adjustable"])
        assert config.enabled() == [Adjustable(1, 1.0, False, "", ("b", "c"))]
        assert isinstance(config.enabled()[0].share, float)  # type: ignore[attr-defined]
        assert hash(config.enabled()[0])

    def test_rules_run_in_the_order_of_the_passes(self) -> None:
        passes = [rule.pass_name for rule in make(passes=["quotes", "encoding"]).enabled()]
        assert passes == sorted(passes, key=["quotes", "encoding"].index)
        assert set(passes) == {"quotes", "encoding"}

    @pytest.mark.parametrize(
        ("settings", "runs"),
        [
            ({}, True),
            ({"select": ["quotes"]}, True),
            ({"select": ["quotes/adjustable"]}, True),
            ({"select": ["encoding"]}, False),
            ({"ignore": ["quotes"]}, False),
            ({"ignore": ["quotes/adjustable"]}, False),
            ({"select": ["quotes"], "ignore": ["quotes/adjustable"]}, False),
            ({"passes": ["encoding"]}, False),
        ],
    )
    def test_select_and_ignore(self, settings: dict[str, list[str]], runs: bool) -> None:
        assert ("quotes/adjustable" in {rule.name for rule in make(**settings).enabled()}) is runs


class TestOverrides:
    TEXT = """
min_confidence = 0.9
[[overrides]]
files = ["*.srt", "subs/*"]
ignore = ["boilerplate"]
[[overrides]]
files = ["b.srt"]
apply = "none"
[overrides.rules."quotes/adjustable"]
max_words = 3
"""

    @pytest.mark.parametrize(
        ("path", "ignore", "apply"),
        [
            ("a.txt", (), Level.SAFE),
            ("a.srt", ("boilerplate",), Level.SAFE),
            ("deep/in/a.srt", ("boilerplate",), Level.SAFE),
            ("/home/x/subs/a.txt", ("boilerplate",), Level.SAFE),
            ("nosubs/a.txt", (), Level.SAFE),
            ("b.srt", ("boilerplate",), Level.NONE),
            ("xb.srt", ("boilerplate",), Level.SAFE),
            ("-", (), Level.SAFE),
        ],
    )
    def test_settings_by_path(self, tmp_path: Path, path: str, ignore: tuple[str, ...], apply: Level) -> None:
        config = from_file(write(tmp_path, self.TEXT)).for_path(path)
        assert (config.ignore, config.apply, config.min_confidence) == (ignore, apply, 0.9)

    def test_options_by_path(self, tmp_path: Path) -> None:
        config = from_file(write(tmp_path, self.TEXT))
        assert dict(config.for_path("b.srt").rules["quotes/adjustable"]) == {"max_words": 3}
        assert dict(config.rules) == {}


class TestMistakes:
    def test_all_are_reported_at_once_with_line_and_suggestion(self, tmp_path: Path) -> None:
        path = write(
            tmp_path,
            """\
preset = "newz"
lang = "tlh"
min_confidence = 2
apply = "saef"
pases = []
protect = ["("]
select = ["quotes/dubled"]
ignore = "quotes"
passes = [
  "quotes",
  "quots",
  "quotes",
]

[rules."quotes/adjustable"]
max_word = 1
max_words = "many"
share = true
words = [1]

[rules."quotes/nothing"]

[[overrides]]
files = ["*.srt"]
aply = "none"
lang = "tlh"
[overrides.rules."quotes/adjustable"]
mark = 1
[[overrides]]
ignore = ["fragment"]
""",
        )
        found = problems(path)
        assert {problem.file for problem in found} == {str(path)}
        assert [problem.line for problem in found] == [
            1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 16, 17, 18, 19, 21, 25, 26, 28, 29, 30,
        ]  # fmt: skip
        text = str(ConfigError(*found))
        for suggestion in ("news", "safe", "passes", "quotes/doubled", "max_words", "apply", "fragments"):
            assert f"did you mean {suggestion!r}?" in text
        assert "expected one of: de, en, es, fr" in text

    def test_mistakes_in_a_base_and_in_keywords_come_with_those_of_the_file(self, tmp_path: Path) -> None:
        base = write(tmp_path, "\nlangg = 1\n", "base.toml")
        path = write(tmp_path, 'extend = "base.toml"\n\nappply = 1\n')
        found = problems(path, langue="en")
        assert [(problem.file, problem.line) for problem in found] == [(str(base), 2), (str(path), 3), (None, None)]

    def test_a_file_that_is_not_toml_is_reported_alone_with_its_line(self, tmp_path: Path) -> None:
        (problem,) = problems(write(tmp_path, 'lang = "tlh"\n\npreset = \n'))
        assert problem.line == 3
        assert "not TOML" in problem.message

    @pytest.mark.parametrize("content", [b"\xff\xfe", None], ids=["not UTF-8", "not there"])
    def test_a_file_that_cannot_be_read_is_a_mistake(self, tmp_path: Path, content: bytes | None) -> None:
        path = tmp_path / "cleaner.toml"
        if content:
            path.write_bytes(content)
        (problem,) = problems(path)
        assert problem.file == str(path)
        assert "cannot read it" in problem.message

    def test_extend_that_leads_nowhere(self, tmp_path: Path) -> None:
        found = problems(write(tmp_path, 'lang = "tlh"\nextend = "gone.toml"\n'))
        assert sorted(problem.line or 0 for problem in found) == [1, 2]
        assert "there is no file 'gone.toml'" in str(found[0])

    @pytest.mark.parametrize("names", [["cleaner.toml"], ["a.toml", "cleaner.toml"], ["a.toml", "b.toml", "a.toml"]])
    def test_extend_in_a_circle(self, tmp_path: Path, names: list[str]) -> None:
        path = write(tmp_path, f'extend = "{names[0]}"\n')
        for name, following in pairwise(names):
            write(tmp_path, f'\nextend = "{following}"\n', name)
        (problem,) = problems(path)
        assert "leads back to this file" in problem.message
        assert problem.line == (1 if len(names) == 1 else 2)

    def test_extend_must_be_a_path_and_stand_in_a_file(self, tmp_path: Path) -> None:
        assert lines(write(tmp_path, "extend = 3\n")) == [1]
        assert "belongs in a file" in keyword_problem(extend="a.toml")

    def test_a_selection_that_cannot_run_is_a_mistake(self, tmp_path: Path) -> None:
        path = write(
            tmp_path,
            """\
preset = "minimal"
select = ["fragments"]
[[overrides]]
files = ["*"]
select = ["boilerplate/comment-prompt"]
""",
        )
        found = problems(path)
        assert [problem.line for problem in found] == [2, 5]
        assert "the passes are: encoding, spacing, quotes" in str(found[0])
        assert make(preset="minimal", passes=["fragments"], select=["fragments"])

    def test_a_rule_that_refuses_its_options_is_a_mistake(self, tmp_path: Path) -> None:
        found = problems(write(tmp_path, '[rules."quotes/adjustable"]\nmax_words = -1\n'))
        assert str(found[0]).endswith(
            ":1: 'quotes/adjustable' does not take these options: max_words must not be negative"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "rules = 3",
            "overrides = 3",
            "overrides = [3]",
            "[overrides]\nfiles = ['a']",
            "[[rules]]",
            "[rules]\n'quotes/adjustable' = 3",
            "preset = []",
            "lang = {}",
            "apply = ['safe']",
            "min_confidence = nan",
            "min_confidence = true",
            "select = [1]",
            "passes = 'quotes'",
            "protect = ['[']",
            "[[overrides]]",
            "[[overrides]]\nfiles = []",
            "[[overrides]]\nfiles = ['a']\npreset = 'news'",
            "[preset]",
        ],
    )
    def test_a_value_of_a_wrong_kind_is_a_mistake_with_a_line(self, tmp_path: Path, text: str) -> None:
        assert all(lines(write(tmp_path, text + "\n")))

    def test_errors_travel_to_other_processes(self) -> None:
        error = ConfigError(Problem("wrong", "a.toml", 3, "do this"))
        again = pickle.loads(pickle.dumps(error))
        assert again.problems == error.problems
        assert str(again) == "a.toml:3: wrong; do this"


JSONLIKE = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats() | st.sampled_from(["", "en", "quotes", "("]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["quotes/adjustable", "files"]), inner),
    max_leaves=4,
)


def outcome(settings: dict[str, Any]) -> Config | ConfigError:
    try:
        return make(**settings)
    except ConfigError as error:
        return error


@PROPERTY
@given(st.dictionaries(st.sampled_from([*module.TOP_LEVEL, "files"]), JSONLIKE, max_size=3))
def test_no_settings_do_anything_but_work_or_raise_a_config_error(settings: dict[str, Any]) -> None:
    made = outcome(settings)
    if isinstance(made, ConfigError):
        assert made.problems
        assert all(isinstance(problem, Problem) for problem in made.problems)
    else:
        assert make(**made.settings()).settings() == made.settings()
        assert made.digest == pickle.loads(pickle.dumps(made)).digest


class TestProjectFile:
    def test_the_table_of_a_pyproject(self, tmp_path: Path) -> None:
        path = write(tmp_path, '[project]\nname = "x"\n[tool.cleaner]\nlang = "de"\n', "pyproject.toml")
        assert from_file(path).lang == "de"

    def test_mistakes_have_their_lines(self, tmp_path: Path) -> None:
        text = '[tool.cleaner]\nlangg = 1\n[tool.cleaner.rules.x]\n[[tool.cleaner.overrides]]\nfiles = ["a"]\ny = 1\n'
        assert lines(write(tmp_path, text, "pyproject.toml")) == [2, 3, 6]

    @pytest.mark.parametrize("text", ["tool = 3", "[tool]\ncleaner = 3", "[tool]\n", ""])
    def test_a_pyproject_without_the_table_is_a_mistake(self, tmp_path: Path, text: str) -> None:
        (problem,) = problems(write(tmp_path, text, "pyproject.toml"))
        assert "no table 'tool.cleaner'" in problem.message


class TestDiscovery:
    def test_the_nearest_file_wins_and_its_own_name_before_pyproject(self, tmp_path: Path) -> None:
        top = write(tmp_path, "", "cleaner.toml")
        near = write(tmp_path, "[tool.cleaner]\n", "a/pyproject.toml")
        write(tmp_path, "[tool.other]\n", "a/b/pyproject.toml")
        (tmp_path / "a/b/c").mkdir()
        assert find_file(tmp_path / "a/b/c") == near.resolve()
        both = write(tmp_path, "", "a/cleaner.toml")
        assert find_file(tmp_path / "a/b/c") == both.resolve()
        assert find_file(tmp_path) == top.resolve()

    @pytest.mark.parametrize(
        "text", ["[ tool . cleaner ]", "[tool]\ncleaner.lang = 'en'", "[[tool.cleaner.overrides]]\nfiles = ['a']"]
    )
    def test_the_table_is_found_however_it_is_written(self, tmp_path: Path, text: str) -> None:
        path = write(tmp_path, text + "\n", "pyproject.toml")
        assert find_file(tmp_path) == path.resolve()
        discover(tmp_path)

    def test_a_broken_pyproject_counts_only_where_it_names_this_tool(self, tmp_path: Path) -> None:
        write(tmp_path, "", "cleaner.toml")
        own = write(tmp_path, "[tool.cleaner\n", "a/pyproject.toml")
        write(tmp_path, "[tool.other\n", "a/b/pyproject.toml")
        assert find_file(tmp_path / "a/b") == own.resolve()

    def test_without_any_file_the_defaults_hold(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "find_file", lambda start: None)
        assert discover(tmp_path, lang="de") == make(lang="de")


class TestValue:
    def test_it_is_frozen_through_and_through(self) -> None:
        options = {"quotes/adjustable": {"words": ["b"]}}
        config = make(rules=options, overrides=[{"files": ["a"], "rules": options}])
        digest = config.digest
        options["quotes/adjustable"]["words"].append("c")
        config.settings()["rules"]["quotes/adjustable"]["words"].append("d")
        config.overrides[0].settings["rules"].clear()
        assert config.digest == digest
        with pytest.raises(TypeError):
            config.rules["x"] = {}  # type: ignore[index]
        with pytest.raises(TypeError):
            config.rules["quotes/adjustable"]["x"] = 1  # type: ignore[index]
        with pytest.raises(dataclasses.FrozenInstanceError):
            config.lang = "de"  # type: ignore[misc]

    def test_equal_settings_are_equal_wherever_they_come_from(self, tmp_path: Path) -> None:
        text = (
            'ignore = ["quotes"]\n[rules."quotes/adjustable"]\nshare = 1\n[[overrides]]\nfiles = ["a"]\nlang = "de"\n'
        )
        one = from_file(write(tmp_path, text))
        overrides = [{"lang": "de", "files": ["a"]}]
        other = make(ignore=["quotes"], rules={"quotes/adjustable": {"share": 1.0}}, overrides=overrides)
        assert one == other
        assert hash(one) == hash(other)
        assert one.digest == other.digest
        assert one.digest != make().digest

    def test_it_pickles(self) -> None:
        config = make(rules={"quotes/adjustable": {"words": ["b"]}}, overrides=[{"files": ["a"], "lang": "de"}])
        again = pickle.loads(pickle.dumps(config))
        assert again == config
        assert again.for_path("a").lang == "de"


@dataclasses.dataclass(frozen=True)
class Own(Adjustable):
    """A rule of a pass that is not built in."""

    name = "acme/own"
    lists = ()


@dataclasses.dataclass(frozen=True)
class Picky(Adjustable):
    """A rule that needs a list that no language has."""

    name = "acme/picky"
    lists = ("abbreviations", "no-such-list")


class TestTable:
    """A setting is a row of the table and a field; everything else follows."""

    def test_every_setting_is_a_field_and_every_field_a_setting(self) -> None:
        others = {"preset", "registry", "overrides", "sources"}
        assert {field.name for field in dataclasses.fields(Config)} - others == {setting.name for setting in SETTINGS}

    @pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
    def test_every_default_is_right(self, setting: Setting) -> None:
        default = setting.default_in(KNOWN)
        assert list(setting.kind.mistakes(setting.name, default, KNOWN)) == []
        assert make(**{setting.name: default}) == make()
        assert setting.comment.endswith((".", "has."))

    def test_a_setting_of_the_table_is_a_keyword_a_key_and_a_field(self, tmp_path: Path) -> None:
        assert make().origin == "unknown"
        assert make(origin="machine").origin == "machine"
        assert from_file(write(tmp_path, 'origin = "machine"\n')).origin == "machine"
        complaint = "invalid value 'human' for 'origin'; expected one of: unknown, machine"
        assert complaint in keyword_problem(origin="human")
        assert make(origin="machine").digest != make().digest


class TestAddedRules:
    def test_a_class_is_added_and_its_options_can_be_set_in_a_file(self, tmp_path: Path) -> None:
        path = write(tmp_path, '[rules."acme/own"]\nmax_words = 2\n')
        assert [problem.line for problem in problems(path)] == [1]
        config = Config.from_file(path, rules=[Own])
        (own,) = (rule for rule in config.enabled() if rule.name == "acme/own")
        assert own == Own(max_words=2)

    def test_an_instance_gives_options_to_its_rule_built_in_or_not(self) -> None:
        config = make(rules=[Own(share=0.25), Adjustable(max_words=1)])
        assert {name: dict(options) for name, options in config.rules.items()} == {
            "acme/own": {"share": 0.25},
            "quotes/adjustable": {"max_words": 1},
        }
        assert Own(share=0.25) in config.enabled()

    @pytest.mark.parametrize("preset", presets())
    def test_a_new_pass_runs_before_those_that_tidy_up_in_every_preset(self, preset: str) -> None:
        passes = Config.make(preset=preset, rules=[Own]).passes
        assert "acme" in passes
        last = [each.name for each in BUILT_IN.passes if each.runs_last]
        assert passes[passes.index("acme") + 1 :] == tuple(name for name in last if name in passes)

    def test_what_is_no_rule_or_has_a_taken_name_is_a_mistake(self) -> None:
        with pytest.raises(ConfigError) as caught:
            Config.make(rules=["quotes/doubled", Own, 3, Rule])
        assert len(caught.value.problems) == 3
        assert "name built-in rules with 'select'" in str(caught.value)
        taken = dataclasses.make_dataclass("Taken", [], bases=(Adjustable,), frozen=True)
        taken.name = "quotes/doubled"
        with pytest.raises(ConfigError, match="two rules of this name"):
            Config.make(rules=[taken])

    def test_an_added_rule_whose_pass_does_not_run_is_a_mistake(self) -> None:
        with pytest.raises(ConfigError, match="'acme/own' is added, but its pass does not run; add 'acme' to 'passes'"):
            Config.make(rules=[Own], passes=["quotes"])
        assert Config.make(rules=[Own], passes=["acme"]).enabled() == [Own()]

    def test_a_rule_that_is_there_already_is_not_added_twice(self) -> None:
        assert make(rules=[Adjustable, Adjustable]).registry is KNOWN
        assert make(rules=[]) == make()

    def test_the_digest_and_equality_cover_added_rules(self) -> None:
        assert Config.make(rules=[Own]) != Config.make()
        assert Config.make(rules=[Adjustable], passes=["quotes"]).digest != Config.make(passes=["quotes"]).digest
        assert Config.make(rules=[Own]) == Config.make(rules=(Own,))
        assert Config.make(registry=KNOWN, passes=["quotes"]).digest == make(passes=["quotes"]).digest

    def test_it_pickles_small_and_with_classes_by_reference(self) -> None:
        config = Config.make(rules=[Own(max_words=3)])
        again = pickle.loads(pickle.dumps(config))
        assert again == config
        assert again.registry.rules["acme/own"] is Own
        assert len(pickle.dumps(Config.make())) < 1500
        assert pickle.loads(pickle.dumps(Config.make())).registry is BUILT_IN

    def test_a_rule_without_its_lists_is_off_and_cannot_be_selected(self) -> None:
        config = Config.make(rules=[Picky], lang="de")
        assert "acme/picky" not in {rule.name for rule in config.enabled()}
        assert config.idle()["acme/picky"] == ("no-such-list",)
        assert "acme/own" not in Config.make(rules=[Own]).idle()
        with pytest.raises(ConfigError, match="the language 'de' lacks the lists it needs: no-such-list"):
            Config.make(rules=[Picky], lang="de", select=["acme/picky"])
