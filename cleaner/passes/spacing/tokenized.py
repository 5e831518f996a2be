"""Lines that a tokenizer took apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.passes.spacing._lines import SET_OFF_GAP, MarkStyle, irregular_lines, sets_off
from cleaner.rules import Measured, Rule, fix, keep
from cleaner.spans import Span

_TOKEN = expression(r"[^ \t]+")
_CLOSES = frozenset([*",.;:!?)]}…°™®²³′″”】」』", "...", "''", "’’", "\N{VARIATION SELECTOR-16}"])
_OPENS = frozenset([*"([{¿¡#【「『", "``", "“", "‘‘", "‘"])
_CURRENCY = frozenset("$£€¥₹₽")
_CURRENCY_PREFIX = frozenset("US A AU NZ C CA HK S R".split())
_CLITIC = expression(r"(?:['’](?:s|t|re|ve|ll|d|m|S|T|RE|VE|LL|D|M|clock)|n['’]t|N['’]T)(?=\W|\Z)")
_CLITIC_REST = frozenset("s t re ve ll d m S".split())
_MEASURED = expression(r"\d{1,3}(?:[./]\d+)?")
_BETWEEN_NUMBERS = frozenset("–*")
_BETWEEN = _BETWEEN_NUMBERS | frozenset("/_@")
"""Signs that a tokenizer sets off on both sides; a hyphen it leaves in its word."""

_NAME_PREFIX = frozenset("ODLN")
_NAME_REST = expression(r"['’][A-Za-z]\w*")
_ELISION = expression(r"['’](?:tis|twas|em|til|cause|bout|n|round|\d0s)\Z", re.IGNORECASE)
_SHORTENED = expression(r"(?:[^\W\d_]{1,5}\.)+")
_DECADE = expression(r"\d0s\Z")
_SENTENCE_ENDS = frozenset(("", *".!?", "..."))
_BEFORE_SPEAKER = frozenset(",!?")
_SPEAKERS = ("subject-pronouns", "speech-verbs")
"""Lists of words that follow a quotation: "' he said"."""

_HIGH_PAIRS = ('"', "\N{HEBREW PUNCTUATION GERSHAYIM}")
"""Marks that look alike where they open and where they close."""

_MARKS_RUN = expression(r"[.,;:!?]+[)\]\"”]*\Z|['’]?[)\]][.,;:!?]*\Z")


class Tokenized(Rule):
    """Put a line together again in which a tokenizer set off every mark.

    Why: corpora and translations are handed on in the form tokenizers give them:
    `he said , " I don 't ( yet ) know . "`.

    Not touched: lines in which even one mark or sign stands as writers set it, tables, lines of programs, spaces
    around dashes.

    Safety: safe. Every mark of the line is set off, which no writer does; the spaces of a line go together or not
    at all.
    """

    name = "spacing/tokenized"
    measured = Measured(
        right=794,
        judged=801,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="damage restored in 400 news and 400 report lines, and one edit in human text",
    )
    lists = ("abbreviations",)
    optional_lists = _SPEAKERS
    acts_on = SET_OFF_GAP
    examples = (
        fix('He said , " I don \'t know ( yet ) . "', 'He said, "I don\'t know (yet)."'),
        fix("It costs $ 5 or 3 % of Anna 's rent , she said .", "It costs $5 or 3% of Anna's rent, she said."),
        fix("They do n't agree , `` not yet '' , on that .", "They don't agree, ``not yet'', on that."),
        keep('He said, "I don\'t know (yet)."'),
        keep("She 's late, he said ."),
        keep("for stone in range( 1 , 9 ) :"),
    )

    def relevant(self, text: str) -> bool:
        """Some mark must be set off."""
        return sets_off(text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each line."""
        for line in document.once(irregular_lines):
            if line.style is not MarkStyle.TOKENIZED:
                continue
            changes = list(_joins(document, (line.start, line.end)))
            if changes:
                message = "tokenized line"
                yield self.edit(changes[0].start, changes[-1].end, message, changes, swallows=True)


