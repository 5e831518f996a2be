"""What the README shows is what the project has."""

from __future__ import annotations

import inspect
import re

import cleaner
from cleaner.config import presets
from cleaner.passes import BUILT_IN
from cleaner.passes.encoding.unnormalized import Unnormalized
from tests.fixtures import FIXTURES

ROOT = FIXTURES.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_rule_it_shows_is_the_real_one() -> None:
    assert inspect.getsource(Unnormalized).rstrip() in README


def test_the_case_it_shows_is_a_real_one() -> None:
    shown = re.search(r"```toml\n(\[\[case\]\].*?)```", README, re.DOTALL)
    assert shown is not None
    assert shown[1] in (FIXTURES / "rules/encoding/unnormalized.toml").read_text(encoding="utf-8")


def test_the_call_it_shows_gives_what_it_says() -> None:
    call = re.search(r'cleaner\.clean\("(.+?)"\) +# \'(.+?)\'', README)
    assert call is not None
    assert cleaner.clean(call[1]) == call[2]


def test_it_names_every_pass_and_preset_and_real_rules_only() -> None:
    assert ", ".join(BUILT_IN.pass_names) in README.replace("\n", " ")
    assert all(f"`{preset}`" in README for preset in presets())
    named = set(re.findall(r"\b(?:{})/[a-z]+(?:-[a-z]+)*(?![\w./-])".format("|".join(BUILT_IN.pass_names)), README))
    assert named
    assert {name for name in named if not (ROOT / "cleaner" / "passes" / name).exists()} <= set(BUILT_IN.rules)


def test_the_change_log_counts_the_rules() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"with {len(BUILT_IN.rules)} rules" in text
