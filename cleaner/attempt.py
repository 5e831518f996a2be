"""One attempt at cleaning a text: passes in their order, rounds until nothing changes, and the log of it all.

A round runs the passes on what the round before left. The last one has nothing to apply, and sees the text as a run
of its own would: that is how a result is known to stay as it is when it is cleaned again.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import operator
import re
from collections.abc import Sequence
from types import MappingProxyType

from cleaner.alignment import Alignment, Step, apply, compose
from cleaner.chain import Groups, asked
from cleaner.conditions import BeginAnewError, Known, Without
from cleaner.crowding import Crowd
from cleaner.document import Document
from cleaner.edits import Change, Edit, Failure, Finding, NetChange, Result
from cleaner.errors import CleanerError, RuleError
from cleaner.hazards import MAX_MADE, changed_spans, guilty, made
from cleaner.lexicon import load
from cleaner.proposals import Begun, begin, completed, elsewhere, with_returns
from cleaner.protection import ends_with_returns, protected_spans
from cleaner.resolve import PROTECTED, TOO_MUCH, Ruling, resolve
from cleaner.rules import Elsewhere, Rule
from cleaner.spans import Span, Spans

MAX_ROUNDS = 4
"""One round does the work, the second checks that it is done; a few texts of the corpora need three, and the fourth to
check. A rule that still acts in that one is switched off."""

MAX_APART = 32_000
"""Characters in which crowded edits are taken apart for hazards; for more, those joined with a guilty one go too."""

MAX_LOSS = 0.3
"""The share of a document's words that may go; more, and it comes back as it was."""

FREE_LOSS = 12
"""So many words may go from any document of which something is left: a long tail in a short text."""

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_SAME = Alignment(())
_NOTHING: tuple[list[Edit], bool] = ([], False)

Proposed = dict[str, tuple[list[Edit], bool]]
"""What rules propose for a text, by their names, and whether edits were joined."""