def _joins(document: Document, line: Span) -> Iterator[Change]:
    """A change for every space that goes; where it lies within a measure (`3 %`), the measure is written anew."""
    text = document.text
    tokens = [match.span() for match in _TOKEN.finditer(text, *line)]
    words = [text[start:end] for start, end in tokens]
    speakers = frozenset().union(*(document.lexicon.optional(name) for name in _SPEAKERS))
    joined = _joined_gaps(words, speakers)
    shielded = document.protected
    for gap in sorted(joined):
        start, end = tokens[gap][1], tokens[gap + 1][0]
        if shielded.overlaps(start, end):
            measure = (tokens[gap][0], tokens[gap + 1][1])
            if words[gap + 1] == "%":
                yield Change(*measure, text[measure[0] : start] + text[end : measure[1]])
        else:
            yield Change(start, end, "")


def _joined_gaps(words: list[str], speakers: frozenset[str]) -> set[int]:
    """The gaps to close; gap `i` stands after word `i`. `speakers`: words that say who spoke."""
    joined: set[int] = set()
    opened = _opened(words)
    told: dict[tuple[object, ...], bool] = {}  # by all that is asked about: the words around a gap, and what is open
    for gap, around in enumerate(zip(("", *words), words, words[1:], (*words[2:], ""), strict=False)):
        _, left, right, _ = around
        if left.isalpha() and right.isalpha():
            continue
        asked = (*around, opened[gap], opened[gap + 1])
        closed = told.get(asked)
        if closed is None:
            closed = _belongs_left(left, right, words, gap, opened) or _belongs_right(left, right, words, gap, opened)
            told[asked] = closed
        if closed:
            joined.add(gap)
    _close_quotes(words, joined, speakers)
    return joined


def _belongs_left(left: str, right: str, words: list[str], gap: int, opened: Sequence[bool]) -> bool:
    """Whether `right` is written close after `left`; `opened` is that of `_opened`."""
    if right == ":" and not left[-1:].isalnum() and left not in ")]\"'”’" and not _SHORTENED.fullmatch(left):
        return False
    if right in _CLOSES or _MARKS_RUN.match(right):
        return True
    if right == "%":
        return left[-1:].isdigit()
    if right in _BETWEEN:
        return _joins_both(words, gap + 1)
    if right == "#":
        return left != "#" and opened[gap + 1]
    if right[0] in "'’" and len(right) > 1:
        if not left[-1:].isalnum():
            return False
        return bool(_CLITIC.match(right) or (len(left) <= 2 and _NAME_REST.match(right) and not _ELISION.match(right)))
    if right == "$" and left in _CURRENCY_PREFIX:
        return gap + 2 < len(words) and words[gap + 2][0].isdigit()
    return bool(_CLITIC.match(right)) and right[0] in "nN" and left[-1:].isalpha()


def _belongs_right(left: str, right: str, words: list[str], gap: int, opened: Sequence[bool]) -> bool:
    """Whether `left` is written close before `right`."""
    if left in _OPENS:
        return left != "#" or (right[0].isalnum() and not opened[gap])
    if left in _CURRENCY:
        return right[0].isdigit()
    if left == "@" and (words[gap - 1] if gap else "") in _SENTENCE_ENDS:
        return right[0].isalpha()
    if left in _BETWEEN:
        return _joins_both(words, gap)
    if left == ":":
        return right[0].isdigit() and gap > 0 and words[gap - 1][-1].isdigit()
    return left == "°" and right in ("C", "F")


def _opened(words: list[str]) -> Sequence[bool]:
    """For each word, whether a number sign before it is still open, as in the stand-in `#Name 1 #`."""
    if not any("#" in word for word in words):
        return [False] * (len(words) + 1)
    return [False, *(signs % 2 == 1 for signs in accumulate(word.count("#") for word in words))]


def _joins_both(words: list[str], position: int) -> bool:
    """Whether the sign at `position` joins the words around it."""
    if not 0 < position < len(words) - 1:
        return False
    before, after = words[position - 1], words[position + 1]
    if words[position] == "@":
        return "." in after
    if words[position] in _BETWEEN_NUMBERS:
        return before[-1].isdigit() and after[0].isdigit()
    return before[-1].isalnum() and after[0].isalnum()


