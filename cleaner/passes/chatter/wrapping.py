"""What models and prompts put around a translation: each rule takes one kind of layer; see `envelope`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.chatter.envelope import Layer, envelope
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_THOUGHT = "<think>\nThe user wants English. I will keep the names.\n</think>\n\n"


@dataclass(frozen=True)
class _Wrapping(Rule):
    """A rule that takes away all layers of its kind."""

    message: ClassVar[str] = ""
    elsewhere = Elsewhere.REPORT

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each layer."""
        kind = self.name.partition("/")[2]
        for layer in document.once(envelope):
            if layer.kind == kind:
                yield self._taken(layer)

    def _taken(self, layer: Layer) -> Edit:
        if layer.trust is Safety.REPORT:
            return self.edit(layer.start, layer.end, self.message, safety=layer.trust, confidence=0.6)
        return self.edit(layer.start, layer.end, self.message, [Change(layer.start, layer.end, "")], swallows=True)


@dataclass(frozen=True)
class _Enclosure(_Wrapping):
    """A rule whose layers come in pairs, one at each end, and go together."""

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        kind = self.name.partition("/")[2]
        layers = [layer for layer in document.once(envelope) if layer.kind == kind]
        for head, tail in zip(layers[::2], layers[1::2], strict=False):
            yield self._unwrapped(document, head, tail)

    def _unwrapped(self, document: Document, head: Layer, tail: Layer) -> Edit:
        changes = [Change(head.start, head.end, ""), Change(tail.start, tail.end, "")]
        if any(document.protected.cuts(change.start, change.end) for change in changes):
            # A fence beside other text counts as code: it is taken whole and its inside put back.
            changes = [Change(head.start, tail.end, document.text[head.end : tail.start])]
        return self.edit(head.start, tail.end, self.message, changes, swallows=True)


@dataclass(frozen=True)
class ThinkingBlock(_Wrapping):
    """Remove the thoughts that a reasoning model printed before its answer.

    Why: `<think>…</think>` and its kin are meant for the client, and many clients keep them; with thinking switched off
    an empty pair is left, or the switch itself (`/no_think`), or a closing tag without the opening one.

    Not touched: tags that a manual or a story shows within its text, code, thoughts that are all there is.

    Safety: safe. Only a block that opens the text goes, a closing tag alone on its line where none opened, an empty
    pair at the start of a line, and the switch at either end.
    """

    name = "chatter/thinking-block"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "the thoughts of a reasoning model"
    examples = (
        fix(_THOUGHT + "The bridge is open.", "The bridge is open.", at=_THOUGHT),
        fix("First the names, then the verb.\n</think>\n\nThe bridge is open.", "The bridge is open."),
        fix("<think>\n\n</think>\n\nThe bridge is open. /no_think", "The bridge is open."),
        keep(
            "Some models print their thoughts between <think> and </think>. An empty pair, <think></think>, is common."
        ),
        keep("<b>The bridge</b> is open."),
    )


@dataclass(frozen=True)
class Preamble(_Wrapping):
    """Remove the sentence with which a model announces its translation.

    Why: "Sure! Here is the translation:" is said to the one who asked, and is published with the text.

    Not touched: the same words in quotes, in a story, in a sentence that goes on; a first line with words that no such
    announcement has; a text that is nothing else.

    Safety: safe. The line must open the text, be made of the words of such sentences, speak of a translation, and have
    a text behind it. Where one opens the text, others between its paragraphs go too.
    """

    name = "chatter/preamble"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a model announces its translation"
    examples = (
        fix(
            "Here is the translation:\n\nThe bridge is open.", "The bridge is open.", at="Here is the translation:\n\n"
        ),
        fix("Sure! I can help.\nHere's the text in English:\n\nThe bridge is open.", "The bridge is open."),
        fix("Voici la traduction en anglais :\n\nThe bridge is open.", "The bridge is open."),
        fix("Below is the translation into English.\n\nThe bridge is open.", "The bridge is open."),
        keep("“Here is the translation,” said the widow, and slid the page across."),
        keep("Here is the news:\n\nThe bridge is open."),
        keep("The translation of Homer took ten years.\n\nNobody read it."),
        keep("Here is the translation:"),
    )


