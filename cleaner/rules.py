"""The kit for authors of rules: what a rule is, what it proposes, how its examples and its measurements are written.

A rule is a frozen dataclass: its fields are its options (one that adds none needs no decorator), its docstring is its
documentation, its `examples` are its first tests, `measured` says how often it was right. `cleaner.testing.check_rule`
holds all of that against what the rule does; built-in rules and rules of plug-ins go through the same check.
"""

from __future__ import annotations

import enum
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Example, Safety
from cleaner.gaps import TEXT_END, TEXT_START

__all__ = [
    "KIT",
    "TEXT_END",
    "TEXT_START",
    "Change",
    "Document",
    "Edit",
    "Elsewhere",
    "Evidence",
    "Example",
    "Measured",
    "Prior",
    "Rule",
    "Safety",
    "Source",
    "documentation",
    "fix",
    "keep",
    "option_defaults",
    "report",
    "summary",
]

KIT = 1
"""The version of this kit; it changes where a rule that was written for it would no longer work."""

MIN_JUDGED = 10
"""Fewer judged repairs say too little for a confidence; a rule with fewer states a `Prior`."""


Source = Callable[[Document], object]
"""Finds the candidates of several rules in a document; see `Rule.sources`."""


class Elsewhere(enum.Enum):
    """What a rule may do in a document of another language."""

    SKIP = "skip"
    REPORT = "report"
    APPLY = "apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was counted of a rule, or of one shape of its edits, on real text.

    `right` of the `judged` repairs were as a careful reader would have it (of a rule that only reports: findings).
    `wrong` is the number of applied edits that were wrong among `human_words` words that people wrote. `date` is
    YYYY-MM. `source` says what was judged: labelled rows (cross-validated), restored damage, edits read by eye.
    """

    right: int
    judged: int
    wrong: int
    human_words: int
    date: str
    source: str
    confidence: float = field(init=False)
    """The expected share of right repairs, by the rule of succession: (right + 1) / (judged + 2)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "confidence", round((self.right + 1) / (self.judged + 2), 3))

    def __str__(self) -> str:
        return f"{self.right} of {self.judged} right: {self.source}; {_harm(self.wrong, self.human_words)}, {self.date}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """A confidence that was set, not counted, because too few real cases were found; `reason` says what it rests on."""

    confidence: float
    reason: str
    wrong: int
    human_words: int
    date: str

    def __str__(self) -> str:
        return f"set, not counted: {self.reason}; {_harm(self.wrong, self.human_words)}, {self.date}"


Evidence = Measured | Prior
"""Where a confidence comes from."""


UNMEASURED = Prior(confidence=0.8, reason="not measured yet", wrong=0, human_words=0, date="")
"""What a rule has until its author says better; it works so, but `cleaner.testing.check_rule` refuses it."""


def _harm(wrong: int, words: int) -> str:
    return f"{wrong} wrong edits in {words:,} words of human text"


@dataclass(frozen=True)
class Rule:
    """Base of all rules. A subclass sets `name`, `measured`, `examples` and a docstring, and writes `propose`.

    The docstring is one sentence on what the rule does, then paragraphs that begin with `Why:`, `Not touched:` and
    `Safety:`.
    """

    name: ClassVar[str]
    """`pass/defect`; the defect, not the cure."""

    examples: ClassVar[tuple[Example, ...]]
    """At least one `fix` or `report` and one `keep`."""

    measured: ClassVar[Evidence] = UNMEASURED
    """How often the rule's edits are right: counted, or a stated prior. The rule's confidence follows from it."""

    shapes: ClassVar[Mapping[str, Evidence]] = MappingProxyType({})
    """The same for shapes of the rule's edits that are more or less often right; `edit(…, shape=…)` names one."""

    safety: ClassVar[Safety] = Safety.SAFE
    """The highest safety that an edit of this rule may claim."""

    lists: ClassVar[tuple[str, ...]] = ()
    """The word lists the rule cannot do without. In a language that lacks one of them the rule is off."""

    optional_lists: ClassVar[tuple[str, ...]] = ()
    """The word lists the rule reads where the language has them (`lexicon.optional`)."""

    bilingual: ClassVar[bool] = False
    """Whether the rule holds a text against what it is the translation of, `document.source`: it is asked only where
    that is known."""

    needs_words: ClassVar[bool] = False
    """Whether the rule leaves alone what is no prose (`cleaner.noise`), though its pass does not."""

    elsewhere: ClassVar[Elsewhere] = Elsewhere.SKIP
    """What becomes of the rule's edits in a document that is not in the pipeline's language."""

    needs: ClassVar[tuple[str, ...]] = ()
    """Literals of which at least one occurs in every text the rule could act on; () where there are none."""

    acts_on: ClassVar[str | None] = None
    """A regular expression over the gaps of a text: the rule is asked only where one of them matches.

    A gap is what is between two runs of small ASCII letters: spaces, marks, capitals (each read as `A`), digits (each
    read as `0`), every other character as it is; `TEXT_START` and `TEXT_END` are at the ends of the text. In
    "He left. was" the gaps are `\\x02A`, ` `, `. ` and `\\x03`, so a word in small letters after a stop is `[.!?] +$`.
    None (the default): the rule is asked for every text.
    """

    sources: ClassVar[tuple[Source, ...]] = ()
    """What finds the candidates of the rule, and of others that name the same: functions of the document. They are
    asked once (`document.once`) for all; where none of them finds anything, the rule is not asked."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """The edits the rule would make in `document.text`, each as if it were the only one."""
        raise NotImplementedError

    def relevant(self, text: str) -> bool:
        """Whether a cheap check says that the rule could act on `text`; it may err to the side of yes only."""
        return not self.needs or any(map(text.__contains__, self.needs))

    @classmethod
    def words(cls, lang: str) -> frozenset[bytes] | None:  # noqa: ARG003 - for rules that read lists
        """Words, as keys of `cleaner.tokens`, that bring the rule in as `acts_on` does: it is asked where a gap or one
        of them is found. None (the default): words do not matter. They should be seldom in the language `lang`, and
        the same set each time."""
        return None

    def edit(
        self,
        start: int,
        end: int,
        message: str,
        changes: Iterable[Change] = (),
        *,
        shape: str | None = None,
        confidence: float | None = None,
        safety: Safety | None = None,
        swallows: bool = False,
    ) -> Edit:
        """An edit in this rule's name over `start..end` (code points of `document.text`).

        The confidence is that of the rule, or of the `shape` named; one given outright (by a model) may not exceed what
        the rule declares. The safety is the rule's own unless given. `swallows`: a deletion may take protected spans
        whole.
        """
        if confidence is None:
            confidence = (self.measured if shape is None else self.shapes[shape]).confidence
        return Edit(
            self.name,
            start,
            end,
            message,
            tuple(changes),
            confidence,
            self.safety if safety is None else safety,
            swallows,
        )

    @property
    def confidence(self) -> float:
        """The confidence of the rule's edits that name no shape."""
        return self.measured.confidence

    @property
    def pass_name(self) -> str:
        """The part of the name before the slash."""
        return self.name.partition("/")[0]


