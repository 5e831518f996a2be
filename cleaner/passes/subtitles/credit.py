"""The rule subtitles/credit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.cues import Cue
from cleaner.expressions import expression
from cleaner.lexicon import Lexicon
from cleaner.passes.subtitles._shared import ACTS_ON, cues_of, lines_of, shown
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, Safety, fix, keep, report

_EDGE = 3
"""Cues at the beginning and at the end of a file among which credits are looked for."""

_MAX_NAME, _MAX_WORK = 6, 8
"""Words of a name, and before it."""

_FRAME = " \t-=~*_|<>[](){}♪♫#.:•·"
"""What credits are drawn with."""

_WORD = expression(r"[^\W\d_][\w'’-]*|&")
_ADDRESS = expression(
    r"(?:https?://|www\.)\S+|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|info|tv|eu|co|io|me)\b\S*", re.I
)
_LISTS = ("subtitle-credit-links", "subtitle-credit-words", "subtitle-words")


class SubtitleCredit(Rule):
    """Remove the cue in which those who made the subtitles name themselves or their site.

    Why: "Subtitles by Anna Lee", "Sync and corrections by …" and "www.…" are said of the file; nobody speaks them.

    Not touched: any cue but the first and the last three; credits with more in the cue; the numbers of the cues
    after it. "Translated by Anna Lee", which a film may show of a book, and addresses in a sentence are reported.

    Safety: safe. A whole cue at an edge of the file that has the form of a credit, by a word of subtitling or as a
    bare address.
    """

    name = "subtitles/credit"
    measured = Prior(
        confidence=0.95,
        reason="whole cues at the edge of a file that are made of the words of credits alone",
        wrong=0,
        human_words=0,
        date="2026-11",
    )
    elsewhere = Elsewhere.APPLY
    acts_on = ACTS_ON
    optional_lists = _LISTS
    sources = (cues_of,)
    examples = (
        fix(
            "1\n00:00:01,000 --> 00:00:02,000\nThe boat is late.\n\n"
            "2\n00:00:03,000 --> 00:00:05,000\nSync and corrections by Anna Lee\n",
            "1\n00:00:01,000 --> 00:00:02,000\nThe boat is late.\n",
        ),
        report(
            "1\n00:00:01,000 --> 00:00:02,000\nThe boat is late.\n\n"
            "2\n00:00:03,000 --> 00:00:05,000\nTranslated by Anna Lee\n",
            at="Translated by Anna Lee",
        ),
        keep(
            "1\n00:00:01,000 --> 00:00:02,000\nThe boat is late.\n\n"
            "2\n00:00:03,000 --> 00:00:05,000\nSubtitles by themselves do not help.\n"
        ),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each cue that is a credit."""
        text, found = document.text, document.once(cues_of)
        edges = dict.fromkeys([*range(min(_EDGE, len(found))), *range(max(0, len(found) - _EDGE), len(found))])
        judged = {number: _safety(text[found[number].start : found[number].end], document.lexicon) for number in edges}
        if len(found) == sum(safety is Safety.SAFE for safety in judged.values()):
            return  # nothing would be left
        for number, safety in judged.items():
            cue = found[number]
            if safety is Safety.SAFE:
                change = Change(*_block(text, cue), "")
                yield self.edit(change.start, change.end, "a credit of the subtitles", [change], swallows=True)
            elif safety:
                yield self.edit(cue.start, cue.end, "a credit, perhaps of the subtitles", safety=safety)


def _block(text: str, cue: Cue) -> tuple[int, int]:
    """The span that goes with a cue: up to what comes next, or of the last from the end of what is before it."""
    after = text[cue.end :]
    if after.strip():
        return cue.block, len(text) - len(after.lstrip())
    return len(text[: cue.block].rstrip()), cue.end


def _safety(cue: str, lexicon: Lexicon) -> Safety | None:
    """How sure it is that a cue is a credit; None where it is none."""
    lines = [_judged(line, lexicon) for line in lines_of(cue)]
    if not lines:
        return None
    if None not in lines:
        return Safety.REPORT if Safety.REPORT in lines else Safety.SAFE
    return Safety.REPORT if lines[0] else _judged(shown(cue), lexicon)  # a name may be on a line of its own


def _judged(line: str, lexicon: Lexicon) -> Safety | None:
    bare = line.strip(_FRAME)
    address = _ADDRESS.search(bare)
    if address and not bare[: address.start()].strip(_FRAME) and not bare[address.end() :].strip(_FRAME):
        return Safety.SAFE
    strong, weak, links = (lexicon.optional(name) for name in reversed(_LISTS))
    work: list[str] = []
    for match in _WORD.finditer(bare):
        word = match[0].lower()
        follows = bare[match.end() :].lstrip()
        if word in links and work:
            return _credit(work, follows, strong)
        if word not in strong and word not in weak:
            break
        work.append(word)
        if follows[:1] in (":", "："):
            return _credit(work, follows[1:].strip(), strong)
    return Safety.REPORT if address and len(bare.split()) <= _MAX_NAME else None


def _credit(work: Sequence[str], name: str, strong: frozenset[str]) -> Safety | None:
    """What a line is that says `work` of somebody called `name`."""
    words = name.split()
    if not 0 < len(words) <= _MAX_NAME or len(work) > _MAX_WORK or not _names(words):
        return None
    return Safety.SAFE if strong.intersection(work) else Safety.REPORT


def _names(words: Sequence[str]) -> bool:
    """Whether these may be a name: one word of any form, or several of which the first has a capital; no sentence."""
    return len(words) == 1 or not words[0][0].islower() or bool(_ADDRESS.search(words[-1]))
