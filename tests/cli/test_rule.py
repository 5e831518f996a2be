"""`cleaner rule`: documentation from the rules themselves, and their examples as tests."""

from __future__ import annotations

import json
import unicodedata

import pytest

from cleaner.lexicon import load
from cleaner.passes import BUILT_IN
from cleaner.passes.quotes import Doubled
from cleaner.report.inert import told_apart
from cleaner.rules import fix, summary


def test_without_a_name_all_rules_are_listed(cleaner):
    lines = cleaner("rule").text.splitlines()
    assert [line.split()[0] for line in lines] == list(BUILT_IN.rules)
    assert all(line.endswith(summary(rule)) for line, rule in zip(lines, BUILT_IN.rules.values(), strict=True))


def test_a_rule_is_shown_with_why_what_it_leaves_alone_and_its_examples(cleaner):
    page = cleaner("rule", "quotes/doubled").text
    assert page.startswith("quotes/doubled\n\nWrite a quotation mark once")
    for part in ("\nWhy: ", "\nNot touched: ", "\nSafety: ", "\nConfidence: 1.00", "\nOptions: ", "\nExamples:"):
        assert part in page
    assert '\n  before   | They call it ""the wall"" here.\n  after    | They call it "the wall" here.\n' in page
    assert '\n  stays    | The field was "" until noon.\n' in page


@pytest.mark.parametrize("args", [["quotes"], ["quotes/doubled", "quotes/space-inside"]])
def test_passes_and_several_names(cleaner, args):
    names = [record["name"] for record in json.loads(cleaner("rule", *args, "--output-format", "json").stdout)]
    assert {"quotes/doubled", "quotes/space-inside"} <= set(names)
    assert all(name.startswith("quotes/") for name in names)


def test_all_rules_as_text_and_json(cleaner):
    lines = cleaner("rule", "--all").text.splitlines()
    assert lines == cleaner("rule").text.splitlines() == cleaner("rule", "--all", "quotes").text.splitlines()
    assert len(lines) == len(BUILT_IN.rules)
    pages = cleaner("rule", *BUILT_IN.pass_names).text
    records = json.loads(cleaner("rule", "--all", "--output-format", "json").stdout)
    assert [record["name"] for record in records] == list(BUILT_IN.rules)
    assert all(f"{record['name']}\n\n{record['documentation']}" in pages for record in records)
    assert all(record["examples"] for record in records)


@pytest.mark.parametrize("rule", BUILT_IN.rules.values(), ids=lambda rule: rule.name)
def test_before_and_after_look_different_on_a_terminal(rule):
    same = {ord(letter): latin for letter, latin in (entry.split() for entry in load("xx").entries("confusables"))}
    for example in rule.examples:
        if example.after is not None and not example.reported:
            before, after = told_apart(example.before, example.after, {*map(chr, same)})
            looks = [unicodedata.normalize("NFC", text.translate(same)) for text in (before, after)]
            assert looks[0] != looks[1]
            assert all(line == line.rstrip() and line.isprintable() for line in f"{before}\n{after}".split("\n"))


def test_a_page_says_what_was_measured_which_lists_it_needs_and_where_it_is_off(cleaner):
    page = cleaner("rule", "repetition/doubled-phrase").text
    rule = BUILT_IN.rules["repetition/doubled-phrase"]
    assert f"\nConfidence: {rule.measured.confidence:.2f} ({rule.measured})\n" in page
    assert f"\nConfidence, reported: 0.60 ({rule.shapes['reported']})\n" in page
    assert f"\nNeeds the lists: {', '.join(rule.lists)}\n" in page
    assert "\nOff for: de, es, fr (what is missing: cleaner config languages de)\n" in page
    (record,) = json.loads(cleaner("rule", rule.name, "--output-format", "json").stdout)
    assert record["off"] == ["de", "es", "fr"]
    assert record["lists"] == list(rule.lists)


def test_a_page_names_six_lists_and_counts_the_others(cleaner):
    page = cleaner("rule", "boilerplate/read-more").text
    names = BUILT_IN.rules["boilerplate/read-more"].optional_lists
    more = f"{', '.join(names[:6])} and {len(names) - 6} more (all with --output-format json)"
    assert f"\nReads the lists: {more}\n" in page


def test_every_unknown_name_is_told_with_a_suggestion(cleaner):
    outcome = cleaner("rule", "quots", "quotes/dobled")
    assert outcome.code == 2
    assert "unknown rule or pass 'quots'; did you mean 'quotes'?" in outcome.stderr
    assert "'quotes/dobled'; did you mean 'quotes/doubled'?" in outcome.stderr


def test_examples_hold(cleaner):
    outcome = cleaner("rule", "quotes", "--test")
    assert (outcome.code, outcome.stdout) == (0, b"")
    assert "0 broken" in outcome.stderr


def test_an_example_that_does_not_hold_is_told(cleaner, monkeypatch):
    monkeypatch.setattr(Doubled, "examples", (*Doubled.examples, fix("Nothing here.", "Something.")))
    outcome = cleaner("rule", "quotes", "--test")
    assert outcome.code == 1
    assert "error: quotes/doubled: on 'Nothing here.' it finds nothing" in outcome.stderr