def fix(before: str, after: str, *, at: str | None = None, source: str | None = None, **options: object) -> Example:
    """An example that the rule repairs: `before` becomes `after`, by an edit over exactly `at` where that is given.

    `source` is the text that `before` is the translation of, for rules that are `bilingual`.
    """
    return Example(before, after, at, options=options or None, source=source)


def report(text: str, *, at: str, source: str | None = None, **options: object) -> Example:
    """An example that the rule reports, over exactly `at`, and leaves as it is."""
    return Example(text, text, at, reported=True, options=options or None, source=source)


def keep(text: str, *, source: str | None = None, **options: object) -> Example:
    """An example in which the rule finds nothing."""
    return Example(text, None, options=options or None, source=source)


def documentation(rule: type[Rule]) -> str:
    """The rule's docstring, unindented."""
    return inspect.cleandoc(rule.__doc__ or "")


def summary(rule: type[Rule]) -> str:
    """The first sentence of the rule's docstring, on one line."""
    return " ".join(documentation(rule).split("\n\n", 1)[0].split())


def option_defaults(rule: type[Rule]) -> Mapping[str, object]:
    """The rule's options with their defaults."""
    instance = rule()
    return {option.name: getattr(instance, option.name) for option in fields(rule)}


def max_confidence(rule: type[Rule]) -> float:
    """The highest confidence that an edit of the rule may claim."""
    return max(evidence.confidence for evidence in (rule.measured, *rule.shapes.values()))
