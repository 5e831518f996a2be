"""Characters that were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.mentions import is_meant
from cleaner.passes.encoding._leave_alone import LOST_CHARACTERS
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_REPLACEMENTS = expression(f"{_REPLACEMENT}+")


_APOSTROPHE = expression(
    rf"(?<![^\W\d_])(?P<host>[A-Za-z]{{1,20}})(?P<lost>{_REPLACEMENT}(?:{_REPLACEMENT}{{2}})?)(?P<clitic>t|s|re|ve|ll|d|m)"
    rf"(?![\w{_REPLACEMENT}])"
)
"""What may be a contraction whose apostrophe was lost: one byte of Windows-1252, or the three of UTF-8."""

_BYTES = 3


class ReplacementCharacter(Rule):
    """Report where a lost character left a replacement character; write the apostrophe of a contraction.

    Why: � is what a decoder writes for bytes it cannot read, and what some models write for characters they cannot.

    Not touched: what was lost and cannot be known. In code and in texts about encodings it is meant.

    Safety: report; safe where only an apostrophe makes a word: `won���t`, `it�s`.
    """

    name = "encoding/replacement-character"
    measured = Prior(
        confidence=0.95,
        reason="one finding in 3 million words of human text, right: the character has no other meaning",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("encoding-terms",)
    optional_lists = ("contraction-hosts", "negatable-verbs", "parts-of-speech", "subject-pronouns")
    elsewhere = Elsewhere.APPLY
    needs = (_REPLACEMENT,)
    acts_on = "\N{REPLACEMENT CHARACTER}"
    examples = (
        report("The caf� is closed.", at="�"),
        report("It moved to 蛎��町 later.", at="��"),
        fix("We don���t know if it�s shut.", "We don’t know if it’s shut.", at="���"),
        keep("A decoder that fails writes �, as the rules of UTF-8 ask for."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit or report for each run."""
        apostrophes = {
            match.start("lost") for match in _APOSTROPHE.finditer(document.text) if _is_contraction(document, match)
        }
        for match in _REPLACEMENTS.finditer(document.text):
            if not is_meant(document, *match.span(), LOST_CHARACTERS):
                sure = match.start() in apostrophes
                changes = [Change(*match.span(), "’")] if sure else []
                safety = Safety.SAFE if sure else Safety.REPORT
                yield self.edit(*match.span(), "lost character", changes, safety=safety)


def _is_contraction(document: Document, match: re.Match[str]) -> bool:
    """Whether host and clitic are a word with an apostrophe; a genitive only where all three bytes of one were lost."""
    lexicon, host, clitic = document.lexicon, match["host"].lower(), match["clitic"]
    if clitic == "t":
        return host.endswith("n") and host[:-1] in lexicon.optional("negatable-verbs")
    hosts = lexicon.optional("contraction-hosts") | lexicon.optional("subject-pronouns")
    return host in hosts or (clitic == "s" and len(match["lost"]) == _BYTES and host in vocabulary(lexicon))
