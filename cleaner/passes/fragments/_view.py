"""A candidate as its observers see it: the words, their classes, and the questions that several of them ask."""

from __future__ import annotations

import itertools

from cleaner.document import Document
from cleaner.expressions import expression
from cleaner.language import parts_of_speech
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._grammar import (
    FINITE,
    FUNCTION_CLASSES,
    MARKS,
    OPEN_ENDED,
    VERB_FORMS,
    WordClass,
    classes,
    has_finite_verb,
    is_clause,
    plain,
    tokens,
)
from cleaner.passes.fragments._observations import LINKS, Observation, size_name

YEAR = expression(r"1\d{3}|20\d{2}")
ORDINAL_ENDS = ("1st", "2nd", "3rd", "th")
_QUOTED = expression(r"[“\"«][^“”\"«»\n]*[”\"»]")
_ROMAN = expression(r"[ivx]+")
_QUOTES = "\"'”’»"

_LEADS = (WordClass.PREPOSITION, WordClass.CLAUSE_OPENER)
_INVERTED = (WordClass.PREPOSITION, WordClass.FORM_IN_ING, WordClass.PARTICIPLE, WordClass.PAST_VERB)
_MIN_PHRASE = 2
"""Words of a phrase before the verb of an inverted clause, at least."""

_CLAUSE_WORDS = frozenset({WordClass.CLAUSE_OPENER, WordClass.SUBJECT_PRONOUN, WordClass.CONJUNCTION})
_STARTS = (WordClass.DETERMINER, WordClass.NAME, WordClass.NUMBER)

_CLAUSE_AFTER_DATE = (
    [WordClass.NUMBER, WordClass.SUBJECT_PRONOUN, WordClass.PAST_VERB],
    [WordClass.NUMBER, WordClass.SUBJECT_PRONOUN, WordClass.AUXILIARY],
)
"""Classes in a row where a phrase with a date ends and its main clause begins: "in the summer of 2013 she won"."""

_NAMED_AS = [WordClass.NAME, WordClass.ADJECTIVE, WordClass.DETERMINER]
_TAKE_NO_OF = (WordClass.NAME, WordClass.ADVERB, WordClass.OBJECT_PRONOUN, WordClass.SUBJECT_PRONOUN)
_MONEY = expression(r"(?:[$€£¥₹₽]|\b(?:RMB|USD|EUR|GBP|Rs\.?)) ?\d[\d.,]*\Z")
_MONEY_REACH = 24
_NOUNS = (WordClass.NOUN, WordClass.PLURAL_NOUN)
SPEAKERS = (WordClass.SUBJECT_PRONOUN, WordClass.NAME)
"""The classes of words that name a speaker."""

_COMPARED = 14
"""Words before the stop among which a comparison is looked for."""

_TALK = 0.015
"""The share of words for a speaker and a listener above which a text talks to somebody."""

_MIN_TALK = 60
"""Words of a text from which that share says something."""

_MAX_SUBJECT = 5
"""Words after the article among which a verb follows its subject."""

_MIN_SAID = 3
"""Words of a name with what is said of it."""

_MIN_OLD = 3
"""Words of old times that show a text to be one."""

_OPENING = 12
"""Words within which the comma after an opening phrase comes."""


def talks(document: Document) -> bool:
    """Whether the text talks to somebody, as chats, letters and reviews do: it has many an I or you that is not quoted.

    To be asked through `document.once`.
    """
    said = document.lexicon.words("addresses")
    words = [plain(word) for word in tokens(_QUOTED.sub(" ", document.text))]
    return len(words) >= _MIN_TALK and sum(word in said for word in words) > _TALK * len(words)


def is_old(document: Document) -> bool:
    """Whether the text has several words that English has lost: hath, thee, unto. To be asked through
    `document.once`."""
    words = document.lexicon.optional("old-words")
    return sum(plain(word) in words for word in tokens(document.text)) >= _MIN_OLD if words else False


