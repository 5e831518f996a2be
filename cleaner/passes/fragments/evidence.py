"""What speaks for and against a fragment: named observations, the inputs of the decision.

Every observation is a short phrase that is true of a candidate. The weights in `data/<lang>/fragments.txt` are keyed by
these phrases, and findings quote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.passes.fragments import continuation
from cleaner.passes.fragments.candidates import Candidate
from cleaner.passes.fragments.grammar import (
    FUNCTION_CLASSES,
    OPEN_ENDED,
    VERB_FORMS,
    classes,
    has_finite_verb,
    is_clause,
    plain,
    tokens,
)

_STEM = 4
"""Letters that two words share at their start where they are forms of one another."""

_FIT = (-3.0, -2.0, -1.2, -0.5, 0.0, 0.5, 1.2)
"""Marks on the scale of `continuation.log_odds`; an observation says which of them a tail passes."""

_SIZES = ((1, "one word"), (2, "two words"), (4, "three or four words"), (7, "five to seven words"))
_WITH_OWN_WORD = ("conjunction", "clause opener", "auxiliary", "preposition", "subject pronoun")
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_ORDINAL_ENDS = ("1st", "2nd", "3rd", "th")


def observe(document: Document, candidate: Candidate) -> frozenset[str]:
    """Everything that is true of the candidate."""
    before = [word for word in tokens(candidate.before) if word not in ",;:"]
    tail = [word for word in tokens(candidate.tail) if word not in ",;:"]
    if not before or not tail:
        return frozenset({"has no words"})
    view = _View(document, candidate, before, tail)
    return frozenset((*view.opening(), *view.clause(), *view.echo(), *view.border(), *view.surroundings()))


class _View:
    """A candidate with its words and their classes."""

    def __init__(self, document: Document, candidate: Candidate, before: list[str], tail: list[str]) -> None:
        self.document = document
        self.lexicon = document.lexicon
        self.candidate = candidate
        self.before = [plain(word) for word in before]
        self.tail = [plain(word) for word in tail]
        self.classes = classes(tail, self.lexicon, opening=candidate.capital)
        self.left = classes(before[-1:], self.lexicon, opening=len(before) == 1)[0]
        self.size = next((name for limit, name in _SIZES if len(tail) <= limit), "eight words or more")

    def opening(self) -> Iterator[str]:
        """How long it is and how it begins and ends."""
        first = self.classes[0]
        yield f"has {self.size}"
        yield f"begins with {first}"
        yield f"begins with {first}, has {self.size}"
        if len(self.tail) > 1:
            yield f"begins with {first} and {self.classes[1]}"
            yield f"ends with {self.classes[-1]}"
        if first in _WITH_OWN_WORD or self.tail[0] in ("to", "the", "a"):
            yield f"begins with “{self.tail[0]}”"
        if len(self.tail) > 12:
            yield "has more than twelve words"

    def clause(self) -> Iterator[str]:
        """What kind of clause it is or lacks."""
        if not has_finite_verb(self.classes):
            yield "has no finite verb"
        if is_clause(self.classes):
            yield "is a clause with its subject"
        if all(name in VERB_FORMS or word == "to" for word, name in zip(self.tail, self.classes, strict=True)):
            yield "is nothing but verb forms"
        if self.classes[-1] in OPEN_ENDED or self.classes[-1] == "auxiliary":
            yield "ends open"
        if self.tail[0] == "it" and self.tail[-1] in self.lexicon.words("speech-verbs") and len(self.tail) <= 5:
            yield "says that something was said"
        if self.classes[0] == "auxiliary" and self.classes[1:2] in (["subject pronoun"], ["determiner"]):
            yield "begins like a question"

    def echo(self) -> Iterator[str]:
        """What it repeats of the sentence before."""
        content = [word for word, name in zip(self.tail, self.classes, strict=True) if name not in FUNCTION_CLASSES]
        stems = {word[:_STEM] for word in self.before if len(word) >= _STEM}
        said = [word for word in content if word in self.before or (len(word) >= _STEM and word[:_STEM] in stems)]
        if content and len(said) == len(content):
            yield "repeats words of the sentence before"
            yield f"repeats words of the sentence before, has {self.size}"
        elif content and len(said) * 2 >= len(content):
            yield "repeats half of its words from the sentence before"
        elif content:
            yield "says nothing that stands before"
        if self.tail[0] == self.before[-1]:
            yield "begins with the word before the stop"
        elif self.tail[-1] == self.before[-1]:
            yield "ends with the word before the stop"
        if len(self.tail) > 1 and self.tail[-1] in self.before and self.classes[-1] not in FUNCTION_CLASSES:
            yield "ends with a word of the sentence before"

    def border(self) -> Iterator[str]:
        """How it fits to the last word before the stop."""
        last = self.before[-1]
        first = self.classes[0]
        yield f"behind {self.left}"
        yield f"{self.left} before {first}"
        if len(self.tail) == 1:
            yield f"{self.left} before a lone {first}"
        scaled = last in self.lexicon.words("scales")
        if self.tail[0] in self.lexicon.words("units") and (scaled or self.left == "number"):
            yield "names what the number before counts"
        elif scaled:
            yield "behind a number word"
        if _YEAR.fullmatch(last) and self.tail in (["year"], ["years"]):
            yield "says that a year is one"
        if last[0].isdigit() and last.endswith(_ORDINAL_ENDS):
            yield "behind an ordinal"
        if self.left in OPEN_ENDED:
            yield "the sentence before ends open"
        fit = continuation.log_odds(self.candidate.before, self.candidate.tail, self.lexicon)
        yield from (f"reads on, above {mark:+}" for mark in _FIT if fit > mark)

    def surroundings(self) -> Iterator[str]:
        """The marks and the text around it."""
        candidate = self.candidate
        quoted = any(mark in candidate.closers for mark in "\"'”’»")
        yield f"behind “{candidate.stop[:1]}”" + (" and a closing mark" if candidate.closers else "")
        if candidate.capital:
            yield "begins with a capital"
            if len(self.tail) > 1 and self.tail[0] in self.lexicon.words("modals"):
                yield "begins with a capital modal"
        if candidate.start - candidate.gap_start > 1:
            yield "behind a wide gap"
        stop = candidate.tail.rstrip("\"'”’»)]")[-1:]
        yield "has its own stop" if stop in ".!?…" else "has no stop"
        if stop == "?":
            yield "ends with a question mark"
        if candidate.ends_line:
            yield "ends its paragraph"
        elif candidate.text[candidate.end :].lstrip()[:1].islower():
            yield "a lower-case word follows"
        else:
            yield "a sentence follows"
        if quoted:
            yield f"behind a quotation: {self.classes[0]}"
            if not self.lexicon.words("speech-verbs").isdisjoint(self.tail[:4]):
                yield "has a verb of saying behind a quotation"
                if self.classes[0] in ("subject pronoun", "name"):
                    yield "says who said it"
        if candidate.stop[-1] == "?":
            yield "asks on behind “?”" if stop in "?!" else "states on behind “?”"