@dataclass(frozen=True)
class Label(_Wrapping):
    """Remove a label that says no more than that a translation follows.

    Why: "Translation:", "English:" and "## Translation" come from prompts and from forms.

    Not touched: labels of other things, labels within a text, the labels of a text in several languages, and
    "Translation:" before half a sentence within a paragraph.

    Safety: safe. Only at the very start, and only from the lists.
    """

    name = "chatter/label"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a label that a translation follows"
    examples = (
        fix("Translation:\n\nThe bridge is open.", "The bridge is open.", at="Translation:\n\n"),
        fix("**English translation:** The bridge is open.", "The bridge is open."),
        fix("## Translation\nThe bridge is open.", "The bridge is open."),
        fix("译文：\nThe bridge is open.", "The bridge is open."),
        keep("English:\nThe bridge is open.\n\nGerman:\nDie Brücke ist offen."),
        keep("What he meant was not clear. Translation: nobody has the money."),
        keep("Note:\nThe bridge is open."),
    )


@dataclass(frozen=True)
class CodeFence(_Enclosure):
    """Remove a code fence around a text that is no code.

    Why: models put their answer between ``` marks, to be copied.

    Not touched: a fence with code or with text outside it, one that names a programming language, one inside a text.

    Safety: safe. Both marks go or none.
    """

    name = "chatter/code-fence"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a code fence around a text"
    examples = (
        fix("```\nThe old bridge is open.\n```", "The old bridge is open."),
        fix("```markdown\nThe old bridge is open.\n```\n", "The old bridge is open.\n"),
        fix(
            "Here is the translation:\n\n```text\nThe old bridge is open.\n```",
            "Here is the translation:\n\nThe old bridge is open.",
        ),
        keep("```python\nprint('The old bridge is open.')\n```"),
        keep("```\nfor x in y: z();\n```"),
        keep("Run this:\n\n```\nmake all of the targets\n```"),
    )


@dataclass(frozen=True)
class AnswerWrapper(_Enclosure):
    """Remove the marks that a prompt asked for around an answer.

    Why: prompts ask for `<finaltext>…</finaltext>`, `[TRANSLATION]…[/TRANSLATION]`, 🔤…🔤 or three quotation marks, so
    that a program can cut the answer out, and then none does.

    Not touched: any other tag, marks that do not enclose the whole, marks that come again inside.

    Safety: safe. Both go or none.
    """

    name = "chatter/answer-wrapper"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "marks that a prompt asked for around the answer"
    examples = (
        fix("<finaltext>The bridge is open.</finaltext>", "The bridge is open."),
        fix("🔤The bridge is open.🔤", "The bridge is open."),
        fix("<translation>\nThe bridge is open.\n</translation>\n", "The bridge is open.\n"),
        keep("<p>The bridge is open.</p>"),
        keep("The button 🔤 switches to letters, 🔤 back."),
        keep("<output>42</output> is what <output>prints</output>"),
    )


@dataclass(frozen=True)
class ClosingNote(_Wrapping):
    """Remove what a model says behind its translation: notes on it, offers, farewells.

    Why: "Note: I have kept the names", "Let me know if you need any changes!" are said to the one who asked.

    Not touched: the same words in a letter or at the end of an article; a note that is about the matter and not about
    the translation; a translator's own note in a book.

    Safety: safe where something else shows that a model speaks, an announcement before the text or an offer to
    translate more; a note on the translation without such a sign is reported.
    """

    name = "chatter/closing-note"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a model speaks of its translation"
    examples = (
        fix(
            "Translation:\n\nThe bridge is open.\n\nLet me know if you need any changes!",
            "Translation:\n\nThe bridge is open.",
        ),
        fix("The bridge is open.\n\nLet me know if you would like me to translate more!", "The bridge is open."),
        report(
            "The bridge is open.\n\n(Translator's note: the pun in the original is lost.)",
            at="\n\n(Translator's note: the pun in the original is lost.)",
        ),
        keep("The bridge is open.\n\nLet me know if you have any questions."),
        keep("The bridge is open.\n\nNote: trams do not run on Sunday."),
    )


@dataclass(frozen=True)
class Breakdown(_Wrapping):
    """Remove the list that explains words of a translation behind it.

    Why: models add "Key vocabulary:" and a list, as if the reader were a pupil.

    Not touched: the glossary of an article, lists of other things, lists with text behind them.

    Safety: safe where an announcement or a farewell shows that a model speaks, else report only.
    """

    name = "chatter/breakdown"
    measured = Prior(
        confidence=0.95,
        reason="applied 0, reported 0 in 1.13 million words of human text; 0 and 0 in 1.00 million of machine text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    message = "a list that explains the translation"
    examples = (
        report(
            "The bridge is open.\n\nKey vocabulary:\n- bridge: Brücke\n- open: offen",
            at="\n\nKey vocabulary:\n- bridge: Brücke\n- open: offen",
        ),
        keep("You need:\n- a bridge\n- a river"),
        keep("The bridge is open.\n\nGlossary\n\nThe words are explained on page 9."),
    )