class View:
    """A candidate with its words and their classes; `before` and `tail` are in lower case and without marks.

    `left` is the class of the last word before the stop, `tie` the observation what holds one or two words to the
    sentence before (`UNTIED` where nothing does), empty for longer and for capitalised tails, `others` how many
    other candidates the document has, `talks` whether the document talks to somebody, `of_program` whether it speaks of
    a program, `old` whether it was written centuries ago.
    """

    def __init__(
        self,
        candidate: Candidate,
        lexicon: Lexicon,
        others: int = 0,
        *,
        talks: bool = False,
        of_program: bool = False,
        old: bool = False,
    ) -> None:
        self.candidate = candidate
        self.lexicon = lexicon
        self.others = others
        self.talks = talks
        self.of_program = of_program
        self.old = old
        self._marked = tokens(candidate.tail)
        before = [word for word in tokens(candidate.before) if word not in MARKS]
        tail = [word for word in self._marked if word not in MARKS]
        self.before = [plain(word) for word in before]
        self.tail = [plain(word) for word in tail]
        self.classes = classes(tail, lexicon, opening=candidate.capital)
        self.left_classes = classes(before, lexicon, opening=True)
        self.left = self.left_classes[-1] if before else WordClass.MARK
        self.size = size_name(len(tail))
        self.tie = self._tie() if before and tail else ""

    @property
    def content(self) -> list[str]:
        """The words of the tail that are no function words."""
        return [word for word, name in zip(self.tail, self.classes, strict=True) if name not in FUNCTION_CLASSES]

    @property
    def quoted(self) -> bool:
        """Whether a quotation closes just before the tail."""
        return any(mark in self.candidate.closers or self.candidate.before.endswith(mark) for mark in _QUOTES)

    @property
    def stop(self) -> str:
        """The last mark of the tail, or its last character."""
        return self.candidate.tail.rstrip("\"'”’»)]")[-1:]

    @property
    def asks(self) -> bool:
        """Whether the tail is a question."""
        return self.stop == "?"

    def has(self, name: str, word: str) -> bool:
        """Whether a list of the lexicon holds a word."""
        return word in self.lexicon.words(name)

    def says(self, reach: int) -> bool:
        """Whether one of the first `reach` words is a verb of saying."""
        return not self.lexicon.words("speech-verbs").isdisjoint(self.tail[:reach])

    def is_open(self, word: str, name: WordClass) -> bool:
        """Whether a phrase that ends with this word, of this class, wants more."""
        if name == WordClass.DETERMINER:
            return self.has("open-determiners", word)
        if name == WordClass.CLAUSE_OPENER:
            return self.has("open-subordinators", word)
        return name in OPEN_ENDED and not self.has("particles", word) and not word.endswith(("ed", "ing"))

    def compares(self) -> bool:
        """Whether the end of the sentence before makes a comparison."""
        return any(self._is_comparative(word) for word in self.before[-_COMPARED:])

    def may_be_named(self) -> bool:
        """Whether it begins with a noun or a base form and a verb in -s: "cat shows the file" is said of a name."""
        if len(self.tail) < _MIN_SAID:
            return False
        known = parts_of_speech(self.lexicon)
        return known.get(self.tail[0], "")[:1] in ("n", "v") and "z" in known.get(self.tail[1], "")

    def adds_clause(self) -> bool:
        """Whether an adverb opens it, and a noun and its verb follow: "thus the plan was given up"."""
        opens = self.classes[0] is WordClass.ADVERB or self.tail[0] == "thus"
        if not opens or self.classes[1:2] != [WordClass.DETERMINER]:
            return False
        subject = itertools.takewhile(lambda name: name not in FINITE, self.classes[2:])
        return has_finite_verb(self.classes[2 : 2 + _MAX_SUBJECT]) and _CLAUSE_WORDS.isdisjoint(subject)

    def has_main_clause(self) -> bool:
        """Whether a clause with its subject follows the first comma of the tail, or the date or name it opens with."""
        opening = self.classes[:_OPENING]
        if any(opening[start : start + 3] in _CLAUSE_AFTER_DATE for start in range(len(opening))):
            return self.classes[0] is WordClass.PREPOSITION
        if "," not in self._marked[:_OPENING]:
            return False
        rest = classes(self._marked[self._marked.index(",") + 1 :], self.lexicon)
        return bool(rest) and (
            is_clause(rest) or rest[:3] == [WordClass.NAME, WordClass.ADJECTIVE, WordClass.DETERMINER]
        )

    def leads(self) -> bool:
        """Whether the words open a phrase or a subordinate clause: "in the town", "that they saw"."""
        if len(self.tail) > 1 and self.classes[0] is WordClass.SUBJECT_PRONOUN:
            return self.has("subject-pronouns", self.tail[1])
        return len(self.tail) > 1 and self.classes[0] in _LEADS

    def has_subject_after_verb(self) -> bool:
        """Whether a phrase is followed by an auxiliary and then its subject: "next to it is a mill"."""
        names = self.classes
        verb = next((index for index, name in enumerate(names) if name in FINITE), 0)
        if verb < _MIN_PHRASE or names[verb] is not WordClass.AUXILIARY:
            return False
        if names[0] not in _INVERTED and not self.tail[0].endswith("ing"):
            return False
        links = itertools.pairwise(names[:verb])
        if any(name in _CLAUSE_WORDS and before is not WordClass.PREPOSITION for before, name in links):
            return False
        return names[verb + 1 : verb + 2] != [] and names[verb + 1] in _STARTS

    def _is_comparative(self, word: str) -> bool:
        if self.has("comparatives", word) or word == "later":
            return word != "later"
        stems = (word[:-2], word[:-1], word[:-3] + "y", word[:-3]) if word.endswith("er") else ()
        return any("a" in parts_of_speech(self.lexicon).get(stem, "") for stem in stems)

    def _tie(self) -> str:
        if len(self.tail) > 2 or self.candidate.capital:
            return ""
        last, first = self.before[-1], self.classes[0]
        ties = (
            (Observation.SHORT_QUESTION(), self.candidate.tail.endswith("?")),
            (Observation.SHORT_CRY(), self.candidate.tail.endswith("!")),
            (Observation.COUNTED(), self._is_counted()),
            (Observation.PERHAPS_COUNTED(), self._may_be_counted()),
            (
                Observation.SHORT_AFTER_QUOTATION(),
                self.quoted and (first in SPEAKERS or self.says(2)),
            ),
            (Observation.COMPLETES(), self.is_open(last, self.left)),
            (Observation.COMPLETES(), self.has("degrees", last) and first == WordClass.ADJECTIVE),
            (Observation.TIED_BY(first), first in LINKS and len(self.tail) > 1 and self._takes_link()),
            (Observation.COURTESY(), self.has("courtesies", " ".join(self.tail))),
            (Observation.SHORT_ADVERB(), self._tells_manner()),
        )
        return next((name for name, holds in ties if holds), Observation.UNTIED())

    def _takes_link(self) -> bool:
        """Whether what stands before the stop can take the tail's first word: "of" wants a noun or a verb before it."""
        return self.tail[0] != "of" or self.left not in _TAKE_NO_OF

    def _is_counted(self) -> bool:
        last = self.before[-1]
        if (last[0].isdigit() and last.endswith(ORDINAL_ENDS)) or _ROMAN.fullmatch(last):
            return self.tail[0] in ("century", "centuries")
        counts = self.has("scales", last) or (last[0].isdigit() and not YEAR.fullmatch(last))
        return counts and self.has("units", self.tail[0]) and not self._is_money()

    def _may_be_counted(self) -> bool:
        last = self.before[-1]
        if not last.isdigit() or YEAR.fullmatch(last) or self._is_money():
            return False
        return self.classes[0] in _NOUNS and (self.classes[0] is WordClass.PLURAL_NOUN or int(last) == 1)

    def _is_money(self) -> bool:
        """Whether the number before the stop is a sum: it counts its currency and nothing else."""
        return _MONEY.search(self.candidate.before[-_MONEY_REACH:]) is not None

    def _tells_manner(self) -> bool:
        return self.tail[0].endswith("ly") and (self.left in VERB_FORMS or self.left == WordClass.NUMBER)
