"""A stop with no space after it."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.spacing._leave_alone import STOPS, words_beside
from cleaner.rules import Measured, Prior, Rule, fix, keep

_GLUED = expression(r"[.!?](?<=[a-zà-ÿ]{2}[.!?])(?=[A-ZÀ-Þ](?:[a-zà-ÿ]|[ \t]|['’]))")
"""A stop between a word and a capitalised one, found by the stop, which is rare."""

_AFTER_YEAR = expression(r"\.(?<=[ (][12]\d{3}\.)(?=(?P<word>[A-Z][a-z]*) [a-z])")
"""A stop between a year and a capitalised word."""

_TRIGGERS = tuple(expression(rf"\{stop}[A-ZÀ-Þ]") for stop in ".!?")
"""The same, looser and one stop each: an expression that begins with one character is searched much faster."""

_CLAUSE = expression(r"[A-ZÀ-Þ][\w'’-]*[ ][a-zà-ÿ]{2}")
_NAMING = expression(
    r"\b(?:named|called|titled|entitled|brands?|files?|sites?|apps?|packages?|games?) [A-ZÀ-Þ][\w'’-]*\Z"
)
_REACH = 60
_SPACED = expression(r"[.!?](?<=[a-zà-ÿ]{2}[.!?])[\"”’)]*[ \t\r\n]+[\"“‘(]*[A-ZÀ-Þ0-9]")


class MissingSpaceAfterStop(Rule):
    """Write a space between a stop and the sentence glued to it: `expenses.This`.

    Why: some engines translate sentence by sentence and join the result without a space.

    Not touched: addresses, file and package names, versions, abbreviations, names such as Node.js and Yahoo!.

    Safety: safe after a word in lower case, and before a word that begins sentences; between two capitalised words,
    which may be a name, only where the document leaves out the space elsewhere too.
    """

    name = "spacing/missing-space-after-stop"
    measured = Measured(
        right=66,
        judged=68,
        wrong=1,
        human_words=3_030_000,
        date="2026-11",
        source="edits in 1.84 million words of human text, two readings",
    )
    shapes = MappingProxyType(
        {
            "between capitalised words": Prior(
                confidence=0.9,
                reason="the two words may be a name, where the document leaves out no other space",
                wrong=0,
                human_words=3_030_000,
                date="2026-11",
            )
        }
    )
    lists = ("domain-endings",)
    optional_lists = ("abbreviations", "function-words", "marked-names", "subject-pronouns")
    acts_on = r"[.!?][AÀ-Þ]"
    examples = (
        fix("The mill was sold.The buyer is unknown.", "The mill was sold. The buyer is unknown.", at="."),
        fix("Who sold the mill?Nobody knows.", "Who sold the mill? Nobody knows.", at="?"),
        fix("He left in 1904.His mill burnt.", "He left in 1904. His mill burnt.", at="."),
        keep("We use Node.js and ASP.Net here, and Arch.Design is a firm. It is small."),
        keep("The worm Kroll.A or Kroll.B is old."),
        keep("Open Readme.Md or www.Example.Com now."),
        keep("The values e.g.This and U.S.Army stay."),
        keep("It raises pickle.PicklingError and takes a range (semver.Range)."),
        keep("The value of grind_all() is a mill.Wheel or none, see --stone and flour_bag.Mill names another."),
        keep("The dialog was moved to ttk.Notebook last year. It is faster."),
    )

    def relevant(self, text: str) -> bool:
        """A stop must stand close before a capital."""
        return any(trigger.search(text) for trigger in _TRIGGERS) and (
            _GLUED.search(text) is not None or _AFTER_YEAR.search(text) is not None
        )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each stop."""
        text = document.text
        positions = [(stop, *words) for stop, words in _glued(document)]
        sure = {stop for stop, before, after in positions if _begins_sentence(document, before, after)}
        several = len(positions) > 1 or document.origin == "machine"  # a lone one may be within a name
        unspaced = len(sure) > 0 or (several and not document.once(_spaces_stops))
        for stop, before, after in positions:
            if stop in sure:
                shape = None
            elif (
                (unspaced or _begins_clause(document, stop))
                and len(after) > 1
                and before not in document.lexicon.optional("abbreviations")
            ):
                shape = "between capitalised words"
            else:
                continue
            message = f"no space after {text[stop]!r}"
            yield self.edit(stop, stop + 1, message, [Change(stop + 1, stop + 1, " ")], shape=shape)
        small = document.lexicon.optional("function-words")
        for match in _AFTER_YEAR.finditer(text):
            if match["word"].lower() in small and not document.protected.overlaps(*match.span()):
                yield self.edit(*match.span(), "no space after '.'", [Change(match.end(), match.end(), " ")])


def _glued(document: Document) -> Iterator[tuple[int, tuple[str, str]]]:
    """The stops between two plain words, with the words."""
    for match in _GLUED.finditer(document.text):
        stop = match.start()
        if not is_meant(document, stop, stop + 1, STOPS):
            yield stop, words_beside(document, stop)


def _begins_sentence(document: Document, before: str, after: str) -> bool:
    """Whether the two words cannot make a name: the one is in lower case, or the other begins sentences.

    A letter after a name may number it ("Grew.A"), unless it is a pronoun.
    """
    if before.islower():
        return True
    known = "function-words" if len(after) > 1 else "subject-pronouns"
    return after.lower() in document.lexicon.optional(known)


def _begins_clause(document: Document, stop: int) -> bool:
    """Whether no other stop tells how the text spaces them, and a word in lower case follows the capitalised one."""
    if document.once(_spaces_stops) or _NAMING.search(document.text, max(0, stop - _REACH), stop):
        return False
    return _CLAUSE.match(document.text, stop + 1) is not None


def _spaces_stops(document: Document) -> bool:
    """Whether the document has a sentence end with a space after it."""
    return _SPACED.search(document.text) is not None
