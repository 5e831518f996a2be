"""Every language that can be cleaned: nothing fails on any text, correct text stays, damage of any language goes."""

from __future__ import annotations

import functools
import tomllib

import pytest
from click.testing import CliRunner

from cleaner import Pipeline
from cleaner.cli import main
from cleaner.lexicon import languages
from tests.fixtures import FIXTURES, LEAVE_ALONE, cases, keeps, texts

OTHERS = tuple(lang for lang in languages() if lang != "en")
DAMAGED = [
    (path.stem, case)
    for path in sorted((FIXTURES / "languages").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@functools.cache
def pipeline(lang: str) -> Pipeline:
    return Pipeline(lang=lang)


@pytest.mark.parametrize("lang", languages())
def test_the_default_preset_runs_over_every_fixture(lang: str) -> None:
    """Whatever language a text is in: no rule fails, the changes add up, and a second run has nothing to do."""
    for name, text in {**texts(), **keeps()}.items():
        result = pipeline(lang).run(text)
        assert result.failures == (), name
        assert result.undo() == text, name
        if result.changed:
            again = pipeline(lang).run(result.text)
            assert not again.changed, name


@pytest.mark.parametrize("lang", OTHERS)
def test_correct_text_stays_as_it_was(lang: str) -> None:
    passages = {name: text for name, text in keeps().items() if name.startswith(f"{lang}/")}
    assert len(passages) >= 60
    passages |= {str(case): case.before for case in cases() if case.lang == lang and case.shows == LEAVE_ALONE}
    for name, text in passages.items():
        result = pipeline(lang).run(text)
        assert result.text == text, (name, [(f.rule, f.found) for f in result.findings if f.applied])


@pytest.mark.parametrize(("lang", "case"), DAMAGED, ids=[f"{lang}: {case['shows']}" for lang, case in DAMAGED])
def test_damage_goes(lang: str, case: dict[str, str]) -> None:
    assert pipeline(lang).run(case["before"]).text == case["after"]


def test_there_is_damage_for_every_language() -> None:
    assert {lang for lang, _ in DAMAGED} == set(OTHERS)


@pytest.mark.parametrize("lang", languages())
def test_the_command_takes_the_language(lang: str) -> None:
    outcome = CliRunner().invoke(main, ["fix", "--isolated", "--lang", lang], input="Guten Morgen.\n")
    assert (outcome.exit_code, outcome.stdout) == (0, "Guten Morgen.\n")
