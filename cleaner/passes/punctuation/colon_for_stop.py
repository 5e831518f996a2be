"""A colon that stands for the full stop of another script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Measured, Rule, fix, keep

_COLON = expression(r":(?<=[^\W\d_)\]]:)(?=[ \t]+[A-ZÀ-Þ]|[ \t]*(?:\r?\n|\Z))")

_STOP = expression(r"[^\W\d_)\]][.!?][\"”’)]*(?=\s|\Z)")

_MIN_COLONS = 4

_MIN_WORDS = 5
_MIN_IN_LINE = 2

_LONGEST_LOOK = 200

_VERSE = 60
"""Characters of a line from which it is no line of a poem."""

_BLANK = expression(r"\r?\n[ \t]*\r?\n|[ \t\r\n]*\Z")
_INTRODUCED = expression(
    r"[ \t]*(?:[-•*\"“‘'(]|(?:\r?\n[ \t]*)*\r?\n(?:[-•*\"“‘'(`.>$#<\[{|~]|(?: {2,}|\t)\S|\d+[.)]|(?:https?://|www\.)))"
)
"""What a colon leads up to: a quotation, an entry of a list, and on lines of their own code, an address, a table."""


class ColonForStop(Rule):
    """Write a full stop for the colon that ends most sentences of a document.

    Why: the Armenian and the Ethiopic full stop look like a colon, and engines render them as one.

    Not touched: documents in which colons end fewer sentences than stops do, labels, titles and speakers, which have
    one colon a line, labels within a line ("19th century, members: Hall and Ferry, 20th century, members: …"), colons
    before lists, quotations, code and addresses.

    Safety: safe, because no writer ends most sentences in a colon.
    """

    name = "punctuation/colon-for-stop"
    measured = Measured(
        right=14,
        judged=14,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine translations, read",
    )
    acts_on = ":"
    examples = (
        fix(
            "The mill was sold in the spring: Nobody knows the new owner yet: It stood empty for many years: "
            "The town had no use for it: Now it will be a school.",
            "The mill was sold in the spring. Nobody knows the new owner yet. It stood empty for many years. "
            "The town had no use for it. Now it will be a school.",
        ),
        keep("The rule is simple: Never sell the mill. It is old. It is ours."),
        keep(
            "The mills of the old town, owners: Hall and Ferry, the mills of the new town, owners: Reed, the mills of "
            "the upper valley, owners: Miller, the mills of the lower valley, owners: Baker."
        ),
        keep(
            "To see the mill from the road:\n\n    mill --show\n\nTo see it from the other side of the river:\n\n"
            "```\nmill --back\n```\n\nThe page of the mill is found in this place:\n\nhttps://example.org/mill\n\n"
            "You can look at the stones as well:\n\n.. image:: stones.png"
        ),
        keep(
            "These are the things the miller should have sold:\nHis wheel, his donkey, and a sack of gold.\n"
            "These are the things the miller wants to keep:\nHis song, his supper, and his morning's sleep.\n"
            "These are the things he never will forget:\nHis mill, his river, and an unpaid debt.\n"
            "These are the things that he would give to me:\nHis flour, his bread, and all his company."
        ),
        keep("Anna: Yes.\nOtto: No.\nAnna: Why?\nOtto: It is old.\nAnna: So what?"),
    )

    def relevant(self, text: str) -> bool:
        """There must be some colons."""
        return text.count(":") >= _MIN_COLONS

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each colon, where they are the rule."""
        text = document.text
        if text.count(":") < _MIN_COLONS:
            return
        found = [match.start() for match in _COLON.finditer(text) if _ends_clause(text, match.start())]
        colons = _in_running_text(document, found)
        if len(colons) < _MIN_COLONS or len(colons) < sum(1 for _ in _STOP.finditer(text)) or _labels(text, colons):
            return
        for position in colons:
            yield self.edit(
                position, position + 1, "colon in place of a full stop", [Change(position, position + 1, ".")]
            )


def _in_running_text(document: Document, colons: list[int]) -> list[int]:
    """The colons of lines that have several, and those at line ends; one within its line divides a label or a title.

    Those at line ends count only beside others, or where there are enough of them.
    """
    lines = [document.line_at(colon) for colon in colons]
    by_line = Counter(lines)
    within = [colon for colon, line in zip(colons, lines, strict=True) if by_line[line] >= _MIN_IN_LINE]
    ending = [
        colon
        for colon, line in zip(colons, lines, strict=True)
        if by_line[line] < _MIN_IN_LINE
        and not document.text[colon + 1 : line[1]].strip()
        and (line[1] - line[0] >= _VERSE or _BLANK.match(document.text, line[1]))
    ]
    return sorted(within + ending) if within or len(ending) >= _MIN_COLONS else []


def _labels(text: str, colons: list[int]) -> bool:
    """Whether the same few words stand before the colons."""
    words = {text[max(0, colon - _LONGEST_LOOK) : colon].rsplit(maxsplit=1)[-1] for colon in colons}
    return len(words) * 2 <= len(colons)


def _ends_clause(text: str, position: int) -> bool:
    """Whether enough words stand before the colon to be a sentence, and it leads up to nothing."""
    window = max(0, position - _LONGEST_LOOK)
    start = max(text.rfind(mark, window, position) for mark in ("\n", ". ", ": ", "? ", "! "))
    introduces = _INTRODUCED.match(text, position + 1) is not None
    return not introduces and len(text[max(start + 1, window) : position].split()) >= _MIN_WORDS
