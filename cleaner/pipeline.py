"""From a text to a Result: passes in their order, rounds until nothing changes, and the account of it all.

No input or output happens here. A pipeline is frozen: it can be shared, called from anywhere, pickled and sent away.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from cleaner.alignment import Alignment, Step, apply, compose
from cleaner.config import Config
from cleaner.crowding import joined
from cleaner.document import ORIGINS, Document
from cleaner.edits import Change, Edit, Failure, Finding, NetChange, Result
from cleaner.errors import CleanerError, ConfigError, Problem, RuleError
from cleaner.lexicon import load
from cleaner.prefilter import Prefilter, prefilter
from cleaner.protection import protected_spans
from cleaner.resolve import PROTECTED, TOO_MUCH, Level, Verdict, resolve, sorted_changes
from cleaner.rules import Elsewhere, Rule
from cleaner.score import Scorer
from cleaner.spans import Span, Spans

MAX_ROUNDS = 3
"""One round does the work, the second checks that it is done; a rule that still acts in the third is switched off."""

MAX_LOSS = 0.3
"""The share of a document's words that may go; more, and it comes back as it was."""

FREE_LOSS = 12
"""So many words may go from any document of which something is left: a long tail in a short text."""

_MAX_PICKED = 4096
"""Sets of signals whose rules a pipeline remembers."""

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")


class Pipeline:
    """A configured chain of passes.

    `Pipeline(preset="news", lang="en", select=[…], ignore=[…], apply=…, min_confidence=…, protect=[…], rules={…})`:
    the keywords are the settings of the configuration file. `rules` may also be a list: classes of rules in it are
    added to the built-in ones, instances of rules give their options, `Pipeline(rules=[MyRule, BlankLines(max=2)])`.
    A pass that is new runs after all others but `layout`. ConfigError for wrong settings. `strict`: a rule that fails
    raises RuleError; without it the rule is off for that text and `Result.failures` says so.
    """

    __slots__ = ("_passes", "_patterns", "_picked", "_prefilter", "_scorer", "config", "strict")

    config: Config
    strict: bool
    _passes: tuple[tuple[Rule, ...], ...]
    _patterns: tuple[re.Pattern[str], ...]
    _prefilter: Prefilter
    _picked: dict[int, tuple[tuple[Rule, ...], ...]]
    _scorer: Scorer

    def __init__(self, *, config: Config | None = None, strict: bool = False, **settings: Any) -> None:
        if config is None:
            config = Config.make(**settings)
        elif settings:
            raise TypeError("give a config or settings, not both")
        set_once = functools.partial(object.__setattr__, self)
        set_once("config", config)
        set_once("strict", strict)
        rules = config.enabled()
        set_once("_passes", tuple(tuple(group) for _, group in groupby(rules, key=lambda rule: rule.pass_name)))
        set_once("_patterns", tuple(re.compile(pattern) for pattern in config.protect))
        set_once("_prefilter", prefilter(rules))
        set_once("_picked", {})
        set_once("_scorer", Scorer.of(config.lang, config.registry))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a pipeline is frozen; make another")

    def __reduce__(self) -> tuple[Any, tuple[Config, bool]]:
        return _restore, (self.config, self.strict)

    def __repr__(self) -> str:
        return f"Pipeline(preset={self.config.preset!r}, lang={self.config.lang!r}, digest={self.config.digest!r})"

    @classmethod
    def from_file(cls, path: str | Path, **settings: Any) -> Pipeline:
        """A pipeline as a TOML file configures it, with keywords over it. ConfigError with every mistake in it."""
        return cls(config=Config.from_file(path, **settings))

    def __call__(self, text: str) -> str:
        """The clean text alone."""
        return self.run(text).text

    def run(self, text: str, *, lang: str | None = None, origin: str | None = None) -> Result:
        """Clean one text. TypeError where it is no string; RuleError where a rule fails and the pipeline is strict.

        `lang` is the language the text is known to be in, as a code (`en`, `pt-BR`); without it, it is decided from the
        text. What is in another language than the pipeline's gets only the repairs that hold for any. `origin` is what
        is known of this text's origin, instead of what the setting says of all.
        """
        if not isinstance(text, str):
            raise TypeError(f"a text must be a str, not {type(text).__name__}")
        foreign = None if lang is None else re.split("[-_]", lang)[0].lower() != self.config.lang
        origin = self.config.origin if origin is None else _checked_origin(origin)
        unsettled: frozenset[str] = frozenset()
        failures: dict[str, Failure] = {}
        while True:
            run = _Run(self, text, unsettled, failures, foreign=foreign, origin=origin)
            try:
                still_acting = run.to_the_end()
            except RuleError as error:
                if self.strict:
                    raise
                failures[error.rule] = Failure(error.rule, error.reason)
                continue  # from the start, so that nothing of the rule that failed is left
            if not still_acting:
                return run.result()
            unsettled |= still_acting

    def picked(self, text: str) -> tuple[tuple[Rule, ...], ...]:
        """The rules that could act on a text, pass by pass; a pass none of whose rules could is empty."""
        signals = self._prefilter.signals(text)
        passes = self._picked.get(signals)
        if passes is None:
            picks = self._prefilter.picks
            passes = tuple(tuple(rule for rule in rules if picks(rule, signals)) for rules in self._passes)
            if len(self._picked) < _MAX_PICKED:
                self._picked[signals] = passes
        return passes

    def run_many(self, texts: Iterable[str], *, workers: int = 1) -> Iterator[Result]:
        """Clean many texts: their results in the same order, made as they are drawn.

        A text that cannot be cleaned costs no other: its result has it as it was and says why in `error`. `workers`
        over 1 are processes of their own (0: one a processor); as with `multiprocessing`, a script that uses them
        must do so below `if __name__ == "__main__":`. They end when the iterator is exhausted or closed.
        """
        from cleaner.batch import run_many

        return run_many(self, texts, workers)


