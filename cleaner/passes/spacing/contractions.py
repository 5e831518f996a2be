"""Contractions and genitives that a blank took apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.spacing.lines import in_tokenized
from cleaner.rules import Prior, Rule, fix, keep, report
from cleaner.spans import Span

_APART = re.compile(
    r"['’](?:(?<=[\w)][ \t]['’])(?P<gap>[ \t]?)(?P<clitic>s|t|re|ve|ll|d|m)(?=[\s.,;:!?)\]\"”]|\Z)(?![ \t]['’])"
    r"|(?<=\sn['’])t(?=[\s.,;:!?)\]\"”]|\Z)"
    r"|(?<=s[ \t]['’])(?=[ \t][a-z]))"
)
"""Found by the apostrophe: behind a blank and before a clitic; in `n't` behind a blank; alone behind a plural."""

_GLUED_GENITIVE = re.compile(r"['’](?<=[a-z]{2}s['’])(?=(?!self\b)[a-z]{4,}(?![\w'’]))")
_SINGLE_MARK = re.compile(r"(?<!\w)['’‘]|['’](?!\w)")
_HOST = re.compile(r"[\w.]+\)?\Z")


@dataclass(frozen=True)
class SplitContraction(Rule):
    """Join a contraction or genitive that a blank took apart: `don 't`, `it ' s`, `do n't`, `Anna 's`.

    Why: tokenizers split them, and engines trained on tokenised text write them so.

    Not touched: letters that are named (`an ' s '`), quotations in single marks, and `'s` behind a word that
    takes none.

    Safety: safe. Behind a plural (`the ministers ' plan`) the mark could also open a quotation: reported.
    """

    name = "spacing/split-contraction"
    measured = Prior(
        confidence=1.0,
        reason="61 edits in 3,740 machine translations, 14 read: all right; 2 in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        fix("We don 't know.", "We don't know.", at="don 't"),
        fix("It ' s the town ' s mill.", "It's the town's mill.", at="It ' s"),
        fix("They do n't know.", "They don't know.", at="do n't"),
        fix("In the 1960 's it burnt.", "In the 1960's it burnt.", at="1960 's"),
        report("It is the two ministers ' plan.", at="ministers '"),
        keep("Write it with an 's and a 't here."),
        keep("The dogs 'n' cats and the two 'dogs' are here."),
    )

    def relevant(self, text: str) -> bool:
        """An apostrophe must stand behind a blank, or n't."""
        if "'" in text and (" '" in text or " n't" in text):
            return True
        return not text.isascii() and (" ’" in text or " n’t" in text)

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each place."""
        text = document.text
        counts: dict[Span, int] = {}
        for match in _APART.finditer(text):
            if in_tokenized(document, match.start()):
                continue
            edit = self._plural(document, match, counts) if match[0] in ("'", "’") else self._clitic(document, match)
            if edit is not None:
                yield edit

    def _clitic(self, document: Document, match: re.Match[str]) -> Edit | None:
        text = document.text
        negation = match["clitic"] is None
        blank = match.start() - (2 if negation else 1)
        host = _HOST.search(text, max(0, blank - 40), blank)
        if host is None or not _takes(host[0], "n't" if negation else match["clitic"], document):
            return None
        changes = [Change(blank, blank + 1, "")]
        if match["gap"]:
            changes.append(Change(*match.span("gap"), ""))
        return self.edit(host.start(), match.end(), "a contraction taken apart", changes)

    def _plural(self, document: Document, match: re.Match[str], counts: dict[Span, int]) -> Edit | None:
        """A report where no other mark of the line could pair with this one; `counts` are those of the lines so far."""
        text = document.text
        line = document.line_at(match.start())
        if line not in counts:
            counts[line] = len(_SINGLE_MARK.findall(text, *line))
        if counts[line] != 1:
            return None
        host = _HOST.search(text, max(line[0], match.start() - 41), match.start() - 1)
        if host is None:
            return None
        return self.edit(host.start(), match.end(), "a genitive taken apart, or a stray mark", safety=Safety.REPORT)


def _takes(host: str, clitic: str, document: Document) -> bool:
    """Whether the word before the blank can carry the clitic."""
    word = host.lower()
    if clitic == "n't":
        return word in document.lexicon.words("negatable-verbs")
    if clitic == "t":
        return word.endswith("n") and word[:-1] in document.lexicon.words("negatable-verbs")
    if clitic == "s":
        known = document.lexicon.words("function-words") | document.lexicon.words("articles-and-prepositions")
        return word in document.lexicon.words("contraction-hosts") or word not in known
    return word.isalpha() and word not in document.lexicon.words("articles-and-prepositions")


@dataclass(frozen=True)
class MissingSpaceAfterGenitive(Rule):
    """Write a blank between a plural genitive and its noun: `fifteen days'prison`.

    Why: engines that work on pieces of words lose the blank behind the apostrophe.

    Not touched: apostrophes inside other words, dialect, names, and words of other languages.

    Safety: safe. English has no word with an apostrophe between s and four or more small letters.
    """

    name = "spacing/missing-space-after-genitive"
    measured = Prior(
        confidence=1.0,
        reason="4 edits in 3,740 machine translations and 1 in 1.19 million human words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    needs = ("s'", "s’")
    examples = (
        fix("He got fifteen days'prison.", "He got fifteen days' prison.", at="'"),
        fix("The sign of James’death came.", "The sign of James’ death came.", at="’"),
        keep("By is'self he said yes'm, and the dogs' dinner burnt."),
        keep("He called it 'gas'works' in an odd way, l'eau, s'il vous plaît."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each genitive."""
        for match in _GLUED_GENITIVE.finditer(document.text):
            place = match.end()
            yield self.edit(match.start(), place, "no blank behind a genitive", [Change(place, place, " ")])
