"""The rule chatter/preamble."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnvelopeRule
from cleaner.rules import Measured, fix, keep, report


class Preamble(EnvelopeRule):
    """Remove the sentence with which a model announces its translation.

    Why: "Sure! Here is the translation:" is said to the one who asked, and is published with the text.

    Not touched: the same words in quotes, in a story, in a sentence that goes on; a first line with words that no such
    announcement has; a letter; a preface, a question, a text that goes on to speak of translations; a text that is
    nothing else.

    Safety: safe. The line must open the text or follow its front matter, be made of the words of such sentences, speak
    of a translation, and have a text after it. Between paragraphs it must answer somebody or speak of the next part, or
    the document must show a model elsewhere, else it is reported; so is "my translation of" something, and a line that
    tells what happened, who said it or what its writer thinks. Announcements of verse are let be.

    In any other wording, and in other languages, the points of all signs are added, and the finding names them: it
    speaks of a translation, names a language or the text, answers or addresses somebody, points at what follows, ends
    as an announcement, is in another language than the text, has no name, number or word of it. Fewer points are enough
    where talk ends the text, too, and in text known to be machine translation; there labels such as "EN:", yes alone,
    thoughts aloud, counts of portions, the languages of a prompt, what the answer will not have, and half of a fence or
    tag go as well. Where nothing is known of the text, what those fewer points
    show is reported.
    """

    name = "chatter/preamble"
    measured = Measured(
        right=129,
        judged=133,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="announcements in two sets that were written after the rule was, in some fifteen languages",
    )
    message = "a model announces its translation"
    examples = (
        fix(
            "Here is the translation:\n\nThe bridge is open.", "The bridge is open.", at="Here is the translation:\n\n"
        ),
        fix("Sure! I can help.\nHere's the text in English:\n\nThe bridge is open.", "The bridge is open."),
        fix("Voici la traduction en anglais :\n\nThe bridge is open.", "The bridge is open."),
        fix("Below is the translation into English.\n\nThe bridge is open.", "The bridge is open."),
        fix(
            "The bridge is open.\n\nSure, here's the translation of the next part:\n\nThe toll has gone.",
            "The bridge is open.\n\nThe toll has gone.",
        ),
        keep("Here is my translation of the second verse:\n\nThe well is dry."),
        fix("Und so klingt das auf Englisch:\n\nThe bridge is open.", "The bridge is open."),
        report("And so, in English:\n\nThe bridge is open.", at="And so, in English:\n\n"),
        keep("How good is machine translation? We asked a translator.\n\nNobody knew."),
        keep("“Here is the translation,” said the widow, and slid the page across."),
        keep("Here is the news:\n\nThe bridge is open."),
        keep("The translation of Homer took ten years.\n\nNobody read it."),
        keep("Here is the translation:"),
    )
