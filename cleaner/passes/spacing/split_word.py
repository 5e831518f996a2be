"""A word that a hyphen at a line end took apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.rules import Prior, Rule, fix, keep

_HYPHEN = "-\N{SOFT HYPHEN}\N{HYPHEN}"
_BREAK = expression(rf"[{_HYPHEN}](?<=[^\W\d_]{{2}}.)[ \t]{{0,2}}\r?\n[ \t]*(?=[a-zß-öø-ÿ]{{2}})")
_LEFT = expression(r"[\N{SOFT HYPHEN}\N{NOT SIGN}](?<=[^\W\d_]{2}.)[ \t]{0,2}(?:\r?\n[ \t]*)?(?=[a-zß-öø-ÿ]{2})")
"""A soft hyphen whose line goes on after a space, or what an old encoding made of one."""

_BEFORE = expression(r"(?<![\w'’-])[^\W\d_]+\Z")
_AFTER = expression(r"[^\W\d_]+(?![\w'’-])")
_LONGEST = 30
_LONG_PREFIX = 5
"""Letters of a prefix that has no hyphen before a word with which it makes a known one: "international"."""

_PREFIX = 2
"""Letters of what may be a prefix ("re-exec"), unless it makes a known word."""


class SplitWord(Rule):
    """Join a word that was divided at the end of a line: `munici-` and `pality`, `muni¬ cipality`.

    Why: printed pages and narrow columns divide words, and copies keep the hyphen and the line break.

    Not touched: compounds written with a hyphen, parts that are words by themselves, two letters before what makes no
    known word with them, hyphens before the gap of a table, lists and code.

    Safety: safe after a soft hyphen, which has no other use there; after a plain one where one part is no word by
    itself and the whole is one, or neither part is, or the text divides other words and the whole is one.
    """

    name = "spacing/split-word"
    measured = Prior(
        confidence=0.95,
        reason="no edit in human text; the second part is no word by itself",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("function-words",)
    optional_lists = ("hyphen-prefixes", "hyphenated-compounds")
    acts_on = rf"[{_HYPHEN}][ \t]*\r?\n|\N{{NOT SIGN}}|\N{{SOFT HYPHEN}} "
    needs = (*_HYPHEN, "\N{NOT SIGN}")
    examples = (
        fix("The munici-\npality closed the road.", "The municipality closed the road.", at="-\n"),
        fix("They dis-\ncussed it.", "They discussed it.", at="-\n"),
        fix("The infor\N{SOFT HYPHEN}\nmation desk.", "The information desk.", at="\N{SOFT HYPHEN}\n"),
        fix("They dis-\ncussed the con-\ntract.", "They discussed the contract."),
        fix("All pro-\nvinces agreed.", "All provinces agreed.", at="-\n"),
        fix("A bundle of ma\N{NOT SIGN} nuscripts.", "A bundle of manuscripts.", at="\N{NOT SIGN} "),
        keep("They are to co-\noperate, and stones\N{NOT SIGN}wheels is no formula."),
        keep("It is a well-\nknown mill."),
        keep("The mill -\nan old one - burnt."),
        keep("Programs that re-\nexec themselves.\n\nstone  s--s  sts-   \nwheel  ----"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word."""
        text = document.text
        unsure: list[tuple[int, int]] = []
        sure = False
        for match in chain(_BREAK.finditer(text), self._left(text)):
            before = _BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
            after = _AFTER.match(text, match.end(), match.end() + _LONGEST)
            if before is None or after is None:
                continue
            at_end = "\n" in match[0] and match[0][0] in "\N{SOFT HYPHEN}\N{NOT SIGN}"
            if at_end or _is_divided(before[0], after[0], document):
                sure = sure or "\n" in match[0]
                yield self.edit(*match.span(), "word divided at a line end", [Change(*match.span(), "")])
            elif "\n" in match[0] and _is_one_word(before[0], after[0], document):
                unsure.append(match.span())
        for span in unsure if sure else ():
            yield self.edit(*span, "word divided at a line end", [Change(*span, "")])

    def _left(self, text: str) -> Iterator[re.Match[str]]:
        """The signs of a division in a line that goes on, or ends with one of another encoding."""
        if "\N{NOT SIGN}" in text or "\N{SOFT HYPHEN} " in text:
            for match in _LEFT.finditer(text):
                if match[0][0] == "\N{NOT SIGN}" or match[0].startswith("\N{SOFT HYPHEN} "):
                    yield match


def _is_one_word(before: str, after: str, document: Document) -> bool:
    """Whether two words are one together that nobody writes with a hyphen: so it is where the text divides others."""
    compounds = document.lexicon.optional("hyphenated-compounds")
    prefixes = document.lexicon.optional("hyphen-prefixes")
    whole = before + after
    return (
        whole.lower() in vocabulary(document.lexicon)
        and f"{before}-{after}".lower() not in compounds
        and (before.lower() not in prefixes or len(before) >= _LONG_PREFIX)
    )


def _is_divided(before: str, after: str, document: Document) -> bool:
    """Whether one part is no word and the two are one together, or neither part is one."""
    known = vocabulary(document.lexicon)
    if not known:
        return False
    whole = (before + after).lower() in known
    if before.lower() in document.lexicon.optional("hyphen-prefixes"):
        return whole and (after not in known or len(before) >= _LONG_PREFIX)
    parts = (before.lower() in known) + (after in known)
    if whole:
        return parts <= 1
    return not parts and len(before) > _PREFIX
