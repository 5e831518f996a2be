"""The rules of the pass; all report what one search of the document finds, each its kind."""

from __future__ import annotations

import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from cleaner import detect
from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.passes.untranslated.found import Extent, Found, Tongue, name_language
from cleaner.passes.untranslated.latin import find_latin, worth_a_look
from cleaner.passes.untranslated.scripts import find_scripts, has_other_script, mixed_words
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_SAMPLE = 1500
"""So many letters of a document are enough to name its language."""


_MOST = 2000
"""No more stretches of a document are reported; one that has so many needs no list of them."""


def _may_be_foreign(document: Document) -> bool:
    return document.once(has_other_script) or document.once(worth_a_look)


@functools.cache
def _search(detector: str) -> Callable[[Document], tuple[Found, ...]]:
    """The search of a document with a detector; one function a detector, so that a document remembers its outcome."""

    def search(document: Document) -> tuple[Found, ...]:
        if not _may_be_foreign(document) or document.foreign:
            return ()
        found = chain(find_scripts(document, detector), find_latin(document, detector))
        return _settled(list(islice(found, _MOST)))

    return search


def _settled(found: list[Found]) -> tuple[Found, ...]:
    """The findings, with those of uncertain language given the one that the document has elsewhere for certain."""
    sure = Counter((each.other_script, each.tongue.lang) for each in found if each.tongue.lang and each.tongue.sure)
    settled = []
    for each in found:
        known = [(count, lang) for (other_script, lang), count in sure.items() if other_script == each.other_script]
        if known and not each.tongue.sure:
            settled.append(dataclasses.replace(each, tongue=Tongue(max(known)[1])))
        else:
            settled.append(each)
    return tuple(settled)


@dataclass(frozen=True)
class _Untranslated(Rule):
    """Base of the rules that report stretches.

    `detector` is asked where words and letters do not tell a language; `drop` deletes what is found.
    """

    detector: str = "langdetect"
    drop: bool = False

    def __post_init__(self) -> None:
        detect.check(self.detector)

    def _found(self, document: Document, extents: tuple[Extent, ...], *, other_script: bool | None) -> Iterator[Edit]:
        for found in document.once(_search(self.detector)):
            if found.extent in extents and other_script in (None, found.other_script):
                yield self._edit_for(document, found)

    def _edit_for(self, document: Document, found: Found) -> Edit:
        if not self.drop:
            return self._report(found.start, found.end, found.message, found.confidence)
        start, end = _with_blank(document.text, found.start, found.end)
        change = Change(start, end, "")
        return self.edit(start, end, found.message, [change], confidence=found.confidence, swallows=True)

    def _report(self, start: int, end: int, message: str, confidence: float) -> Edit:
        return self.edit(start, end, message, confidence=confidence, safety=Safety.REPORT)


