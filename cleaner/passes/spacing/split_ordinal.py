"""Ordinals with a space before their ending."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.rules import Measured, Rule, fix, keep

_ANY = re.compile(rb"0 (?:st|nd|rd|th)(?![a-z])")
_FIGURES = bytes.maketrans(b"123456789", b"0" * 9)
"""Makes all figures one, so that the engine can scan for it."""

_ONE_DIGIT = r"(?<![\w.,:/#-]\d[ ])(?:(?<=1[ ])st|(?<=2[ ])nd|(?<=3[ ])rd|(?<=[04-9][ ])th)"
_TWO_DIGITS = (
    r"(?<=\d\d[ ])(?<![.,:/#-]\d\d[ ])(?<![^\W\d]\d\d[ ])(?<![^\W\d]\d\d\d[ ])(?<!\d{4}[ ])"
    r"(?:(?<=1\d[ ])th|(?<=[02-9]1[ ])st|(?<=[02-9]2[ ])nd|(?<=[02-9]3[ ])rd|(?<=[04-9][ ])th)"
)
_ORDINAL = expression(rf"[ ](?<=\d[ ])(?:{_ONE_DIGIT}|{_TWO_DIGITS})(?![\w'’/])")


class SplitOrdinal(Rule):
    """Join an ordinal to its ending: `the 12 th of May`.

    Why: engines that translate from Chinese and Japanese write the number and the ending as two words.

    Not touched: endings that do not go with their number (`2 th`), measures, capitals (`12 St`).

    Safety: safe. No other word is spelled like these endings.
    """

    name = "spacing/split-ordinal"
    measured = Measured(
        right=27,
        judged=27,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine translations, read",
    )
    lists = ("function-words",)
    acts_on = r"(?<![0.,])0{1,2} \Z"
    examples = (
        fix("On the 12 th, the mill was sold.", "On the 12th, the mill was sold.", at=" th"),
        fix("It is due on June 1 st.", "It is due on June 1st."),
        keep("They live at 12 St James Road, and 3 th is no number."),
        keep("It weighs 2.1 st in all."),
        keep("Merge 84d938b732 nd/wheel later."),
    )

    def relevant(self, text: str) -> bool:
        """An ending must stand alone after a digit."""
        return _ANY.search(text.encode("utf-8", "surrogatepass").translate(_FIGURES)) is not None

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each ending."""
        for match in _ORDINAL.finditer(document.text):
            start = match.start()
            yield self.edit(*match.span(), "space within an ordinal", [Change(start, start + 1, "")])
