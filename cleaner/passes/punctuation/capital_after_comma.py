"""A capital after a comma or semicolon within a sentence."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import islice, pairwise

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.gaps import signs
from cleaner.language import parts_of_speech
from cleaner.lexicon import Lexicon
from cleaner.rules import Measured, Rule, fix, keep
from cleaner.spans import Span

_CLAUSE = r"(?=([A-Z][a-z]+)[ \t]+[a-z]+[ \t]+[a-z0-9]|([A-Z][a-z]+)[ \t]+[a-z]+[.!])"
_CAPITALS = {mark: expression(rf"{mark} (?=[A-Z])(?<=[a-z0-9]{{2}}{mark} ){_CLAUSE}") for mark in ",;"}
"""One for each mark, so that the engine can scan for it."""

_BEFORE = expression(r"[^.!?:;,\"“”‘’()\n]*\Z")
_REST = expression(r"[^.!?:;,\n]*,?")
_GREETS = expression(r"[ \t]*(?:[A-Z][\w'’-]*[ \t]*)*\Z")
_REACH = 200
_TAIL = 12
_MAX_IN_TEXT = 2
"""Clauses of a document that begin with a capital by accident; more are a habit."""

_SALUTATIONS = frozenset("Dear Hi Hello Hey".split())
_QUESTION_WORDS = frozenset("what how why".split())
_WHERE, _THEN = "where", "then"
_OPENED = expression(r"(?:\A|[.!?][\"”’)]*[ \t]+|\n)([A-Z][a-z]+)[ \t](?=[^.!?:;,\"“”‘’()\n]*\Z)")
"""The first word of a sentence of which nothing but words follows."""

_ONE_WORD = expression(r"(?:\A|[.!?][\"”’)]*[ \t]+|\n)([A-Z][a-z]+)\Z")
_LINKING = frozenset(
    "However Therefore Moreover Furthermore Nevertheless Nonetheless Meanwhile Instead Otherwise Besides Thus Hence "
    "Afterwards Afterward Today Yesterday Tomorrow Then Also Still Likewise Anyway Consequently Nowadays Sometimes "
    "Additionally Conversely Perhaps Indeed Now".split()
)
"""Adverbs that open a sentence and have a comma."""

_ADVERB = "r"
_STOPPED = expression(r"[a-z0-9)][.!?][\"”’)]*\s")
_NEXT = expression(r"[ \t]+([a-z]+)")
_TO_END = expression(r"[^.!?\n]*[.!?]")
_VERB = "v"
_ENDS = expression(r"[.!?…][\"”’)]*\s*\Z")


def _capitals(document: Document) -> list[re.Match[str]]:
    """The marks before a clause with a capital, as many as matter; none where no small word and no order is among the
    capitals."""
    text, shown = document.text, document.once(signs)
    patterns = [pattern for mark, pattern in _CAPITALS.items() if f"{mark} A" in shown]
    matches = [match for pattern in patterns for match in islice(pattern.finditer(text), _MAX_IN_TEXT + 1)]
    small = _small(document.lexicon)
    if not any((match[1] or match[2]).lower() in small or _is_order(document, match) for match in matches):
        return []
    return sorted(matches, key=re.Match.start)[: _MAX_IN_TEXT + 1]


class CapitalAfterComma(Rule):
    """Write a small letter for the capital that begins a clause after a comma or semicolon: `They paid, But late`.

    Why: engines translate clauses apart and begin each like a sentence.

    Not touched: names and titles, headings, questions, speech without marks, salutations; after a comma, main clauses
    and phrases that open one ("They paid, As a result, …"), which may want a stop before them; documents in which more
    clauses begin so: verse, lists, a habit; paragraphs wrapped by hand.

    Safety: safe for small words that no name begins with, before a word in lower case: for those that join, and after
    a clause or phrase that opened its sentence ("If they pay, We go"), for all, orders too ("If it rings, Remove the
    lid").
    """

    name = "punctuation/capital-after-comma"
    measured = Measured(
        right=29,
        judged=29,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="every edit in two sets of machine translations and in human text, read",
    )
    lists = ("function-words", "speech-tags", "conjunctions", "subordinators", "relatives", "prepositions")
    optional_lists = ("auxiliaries", "determiners", "parts-of-speech", "subject-pronouns")
    acts_on = r"[,;] A"
    sources = (_capitals,)
    examples = (
        fix("They paid, But late.", "They paid, but late.", at="But"),
        fix("The mill is old; It needs a roof.", "The mill is old; it needs a roof.", at="It"),
        fix("They moved to Hall, Where they sold eels.", "They moved to Hall, where they sold eels.", at="Where"),
        fix("If the lamp is red, Remove the lid at once.", "If the lamp is red, remove the lid at once.", at="Remove"),
        fix("However, It was too late.", "However, it was too late.", at="It"),
        fix("Within the town, There are two mills.", "Within the town, there are two mills.", at="There"),
        keep("If the lamp is red, Grace is at the mill. In the Herald, Mark the miller was sad."),
        keep("They were tired, As a result, nobody came."),
        keep("Dear Anna, The mill was sold. Otto, We must talk."),
        keep("The miller said, We must talk."),
        keep("They went up, And they went down, And they left."),
        keep("Mend the Mill, Not the road"),
        keep("They went to Sail Hall, Just for Fun Ropes and the harbour."),
        keep("They read the Herald, The Times and a book."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each capital."""
        text, matches = document.text, document.once(_capitals)
        small = _small(document.lexicon)
        asking = document.lexicon.optional("auxiliaries") | _QUESTION_WORDS
        for match in matches if len(matches) <= _MAX_IN_TEXT else ():
            word = match[1] or match[2]
            span = (match.end(), match.end() + len(word))
            opening = _opening(document, match.start())
            leads = opening in document.lexicon.words("subordinators")
            if word.lower() not in small and not (leads and _is_order(document, match)):
                continue
            if word.lower() in asking or document.protected.overlaps(*span):
                continue
            if _is_asked(document, word.lower(), span[1]):
                continue
            adverb = _is_adverb(document, match.start())
            opened = leads or opening in document.lexicon.words("prepositions") or adverb
            if text[match.start()] == "," and not opened and not _joins(document, word.lower(), span[1]):
                continue
            line = document.line_at(match.start())
            near = len(matches) > 1 and line == document.line_at(matches[matches[0] is match].start())
            if near and not _differ(document, matches) and not _are_apart(document, matches):
                continue
            if _is_wrapped(document, line) or not (adverb or _goes_on(document, match.start())):
                continue
            change = Change(span[0], span[0] + 1, word[0].lower())
            yield self.edit(*span, f"capital after {text[match.start()]!r}", [change])


def _differ(document: Document, matches: list[re.Match[str]]) -> bool:
    """Whether the words are different ones that open a clause, so that nobody begins lines of verse with them."""
    words = {(match[1] or match[2]).lower() for match in matches}
    openers = document.lexicon.words("subordinators") | document.lexicon.words("relatives")
    return len(words) == len(matches) and words <= openers


def _are_apart(document: Document, matches: list[re.Match[str]]) -> bool:
    """Whether the words differ and stand in two sentences."""
    first, second = matches
    between = document.text[first.end() : second.start()]
    return (first[1] or first[2]) != (second[1] or second[2]) and _STOPPED.search(between) is not None


@functools.cache
def _small(lexicon: Lexicon) -> frozenset[str]:
    """The words that no name begins with, and that have a capital only where a sentence begins."""
    return lexicon.words("function-words") | lexicon.words("subordinators")


def _is_order(document: Document, match: re.Match[str]) -> bool:
    """Whether a verb and its object follow, and the verb is nothing else: "Remove the lid"."""
    word, after = (match[1] or match[2]).lower(), _NEXT.match(document.text, match.end() + len(match[1] or match[2]))
    return (
        parts_of_speech(document.lexicon).get(word, "")[:1] == _VERB
        and after is not None
        and after[1] in document.lexicon.optional("determiners")
    )


def _opening(document: Document, comma: int) -> str:
    """The first word of the sentence, in lower case, if nothing but words parts it from the comma; else none."""
    opened = _OPENED.search(document.text, max(0, comma - _REACH), comma)
    return opened[1].lower() if opened else ""


def _is_adverb(document: Document, comma: int) -> bool:
    """Whether nothing but an adverb that opens the sentence is before the comma: "However, It was late"."""
    word = _ONE_WORD.search(document.text, max(0, comma - _REACH), comma)
    if word is None:
        return False
    tags = parts_of_speech(document.lexicon).get(word[1].lower(), "")
    return word[1] in _LINKING or (word[1].endswith("ly") and tags == _ADVERB)


def _is_asked(document: Document, word: str, end: int) -> bool:
    """Whether "where" asks, as the mark at the end of the sentence tells."""
    rest = _TO_END.match(document.text, end, end + _REACH)
    return word == _WHERE and (rest is None or rest[0].endswith("?"))


def _is_wrapped(document: Document, line: Span) -> bool:
    """Whether the line is one of several of its paragraph: verse, a list, text wrapped by hand; or a heading."""
    text = document.text
    if not _ENDS.search(text, max(line[0], line[1] - _TAIL), line[1]):
        return True
    before = text[max(0, line[0] - 4) : line[0]].replace("\r", "")
    after = text[line[1] : line[1] + 4].replace("\r", "")
    return (before != "" and not before.endswith("\n\n")) or (after.strip() != "" and not after.startswith("\n\n"))


def _joins(document: Document, word: str, end: int) -> bool:
    """Whether the word joins what follows to the clause before: a conjunction, a relative, or what opens a phrase.

    A phrase joins only where it does not open a main clause of its own, after a comma ("As a result, we left") or with
    a pronoun for its subject ("After a while we left", "At no point did we leave").
    """
    lexicon = document.lexicon
    if word in (_WHERE, _THEN) or word in lexicon.words("conjunctions") or word in lexicon.words("relatives"):
        return True
    if word not in lexicon.words("subordinators") and word not in lexicon.words("prepositions"):
        return False
    rest = _REST.search(document.text, end, end + _REACH)
    words = rest[0].lower().split() if rest else []
    subjects = lexicon.optional("subject-pronouns")
    links = lexicon.words("relatives") | lexicon.words("conjunctions")
    opens = any(subject in subjects and before not in links for before, subject in pairwise(words))
    return not opens and rest is not None and not rest[0].endswith(",")


def _goes_on(document: Document, comma: int) -> bool:
    """Whether a clause stands before the comma: no name that is spoken to, no verb that announces speech."""
    before = _BEFORE.search(document.text, max(0, comma - _REACH), comma)
    if before is None or "@" in before[0] or _GREETS.match(before[0]):
        return False
    words = before[0].split()
    return not words or (words[0] not in _SALUTATIONS and words[-1] not in document.lexicon.words("speech-tags"))