class Attempt:
    """One attempt at cleaning a text: its rounds, and what they have led to so far."""

    def __init__(self, known: Known, original: str, without: Without, proposed: Proposed) -> None:
        """`proposed` is what rules have proposed for the original, in attempts before this one and then in this."""
        self.known = known
        self.chain = known.chain
        self.original = original
        self.without = without
        self.proposed = proposed
        self.text = original
        self.net: tuple[NetChange, ...] = ()
        self.alignment = _SAME
        self.frame = known.frame
        self.foreign = known.foreign
        self.was_foreign = False
        self.fresh = False  # whether the text is to be seen as if nothing were known of an original
        self.conflict = False
        self.joined = False
        self.swallowed: list[Span] = []
        self.applied: list[Finding] = []
        self.refused: dict[int, list[Finding]] = {}  # by the number of the pass
        self.picked: tuple[str, tuple[Groups, ...] | None] = "", None  # for which text, and what
        self.shielded: tuple[tuple[NetChange, ...], Spans] = (), Spans()  # for which net changes, and what
        self.seen: dict[int, str] = {}  # the text that a pass saw last and did not change

    @property
    def is_proved(self) -> bool:
        """Whether the last round shows that a run over the result would find nothing to apply."""
        return not self.without and not self.conflict

    def to_the_end(self) -> None:
        """Run rounds until one applies nothing."""
        for number in range(1, MAX_ROUNDS + 1):
            acting = self._round(number)
            if number == 1:
                self.was_foreign = bool(self.foreign)
            if not acting:
                return
            if number == MAX_ROUNDS:
                raise BeginAnewError(self.without.also(frozenset(acting)))

    def _round(self, number: int) -> set[str]:
        """Run every pass once; the rules that changed something."""
        decided, self.foreign = self.foreign, self.known.foreign
        self.fresh = number > 1
        acting: set[str] = set()
        document = self._document()
        picked = self._picked(document)
        skips = number > 1 and self._looks_the_same(document, decided)
        for index in range(len(picked)):
            if skips and self.fresh and self.seen.get(index) == self.text:
                continue  # it would say again what it said
            self.refused[index] = []
            self.seen[index] = self.text
            rulings = self._rulings(document, picked[index])
            if rulings:
                changed = self._carry_out(rulings, self.refused[index])
                if changed:
                    del self.seen[index]
                    self._check_hazards()
                    acting |= changed
                    self.fresh = False
                    document = self._document()
                    picked = self._picked(document)
        return acting

    def _picked(self, document: Document) -> tuple[Groups, ...]:
        """The rules that could act on the text of now; a round begins with the text that the one before ended with."""
        text, picked = self.picked
        if picked is None or text != self.text:
            picked = self.chain.picked(document, bilingual=self.known.source is not None)
            self.picked = self.text, picked
        return picked

    def _looks_the_same(self, document: Document, foreign: bool | None) -> bool:
        """Whether a text looks new as it did at the end of the round before: the same language, if that was asked for,
        and nothing protected only because the original is known."""
        if foreign is not None and document.foreign != foreign:
            return False
        return all(document.protected.covers(start, end) for start, end in self._shield())

    def _document(self) -> Document:
        return Document(
            self.text.replace("\r", "\n") if ends_with_returns(self.text) else self.text,
            load(self.chain.config.lang),
            foreign=self.foreign,
            origin=self.known.origin,
            source=self.known.source,
            patterns=self.chain.patterns,
            shield=self._framed if self.fresh else self._shield,
            edited=self.alignment.clean_spans,
        )

    def _shield(self) -> Spans:
        """What is protected in the original, where it is now; not what an edit has taken whole and unwrapped."""
        if not self.net:
            return self._framed()
        net, spans = self.shielded
        if net is not self.net:
            spans = self._moved_shield()
            self.shielded = self.net, spans
        return spans

    def _moved_shield(self) -> Spans:
        taken = Spans(self.swallowed)
        spans = self._protected_at_first
        kept = Spans(self.alignment.kept(start, end) for start, end in spans if not taken.overlaps(start, end))
        return kept if self.frame.is_empty else kept | self._framed()

    def _framed(self) -> Spans:
        """What is protected because of where the text comes from."""
        return self.frame.fixed

    @functools.cached_property
    def _protected_at_first(self) -> Spans:
        return protected_spans(self.original, self.chain.patterns)

    def _rulings(self, document: Document, groups: Groups) -> list[Ruling]:
        if not groups:
            return []
        edits: list[Edit] = []
        for rule in asked(document, groups):
            edits += self._proposals(document, rule)
        if not edits:
            return []
        config = self.chain.config
        rulings = resolve(
            document.text,
            edits,
            protected=document.protected,
            level=config.apply,
            min_confidence=config.min_confidence,
            by_name=frozenset(config.select),
            unsettled=self.without.unsettled,
            barred=self._is_barred if self.without.barred else None,
            held=None if self.frame.is_empty else self.frame.holds,
        )
        return self._spared(rulings) if self.fresh else rulings

    def _spared(self, rulings: list[Ruling]) -> list[Ruling]:
        """The rulings of a fresh round, with edits refused that would touch what the original protects.

        A run of its own would make them: the result is not proved then.
        """
        if all(ruling.refused is not None for ruling in rulings):
            return rulings
        shield = self._shield()
        spared = [
            Ruling(ruling.edit, PROTECTED) if ruling.refused is None and _touches(ruling.edit, shield) else ruling
            for ruling in rulings
        ]
        self.conflict |= spared != rulings
        return spared

    def _proposals(self, document: Document, rule: Rule) -> list[Edit]:
        """What a rule proposes for the text of now. For the original it is asked once, unless joined edits must be
        taken apart."""
        name, is_original = rule.name, not (self.net or self.fresh)
        if name in self.without.failures:
            return []
        found = self.proposed.get(name) if is_original else None
        if found is None or (found[1] and self.without.apart):
            try:
                begun = begin(document, rule)
                found = self._completed(document, rule, begun) if begun else _NOTHING
            except RuleError as error:
                if self.chain.config.strict:
                    raise
                self._fail(Failure(name, error.reason))
                return []
            if is_original:
                self.proposed.setdefault(name, found)
        edits, has_joined = found
        if not edits:
            return edits
        self.joined |= has_joined
        if ends_with_returns(self.text):
            edits = with_returns(edits)
        if rule.elsewhere is Elsewhere.APPLY:
            return edits
        if self.foreign is None:
            self.foreign = document.foreign
        if self.foreign:
            return elsewhere(rule, edits)
        return self._in_own_language(document, rule, edits)

    def _in_own_language(self, document: Document, rule: Rule, edits: list[Edit]) -> list[Edit]:
        """What is left of a rule's proposals where paragraphs of a document may be in another language."""
        if not self.chain.config.registry.pass_of(rule.name).by_paragraph:
            return edits
        foreign = [document.is_foreign_around(edit.start) for edit in edits]
        if not any(foreign):
            return edits
        inside = list(itertools.compress(edits, map(operator.not_, foreign)))
        return inside + elsewhere(rule, list(itertools.compress(edits, foreign)))

    def _completed(self, document: Document, rule: Rule, begun: Begun) -> tuple[list[Edit], bool]:
        """All that a rule proposes, of which the beginning is known, and whether edits of it were joined."""
        crowd = Crowd(document, self._is_apart if self.without.apart else None)
        return completed(document, rule, begun, crowd.joined), crowd.has_joined

    def _fail(self, failure: Failure) -> None:
        """Do without a rule from here on; from the start, where it has already acted."""
        failures = MappingProxyType({**self.without.failures, failure.rule: failure})
        self.without = dataclasses.replace(self.without, failures=failures)
        if any(finding.rule == failure.rule for finding in self.applied):
            raise BeginAnewError(self.without)

    def _is_barred(self, edit: Edit) -> bool:
        """Whether an edit is one of those that made a hazard before."""
        barred = self.without.spans
        spans = [self.alignment.to_original(change.start, change.end) for change in edit.changes]
        return any(barred[rule].touch(*span) for rule in (edit.rule, "") if rule in barred for span in spans)

    def _is_apart(self, start: int, end: int) -> bool:
        """Whether edits at a span of the text must stay single."""
        return self.without.apart_spans.touch(*self.alignment.to_original(start, end))

    def _check_hazards(self) -> None:
        """Begin anew without the edits that made a tag, an entity or an unseen character the original does not have."""
        hazards = made(self.original, self.text, self.net, self.known.source)
        if not hazards:
            return
        if self.joined and len(hazards) < MAX_MADE:
            singled = self.without.apart_spans
            together = {edge for hazard in hazards for edge in hazard.edges if not singled.touch(*edge)}
            apart = self.without.apart | together
            if together and sum(end - start for start, end in apart) <= MAX_APART:
                raise BeginAnewError(dataclasses.replace(self.without, apart=apart))
        spans = [changed_spans(finding.changes) for finding in self.applied]
        culprits = guilty(hazards, spans)
        bars = {(self.applied[number].rule, span) for number in culprits for span in spans[number]}
        if len(hazards) >= MAX_MADE:
            bars = {(rule, (0, len(self.original))) for rule, _ in bars}
        if bars <= self.without.barred:
            bars = {("", hazard.whole) for hazard in hazards}
        raise BeginAnewError(dataclasses.replace(self.without, barred=self.without.barred | bars))

    def _carry_out(self, rulings: list[Ruling], refused: list[Finding]) -> set[str]:
        """Apply what was accepted and write everything down in offsets of the original; the rules that acted."""
        for ruling in rulings:
            (self.applied if ruling.refused is None else refused).append(self._finding(ruling))
        accepted = [ruling.edit for ruling in rulings if ruling.refused is None]
        if not accepted:
            return set()
        pairs = [(change, edit.rule) for edit in accepted for change in edit.changes]
        self.swallowed += [
            self.alignment.to_original(change.start, change.end)
            for edit in accepted
            if edit.swallows
            for change in edit.changes
        ]
        pairs.sort(key=lambda pair: (pair[0].start, pair[0].end))
        before = self.text
        self.text = apply(before, [change for change, _ in pairs])
        self.net = compose(self.original, before, self.net, Step(tuple(pairs)))
        self.alignment = Alignment(self.net)
        if not self.frame.is_empty:
            self.frame = self.known.frame.moved(self.alignment, len(self.text))
        return {edit.rule for edit in accepted}

    def _finding(self, ruling: Ruling) -> Finding:
        edit = ruling.edit
        changes = tuple(
            Change(*self.alignment.to_original(change.start, change.end), change.replacement) for change in edit.changes
        )
        start, end = self.alignment.to_original(edit.start, edit.end)
        start = min([start, *(change.start for change in changes)])  # a change at an end may reach over what went there
        end = max([end, *(change.end for change in changes)])
        replacement = None
        if edit.changes:
            low, high = self.alignment.kept(start, end)  # wider than the edit where earlier edits rewrote it
            low, high = min(low, edit.start), max(high, edit.end)
            local = [Change(c.start - low, c.end - low, c.replacement) for c in edit.changes]
            replacement = apply(self.text[low:high], local)
        return Finding(
            edit.rule,
            start,
            end,
            self.original[start:end],
            replacement,
            ruling.refused is None,
            ruling.refused,
            edit.safety,
            edit.confidence,
            edit.message,
            changes,
        )

    def result(self) -> Result:
        """What came of it; the original with every finding refused where too much of it would go."""
        findings = [*self.applied, *itertools.chain.from_iterable(self.refused.values())]
        text, net, alignment = self.text, self.net, self.alignment
        if self._too_much(text, net):
            findings = [_undone(finding) for finding in findings]
            text, net, alignment = self.original, (), _SAME
        elif net and apply(self.original, net) != text:
            raise CleanerError(
                "the changes do not add up to the text: a fault of this package, please report the input"
            )
        findings.sort(key=lambda finding: (finding.start, finding.end))
        failures = self.without.failures
        return Result(
            self.original,
            text,
            tuple(findings),
            net,
            alignment,
            self.was_foreign,
            self.chain.scorer,
            failures=tuple(failures[name] for name in sorted(failures)),
        )

    def _too_much(self, text: str, changes: Sequence[NetChange]) -> bool:
        """Whether more of the words would go than any document may lose."""
        registry = self.chain.config.registry
        lost = sum(
            _count_words(change.found) - _count_words(change.replacement)
            for change in changes
            if any(registry.pass_of(rule).counts_as_loss for rule in change.rules)
        )
        if lost <= 0:
            return False
        return not text.strip() or (lost > FREE_LOSS and lost > MAX_LOSS * len(self.original.split()))


def _touches(edit: Edit, spans: Spans) -> bool:
    touches = spans.cuts if edit.swallows else spans.overlaps
    return any(touches(change.start, change.end) for change in edit.changes)


def _undone(finding: Finding) -> Finding:
    return dataclasses.replace(finding, applied=False, refused=TOO_MUCH) if finding.applied else finding


def _count_words(text: str) -> int:
    """The words of `text`; a mark between spaces is none."""
    return sum(_LETTER_OR_DIGIT.search(piece) is not None for piece in text.split())