def _with_blank(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the blanks that would be too many without it: those behind it, else those before it."""
    wide_end = end
    while wide_end < len(text) and text[wide_end].isspace():
        wide_end += 1
    if start == 0 or (wide_end > end and text[start - 1].isspace()):
        return start, wide_end
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return start, end


@dataclass(frozen=True)
class SourceScriptSpan(_Untranslated):
    """Report a stretch in a foreign script inside a sentence.

    Why: an engine that does not know a word copies it, so that Chinese or Cyrillic stands in the middle of English.

    Not touched: what stands in brackets or quotation marks as a gloss, words that are spoken of (“the character 书”),
    mathematical and physical symbols, faces made of letters, phonetic script.

    Safety: report only, unless `drop` is set; then the stretch is deleted.
    """

    name = "untranslated/source-script-span"
    measured = Prior(
        confidence=0.95,
        reason="5 reports in 382 labelled segments, all in rows labelled so; none in 1.1 million words",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        report("The museum 博物馆 opens again in May.", at="博物馆"),
        report("He works for the κακή bank.", at="κακή"),
        keep("The capital is Athens (Αθήνα)."),
        keep("The character 书 stands for a book."),
        keep("The angle α is smaller than π."),
        fix("The museum 博物馆 opens again in May.", "The museum opens again in May.", drop=True),
    )

    def relevant(self, text: str) -> bool:
        """Other scripts lie outside ASCII."""
        return not text.isascii()

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each stretch."""
        return self._found(document, (Extent.SPAN,), other_script=True)


@dataclass(frozen=True)
class SourceLanguageSpan(_Untranslated):
    """Report a stretch inside a sentence that is written in the same letters but in another language.

    Why: an engine copies what it cannot translate, a word or half a sentence, and grammar hides it from spelling.

    Not touched: names with small words in them, titles and words in quotation marks, loanwords, glosses in brackets,
    names of species; a function word alone; text of a target language that has no list of lookalikes.

    Safety: report only, unless `drop` is set; then the stretch is deleted.
    """

    name = "untranslated/source-language-span"
    measured = Prior(
        confidence=0.95,
        reason="all of 55 read in machine translations; 7 in 1.1 million words, 5 of them in names and titles",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        report("The farmers wait und hoffen auf die of the summer.", at="und hoffen auf die"),
        report("The road was closed porque había una tormenta on the pass.", at="porque había una tormenta"),
        report("Her aunt kept it en una caja debajo de la cama until May.", at="en una caja debajo de la cama"),
        keep("Charles de Gaulle spoke to the Banco de la Nación in Lima."),
        keep("The café on the corner has a naïve charm."),
        keep("They call it “joie de vivre” (the joy of living)."),
        fix("The road was closed porque había una tormenta today.", "The road was closed today.", drop=True),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each stretch."""
        return self._found(document, (Extent.SPAN,), other_script=False)


@dataclass(frozen=True)
class UntranslatedSentence(_Untranslated):
    """Report a whole sentence that was left in another language.

    Why: engines and interfaces that work by sentence fail by sentence, and hand back what they were given.

    Not touched: sentences of fewer than three words, quotations inside a sentence.

    Safety: report only, unless `drop` is set; then the sentence is deleted.
    """

    name = "untranslated/untranslated-sentence"
    measured = Prior(
        confidence=0.95,
        reason="2 in 1.1 million words of English, both foreign; of 16,087 sentences none misread",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        report(
            "The bridge is closed. Der Verkehr wird über die alte Straße geleitet. Work ends in June.",
            at="Der Verkehr wird über die alte Straße geleitet.",
        ),
        report("The bridge is closed.\n\nМост закрыт до июня.\n\nWork ends soon.", at="Мост закрыт до июня."),
        keep("The bridge is closed. The traffic is led over the old road."),
        keep("She said: “¿Qué hora es?” and laughed."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each sentence."""
        return self._found(document, (Extent.SENTENCE,), other_script=None)


@dataclass(frozen=True)
class UntranslatedParagraph(_Untranslated):
    """Report a whole paragraph that was left in another language.

    Why: pages that mix languages, and engines that give up on a passage, leave paragraphs as they were.

    Not touched: a document that is in another language as a whole; a rule of its own reports it.

    Safety: report only, unless `drop` is set; then the paragraph is deleted.
    """

    name = "untranslated/untranslated-paragraph"
    measured = Prior(
        confidence=0.95,
        reason="none in 1.1 million words of English; untested on labelled text, which has no such row",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        report(
            "The bridge is closed until the summer, and nobody knows why.\n\n"
            "Le pont est fermé jusqu'à l'été. Personne ne sait pourquoi.\n\nWork ends in June.",
            at="Le pont est fermé jusqu'à l'été. Personne ne sait pourquoi.",
        ),
        keep("The bridge is closed. Nobody knows why.\n\nWork ends in June."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each paragraph."""
        return self._found(document, (Extent.PARAGRAPH,), other_script=None)


@dataclass(frozen=True)
class MixedWord(_Untranslated):
    """Report a word in which Latin letters and letters of another script stand together.

    Why: an engine that works on pieces of words translates one piece and copies the next.

    Not touched: symbols with an index or a unit (kΩ, ΔT, TGFβ), phonetic script, words whose foreign letters all look
    Latin, which is another rule's work.

    Safety: report only, unless `drop` is set; then the word is deleted.
    """

    name = "untranslated/mixed-word"
    measured = Prior(
        confidence=0.95,
        reason="25 of 25 in 1,247 machine translations, read one by one; none in 1.1 million words of English",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        report("He studied 学hropology in Leiden.", at="学hropology"),
        report("The Saюз spacecraft docked at noon.", at="Saюз"),
        keep("A resistor of 5 kΩ, a rise of ΔT and the factor TGFβ."),
        keep("Tokyo (東京) is large."),
    )

    def relevant(self, text: str) -> bool:
        """Other scripts lie outside ASCII."""
        return not text.isascii()

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each word."""
        if not document.once(has_other_script) or document.foreign:
            return
        for start, end in islice(mixed_words(document), _MOST):
            found = Found(start, end, Extent.SPAN, name_language(document.text[start:end], "none"), True, 0.95)
            edit = self._edit_for(document, found)
            yield Edit(
                edit.rule,
                edit.start,
                edit.end,
                "a word that two scripts share",
                edit.changes,
                edit.confidence,
                edit.safety,
                edit.swallows,
            )


@dataclass(frozen=True)
class ForeignDocument(_Untranslated):
    """Report, once, a text that is in another language as a whole.

    Why: it is no residue but a document in the wrong place; rules for the target language do not touch it, and the
    reader of a report should know why.

    Not touched: text whose language cannot be told, such as a few words in the same letters.

    Safety: report only, whatever `drop` says: a document is never emptied.
    """

    name = "untranslated/foreign-document"
    elsewhere = Elsewhere.REPORT
    measured = Prior(
        confidence=0.98,
        reason="289 of 289 documents in twelve languages reported and named, none of 2,938 English ones",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    examples = (
        report(
            "Die Brücke ist seit gestern gesperrt, und niemand weiß, warum.",
            at="Die Brücke ist seit gestern gesperrt, und niemand weiß, warum.",
        ),
        report("Мост закрыт до июня.", at="Мост закрыт до июня."),
        keep("The bridge has been closed since yesterday, and nobody knows why."),
        keep("Café Müller, Zürich"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit over the whole text, without the blanks at its ends."""
        if not _may_be_foreign(document) or not document.foreign:
            return
        text = document.text
        lang = name_language(text[:_SAMPLE], self.detector)
        whole = Found(0, 0, Extent.DOCUMENT, lang, False, self.confidence)
        start = len(text) - len(text.lstrip())
        yield self._report(start, len(text.rstrip()), whole.message, self.confidence)
