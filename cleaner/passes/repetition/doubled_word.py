"""A word repeated at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.mentions import shows_program
from cleaner.passes.repetition._content import may_be_verb, tags_of
from cleaner.passes.repetition._lists import is_of_call, is_of_list, opens_twice
from cleaner.passes.repetition._repeats import Repeat, Repeats, any_repeated, repeats
from cleaner.passes.repetition._setting import (
    begins_sentence,
    in_quotes,
    in_short_lines,
    in_speech,
    in_table,
    is_dialect,
    is_machine,
    is_space,
)
from cleaner.rules import Measured, Prior, Rule, fix, keep, report

_CONTENT = expression(r"[a-z]{5,}")
_NAME = expression(r"[A-Z][a-z]{4,}")
_LATIN = expression(r"(?:a|ae|ax|i|is|es|ix|on|or|os|um|us|ns)\Z")
_INDENTED = expression(r"\n[ \t]")
_DASH = expression(r"\s*(?:[–—]|--)")
_NAMED_BY_LETTERS = frozenset(("tag", "tags", "element", "elements"))
_RELATIVES = frozenset(("aunt", "aunts", "uncle", "uncles", "niece", "nieces", "nephew", "nephews"))
_CLAUSE, _PREDICATE = 10, 5
_CLAUSE_OPENERS = frozenset(("what", "all", "where", "who", "how", "why", "that", "which"))
_RELATIVE_PRONOUNS = frozenset(("that", "who", "which", "whoever"))
_SUBJECT_CLAUSES = frozenset(("what", "all", "those"))
_TOPICS = frozenset(("problem", "thing", "point", "truth", "fact", "question", "issue", "reason", "answer", "idea"))
_BEFORE_SUBJECT = frozenset("if because although unless whether though".split())
_COPULAS = frozenset(("is", "was", "are", "were"))
_NEVER_STRANDED = frozenset(("of", "than"))
_AFTER_THAT = frozenset(("this", "these", "those", "the", "a", "an"))
_SUBJECTS = frozenset(("this", "that", "it", "there", "he", "she"))
_AFTER_MODAL = frozenset("not be have never also only".split())
_BASE = "v"
_SELDOM_STRANDED = frozenset("to from into onto upon by against between during".split())
_DESCRIBES = ("a", "r")
_QUOTE = "\"'“”‘’`«»„{}"

_OPTION = expression(r"(?<![^\s\[({|])(?:--?(?:[A-Za-z][\w-]*[ =])?|:)\Z")
"""An option whose value is the word, or that is the word; a field of reStructuredText."""

_REACH = 40
_SHORT = 4


class DoubledWord(Rule):
    """Remove the second of two equal words in a row.

    Why: engines write "the the", "the holiday holiday traffic" and "brown brown" where two words of a source, or two
    pieces of one, became the same word.

    Not touched: two words with any mark or stop between them, but for items of a list and adjectives that nobody
    stresses ("nails, screws, screws and glue", "a legal, legal and moral duty"); words that may follow themselves ("had
    had", "that that", "what it is is", "all that were were"); a word that stands for a name ("the wheel wheel has its
    wheel-stone"); words doubled on purpose ("very very", "bye bye", "ha ha"); names and everything with a capital, but
    for a small word that opens its sentence twice ("The The mill is old"); scientific names ("Pan troglodytes
    troglodytes"); numbers; quoted words; speech in a transcript; texts in a dialect or creole that doubles words ("dem
    know am small small").

    Safety: safe for articles, prepositions and the like from a list of words that never follow themselves, and for
    plain words of five letters and more, nouns of four, units after a number; the rest is reported, also an adjective
    or adverb that ends its clause ("served sweet sweet"), and a preposition after a verb, since a
    clause may end with one ("what I look at at night"); but before an article "to", "into" and the like are safe, and
    so is any that no verb takes along, after a pronoun that opens the sentence; so are modals before what they need
    ("will will not"). In text known to be machine translation words of four letters, lists that name a word twice, and
    "is is" after a noun are repaired as well.
    """

    name = "repetition/doubled-word"
    measured = Measured(
        right=113,
        judged=115,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="58 edits in machine text and 57 in human text, read by eye; two of them debatable",
    )
    shapes: ClassVar = {
        "reported": Prior(
            confidence=0.6,
            reason="short words, quoted words and words with a comma between are doubled on purpose as well",
            wrong=0,
            human_words=3_030_000,
            date="2026-11",
        )
    }
    lists = ("never-doubled", "reduplications", "function-words")
    optional_lists = (
        "auxiliaries",
        "determiners",
        "dialect-words",
        "modals",
        "particles",
        "parts-of-speech",
        "prepositions",
        "relatives",
        "scales",
        "subject-pronouns",
    )
    sources = (any_repeated,)
    examples = (
        fix("They crossed the the bridge.", "They crossed the bridge.", at="the the"),
        fix("The holiday holiday traffic was light.", "The holiday traffic was light."),
        report("A bad old old sea sea wall gave way.", at="sea sea"),
        keep("He had had enough, and that that was so was very very clear."),
        keep("The wheel\nif\n\tif (it turns)\n"),
        keep("My my, what have we here? But my my, it is large."),
        keep("What it is is a mess. A mess is what it is, is it?"),
        report("Of those on the hill, all that were were sold.", at="were were"),
        keep("Duran Duran played in Walla Walla, where Pan troglodytes troglodytes does not live."),
        keep("The scribe wrote “the the” here."),
        fix("The The mill by the bridge is old.", "The mill by the bridge is old.", at="The The"),
        fix("They sell nails, candles, candles and glue.", "They sell nails, candles and glue.", at="candles, candles"),
        report("A narrow, narrow street leads up.", at="narrow, narrow"),
        fix("The fare is ten thousand yuan yuan.", "The fare is ten thousand yuan."),
        fix(
            "This is is a note, and I am sure that that this is read.",
            "This is a note, and I am sure that this is read.",
        ),
        fix("We will meet at at the old door.", "We will meet at the old door.", at="at at"),
        fix("Call the guide if you you are late.", "Call the guide if you are late.", at="you you"),
        keep("The house we live in in the summer is cold."),
        report("The herd that I am looking at at the moment is small.", at="at at"),
        keep("Her great great aunt ran the inn."),
        keep("It is called with grind [--wheel wheel] [-stone stone]."),
        keep("It joins with AND and with OR. The logical AND and OR are words."),
        report("The mill listens on port port, see --port and grind_all().", at="port port"),
        report("The stone for the wheel wheel is called wheel-stone.", at="wheel wheel"),
        keep("A {mill mill} is what grinds mills."),
        keep("It takes these.\n\n:param param: the wheel to turn\n:return: flour"),
        keep("Run millstone grind --no-flour barley barley to begin."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each doubled word; three and more are a loop."""
        said = document.once(repeats)
        for run in said.adjacent:
            if run.period == 1 and run.rounds == 2:
                safety = _safety(document, said, run.first)
                if safety is not None:
                    yield self._edit(said, run, safety)

    def _edit(self, said: Repeats, run: Repeat, safety: Safety) -> Edit:
        (first, end), last = said.words.span(run.first), said.stop(run.first + 1)
        message = f"repeated word “{said.text[first:end]}”"
        if safety is Safety.REPORT:
            return self.edit(first, last, message, shape="reported", safety=safety)
        return self.edit(first, last, message, [Change(end, last, "")])


def _safety(document: Document, said: Repeats, index: int) -> Safety | None:
    text = document.text
    (start, end), (begin, stop) = said.words.span(index), said.words.span(index + 1)
    first, second, gap = text[start:end], text[begin:stop], text[end:begin]
    if in_speech(document, start) or not gap or gap.count("\n") > 1:
        return None
    if gap.strip():
        return _safety_with_comma(document, said, index) if gap == ", " and first == second else None
    if _is_no_prose(text, start, end, begin, stop):
        return None
    word = second.lower()
    if word in document.lexicon.words("never-doubled"):
        if (_INDENTED.search(gap) and in_short_lines(document, start)) or (
            word == "my" and text[stop : stop + 1] in (",", "!", ".", "…")
        ):
            return None
        if second.islower():
            return _safety_of_function_word(document, said, index)
        return Safety.SAFE if opens_twice(document, said, index) else None
    if in_short_lines(document, start):
        return None
    if word in document.lexicon.optional("modals") and first == second and is_space(gap):
        return _safety_of_modal(document, said, index)
    if any(slips(document, said, index) for slips in (_is_slip, _is_subject, opens_twice)):
        return Safety.SAFE
    if word == "is" and _may_be_slip(document, said, index):
        return Safety.SAFE if is_machine(document) else Safety.REPORT
    if first == second and first.istitle() and _is_in_name(said, index):
        return Safety.REPORT
    if first != second or not second.islower() or not word.isalpha() or "\n" in gap:
        return None
    return None if _is_meant(document, said, index) else _safety_of_plain_word(document, said, index)


def _is_no_prose(text: str, start: int, end: int, begin: int, stop: int) -> bool:
    """Whether the words at `start..end` and `begin..stop` are named, called or laid out: no sentence doubles them."""
    gap = text[end:begin]
    named = start > 0 and text[start - 1] in _QUOTE and text[stop : stop + 1] in _QUOTE
    columns = len(gap) > 1 and "\n" not in gap
    keyword = stop - begin > 1 and text[start:end].isupper() and text[begin:stop].islower()  # "AND and OR"
    stammer = _DASH.match(text, stop) is not None  # a speaker who begins again
    return named or columns or keyword or stammer or _OPTION.search(text, max(0, start - _REACH), start) is not None


def _is_meant(document: Document, said: Repeats, index: int) -> bool:
    """Whether the word is doubled on purpose, in a table, or in a scientific name."""
    word = said.word(index)
    return (
        word in document.lexicon.words("reduplications")
        or document.once(is_dialect)
        or (word == "great" and _is_relative(said, index + 2))
        or in_table(document, said.start(index))
        or _after_name(document, said, index)
    )


def _safety_of_plain_word(document: Document, said: Repeats, index: int) -> Safety:
    word = said.word(index)
    if is_machine(document) and len(word) >= 4:
        return Safety.SAFE
    if in_quotes(document, said.start(index)) or document.once(shows_program):
        return Safety.REPORT  # a manual names an argument after what it is: "listens on port port"
    sure = _CONTENT.fullmatch(word) or (len(word) == 4 and tags_of(document, word) in ("n", "p", "np"))
    if sure and (_stands_for_name(document, said, index) or _is_stressed(document, said, index)):
        return Safety.REPORT
    return Safety.SAFE if sure or _is_unit(document, said, index) else Safety.REPORT


def _safety_with_comma(document: Document, said: Repeats, index: int) -> Safety | None:
    """ "A narrow, narrow street": a writer's, unless an engine is known to have been at work and a list goes on."""
    word, shown, after = said.word(index), said.text[slice(*said.words.span(index))], index + 2
    goes_on = after < len(said.keys) and (said.gap(after) == ", " or said.word(after) in ("and", "or"))
    short = goes_on and len(shown) == _SHORT and is_of_list(document, said, index)
    plain = (
        short
        or _CONTENT.fullmatch(shown)
        or (goes_on and _NAME.fullmatch(shown) and not _is_called(document, said, index))
    )
    start = said.start(index)
    if not plain or word in document.lexicon.words("reduplications") or in_quotes(document, start):
        return None
    if is_of_call(said.text, start):
        return None
    next_word = said.word(after) if after < len(said.keys) and said.gap(after) == " " else ""
    if next_word in document.lexicon.optional("auxiliaries") or tags_of(document, next_word)[:1] in tuple("zd"):
        return None  # a clause begins: "fit for children, children are"
    describes = next_word and tags_of(document, word)[:1] == "a"
    if is_machine(document) and (goes_on or describes):
        return Safety.SAFE
    return Safety.SAFE if goes_on and is_of_list(document, said, index) else Safety.REPORT


def _is_called(document: Document, said: Repeats, index: int) -> bool:
    """Whether a name is called twice: "Anna, Anna, come in", "O Anna, Anna, what now?"."""
    opens = begins_sentence(document, said.start(index)) or (index > 0 and said.word(index - 1) in ("o", "oh"))
    after = index + 2
    return opens and said.gap(after) == ", " and said.words.piece(after)[:1].islower()


def _safety_of_modal(document: Document, said: Repeats, index: int) -> Safety | None:
    """ "The hall will will not open": safe where no noun can be meant, as with "his will will"."""
    after = index + 2
    if not index or after >= len(said.keys) or not (is_space(said.gap(index)) and is_space(said.gap(after))):
        return None
    before, follows = said.word(index - 1), said.word(after)
    tags = tags_of(document, before)
    noun = before in document.lexicon.optional("determiners") or tags[:1] in _DESCRIBES or before.endswith("'s")
    bare = follows in _AFTER_MODAL or _BASE in tags_of(document, follows)
    if noun or not bare or not said.text[said.start(index)].islower() or _ends_clause(said, index):
        return None
    known = tags or before in document.lexicon.words("function-words") or said.text[said.start(index - 1)].isupper()
    return Safety.SAFE if known else None


def _leads_on(document: Document, said: Repeats, index: int) -> bool:
    """Whether a preposition that clauses seldom end with comes before an article, in a sentence without a relative or
    a subject within it, "is connected to to the tank"; any other only after a pronoun that opens the sentence and a
    verb: "We will meet at at the door"."""
    lexicon, after = document.lexicon, index + 2
    determiners, subjects = lexicon.optional("determiners"), lexicon.optional("subject-pronouns")
    if after >= len(said.keys) or not is_space(said.gap(after)) or said.word(after) not in determiners:
        return False
    before = [said.word(earlier) for earlier in range(max(0, index - _CLAUSE), index)]
    apart = lexicon.optional("relatives") | subjects | _CLAUSE_OPENERS
    inner = before[1:] if len(before) < _CLAUSE else before
    if said.word(index) in _SELDOM_STRANDED:
        return apart.isdisjoint(inner)
    if said.word(index) in lexicon.optional("particles"):
        return False
    opener = next((at for at in range(index - 1, max(-1, index - _PREDICATE), -1) if said.word(at) in subjects), None)
    if opener is None or not begins_sentence(document, said.start(opener)):
        return False
    return (apart | determiners).isdisjoint(before[opener - index + 1 :])


def _is_subject(document: Document, said: Repeats, index: int) -> bool:
    """Whether the word is a pronoun that a conjunction puts before its verb: "if you you are"."""
    lists, after = document.lexicon.optional, index + 2
    doubled = said.keys[index] == said.keys[index + 1] and is_space(said.gap(index + 1))
    if not (index and doubled and after < len(said.keys)) or said.word(index) not in lists("subject-pronouns"):
        return False
    return said.word(index - 1) in _BEFORE_SUBJECT and said.word(after) in lists("auxiliaries")


def _safety_of_function_word(document: Document, said: Repeats, index: int) -> Safety:
    """Words that never follow themselves, but for prepositions that a clause ends with: "what I look at at night"."""
    word = said.word(index)
    if word == "a" and said.word(min(index + 2, len(said.keys) - 1)) in _NAMED_BY_LETTERS:
        return Safety.REPORT
    if word in document.lexicon.optional("auxiliaries") and not is_machine(document) and _ends_clause(said, index):
        return Safety.REPORT
    if (
        is_machine(document)
        or word not in document.lexicon.optional("prepositions")
        or word in _NEVER_STRANDED
        or not index
    ):
        return Safety.SAFE
    before = said.word(index - 1)
    stranded = may_be_verb(document, before) or before in document.lexicon.optional("particles")
    return Safety.REPORT if stranded and not _leads_on(document, said, index) else Safety.SAFE


def _ends_clause(said: Repeats, index: int) -> bool:
    """Whether the auxiliary may end a clause that is the subject: "all that were were lost"."""
    before = [said.word(earlier) for earlier in range(max(0, index - _CLAUSE), index)]
    return not _RELATIVE_PRONOUNS.isdisjoint(before[-1:]) or not _SUBJECT_CLAUSES.isdisjoint(before)


def _is_slip(document: Document, said: Repeats, index: int) -> bool:
    """Words that may follow themselves, where they do not: "this is is a", "sure that that this"."""
    word = said.word(index)
    after = said.word(index + 2) if index + 2 < len(said.keys) and said.gap(index + 2) == " " else ""
    if word == "that":
        return after in _AFTER_THAT
    if word in _COPULAS and index and after and not after.endswith("ing"):
        first = said.start(index - 1)
        return said.word(index - 1) in _SUBJECTS and said.text[first].isupper() and begins_sentence(document, first)
    return False


def _stands_for_name(document: Document, said: Repeats, index: int) -> bool:
    """Whether the line makes a name of the word: "for the package package it is called package-doc"."""
    line = document.text[slice(*document.line_at(said.start(index)))]
    return re.search(rf"(?<![\w-]){said.word(index)}-[a-z]", line) is not None


def _is_stressed(document: Document, said: Repeats, index: int) -> bool:
    """Whether what says how something is comes twice, and nothing that it belongs to follows: "served sweet sweet"."""
    after = index + 2
    if tags_of(document, said.word(index))[:1] not in _DESCRIBES:
        return False
    if after >= len(said.keys) or not is_space(said.gap(after)):
        return True
    next_word = said.word(after)
    prepositions = document.lexicon.optional("prepositions")
    return tags_of(document, next_word)[:1] == "r" and next_word not in prepositions


def _is_relative(said: Repeats, index: int) -> bool:
    """Whether the word at `index` names one who is a generation or more away: each "great" counts one."""
    word = said.word(index) if index < len(said.keys) else ""
    return word.startswith("grand") or word in _RELATIVES


def _may_be_slip(document: Document, said: Repeats, index: int) -> bool:
    """Whether "is is" comes after a noun, in a sentence without a clause that is its subject ("what it is is")."""
    before = [said.word(earlier) for earlier in range(max(0, index - _CLAUSE), index)]
    after = said.word(index + 2) if index + 2 < len(said.keys) else ""
    noun = bool(before) and tags_of(document, before[-1])[:1] in ("n", "p")
    return noun and before[-1] not in _TOPICS and after != "that" and _CLAUSE_OPENERS.isdisjoint(before)


def _is_in_name(said: Repeats, index: int) -> bool:
    """Whether other parts of a name are on both sides: "Anna Maria Maria Berger"."""
    around = (index - 1, index + 2)
    if index == 0 or index + 2 >= len(said.keys) or said.gap(index) != " " or said.gap(index + 2) != " ":
        return False
    return all(said.words.piece(beside).rstrip(",.").istitle() for beside in around)


def _is_unit(document: Document, said: Repeats, index: int) -> bool:
    """Whether a number comes before the word: "ten yuan yuan"."""
    if not index or said.gap(index) != " " or len(said.keys[index]) < 3:
        return False
    before = said.word(index - 1)
    return before.isdigit() or before in document.lexicon.optional("scales")


def _after_name(document: Document, said: Repeats, index: int) -> bool:
    """Whether a name comes before a word that may be Latin: "Pan troglodytes troglodytes"."""
    if not index or said.word(index - 1) in document.lexicon.words("function-words"):
        return False
    start = said.start(index - 1)
    return said.text[start].isupper() and _LATIN.search(said.word(index)) is not None
