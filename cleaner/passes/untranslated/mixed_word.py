"""A word of two scripts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec.structs import replace

from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.passes.untranslated._found import Extent, Untranslated, name_language
from cleaner.passes.untranslated._scripts import ANY_OTHER, has_other_script, mixed_words
from cleaner.passes.untranslated._shared import MAX_REPORTS, UntranslatedRule
from cleaner.rules import Measured, keep, report


class MixedWord(UntranslatedRule):
    """Report a word in which Latin letters and letters of another script are mixed.

    Why: an engine that works on pieces of words translates one piece and copies the next.

    Not touched: symbols with an index or a unit (kΩ, ΔT, TGFβ), phonetic script, words whose foreign letters all look
    Latin, which is another rule's work.

    Safety: report only, unless `drop` is set; then the word is deleted.
    """

    name = "untranslated/mixed-word"
    measured = Measured(
        right=25,
        judged=25,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="reports in 1,247 machine translations, read by eye",
    )
    acts_on = ANY_OTHER.pattern
    examples = (
        report("He studied 学hropology in Leiden.", at="学hropology"),
        report("The Saюз spacecraft docked at noon.", at="Saюз"),
        keep("A resistor of 5 kΩ, a rise of ΔT and the factor TGFβ."),
        keep("Tokyo (東京) is large."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word."""
        if not document.once(has_other_script) or document.foreign:
            return
        for start, end in islice(mixed_words(document), MAX_REPORTS):
            found = Untranslated(start, end, Extent.SPAN, name_language(document.text[start:end], "none"), True)
            yield replace(self.edit_for(document, found), message="word of two scripts")
