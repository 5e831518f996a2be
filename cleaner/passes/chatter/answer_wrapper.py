"""The rule chatter/answer-wrapper."""

from __future__ import annotations

from cleaner.passes.chatter._shared import EnclosureRule
from cleaner.rules import Prior, fix, keep


class AnswerWrapper(EnclosureRule):
    """Remove the marks that a prompt asked for around an answer.

    Why: prompts ask for `<finaltext>…</finaltext>`, `[TRANSLATION]…[/TRANSLATION]`, 🔤…🔤 or three quotation marks, so
    that a program can cut the answer out, and then none does; for a tag around every line (`<seg id="1">`); or for an
    object in JSON with one text in it. Models draw such marks unasked, too: a line above and one below, "Translation
    begins" and "Translation ends".

    Not touched: any other tag, tags around elements of a document, the three marks of a docstring, marks that do not
    enclose the whole, marks that come again inside.

    Safety: safe. Both go or none. Marks that say nothing of an answer, such as `<p>`, `---` or a quotation mark, go
    only where each stands on a line of its own and the text is known to be machine translation.
    """

    name = "chatter/answer-wrapper"
    measured = Prior(
        confidence=0.95,
        reason="marks of the list at both ends of a text; none was found in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    message = "marks that a prompt asked for around the answer"
    examples = (
        fix("<finaltext>The bridge is open.</finaltext>", "The bridge is open."),
        fix("🔤The bridge is open.🔤", "The bridge is open."),
        fix("<translation>\nThe bridge is open.\n</translation>\n", "The bridge is open.\n"),
        fix('{"translation": "The old bridge is open."}', "The old bridge is open."),
        fix("[{'translation_text': 'The old bridge is open.'}]", "The old bridge is open."),
        fix('<seg id="1">The bridge is open.</seg>\n<seg id="2">It is free.</seg>', "The bridge is open.\nIt is free."),
        fix("b'The old bridge is open.'", "The old bridge is open."),
        fix("---BEGIN TEXT---\nThe bridge is open.\n---END TEXT---", "The bridge is open."),
        fix("Translation begins\n\nThe bridge is open.\n\nTranslation ends", "The bridge is open."),
        keep("---\n\nThe bridge is open.\n\n---"),
        keep('{"title": "The old bridge is open."}'),
        keep('{"translation": "The old bridge is open.", "id": 4}'),
        keep("<p>The bridge is open.</p>"),
        keep("The button 🔤 switches to letters, 🔤 back."),
        keep('"""The bridge is open.\n\nIt turns by hand.\n"""\n'),
        keep("<text><line>The bridge is open.</line><line>It is free.</line></text>"),
        keep("<output>42</output> is what <output>prints</output>"),
    )
