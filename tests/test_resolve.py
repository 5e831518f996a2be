"""Resolution: one total order, no overlaps, every refusal with its reason, and no hazard made."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import resolve as resolution
from cleaner.alignment import apply
from cleaner.edits import Change, Edit, Safety
from cleaner.resolve import (
    BELOW_CONFIDENCE,
    BELOW_SAFETY,
    CHANGES_NOTHING,
    MAKES_MARKUP,
    OVERLAPS,
    PROTECTED,
    REFUSALS,
    REPORTED,
    TOO_MUCH,
    UNSETTLED,
    Level,
    Ruling,
    resolve,
    sorted_changes,
)
from cleaner.spans import Spans
from tests.strategies import PROPERTY, RULES, any_overlap, edits, overlap, spans_within, texts


def edit(start: int, end: int, replacement: str = "", rule: str = "a/b", **settings: object) -> Edit:
    return Edit(rule, start, end, "m", (Change(start, end, replacement),), **settings)  # type: ignore[arg-type]


def refusals(text: str, *proposed: Edit, **settings: object) -> list[str | None]:
    verdicts = resolve(text, proposed, **({"protected": Spans()} | settings))  # type: ignore[arg-type]
    by_edit = {verdict.edit: verdict.refused for verdict in verdicts}
    return [by_edit[one] for one in proposed]


@pytest.mark.parametrize(
    ("proposed", "settings", "refused"),
    [
        (edit(1, 3), {}, None),
        (Edit("a/b", 1, 3, "m"), {}, REPORTED),
        (edit(1, 3), {"unsettled": frozenset({"a/b"})}, UNSETTLED),
        (edit(1, 3), {"level": Level.NONE}, BELOW_SAFETY),
        (edit(1, 3, safety=Safety.RISKY), {}, BELOW_SAFETY),
        (edit(1, 3, safety=Safety.RISKY), {"level": Level.RISKY}, None),
        (edit(1, 3, safety=Safety.RISKY), {"by_name": frozenset({"a/b"})}, None),
        (edit(1, 3, safety=Safety.RISKY), {"by_name": frozenset({"a"})}, BELOW_SAFETY),
        (edit(1, 3, safety=Safety.RISKY), {"by_name": frozenset({"a/b"}), "level": Level.NONE}, BELOW_SAFETY),
        (edit(1, 3, safety=Safety.REPORT), {"by_name": frozenset({"a/b"}), "level": Level.RISKY}, BELOW_SAFETY),
        (edit(1, 3, confidence=0.79), {}, BELOW_CONFIDENCE),
        (edit(1, 3, confidence=0.8), {}, None),
        (edit(1, 3, confidence=0.5), {"min_confidence": 0.5}, None),
        (edit(1, 3, "bc"), {}, CHANGES_NOTHING),
        (edit(1, 3), {"protected": Spans([(2, 5)])}, PROTECTED),
        (edit(1, 3), {"protected": Spans([(3, 5)])}, None),
        (edit(3, 3, "x"), {"protected": Spans([(3, 5)])}, None),
        (edit(4, 4, "x"), {"protected": Spans([(3, 5)])}, PROTECTED),
        (edit(1, 5), {"protected": Spans([(2, 4)])}, PROTECTED),
        (edit(1, 5, swallows=True), {"protected": Spans([(2, 4)])}, None),
        (edit(1, 5, "\n", swallows=True), {"protected": Spans([(2, 4)])}, None),
        (edit(1, 5, "word", swallows=True), {"protected": Spans([(2, 4)])}, None),
        (edit(1, 3, swallows=True), {"protected": Spans([(2, 4)])}, PROTECTED),
        (edit(1, 3), {"barred": lambda one: one.rule == "a/b"}, MAKES_MARKUP),
    ],
)
def test_one_edit_and_its_reason(proposed: Edit, settings: dict[str, object], refused: str | None) -> None:
    assert refusals("abcdef", proposed, **settings) == [refused]


def test_priorities_in_their_order() -> None:
    text = "abcdefgh"
    for better, worse in [
        (edit(2, 4, confidence=0.8), edit(1, 6, safety=Safety.RISKY, confidence=1.0)),
        (edit(2, 4, confidence=0.9), edit(1, 6, confidence=0.8)),
        (edit(2, 7, rule="b/b"), edit(1, 4, rule="a/a")),
        (edit(1, 4, rule="b/b"), edit(2, 5, rule="a/a")),
        (edit(1, 4, rule="a/a"), edit(1, 4, "x", rule="b/b")),
    ]:
        assert refusals(text, worse, better, level=Level.RISKY) == [OVERLAPS + better.rule, None]


@pytest.mark.parametrize("letter", "bcdefghij")
def test_edits_equal_in_all_that_ranks_are_told_apart_by_what_they_write(letter: str) -> None:
    assert refusals("abcdef", edit(1, 3, letter), edit(1, 3, "A")) == [OVERLAPS + "a/b", None]


def test_what_touches_does_not_overlap() -> None:
    left, right, between = edit(1, 3), edit(3, 5), edit(3, 3, "x")
    assert refusals("abcdef", left, right, between) == [None, None, None]
    assert refusals("abcdef", edit(1, 5), edit(3, 3, "x")) == [None, OVERLAPS + "a/b"]


def test_refused_edits_take_no_place() -> None:
    report = Edit("a/report", 0, 8, "m")
    doubtful = edit(0, 8, rule="a/doubtful", confidence=0.1)
    assert refusals("abcdefgh", report, doubtful, edit(2, 4)) == [REPORTED, BELOW_CONFIDENCE, None]


def test_the_refusal_names_the_rule_that_stands_there() -> None:
    strong = {"confidence": 1.0}
    inserted, replaced = edit(3, 3, "x", rule="a/inserts", **strong), edit(3, 5, "y", rule="a/replaces", **strong)
    for late, owner in [
        (edit(3, 3, "z", rule="c/c", confidence=0.9), "a/inserts"),
        (edit(4, 4, "z", rule="c/c", confidence=0.9), "a/replaces"),
        (edit(2, 4, "z", rule="c/c", confidence=0.9), "a/inserts"),
        (edit(4, 6, "z", rule="c/c", confidence=0.9), "a/replaces"),
    ]:
        found = refusals("abcdefgh", inserted, replaced, late)[2]
        assert found in {OVERLAPS + owner, OVERLAPS + "a/replaces"}
        assert found == OVERLAPS + owner or any_overlap(late.changes, replaced.changes)


Proposals = tuple[str, list[Edit], Spans]


@st.composite
def proposals(draw: st.DrawFn) -> Proposals:
    text = draw(texts(max_size=16))
    proposed = draw(st.lists(edits(len(text)), max_size=8))
    protected = Spans(draw(st.lists(spans_within(len(text)), max_size=2)))
    return text, proposed, protected


def decided(proposal: Proposals, order: list[Edit] | None = None, level: Level = Level.RISKY) -> list[Ruling]:
    text, proposed, protected = proposal
    return resolve(text, proposed if order is None else order, protected=protected, level=level)


@PROPERTY
@given(proposals(), st.randoms(use_true_random=False))
def test_the_order_of_the_proposals_does_not_matter(proposal: Proposals, random: object) -> None:
    shuffled = [*proposal[1], *proposal[1][:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decided(proposal, shuffled) == decided(proposal)


@PROPERTY
@given(proposals())
def test_every_edit_gets_one_verdict_from_the_closed_list(proposal: Proposals) -> None:
    verdicts = decided(proposal)
    assert Counter(verdict.edit for verdict in verdicts) == Counter(set(proposal[1]))
    assert [(v.edit.start, v.edit.end) for v in verdicts] == sorted((v.edit.start, v.edit.end) for v in verdicts)
    reasons = set(REFUSALS) - {OVERLAPS} | {OVERLAPS + rule for rule in RULES} | {None}
    assert {verdict.refused for verdict in verdicts} <= reasons


def _place(one: Edit) -> tuple[int, int]:
    return one.start - one.end, one.start


@PROPERTY
@given(proposals())
def test_applied_edits_are_those_a_slow_resolver_takes(proposal: Proposals) -> None:
    """The oracle compares every edit with every edit taken before it, change by change."""
    verdicts = decided(proposal)
    ranked = sorted(verdicts, key=lambda v: (v.edit.safety, -v.edit.confidence, *_place(v.edit), v.edit.rule))
    groups = Counter((v.edit.safety, v.edit.confidence, v.edit.start, v.edit.end, v.edit.rule) for v in ranked)
    if max(groups.values(), default=0) > 1:
        return  # equal in all that is promised; which of them wins is decided, but not by this oracle
    taken: list[Edit] = []
    for verdict in ranked:
        standing = [other for other in taken if any_overlap(verdict.edit.changes, other.changes)]
        if verdict.refused is None:
            assert not standing
            taken.append(verdict.edit)
        elif verdict.refused.startswith(OVERLAPS):
            assert verdict.refused.removeprefix(OVERLAPS) in {other.rule for other in standing}


@PROPERTY
@given(proposals())
def test_applied_changes_are_disjoint_and_spare_what_is_protected(proposal: Proposals) -> None:
    text, _, protected = proposal
    applied = [verdict.edit for verdict in decided(proposal) if verdict.refused is None]
    made = sorted_changes(applied)
    assert not any(overlap(one, other) for number, one in enumerate(made) for other in made[number + 1 :])
    apply(text, made)
    assert all(one.swallows or not protected.overlaps(c.start, c.end) for one in applied for c in one.changes)
    assert not any(protected.cuts(change.start, change.end) for change in made)


class Counted(bytearray):
    """A bytearray that counts how many bytes it was asked to look through."""

    looked = 0

    def find(self, what: object, start: int = 0, end: int = 0) -> int:  # type: ignore[override]
        Counted.looked += end - start
        return super().find(what, start, end)  # type: ignore[arg-type]


def test_work_grows_with_the_length_of_the_changes_and_not_with_their_number_squared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(resolution, "bytearray", Counted, raising=False)
    looked = {}
    for count in (1_000, 2_000):
        Counted.looked = 0
        text = "ab " * count
        wanted = [edit(3 * n, 3 * n + 2, "x", rule="a/a") for n in range(count)]
        rivals = [edit(3 * n + 1, 3 * n + 3, "y", rule="b/b", confidence=0.9) for n in range(count)]
        verdicts = resolve(text, [*wanted, *rivals], protected=Spans())
        assert Counter(verdict.refused for verdict in verdicts) == {None: count, OVERLAPS + "a/a": count}
        looked[count] = Counted.looked
        assert looked[count] <= 4 * sum(c.end - c.start for one in [*wanted, *rivals] for c in one.changes)
    assert looked[2_000] == 2 * looked[1_000]


def test_the_list_of_refusals_is_whole_and_named_once() -> None:
    named = {value for name, value in vars(resolution).items() if name.isupper() and isinstance(value, str)}
    assert {value for value in named if not value.startswith(("&", "(", "["))} == set(REFUSALS)
    assert len(set(REFUSALS)) == len(REFUSALS)
    assert TOO_MUCH in REFUSALS
    assert REFUSALS[-1] == OVERLAPS
