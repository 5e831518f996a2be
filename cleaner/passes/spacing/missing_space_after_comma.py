"""A comma glued to the word after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.known_words import WORD_LISTS, is_word
from cleaner.language import vocabulary
from cleaner.mentions import shows_program
from cleaner.rules import Measured, Rule, fix, keep
from cleaner.spans import Span

_GLUED = expression(r"[,;](?<=[^\W\d_]{2}[,;])(?=[^\W\d_]{2})")
_AFTER_YEAR = expression(r",(?<=(?:(?<=[^\W\d_][ ])|(?<=[^\W\d_],[ ]))(?:1[5-9]|20)\d\d,)(?=[a-z]{2})")
"""After a year, which a word comes before: "In 1998,she moved"."""

_WORD_BEFORE = expression(r"(?<![\w,'’.@#/\\=<>&-])[^\W\d_]+(?:['’][^\W\d_]+)?\Z")
_WORD_AFTER = expression(r"[^\W\d_]+(?:['’][^\W\d_]+)?(?![\w@#/\\=<>&]|[,.]\S)")
_CODE_SIGN = expression(r"[{}%=$|\\<>_]")
_GOES_ON = expression(r",? (?:and|or) [a-z]|, [a-z]+,? (?:and|or) [a-z]")
_MIN_ITEM = 3
_REACH = 30


class MissingSpaceAfterComma(Rule):
    """Write the space after a comma or semicolon that is glued to the next word: `However,nobody came`.

    Why: engines that translate from languages without spaces leave it out.

    Not touched: lists of values and names (`red,green,blue`), pairs of them in texts about programs, numbers but
    years, addresses, code, lines of few words; semicolons in texts about programs.

    Safety: safe where both words are the language's and the line is prose; without a small word among the two only in
    an enumeration that goes on with "and" or "or", or in text known to be machine translation.
    """

    name = "spacing/missing-space-after-comma"
    measured = Measured(
        right=50,
        judged=50,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    lists = ("function-words",)
    optional_lists = ("auxiliaries", "parts-of-speech", "style-words", *WORD_LISTS)
    acts_on = r"(?:^|[^\W\d_]|0000)[,;](?:$|[^\W\d_])"
    examples = (
        fix("However,nobody came to the mill.", "However, nobody came to the mill.", at=","),
        fix("The mill,which is old,was sold.", "The mill, which is old, was sold."),
        fix("In May 1998,she left.", "In May 1998, she left.", at=","),
        fix("In Lyon,the trams are free.", "In Lyon, the trams are free.", at=","),
        fix("I wrote to them,didn't I say so?", "I wrote to them, didn't I say so?"),
        fix("It sells barley,wheat and oats there.", "It sells barley, wheat and oats there.", at=","),
        fix("The mill has three wheels;the oldest is shut.", "The mill has three wheels; the oldest is shut.", at=";"),
        keep("Set sand=old;for it, or &copy;the and stone;wheel there."),
        keep("It sells barley,wheat pairs there."),
        keep("The colours red,green,blue and the files a,b are here."),
        keep("The mill, which is old, was sold."),
        keep("mill,barn"),
        keep("It lists the files mill_{to,from}.txt and --format=%(stone:only,for) too."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each comma."""
        text = document.text
        counts: dict[Span, bool] = {}
        for match in chain(_GLUED.finditer(text), _AFTER_YEAR.finditer(text)):
            position = match.start()
            line = document.line_at(position)
            if line not in counts:
                counts[line] = _is_prose(text, line)
            parts = _parts_words if match.re == _GLUED else _begins_clause
            if counts[line] and parts(document, position):
                change = Change(position + 1, position + 1, " ")
                yield self.edit(position, position + 1, f"no space after {match[0]!r}", [change])


def _is_prose(text: str, line: Span) -> bool:
    """Whether the line has a space for every glued comma, which a list of values has not."""
    glued = sum(1 for _ in _GLUED.finditer(text, *line))
    return text.count(" ", *line) >= glued


def _parts_words(document: Document, position: int) -> bool:
    """Whether whole words of the language stand on both sides, of which one is a small word."""
    before = _WORD_BEFORE.search(document.text, max(0, position - _REACH), position)
    after = _WORD_AFTER.match(document.text, position + 1, position + 1 + _REACH)
    if before is None or after is None or _is_in_code(document.text, position):
        return False
    if document.text[position] == ";":
        if not after[0].islower() or document.once(shows_program):
            return False
    elif _parts_items(document, before[0], after):
        return True
    first, second = before[0].lower(), after[0].lower()
    small = document.lexicon.words("function-words") | document.lexicon.optional("auxiliaries")
    known = vocabulary(document.lexicon)
    if second in small:
        return first in small or first in known or (after[0] == second and before[0].istitle())
    return first in small and second in known


def _begins_clause(document: Document, position: int) -> bool:
    """Whether a small word of the language follows."""
    after = _WORD_AFTER.match(document.text, position + 1, position + 1 + _REACH)
    return after is not None and after[0] in document.lexicon.words("function-words")


def _parts_items(document: Document, first: str, after: re.Match[str]) -> bool:
    """Whether two plain words of the language are parted, and an enumeration goes on after them, or an engine wrote
    them; a key and its value are named in texts about programs."""
    second = after[0]
    if min(len(first), len(second)) < _MIN_ITEM or not (first.isalpha() and second.isalpha() and second.islower()):
        return False
    if document.origin != "machine" and _GOES_ON.match(document.text, after.end()) is None:
        return False
    is_plain = is_word(first.lower(), document.lexicon) and is_word(second, document.lexicon)
    return is_plain and not document.once(shows_program)


def _is_in_code(text: str, position: int) -> bool:
    """Whether a sign of code stands between the spaces around the comma."""
    before = text[max(0, position - _REACH) : position].rsplit(" ", maxsplit=1)[-1]
    after = text[position : position + _REACH].split(" ", maxsplit=1)[0]
    return _CODE_SIGN.search(before + after) is not None
