"""The rule chatter/translated-review."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import language
from cleaner.expressions import expression
from cleaner.passes.chatter._words import both
from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, fix, keep

_LABEL = expression(r"\(([^\W\d_][^\W\d_ ]{3,15}(?: [^\W\d_]{2,10}){0,2})\)")
_MAX_LABELS = 4


class TranslatedReview(Rule):
    """Remove the labels of a review that a map service translated, and the original beside the translation.

    Why: such reviews are stored as "(Translated by Google) … (Original) …", the same words in two languages.

    Not touched: the labels in another order or within a sentence, labels without both texts, an original after which
    more follows under another label.

    Safety: safe. Both labels must be there, the first at the start, the second at the start of a line; where the
    original comes first it must be in another language.
    """

    name = "chatter/translated-review"
    measured = Prior(
        confidence=0.95,
        reason="the labels are exact and come in pairs; nobody writes them",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    elsewhere = Elsewhere.REPORT
    optional_lists = ("review-original-labels", "review-translation-labels")
    needs = ("oogle)",)
    acts_on = r"^\)"
    examples = (
        fix("(Translated by Google) A kind host.\n\n(Original)\nEin netter Wirt.", "A kind host."),
        fix("(Translated by Google) A kind host. (Original) Ein netter Wirt.", "A kind host."),
        keep("(Translated by Google) A kind host."),
        keep("The label (Original) is on every jar, and (Translated by Google) on some."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for the labels and the original."""
        text = document.text
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        translated = both(document.lexicon, "review-translation-labels")
        original = both(document.lexicon, "review-original-labels")
        labels = []
        for match in _LABEL.finditer(text, start, end):
            said = match[1].lower()
            if said in translated or said in original:
                labels.append((match, said in translated))
            if len(labels) > _MAX_LABELS:
                return
        if len(labels) == 2 and labels[0][1] and not labels[1][1] and labels[0][0].start() == start:
            first, second = labels[0][0], labels[1][0]
            if text[first.end() : second.start()].strip() and text[second.end() : end].strip():
                head = first.end() + len(text[first.end() :]) - len(text[first.end() :].lstrip())
                tail = len(text[: second.start()].rstrip())
                yield self._without(start, head, tail, end)
        elif len(labels) == 1 and labels[0][1]:
            label = labels[0][0]
            before, after = text[start : label.start()].strip(), text[label.end() : end].lstrip()
            opens_line = text[: label.start()].endswith("\n")
            if before and after and opens_line and language.is_foreign(before, document.lexicon):
                message = "a review in its original language, beside its translation"
                head = end - len(after)
                yield self.edit(start, head, message, [Change(start, head, "")], swallows=True)

    def _without(self, start: int, head: int, tail: int, end: int) -> Edit:
        message = "labels of a translated review, and its original"
        return self.edit(start, end, message, [Change(start, head, ""), Change(tail, end, "")], swallows=True)