def _restore(config: Config, strict: bool) -> Pipeline:
    return Pipeline(config=config, strict=strict)


def _checked_origin(origin: str) -> str:
    if origin not in ORIGINS:
        raise ConfigError(Problem(f"there is no origin {origin!r}", suggestion=f"it is one of {', '.join(ORIGINS)}"))
    return origin


@dataclass
class _Run:
    """The state of cleaning one text."""

    pipeline: Pipeline
    original: str
    unsettled: frozenset[str]
    failures: Mapping[str, Failure]
    text: str = ""
    net: tuple[NetChange, ...] = ()
    alignment: Alignment = field(default_factory=lambda: Alignment(()))
    foreign: bool | None = None
    origin: str = ORIGINS[0]
    swallowed: list[Span] = field(default_factory=list)
    applied: list[Finding] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)

    def to_the_end(self) -> frozenset[str]:
        """Run rounds until one changes nothing; the rules that still act in the last round allowed."""
        self.text = self.original
        for round_number in range(1, MAX_ROUNDS + 1):
            acting = self._round()
            if not acting:
                return frozenset()
            if round_number == MAX_ROUNDS:
                return acting
        raise AssertionError("unreachable")

    def _round(self) -> frozenset[str]:
        """Run every pass once; the rules that changed something."""
        self.refused = []
        acting: set[str] = set()
        document = self._document()
        picked = self.pipeline.picked(self.text)
        for index in range(len(picked)):
            verdicts = self._verdicts(document, picked[index])
            if verdicts:
                changed = self._carry_out(verdicts)
                if changed:
                    acting |= changed
                    document = self._document()
                    picked = self.pipeline.picked(self.text)
        return frozenset(acting)

    def _document(self) -> Document:
        return Document(
            self.text,
            load(self.pipeline.config.lang),
            foreign=self.foreign,
            origin=self.origin,
            patterns=self.pipeline._patterns,
            shield=self._shield,
            edited=self._edited,
        )

    def _shield(self) -> Spans:
        """What is protected in the original, where it stands now; not what an edit has taken whole and unwrapped."""
        if not self.net:
            return Spans()
        taken = Spans(self.swallowed)
        spans = self._protected_at_first
        return Spans(self.alignment.to_clean(start, end) for start, end in spans if not taken.overlaps(start, end))

    @functools.cached_property
    def _protected_at_first(self) -> Spans:
        return protected_spans(self.original, self.pipeline._patterns)

    def _edited(self) -> tuple[Span, ...]:
        """What was changed so far, where it stands now."""
        return tuple(self.alignment.to_clean(change.start, change.end) for change in self.net)

    def _verdicts(self, document: Document, rules: Sequence[Rule]) -> list[Verdict]:
        edits = [edit for rule in rules if rule.name not in self.failures for edit in self._proposals(document, rule)]
        if not edits:
            return []
        config = self.pipeline.config
        return resolve(
            document.text,
            edits,
            protected=document.protected,
            level=config.apply,
            min_confidence=config.min_confidence,
            by_name=frozenset(config.select),
            unsettled=self.unsettled,
        )

    def _proposals(self, document: Document, rule: Rule) -> list[Edit]:
        edits = joined(document, _proposals(document, rule))
        if not edits or rule.elsewhere is Elsewhere.APPLY:
            return edits
        if self.foreign is None:
            self.foreign = document.foreign
        return _elsewhere(rule, edits) if self.foreign else edits

    def _carry_out(self, verdicts: list[Verdict]) -> set[str]:
        """Apply what was accepted and write everything down in offsets of the original; the rules that acted."""
        for verdict in verdicts:
            (self.applied if verdict.refused is None else self.refused).append(self._finding(verdict))
        accepted = [verdict.edit for verdict in verdicts if verdict.refused is None]
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
        return {edit.rule for edit in accepted}

    def _finding(self, verdict: Verdict) -> Finding:
        edit = verdict.edit
        start, end = self.alignment.to_original(edit.start, edit.end)
        changes = tuple(
            Change(*self.alignment.to_original(change.start, change.end), change.replacement) for change in edit.changes
        )
        replacement = None
        if edit.changes:
            low, high = self.alignment.to_clean(start, end)  # wider than the edit where the place was rewritten before
            low, high = min(low, edit.start), max(high, edit.end)
            local = [Change(c.start - low, c.end - low, c.replacement) for c in edit.changes]
            replacement = apply(self.text[low:high], local)
        return Finding(
            edit.rule,
            start,
            end,
            self.original[start:end],
            replacement,
            verdict.refused is None,
            verdict.refused,
            edit.safety,
            edit.confidence,
            edit.message,
            changes,
        )

    def result(self) -> Result:
        """The outcome; the original with every finding refused where too much of it would go."""
        findings = [*self.applied, *self.refused]
        text, net = self.text, self.net
        if self._too_much(text, net):
            findings = [_undone(finding) for finding in findings]
            text, net = self.original, ()
        elif net and apply(self.original, net) != text:
            raise CleanerError(
                "the changes do not add up to the text: a fault of this package, please report the input"
            )
        findings.sort(key=lambda finding: (finding.start, finding.end))
        return Result(
            self.original,
            text,
            tuple(findings),
            net,
            Alignment(net),
            bool(self.foreign),
            self.pipeline._scorer,
            failures=tuple(self.failures[name] for name in sorted(self.failures)),
        )

    def _too_much(self, text: str, changes: Sequence[NetChange]) -> bool:
        """Whether more of the words would go than any document may lose."""
        registry = self.pipeline.config.registry
        lost = sum(
            _count_words(change.found) - _count_words(change.replacement)
            for change in changes
            if any(registry.pass_of(rule).counts_as_loss for rule in change.rules)
        )
        if lost <= 0:
            return False
        return not text.strip() or (lost > FREE_LOSS and lost > MAX_LOSS * len(self.original.split()))


