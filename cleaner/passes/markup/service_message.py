"""Messages of translation services that were stored in place of a translation."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.rules import Elsewhere, Prior, Rule, keep, report

_MAX_LENGTH = 600


class ServiceMessage(Rule):
    """Report a line that is a quota or error message of a translation service.

    Why: programs that do not check the status of an answer store `MYMEMORY WARNING: …` as the translation.

    Not touched: the same words inside a line, in quotation marks or in code.

    Safety: report. A whole line of the translation is missing there, which no edit can bring back; without the message
    nobody would see it.
    """

    name = "markup/service-message"
    measured = Prior(
        confidence=0.9,
        reason="the messages are those the services publish; none was found in the corpora",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("service-messages",)
    safety = Safety.REPORT
    elsewhere = Elsewhere.APPLY
    needs = ("MYMEMORY", "Exception: ", "QUERY ", ")!!1")
    acts_on = r"A{8}|A{5} |^: |\)!!0"
    examples = (
        report(
            "The hall is closed.\nQUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS\nIt opens soon.",
            at="QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS",
        ),
        keep("He got “QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY” for an answer."),
        keep("The page said: Error 500 (Server Error)!!1"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each line."""
        text = document.text
        messages = document.lexicon.entries("service-messages")
        for start, end in document.lines:
            if end - start <= _MAX_LENGTH and text.startswith(messages, start):
                yield self.edit(start, end, "message of a translation service", [Change(start, end, "")])
