"""An imperative that stands alone between sentences that report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from cleaner.document import Document
from cleaner.edits import Edit, Safety
from cleaner.expressions import expression
from cleaner.language import parts_of_speech
from cleaner.passes.fragments._grammar import classes, has_finite_verb, plain, tokens
from cleaner.rules import Prior, Rule, keep, report
from cleaner.spans import Span

_SPEAKS_TO_READER = expression(r"\b(?:[Yy]ou|[Yy]our|[Yy]ours|[Ll]et['’]s|[Pp]lease)\b|!")
_TWO_VERBS = expression(r"[.!?”\"\n][ \t]?[A-Z][a-z]+ and [a-z]+ [^.!?]{1,80}\.(?!\S)")
"""What an order of two verbs looks like from afar."""

_BEFORE = frozenset('.!?”"\n')
"""What may stand before the space before such a sentence."""

_ANDS = frozenset(map("".join, product("Aa", "Nn", "Dd")))
_AND = expression(r"(?i:and)(?<![^\W_]...)(?<![^\W_]['’-]...)(?!['’-]?[^\W_])")
_LONGEST = 40
_REACH = 250
"""Characters before and after an "and" in which such a sentence lies, but for words that no language has."""

_MAX_WORDS = 9
_MIN_WORDS = 3
_MIN_SENTENCES = 3


def _may_order(document: Document) -> bool:
    """Whether a sentence begins with a word and "and"; told by the few words with a capital that an "and" follows."""
    text, end = document.text, 0
    for piece in text.split(" and ")[:-1]:
        end += len(piece)
        at = piece.rfind(" ")
        word = piece[at + 1 :]
        if (
            not word.islower()
            and word[-1:].islower()
            and (at <= 0 or piece[at - 1] in _BEFORE or not word.isalpha())
            and _TWO_VERBS.search(text, max(0, end - _LONGEST), end + _REACH)
        ):
            return True
        end += len(" and ")
    return False


class OrphanClause(Rule):
    """Report an imperative stranded between sentences that report.

    Why: an engine that loses the frame of a demand ("the statement asked Pakistan to …") leaves the demand alone as a
    sentence that nobody says: "Arrest and punish the owners.".

    Not touched: instructions, recipes, advice, speech, texts that speak to their reader anywhere.

    Safety: report. What the sentence was part of cannot be known.
    """

    name = "fragments/orphan-clause"
    safety = Safety.REPORT
    lists = (
        "parts-of-speech",
        "conjunctions",
        "subject-pronouns",
        "object-pronouns",
        "auxiliaries",
        "subordinators",
        "determiners",
        "prepositions",
    )
    measured = Prior(
        confidence=0.94,
        reason="one report in 1.12 million words of human text",
        wrong=0,
        human_words=1_190_000,
        date="2026-11",
    )
    sources = (_may_order,)
    examples = (
        report(
            "The two ministers asked the council to act against the smugglers. Arrest and punish the owners. "
            "The council said that it had taken note of the demand.",
            at="Arrest and punish the owners.",
        ),
        keep("Stir and simmer the sauce. Add the salt. Serve it hot."),
        keep("You can wait here. Watch and enjoy the show. It is free."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One report for each orphan."""
        for start, end in _orphans(document):
            yield self.edit(start, end, "an imperative between sentences that report; no reader or person is addressed")


def _speaks_to_reader(text: str) -> bool:
    """Whether a reader is addressed anywhere; searched for only where the letters of such a word are."""
    if "!" in text:
        return True
    may = any(letters in text for letters in ("you", "You", "et's", "et’s", "lease"))
    return may and _SPEAKS_TO_READER.search(text) is not None


def _orphans(document: Document) -> tuple[Span, ...]:
    """The orphans of a document: none where it speaks to its reader or gives more than one order."""
    text = document.text
    if (
        not document.once(_may_order)
        or not _TWO_VERBS.search(text)
        or _speaks_to_reader(text)
        or not _joins_verbs(document)
        or len(document.sentences) < _MIN_SENTENCES
    ):
        return ()
    orders = [number for number, (start, end) in enumerate(document.sentences) if _is_order(document, text[start:end])]
    if len(orders) != 1:
        return ()
    number = orders[0]
    around = document.sentences[max(0, number - 1) : number] + document.sentences[number + 1 : number + 2]
    if len(around) < 2 or not all(_reports(document, text[start:end]) for start, end in around):
        return ()
    return (document.sentences[number],)


def _joins_verbs(document: Document) -> bool:
    """Whether an "and" stands anywhere between two words that may be verbs, the first with a capital: a check of the
    words that saves most texts from being cut into sentences."""
    text = document.text
    for match in _AND.finditer(text):
        before = tokens(text[max(0, match.start() - _REACH) : match.start()])[-1:]
        after = tokens(text[match.end() : match.end() + _REACH])[:1]
        verbs = before + after
        if len(verbs) > 1 and verbs[0][0].isupper() and all(_may_be_verb(document, word) for word in verbs):
            return True
    return False


def _may_be_verb(document: Document, word: str) -> bool:
    return "v" in parts_of_speech(document.lexicon).get(plain(word), "")


def _is_order(document: Document, sentence: str) -> bool:
    """Whether a sentence is two coordinated imperatives and what they govern."""
    if not sentence.endswith(".") or _AND.search(sentence) is None:
        return False
    words = tokens(sentence)
    if not _MIN_WORDS <= len(words) <= _MAX_WORDS or not words[0][0].isupper():
        return False
    return (
        words[1] in _ANDS
        and _may_be_verb(document, words[0])
        and _may_be_verb(document, words[2])
        and not has_finite_verb(classes(words[1:], document.lexicon))
    )


def _reports(document: Document, sentence: str) -> bool:
    words = tokens(sentence)
    return len(words) > _MAX_WORDS and has_finite_verb(classes(words, document.lexicon))