def _close_quotes(words: list[str], joined: set[int], speakers: frozenset[str]) -> None:
    """Decide on the spaces beside straight marks and asterisks: the first opens, the next closes."""
    for mark in _HIGH_PAIRS:
        doubles = [position for position, word in enumerate(words) if word == mark]
        if _are_measures(words, doubles):
            joined.update(position - 1 for position in doubles)
        else:
            for position, opens in _opening_or_closing(words, doubles):
                _close_quote(position, opens, joined, len(words))
    stars = [position for position, word in enumerate(words) if word == "*" and position and position - 1 not in joined]
    if len(stars) % 2 == 0:
        for index, position in enumerate(stars):
            _close_quote(position, index % 2 == 0, joined, len(words))
    singles = [position for position, word in enumerate(words) if word in ("'", "’")]
    if _are_measures(words, singles):
        joined.update(position - 1 for position in singles)
    else:
        _close_singles(words, joined, speakers)


def _close_singles(words: list[str], joined: set[int], speakers: frozenset[str]) -> None:
    """The same for single marks, which may be apostrophes."""
    opening: int | None = None
    in_backquotes = False
    for position, word in enumerate(words):
        if word == "‘":
            opening = None
        in_backquotes = in_backquotes or (word[0] == "`" and word[1:2].isalnum())
        if word not in ("'", "’"):
            continue
        before = words[position - 1] if position else ""
        after = words[position + 1] if position + 1 < len(words) else ""
        if after in _CLITIC_REST and before[-1:].isalnum():
            joined.update((position - 1, position))
        elif _DECADE.match(after):
            joined.add(position)
        elif in_backquotes:
            joined.add(position - 1)
            in_backquotes = False
        elif opening is not None:
            _close_quote(opening, True, joined, len(words))
            _close_quote(position, False, joined, len(words))
            opening = None
        elif word == "’" and before in _NAME_PREFIX and after[:1].isupper():
            joined.update((position - 1, position))
        elif (
            (word == "’" and before)
            or _says(words, position, speakers)
            or _ends_plural(words, position)
            or (before[-1:].isdigit() and after[:1].isdigit())
        ):
            joined.add(position - 1)
        else:
            opening = position


def _says(words: list[str], position: int, speakers: frozenset[str]) -> bool:
    """Whether the words around the single mark at `position` say that it closes: "we go , ' he said"."""
    if position < 2 or position + 1 >= len(words) or words[position - 1] not in _BEFORE_SPEAKER:
        return False
    return words[position + 1] in speakers and words[position - 2] not in speakers


def _are_measures(words: list[str], marks: list[int]) -> bool:
    """Whether each mark stands for feet, inches or the like: after a number that is no year."""
    return bool(marks) and all(position and _MEASURED.fullmatch(words[position - 1]) for position in marks)


def _ends_plural(words: list[str], position: int) -> bool:
    """Whether the single mark at `position` makes a plural possessive: after an s, and not needed to open."""
    return position > 0 and words[position - 1][-1:] in "szSZ" and not _closed_later(words, position)


def _closed_later(words: list[str], position: int) -> bool:
    """Whether another single mark after `position` closes what it may open: one after a word that is no plural."""
    return any(
        words[other] in ("'", "’") and not words[other - 1].endswith("s") for other in range(position + 1, len(words))
    )


def _opening_or_closing(words: list[str], marks: list[int]) -> Iterator[tuple[int, bool]]:
    """Each straight mark with whether it opens: what its neighbours say, else the opposite of the one before it.

    The marks before the first of which the neighbours tell lead to it: a line may begin within a quotation. Of an odd
    number of marks nothing is said where no neighbours tell.
    """
    cues = [_cue(words, position) for position in marks]
    first = next((index for index, cue in enumerate(cues) if cue is not None), None)
    if first is None and len(marks) % 2:
        return
    opens = bool(first and (cues[first] is (first % 2 == 1)))
    for position, cue in zip(marks, cues, strict=True):
        opens = not opens if cue is None else cue
        yield position, opens


def _cue(words: list[str], position: int) -> bool | None:
    """Whether the words beside a straight mark say that it opens (True) or closes (False)."""
    before = words[position - 1] if position else ""
    after = words[position + 1] if position + 1 < len(words) else ""
    if before in ("", ":", "(", "["):
        return True if after else None
    return False if after in ("", ",", ".", ";", ")", "]") else None


def _close_quote(position: int, opens: bool, joined: set[int], count: int) -> None:
    gap = position if opens else position - 1
    if 0 <= gap < count - 1:
        joined.add(gap)