def _undone(finding: Finding) -> Finding:
    return dataclasses.replace(finding, applied=False, refused=TOO_MUCH) if finding.applied else finding


def _proposals(document: Document, rule: Rule, *, look: bool = True) -> list[Edit]:
    """What a rule proposes, `look`ing first whether it could. RuleError where it fails or proposes what cannot be."""
    try:
        edits = list(rule.propose(document)) if not look or rule.relevant(document.text) else []
        problem = next(filter(None, (_problem(rule, edit, len(document.text)) for edit in edits)), None)
    except MemoryError:
        raise  # no fault of the rule
    except Exception as error:
        raise RuleError(rule.name, f"failed with {type(error).__name__}: {error}") from error
    if problem:
        raise RuleError(rule.name, problem)
    return edits


def _problem(rule: Rule, edit: Edit, size: int) -> str | None:
    """Why an edit cannot be made in a text of `size` characters, or None."""
    if edit.rule != rule.name:
        return f"proposed an edit in the name of {edit.rule}"
    if edit.end > size:
        return f"proposed {edit.start}..{edit.end} in a text of {size} characters"
    if not all(isinstance(change.replacement, str) for change in edit.changes):
        return f"proposed a replacement that is no text at {edit.start}..{edit.end}"
    return None


def _elsewhere(rule: Rule, edits: list[Edit]) -> list[Edit]:
    """What is left of a rule's proposals in a document of another language."""
    if rule.elsewhere is Elsewhere.APPLY:
        return edits
    return [] if rule.elsewhere is Elsewhere.SKIP else [dataclasses.replace(edit, changes=()) for edit in edits]


def _count_words(text: str) -> int:
    """The words of `text`; a mark between blanks is none."""
    return sum(_LETTER_OR_DIGIT.search(piece) is not None for piece in text.split())


def clean(text: str) -> str:
    """`text` cleaned with the default preset."""
    return _default()(text)


@functools.cache
def _default() -> Pipeline:
    return Pipeline()


def try_rule(rule: Rule, text: str, lang: str = "en") -> tuple[str, list[Edit]]:
    """What one rule alone makes of a text, and what it proposes, relevant or not: for testing rules.

    Edits that only report are among the proposals, those that would touch protected text are not; everything else is
    applied, whatever its safety and confidence.
    """
    document = Document(text, load(lang))
    edits = _proposals(document, rule, look=False)
    if edits and document.foreign:
        edits = _elsewhere(rule, edits)
    verdicts = resolve(text, edits, protected=document.protected, level=Level.RISKY, min_confidence=0.0)
    applied = [verdict.edit for verdict in verdicts if verdict.refused is None]
    return apply(text, sorted_changes(applied)), [v.edit for v in verdicts if v.refused != PROTECTED]
