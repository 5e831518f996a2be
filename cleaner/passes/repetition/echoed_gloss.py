"""A phrase that its own brackets repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep, report

_BRACKETS = expression(r"\(([^()\n]{3,60})\)")
_CHANGE = expression(r"\s*[\[(]?#\d")
_ARGUMENT = expression(r":\s")
"""After an argument and its type: "mill (Mill): The mill to run"."""

_BLOCK_END = expression(r"[ \t]*(?:\r?\n|\Z)")
_BARE = expression(r"[a-z]+")

_JOINED = expression(r"[/\\\w.:>-]")
_LETTERS = expression(r"[^\W\d_]{3}")

_OPENS, _CLOSES = frozenset("\"“'‘`"), frozenset("\"”'’`")
_CURLY = "“‘"


class EchoedGloss(Rule):
    """Remove brackets that repeat, to the letter, the words before them.

    Why: where a source explains a foreign term in brackets, "court commissioner (Gerichtskommissar)", engines translate
    both: "court commissioner (court commissioner)".

    Not touched: brackets with another word, another number or an abbreviation; figures; words before and within that
    differ in anything but the case of the first letter; names of authors in lists of changes, which a number follows;
    calls and arguments (`run_mill(mill)`, `mill (Mill): …`); what is all that quotation marks hold, straight ones, or
    with another first letter; the kind of a thing after its name, without a stop at the end of a line ("the old mill
    library (library)"); a column of brackets.

    Safety: safe. Nothing is lost that is not right before it. What is all that curly quotation marks hold is reported:
    the name and its brackets may be quoted.
    """

    name = "repetition/echoed-gloss"
    measured = Measured(
        right=30,
        judged=32,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    elsewhere = Elsewhere.REPORT
    needs = ("(",)
    acts_on = r"\("
    examples = (
        fix("The court commissioner (court commissioner) can set bail.", "The court commissioner can set bail."),
        fix("Shirin Ebadi (Shirin Ebadi) came.", "Shirin Ebadi came.", at=" (Shirin Ebadi)"),
        report("She runs the brand “Karuna (Karuna)” in the town.", at=" (Karuna)"),
        keep("The court commissioner (Gerichtskommissar) can set bail."),
        keep("They won 3:0 (3:0), and the NRA (NRA) is a name."),
        keep("It calls run_mill(mill) with these:\n\n    mill (Mill): The mill to run."),
        keep("The old mill library (library)\nIt grinds.\n\nadd stones (Granite)\nadd wheels (Wheels)"),
        keep("The link /mills/bin/grind (grind) is set by hand."),
        keep("doc: add a key for Anna Lee (Anna Lee) #4657"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each such pair of brackets."""
        text = document.text
        for match in _BRACKETS.finditer(text):
            inner, start = match[1], match.start() - (text[match.start() - 1 : match.start()] == " ")
            begin = start - len(inner)
            if begin < 0 or not _LETTERS.search(inner) or inner.isupper() or not inner[0].isalpha():
                continue
            quoted = begin and text[begin - 1] in _OPENS and text[match.end() : match.end() + 1] in _CLOSES
            if quoted and text[begin - 1] not in _CURLY:
                continue
            if _CHANGE.match(text, match.end()) or _ARGUMENT.match(text, match.end()):
                continue
            outer = text[begin:start]
            if (
                outer[1:] != inner[1:]
                or outer[:1].lower() != inner[:1].lower()
                or (quoted and outer != inner)
                or (begin and _JOINED.match(text, begin - 1))
            ):
                continue
            if _BLOCK_END.match(text, match.end()) and (_BARE.fullmatch(inner) or _in_column(document, match)):
                continue
            message = f"brackets that repeat “{inner}”"
            changes = [] if quoted else [Change(start, match.end(), "")]
            yield self.edit(start, match.end(), message, changes, safety=Safety.REPORT if quoted else None)


def _in_column(document: Document, match: re.Match[str]) -> bool:
    """Whether a bracket opens at the same place of a line beside this one."""
    text, (low, high) = document.text, document.line_at(match.start())
    column = match.start() - low
    above = document.line_at(low - 1)[0] if low else None
    return any(
        text.startswith("(", line + column) and document.line_at(line + column)[0] == line
        for line in (above, high + 1)
        if line is not None and line + column < len(text)
    )
