"""How much evidence a fragment takes: the one module that knows where a text comes from.

The weights are learnt from machine translation. A stray tail is about a hundred times rarer in what people write, so
that where the origin is not known the chance that a candidate stays as it is weighs more; fragments elsewhere in the
document take some of that back, because what leaves one leaves more.
"""

from __future__ import annotations

from cleaner.document import Document

UNKNOWN = 1.0
"""What is added to the log odds of keeping where the origin is not known."""

SUPPORT = 1.0
"""What each other clear fragment of the document takes back, up to all of it."""

CLEARLY_LEFT = 0.05
"""The chance of being kept, without the prior, below which a fragment is evidence for others of its document."""


def is_machine(document: Document) -> bool:
    """Whether the text is known to be machine translation."""
    return document.origin == "machine"


def odds_of_keeping(document: Document, others: int) -> float:
    """What is added to the log odds of keeping a candidate in a document with so many other clear fragments."""
    return 0.0 if is_machine(document) else max(0.0, UNKNOWN - SUPPORT * others)


def reason(document: Document, others: int) -> str:
    """The prior, in words."""
    if is_machine(document):
        return "the text is machine translation"
    return f"the text has {others} more like it" if others else "nothing else in the text is like it"
