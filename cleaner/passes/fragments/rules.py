"""The rules of the pass: each carries out one outcome of the decision and explains it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.fragments import orphans
from cleaner.passes.fragments.decision import CAPITALISE, DELETE, JOIN, Decision, decide
from cleaner.rules import Prior, Rule, fix, keep, report
from cleaner.sentences import STOPS

_ECHO = "repeats words of the sentence before"


def _is_echo(decision: Decision) -> bool:
    return _ECHO in decision.observations


def _why(decision: Decision) -> str:
    return "; ".join(("words behind the end of a sentence", *map(_sentence, decision.reasons)))


def _sentence(reason: str) -> str:
    """An observation as a clause: "it has one word", "it stands behind a name", "a sentence follows"."""
    if reason.startswith("behind "):
        return f"it stands {reason}"
    return reason if reason.endswith(" follows") or reason.startswith("the ") else f"it {reason}"


@dataclass(frozen=True)
class _Fragment(Rule):
    """What the rules of the pass share: they pick from the decisions over the document."""

    outcome: ClassVar[str]

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each candidate whose outcome is this rule's."""
        for decision in document.once(decide):
            if decision.verdict.outcome == self.outcome and self._is_mine(decision):
                yield self._edit(decision)

    def _is_mine(self, decision: Decision) -> bool:  # noqa: ARG002 - for subclasses that share an outcome
        return True

    def _edit(self, decision: Decision) -> Edit:
        raise NotImplementedError


@dataclass(frozen=True)
class _Deletion(_Fragment):
    """A deletion of the tail and the blank before it."""

    outcome: ClassVar[str] = DELETE
    max_words: int = 12

    def _edit(self, decision: Decision) -> Edit:
        candidate = decision.candidate
        confidence = decision.verdict.confidence if len(candidate.tail.split()) <= self.max_words else 0.0
        span = candidate.gap_start, candidate.end
        return self.edit(*span, _why(decision), [Change(*span, "")], confidence=confidence)


@dataclass(frozen=True)
class StrayTail(_Deletion):
    """Delete words left behind the end of a sentence that belong to nothing.

    Why: engines that move a verb to the front, or translate a sentence in pieces, leave what they have used already
    behind the stop: "…the ministry's report. was", "…the old road.” have said.".

    Not touched: speech tags ("Why?" he asked.), what follows an abbreviation, a name with a mark, an ellipsis or a
    bracket, verse, lists, subtitles, texts whose writer does not capitalise or writes notes.

    Safety: safe. The sentence before stays whole; where deleting and joining are both possible it is only reported.
    """

    name = "fragments/stray-tail"
    measured = Prior(
        confidence=0.94,
        reason="cross-validated on 592 labelled candidates of six engines",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix("The bridge was opened on Monday. was", "The bridge was opened on Monday.", at=" was"),
        fix(
            "He said, “We raised this with every one of the ministers in a joint conference.” have seen.",
            "He said, “We raised this with every one of the ministers in a joint conference.”",
            at=" have seen.",
        ),
        keep("“Why is the old road closed?” he asked."),
        keep("The firm is owned by Hall Bros. of Leeds."),
        keep("It was late. It was."),
    )

    def _is_mine(self, decision: Decision) -> bool:
        return not _is_echo(decision)


@dataclass(frozen=True)
class EchoTail(_Deletion):
    """Delete a tail that says again what the sentence before it has just said.

    Why: an engine that translates the end of a sentence twice leaves the second version behind the stop:
    "…is still a question. question.".

    Not touched: repetition in sentences of their own, refrains, one-word answers with a capital.

    Safety: safe. Every content word of the tail stands in the sentence before it.
    """

    name = "fragments/echo-tail"
    measured = StrayTail.measured
    examples = (
        fix(
            "Whether the two sides will talk at all is still a question. question.",
            "Whether the two sides will talk at all is still a question.",
            at=" question.",
        ),
        keep("A rose is a rose. A rose."),
    )

    def _is_mine(self, decision: Decision) -> bool:
        return _is_echo(decision)


