"""The marks that tokenizers put on the pieces of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import is_meant
from cleaner.passes.markup._leave_alone import JOINTS, LONE_PIECES, SUBWORDS
from cleaner.rules import Elsewhere, Measured, Rule, fix, keep
from cleaner.spans import Span

_SPM = "\N{LOWER ONE EIGHTH BLOCK}"
_GPT = "\N{LATIN CAPITAL LETTER G WITH DOT ABOVE}"
_GPT_NEWLINE = "\N{LATIN CAPITAL LETTER C WITH DOT ABOVE}"
_WORD_END = "</w>"

_JOINT = expression(r"(?<=[^\s@])(?!(?<=[\"'“‘(])@@ -)@@(?: (?=[^\s@])|(?=\s|\Z))")
_QUOTED_JOINT = expression(r"[\"'“‘„«]\S{1,20}@@ \S{1,20}[\"'”’“»]")
_CUT_OFF = expression(r"[^\W\d_A-Z]@@ [A-Z]|\d@@ [^\W\d_]{3}")
"""The rest of the word is lost, and what follows is the next sentence; or a number ends in the marks and a word comes,
as in a command of an editor."""

_WORDPIECE = expression(r"(?<=[^\W_]) ##(?=[^\W_])(?!\d{4}|\w+@)")
_PIECE_OF_WORD = expression(r"[^\W_]{2}")
"""Where no piece is longer than a letter, they are the literals of a program: `##t` and `##f` in Scheme."""

_BEFORE_WORD = {mark: expression(rf"{mark}(?!{mark})(?=\w)") for mark in (_SPM, _GPT)}
_BLOCK_GRAPHICS = expression("[\u2580\u2582-\u259f]|\u2581\u2581")
_GLUED_GPT = expression(f"[a-z,.]{_GPT}")
_MALTESE = expression("[ġħĦżŻ]")
_PIECE = expression(r"[^ \t\r\n]+")
_MIN_MARKS = 2
_MIN_GPT_MARKS = 3
"""Fewer prove nothing: Maltese has the letter."""

_MAX_PIECES = 1000
"""Pieces of a line that are put together by one edit."""


class SubwordMarker(Rule):
    """Join the pieces of words that a tokenizer cut, and drop its marks: `▁`, `@@ `, ` ##`, `Ġ`, `</w>`.

    Why: a model's output that was never put together again reads hou@@ se, ▁hou se or hou ##se.

    Not touched: texts that speak of tokenizers, code, a lone piece in quotation marks, block graphics, Maltese Ġ,
    a lone `##`, pieces of one letter only, XML with elements named w.

    Safety: safe. The marks are in no other text, and they say themselves what belongs together.
    """

    name = "markup/subword-marker"
    measured = Measured(
        right=792,
        judged=801,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="400 lines each cut with @@ and ▁ and restored exactly, 1 edit in machine text read",
    )
    lists = ("token-terms",)
    elsewhere = Elsewhere.APPLY
    acts_on = r"@@|[▁Ġ]| ##|</"
    examples = (
        fix("The mu@@ ni@@ cipal hall", "The municipal hall"),
        fix("The de@@ light", "The delight", at="@@ "),
        fix("▁The ▁muni cipal ▁hall .", "The municipal hall.", at="▁The ▁muni cipal ▁hall ."),
        fix("The ▁hall is closed.", "The hall is closed.", at="▁"),
        fix("the muni ##ci ##pal hall", "the municipal hall", at=" ##"),
        fix("TheĠcityĠhallĠisĠclosed.", "The city hall is closed."),
        fix("muni cipal</w> hall</w> .</w>", "municipal hall ."),
        keep("The command 1000@@ takes long."),
        keep("A tokenizer marks pieces with @@, as in hou@@ se."),
        keep("Press @@SAVE1@@ to save and @@LEAVE2@@ to leave."),
        keep("A thinker called Kier@@ Logic came next."),
        keep("He wrote “hou@@ se” on the board."),
        keep("@@ -1,3 +1,3 @@ soups"),
        keep('The header "@@ -j,k +l,m @@" of a patch comes first.'),
        keep("▁▂▃▅▇"),
        keep("Il-Ġimgħa u l-Ħadd, Ġorġ mar Ġenova."),
        keep("Nice! ##goals"),
        keep("Set turns to ##t or to ##f, as you like."),
        keep("It was said in ##mill@irc.example.org and in ##stone@irc.example.org (CID ##1160682 and CID ##1160683)."),
    )

    def relevant(self, text: str) -> bool:
        """Whether one of the marks is in the text."""
        return (
            ("@" in text and "@@" in text)
            or _SPM in text
            or _GPT in text
            or ("#" in text and " ##" in text)
            or ("<" in text and _WORD_END in text)
        )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each joint, and one for each line that is cut into pieces throughout."""
        text = document.text
        if is_meant(document, 0, len(text), SUBWORDS):
            return
        if "@@" in text:
            yield from self._joints(document)
        joints = list(_WORDPIECE.finditer(text))
        if len(joints) >= _MIN_MARKS and any(_PIECE_OF_WORD.match(text, match.end()) for match in joints):
            yield from (self._deletion(match.start(), match.end()) for match in joints)
        if _SPM in text and not _BLOCK_GRAPHICS.search(text):
            for line in document.lines:
                yield from self._marked_starts(document, line, _SPM)
        if text.count(_GPT) >= _MIN_GPT_MARKS and _is_gpt(text):
            for line in document.lines:
                yield from self._marked_starts(document, line, _GPT)
            newlines = re.finditer(_GPT_NEWLINE, text)
            yield from (self._replacement(match.start(), match.end(), "\n") for match in newlines)
        if text.count(_WORD_END) >= _MIN_MARKS and "<w" not in text:
            for line in document.lines:
                yield from self._marked_ends(text, line)

    def _joints(self, document: Document) -> Iterator[Edit]:
        text = document.text
        joints = [match for match in _JOINT.finditer(text) if not is_meant(document, *match.span(), JOINTS)]
        if len(joints) == 1 and (_QUOTED_JOINT.search(text) or _CUT_OFF.match(text, joints[0].start() - 1)):
            return
        yield from (self._deletion(match.start(), match.end()) for match in joints)

    def _marked_starts(self, document: Document, line: Span, mark: str) -> Iterator[Edit]:
        """Marks in place of the space before a word."""
        text = document.text
        pieces = [match.span() for match in _PIECE.finditer(text, *line)]
        marked = sum([text.startswith(mark, start) for start, _ in pieces])
        if marked >= _MIN_MARKS and marked * 2 >= len(pieces):
            for first in range(0, len(pieces), _MAX_PIECES):
                before = pieces[first - 1] if first else None
                some = pieces[first : first + _MAX_PIECES]
                changes = [change for span in _pairs(before, some) for change in _put_together(text, *span, mark)]
                start = before[1] if before else some[0][0]
                if changes:
                    yield self.edit(start, some[-1][1], "line cut into pieces by a tokenizer", changes)
            return
        for match in _BEFORE_WORD[mark].finditer(text, *line):
            start = match.start()
            if not is_meant(document, start, start + 1, LONE_PIECES):
                glued = start > line[0] and not text[start - 1].isspace()
                yield self._replacement(start, start + 1, " " if glued else "")

    def _marked_ends(self, text: str, line: Span) -> Iterator[Edit]:
        """Marks at the end of each word."""
        pieces = [match.span() for match in _PIECE.finditer(text, *line)]
        marked = [text.endswith(_WORD_END, start, end) for start, end in pieces]
        cut_throughout = sum(marked) >= _MIN_MARKS and sum(marked) * 2 >= len(pieces)
        changes = []
        for (start, end), is_end, following in zip_longest(pieces, marked, pieces[1:]):
            if is_end:
                changes.append(Change(end - len(_WORD_END), end, ""))
            elif cut_throughout and following and start < end:
                changes.append(Change(end, following[0], ""))
        if changes:
            yield self.edit(changes[0].start, changes[-1].end, "tokenizer marks at word ends", changes)

    def _deletion(self, start: int, end: int) -> Edit:
        return self._replacement(start, end, "")

    def _replacement(self, start: int, end: int, replacement: str) -> Edit:
        return self.edit(start, end, "tokenizer mark between pieces of words", [Change(start, end, replacement)])


def _is_gpt(text: str) -> bool:
    """Whether Ġ replaces spaces: inside words, or before most of them, in a text without other Maltese letters."""
    if _MALTESE.search(text):
        return False
    return len(_GLUED_GPT.findall(text)) >= _MIN_MARKS or text.count(_GPT) * 2 >= len(text.split())


def _pairs(before: Span | None, pieces: list[Span]) -> Iterator[tuple[Span | None, Span]]:
    """Each piece with the one before it, of which the first is `before`."""
    return zip([before, *pieces[:-1]], pieces, strict=True)


def _put_together(text: str, before: Span | None, piece: Span, mark: str) -> Iterator[Change]:
    """The changes that join `piece` to the one before it, or drop its marks."""
    start, end = piece
    after_lone_mark = before is not None and text[slice(*before)] == mark
    if before is not None and (after_lone_mark or text[start] != mark):
        yield Change(before[1], start, "")
    for match in re.finditer(mark, text[start:end]):
        yield Change(start + match.start(), start + match.end(), " " if match.start() else "")
