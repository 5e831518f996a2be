"""The rule chatter/closing-note."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.rules import Measured, fix, keep, report


class ClosingNote(EnvelopeRule):
    """Remove what a model says after its translation: notes on it, offers, farewells.

    Why: "Note: I have kept the names", "Let me know if you need any changes!" are said to the one who asked.

    Not touched: the same words in a letter or at the end of an article; a note that is about the matter and not about
    the translation; a translator's own note in a book; what speaks of names, numbers and things that the text before it
    speaks of; an offer in a translated letter.

    Safety: safe where something else shows that a model speaks, an announcement before the text or an offer to
    translate more, and where the whole last paragraph says in a model's words that this is a translation. There talk is
    told by its form, in any wording and in many languages: somebody offers something to somebody, says what he has
    done, or speaks of the wording. Between paragraphs it must say more, be beside other talk or come more than once.
    Where nothing else shows a model, talk about the translation is reported, and deleted in text known to be machine
    translation; an offer of no matter is left alone.

    In any other wording the points of all signs are added, where a model has shown itself, the text opens as answers do
    or is known to be machine translation, and the finding names them: a note, a grade, a farewell, a word quoted that
    the text does not have, another language, the name of a model, what was done to names, numbers or tone, a request,
    how far to trust the work, a grade in numbers, more work offered, the wish for the next part. What it says of print,
    school, towns or families counts against it.
    """

    name = "chatter/closing-note"
    measured = Measured(
        right=66,
        judged=66,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="closing remarks in two sets that were written after the rule was",
    )
    message = "a model speaks of its translation"
    examples = (
        fix(
            "Translation:\n\nThe bridge is open.\n\nLet me know if you need any changes!",
            "Translation:\n\nThe bridge is open.",
        ),
        fix("The bridge is open.\n\nLet me know if you would like me to translate more!", "The bridge is open."),
        fix("The bridge is open.\n\nI've translated the text while keeping its tone.", "The bridge is open."),
        fix(
            "The bridge is open.\n\nI hope this translation helps!\n\n## Tolls\n\nThe toll has gone.",
            "The bridge is open.\n\n## Tolls\n\nThe toll has gone.",
        ),
        fix("Translation:\n\nThe bridge is open.\n\nConfidence: high", "Translation:\n\nThe bridge is open."),
        report(
            "The bridge is open.\n\n(Translator's note: the pun in the original is lost.)",
            at="\n\n(Translator's note: the pun in the original is lost.)",
        ),
        keep("The bridge is open.\n\nLet me know if you have any questions."),
        keep("The bridge is open.\n\nNote: trams do not run on Sunday."),
    )