@dataclass(frozen=True)
class SplitTail(_Fragment):
    """Join a tail to the sentence it continues: the stop between them is wrong.

    Why: engines cut long sentences in two and forget that the second half is none: "They swim in the ocean. and fly in
    the sky".

    Not touched: what follows an abbreviation, an ellipsis or a question, and everything that stray-tail leaves alone.

    Safety: safe. No word is lost; the stop goes, and moves behind the tail where that has none.
    """

    name = "fragments/split-tail"
    outcome = JOIN
    measured = StrayTail.measured
    examples = (
        fix(
            "The seeds are dried on the roofs of the houses. and sold in the market.",
            "The seeds are dried on the roofs of the houses and sold in the market.",
            at=". ",
        ),
        fix(
            "Herons nest along the lower river. and feed in the rice fields",
            "Herons nest along the lower river and feed in the rice fields.",
        ),
        keep("We met at 9 p.m. and left at ten."),
        keep("Oh! and bring the keys."),
    )

    def _edit(self, decision: Decision) -> Edit:
        candidate = decision.candidate
        changes = [Change(candidate.stop_start, candidate.stop_end, "")]
        if candidate.start - candidate.gap_start > 1:
            changes.append(Change(candidate.gap_start, candidate.start, " "))
        end = candidate.start
        if candidate.ends_line and candidate.tail[-1].isalnum():
            changes.append(Change(candidate.end, candidate.end, candidate.stop[:1]))
            end = candidate.end
        return self.edit(candidate.stop_start, end, _why(decision), changes, confidence=decision.verdict.confidence)


@dataclass(frozen=True)
class LowercaseSentence(_Fragment):
    """Capitalise a sentence that begins in lower case in a text whose sentences do not.

    Why: engines that translate several sentences in one go sometimes lower the first letter of the later ones.

    Not touched: writers who do not capitalise, chat, verse, subtitles, exclamations within a sentence, quotations.

    Safety: safe. One letter changes.
    """

    name = "fragments/lowercase-sentence"
    outcome = CAPITALISE
    measured = StrayTail.measured
    examples = (
        fix(
            "Sanskrit is an ancient language. it is related to Latin and Greek.",
            "Sanskrit is an ancient language. It is related to Latin and Greek.",
            at="it",
        ),
        keep("it rained all day. we stayed in. nobody called. i slept."),
        keep("iPhones are sold here. eBay is not."),
    )

    def _edit(self, decision: Decision) -> Edit:
        start = decision.candidate.start
        end = start + len(decision.candidate.tail.split()[0].rstrip(STOPS))
        change = Change(start, start + 1, decision.candidate.text[start].upper())
        return self.edit(start, end, _why(decision), [change], confidence=decision.verdict.confidence)


@dataclass(frozen=True)
class OrphanClause(Rule):
    """Report an imperative stranded between sentences that report.

    Why: an engine that loses the frame of a demand ("the statement asked Pakistan to …") leaves the demand alone as a
    sentence that nobody says: "Arrest and punish Sajid Mir.".

    Not touched: instructions, recipes, advice, speech, texts that speak to their reader anywhere.

    Safety: report. What the sentence was part of cannot be known.
    """

    name = "fragments/orphan-clause"
    safety = Safety.REPORT
    measured = Prior(
        confidence=0.94,
        reason="one report in 1.12 million words of human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        report(
            "The two ministers asked the council to act against the smugglers. Arrest and punish the owners. "
            "The council said that it had taken note of the demand.",
            at="Arrest and punish the owners.",
        ),
        keep("Stir and simmer the sauce. Add the salt. Serve it hot."),
        keep("You can wait here. Watch and enjoy the show. It is free."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each orphan."""
        for start, end in document.once(orphans.find):
            yield self.edit(start, end, "an imperative between sentences that report; nobody says it to anybody")
