"""Handles and tags set off from their sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.mentions import shows_program
from cleaner.programs import in_program_line
from cleaner.rules import Prior, Rule, fix, keep

_HANDLE = expression(r"@[ \t](?<=[ \t(]@[ \t])(?=[A-Za-z]\w*_\w|[A-Za-z]{3,}\d{1,4}\b)")
_TAG = expression(r"#[ \t](?<=[a-z:,(][ \t]#[ \t])(?=[A-Za-z]{4,}(?:19|20)\d\d\b|[A-Z][a-z]+[A-Z][a-z]\w*)")
_NAMED = expression(r"(?:\b[Hh]ash-?tags?|\btag(?:ged)?)[:,]?[ \t]\Z")
_ANY_TAG = expression(r"#[ \t](?=[A-Za-z]\w+)")
_WORD_BEFORE = expression(r"[^\W\d_]{2}[,:;]?[ \t(]\Z")
_REACH = 20


class SplitHandle(Rule):
    """Join a handle or a tag to its sign: `@ anna_berg`, `# RegattaDay`, `the hashtag # regatta`.

    Why: tokenizers and engines set the signs off.

    Not touched: an `@` or `#` before a plain word, which people write for "at" and "number"; headings, programs.

    Safety: safe where the name has a form that only handles and tags have, or is called a hashtag.
    """

    name = "spacing/split-handle"
    measured = Prior(
        confidence=0.9,
        reason="no word of a sentence has an underscore or a capital within; no edit in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    acts_on = r"[@#] "
    examples = (
        fix("A note by @ anna_berg was shared.", "A note by @anna_berg was shared.", at="@ "),
        fix("It has the hashtag # regatta and more.", "It has the hashtag #regatta and more.", at="# "),
        fix("They wrote # RegattaDay all day.", "They wrote #RegattaDay all day.", at="# "),
        keep("Meet us @ noon, flat # B12, gate # 4. See you @ the mill."),
        keep("# Title\nx = a @ b_c"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sign."""
        text = document.text
        found = [*_HANDLE.finditer(text), *_TAG.finditer(text)]
        found += [sign for sign in _ANY_TAG.finditer(text) if _is_named(text, sign.start())]
        for match in sorted(set(found), key=re.Match.start):
            start, end = match.span()
            words = _WORD_BEFORE.search(text, max(0, start - _REACH), start)
            if words and not document.once(shows_program) and not in_program_line(document, start, end):
                yield self.edit(start, end, f"space after {text[start]!r}", [Change(start + 1, end, "")])


def _is_named(text: str, position: int) -> bool:
    return _NAMED.search(text, max(0, position - _REACH), position) is not None
