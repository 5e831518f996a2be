"""`cleaner config`: settings with their sources, a check of files, a file to begin with, a schema."""

from __future__ import annotations

import json
import re
import tomllib

from cleaner import Config
from cleaner.lexicon import languages
from cleaner.lists import LISTS
from cleaner.passes import BUILT_IN


def test_show_is_toml_that_says_the_same(folder, cleaner):
    (folder / "cleaner.toml").write_text(
        'preset = "thorough"\nprotect = [\'\\bSKU-\\d+\\b\', "\\u007f"]\n'
        '[[overrides]]\nfiles = ["*.srt"]\nignore = ["boilerplate"]\n'
    )
    shown = cleaner("config", "show").text
    (folder / "again.toml").write_text(shown)
    again, first = Config.from_file(folder / "again.toml"), Config.from_file(folder / "cleaner.toml")
    assert again.overrides == first.overrides
    assert again.settings() | {"rules": {}} == first.settings() | {"rules": {}}


def test_show_names_the_source_of_each_setting(folder, cleaner):
    (folder / "cleaner.toml").write_text('# mine\npreset = "thorough"\nmin_confidence = 0.9\n')
    lines = cleaner("config", "show", "--ignore", "quotes").text.splitlines()
    sources = {line.partition(" = ")[0]: line.rpartition("  # ")[2] for line in lines if " = " in line}
    place = (folder / "cleaner.toml").resolve()
    assert sources["preset"] == f"{place}:2"
    assert sources["min_confidence"] == f"{place}:3"
    assert sources["apply"] == "preset thorough"
    assert sources["ignore"] == "option"
    assert sources["lang"] == "default"


def test_show_has_the_options_of_rules(folder, cleaner):
    shown = tomllib.loads(cleaner("config", "show").text)
    from cleaner.rules import option_defaults

    with_options = {name: dict(option_defaults(rule)) for name, rule in BUILT_IN.rules.items() if option_defaults(rule)}
    assert shown.get("rules", {}) == with_options


def test_check_tells_every_mistake_of_every_file(folder, cleaner):
    (folder / "good.toml").write_text('lang = "en"\n')
    (folder / "bad.toml").write_text('lang = "xq"\n\napply = "all"\n')
    (folder / "broken.toml").write_text("lang = \n")
    outcome = cleaner("config", "check", "good.toml", "bad.toml", "broken.toml")
    assert outcome.code == 2
    assert outcome.text == "good.toml: ok\n"
    assert "bad.toml:1: unknown language 'xq'" in outcome.stderr
    assert "bad.toml:3: invalid value 'all' for 'apply'" in outcome.stderr
    assert "broken.toml:1: not TOML" in outcome.stderr


def test_check_without_a_file_takes_the_one_that_holds_here(folder, cleaner):
    assert cleaner("config", "check").code == 0
    (folder / "cleaner.toml").write_text("lnag = 1\n")
    assert cleaner("config", "check").code == 2


def test_init_writes_a_file_that_changes_nothing_and_overwrites_none(folder, cleaner):
    assert cleaner("config", "init").code == 0
    text = (folder / "cleaner.toml").read_text()
    assert Config.from_file(folder / "cleaner.toml") == Config.make()
    outcome = cleaner("config", "init")
    assert outcome.code == 2
    assert "already exists" in outcome.stderr
    assert (folder / "cleaner.toml").read_text() == text


def test_the_settings_of_init_are_right_once_they_are_uncommented(folder, cleaner):
    cleaner("config", "init")
    text = (folder / "cleaner.toml").read_text()
    settings = "\n".join(line.removeprefix("#") for line in text.splitlines() if not re.match(r"# \S", line))
    table = tomllib.loads(settings)
    assert set(table) == {"preset", "extend", "overrides", *Config.make().settings()}
    del table["extend"], table["rules"], table["overrides"]
    assert Config.make(**table) == Config.make()


def test_schema_knows_every_setting_and_rule(cleaner):
    schema = json.loads(cleaner("config", "schema").text)
    assert set(schema["properties"]) == {"preset", "extend", "overrides", *Config.make().settings()}
    assert set(schema["properties"]["rules"]["properties"]) == set(BUILT_IN.rules)


def test_show_says_which_rules_are_off_for_the_language(folder, cleaner):
    shown = cleaner("config", "show", "--lang", "de").text
    assert "# fragments/stray-tail is off: de has no list fragments, " in shown
    assert tomllib.loads(shown)["lang"] == "de"
    assert " is off" not in cleaner("config", "show").text


def test_languages_are_listed_with_what_is_off(cleaner):
    off = len(Config.make(lang="de").idle())
    lines = cleaner("config", "languages").text.splitlines()
    assert f"de  German: {off} rules are off for want of lists" in lines
    assert "en  English: all rules" in lines
    assert [line.split()[0] for line in lines] == list(languages())


def test_what_a_language_needs_is_printed_from_the_table(cleaner):
    text = cleaner("config", "languages", "de").text
    for row in LISTS.values():
        assert f"{row.path}: " in text
    assert "grammar/function-words.txt: own\n" in text
    assert "vocabulary/name-particles.txt: any language's\n" in text
    assert "vocabulary/months.txt: missing\n    an entry is the name of a month\n" in text
    assert "    without it, these are off: punctuation/ordinal-stop\n" in text
    outcome = cleaner("config", "languages", "xq")
    assert (outcome.code, "there is no lexicon for 'xq'" in outcome.stderr) == (2, True)
