"""Whether the first or last paragraph of a text is talk about a translation: the points of all its signs together.

How few are enough depends on what else is known: less where a model has shown itself, where there is talk at the other
end, or where the text is known to be machine translation, than where nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cleaner.passes.chatter import _weights
from cleaner.passes.chatter._facts import EdgePassage, Facts
from cleaner.passes.chatter._phrases import phrase_points
from cleaner.passes.chatter._questions import AT_END, AT_START, Question
from cleaner.passes.chatter._signs import Sign

MAX_LENGTH = 700
"""Characters of a paragraph above which it is not weighed."""


_OF_TURNS = (Sign.TURN, Sign.PROMISES, Sign.PORTION, Sign.FORM, Sign.ROLE)
_OF_TURNS_AT_END = (Sign.GRADED, Sign.NEXT_PART, Sign.FORM)
_MATTER = (
    Sign.TRANSLATION,
    Sign.LANGUAGE,
    Sign.MODEL,
    Sign.ANSWERS,
    Sign.FOREIGN,
    Sign.ACT,
    Sign.THINKS,
    Sign.CHANGE,
    Sign.SYMBOLS,
    Sign.HANDLES,
    Sign.REQUESTED,
    Sign.CAUTIOUS,
    *_OF_TURNS,
)
_FORM = (
    Sign.ANNOUNCES,
    Sign.ANSWERS,
    Sign.FORWARD,
    Sign.CHANGE,
    Sign.FOREIGN,
    Sign.LABEL,
    Sign.MODEL,
    Sign.THINKS,
    Sign.SYMBOLS,
    Sign.ASKER,
    Sign.TRAILS,
    Sign.LANGUAGES,
    Sign.HANDLES,
    Sign.REQUESTED,
    Sign.CAUTIOUS,
    Sign.PERSONAL,
    *_OF_TURNS,
)
"""Talk at the start of a text has a matter and a form: a sentence about a translation is no announcement."""

_FORM_ELSEWHERE = (
    Sign.FOREIGN_MATTER,
    Sign.ANSWERS,
    Sign.ACT,
    Sign.PRESENTS,
    Sign.ANNOUNCES,
    Sign.HANDLES,
    Sign.REQUESTED,
    *_OF_TURNS,
)
_FORM_OF_TEXT = (Sign.FORWARD, Sign.GREETS)
_MATTER_AT_END = (
    Sign.TRANSLATION,
    Sign.LANGUAGE,
    Sign.MODEL,
    Sign.WORDING,
    Sign.FOREIGN,
    Sign.DETAIL,
    Sign.DOUBT,
    Sign.QUOTES,
    Sign.SOURCE,
    Sign.YOURS,
    Sign.NOTE,
    Sign.NOTE_LABEL,
    Sign.OFFERS,
    Sign.ASKS_FOR,
    Sign.EXCLAIMS,
    Sign.LEAVES,
    Sign.GRADES,
    Sign.TABLE,
    Sign.END_MARK,
    Sign.HANDLES,
    Sign.REQUESTED,
    Sign.CAUTIOUS,
    Sign.MORE,
    *_OF_TURNS_AT_END,
)
_FORM_OF_TRANSLATION = (Sign.PRESENTS, Sign.TEXT, Sign.NO_STOP)
_OF_TRANSLATION = frozenset((Sign.TRANSLATION, Sign.MODEL, Sign.THINKS, Sign.FORM))
_SAYS_SO = frozenset((Sign.ANNOUNCES, Sign.ANSWERS, Sign.FORWARD, Sign.ASKER, Sign.THINKS, Sign.FORM))
_SAYS_SO_ELSEWHERE = _SAYS_SO | {Sign.PRESENTS, Sign.GREETS, Sign.ACT, Sign.ADDRESS, Sign.LABEL}
_MORE_THAN_A_NAME = _SAYS_SO_ELSEWHERE | {Sign.TRANSLATION, Sign.HANDLES, Sign.REQUESTED, Sign.CAUTIOUS, *_OF_TURNS}
"""What an announcement in another language has beside the name of a language, which people speak of, too."""

_WITH_A_LANGUAGE = frozenset((Sign.ANSWERS, Sign.TEXT))
_OF_WORK = frozenset(
    (
        Sign.TRANSLATION,
        Sign.WORDING,
        Sign.MODEL,
        Sign.SOURCE,
        Sign.HANDLES,
        Sign.REQUESTED,
        Sign.CAUTIOUS,
        Sign.MORE,
        Sign.NOTE_LABEL,
        Sign.GRADES,
        Sign.TABLE,
        Sign.END_MARK,
        *_OF_TURNS_AT_END,
    )
)
_OF_DEEDS = frozenset((Sign.HANDLES, Sign.MORE, Sign.CAUTIOUS))
_OF_WORK_TOLD = (_OF_WORK - _OF_DEEDS) | {
    Sign.EXCLAIMS,
    Sign.FOREIGN,
    Sign.LEAVES,
    Sign.NOTE,
    Sign.OFFERS,
    Sign.YOURS,
}
_OF_NOTES = _OF_WORK | {Sign.LANGUAGE, Sign.DETAIL, Sign.DOUBT, Sign.QUOTES, Sign.YOURS, Sign.EXCLAIMS}
_OF_PEOPLE_ELSEWHERE = frozenset((Sign.PUBLIC, Sign.STRANGE))
_NOTHING = -1000
_EVEN = 100
_WORTH = {
    (True, False): (_weights.BASE_AT_START, _weights.POINTS_AT_START, _weights.LENGTH_AT_START),
    (False, False): (_weights.BASE_AT_END, _weights.POINTS_AT_END, _weights.LENGTH_AT_END),
    (True, True): (
        _weights.BASE_AT_START_ELSEWHERE,
        _weights.POINTS_AT_START_ELSEWHERE,
        _weights.LENGTH_AT_START_ELSEWHERE,
    ),
    (False, True): (_weights.BASE_AT_END_ELSEWHERE, _weights.POINTS_AT_END_ELSEWHERE, _weights.LENGTH_AT_END_ELSEWHERE),
}
"""What a sign is worth, by whether the paragraph is at the start, and whether it is in another language."""

_OPENS = 115
_OPENS_MACHINE = 111
_IN_COMPANY = 92
_COMPANY = (98, 205)
_COMPANY_MACHINE = (92, 190)
_CLOSES_HEADED = 100
_CLOSES_MACHINE = 121
_CLOSES_MACHINE_ELSEWHERE = 106
_CLOSES_ELSEWHERE = 98
_BESIDE_ELSEWHERE = 60
_TOGETHER_ELSEWHERE = 145
_CLOSES_TOLD = 104
_CLOSES_TOLD_MARKED = 85
_CLOSES_WITH_DEEDS = 104
"""So many points are enough: where nothing is known of the text, where it is known to be machine translation, where
other talk is beside it or at the other end, where what it says or both ends are in another language than the text,
where a model has shown itself, and there where it is marked as a note. 100 are even odds."""


_OF_PERSONS = frozenset((Sign.OWN_WORDS, Sign.NARRATES, Sign.OTHER_WORDS))
_SURE_OF_PERSONS = 125
"""What persons have who speak of translations in chats and reviews, and what it then takes from machine translation."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The signs of a paragraph, and how many points they make."""

    signs: frozenset[Sign] = frozenset()
    points: int = _NOTHING
    why: str = ""
    """The signs of talk, as a message says them."""

    @property
    def opens(self) -> bool:
        """Whether it is an announcement where nothing is known of the text."""
        if self.points < _OPENS:
            return False
        if Sign.FOREIGN in self.signs:
            matter = Sign.FOREIGN_MATTER in self.signs or (Sign.ANSWERS in self.signs and Sign.TEXT in self.signs)
            return matter and not self.signs.isdisjoint(_SAYS_SO_ELSEWHERE)
        speaks = not self.signs.isdisjoint(_OF_TRANSLATION) or (
            Sign.LANGUAGE in self.signs and not self.signs.isdisjoint(_WITH_A_LANGUAGE)
        )
        own = Sign.LABEL in self.signs or (Sign.PERSONAL in self.signs and Sign.ANSWERS not in self.signs)
        return speaks and not own and not self.signs.isdisjoint(_SAYS_SO)

    @property
    def opens_machine(self) -> bool:
        """Whether it is an announcement where the text is known to be machine translation."""
        names = Sign.FOREIGN in self.signs and self.signs.isdisjoint(_MORE_THAN_A_NAME)
        return self.points >= max(_OPENS_MACHINE, self._of_persons) and not names

    @property
    def likely_opens(self) -> bool:
        """Whether it may be an announcement, and is worth a report where it says so."""
        return self.points >= _OPENS_MACHINE and self.says_so

    @property
    def says_so(self) -> bool:
        """Whether it speaks of a translation, and is more than a sentence about one."""
        speaks = not self.signs.isdisjoint((*_OF_TRANSLATION, Sign.LANGUAGE))
        return speaks and not self.signs.isdisjoint((*_SAYS_SO, Sign.FOREIGN, Sign.LABEL))

    @property
    def opens_in_company(self) -> bool:
        """Whether it is an announcement where another follows it."""
        return self.points >= _IN_COMPANY

    @property
    def closes_in_company(self) -> bool:
        """Whether it is a closing note where a line opens the text as answers do."""
        return self.points >= _CLOSES_HEADED

    @property
    def closes_machine(self) -> bool:
        """Whether it is a closing note in text known to be machine translation, though no model has shown itself."""
        of_work = not self.signs.isdisjoint(_OF_WORK) and Sign.PIECE not in self.signs
        if self._tells_of_work_elsewhere:
            return of_work and self.points >= _CLOSES_ELSEWHERE
        enough = _CLOSES_MACHINE_ELSEWHERE if Sign.FOREIGN in self.signs else _CLOSES_MACHINE
        return of_work and self.points >= max(enough, self._of_persons)

    @property
    def _of_persons(self) -> int:
        """The points it takes from machine translation because persons, too, speak so; they promise no translation."""
        told = self.signs.isdisjoint(_OF_PERSONS) or Sign.PROMISES in self.signs
        return 0 if told else _SURE_OF_PERSONS

    @property
    def _tells_of_work_elsewhere(self) -> bool:
        """Whether it says in another language what was done to a part of a text, or offers to do more."""
        if Sign.FOREIGN not in self.signs or not self.signs.isdisjoint(_OF_PEOPLE_ELSEWHERE):
            return False
        done = Sign.HANDLES in self.signs and not self.signs.isdisjoint((Sign.ACT, Sign.TRANSLATION))
        return done or (Sign.MORE in self.signs and not self.signs.isdisjoint((Sign.WORDING, Sign.TEXT)))

    @property
    def closes_elsewhere(self) -> bool:
        """Whether it is a closing note where an announcement in another language than the text's has been taken."""
        foreign = Sign.FOREIGN in self.signs and self.signs.isdisjoint(_OF_PEOPLE_ELSEWHERE)
        return foreign and self.points >= _BESIDE_ELSEWHERE

    @property
    def may_close(self) -> bool:
        """Whether it is more likely a closing note than a person's words, where it says in usual words what it is."""
        return self.points >= _EVEN

    @property
    def closes_told(self) -> bool:
        """Whether it is a closing note where a model has shown itself."""
        bare = Sign.NOTE in self.signs and Sign.MARKED_NOTE not in self.signs and self.signs.isdisjoint(_OF_NOTES)
        if bare or Sign.PIECE in self.signs:
            return False
        enough = _CLOSES_TOLD_MARKED if Sign.MARKED_NOTE in self.signs else _CLOSES_TOLD
        of_work = self.points >= enough and not self.signs.isdisjoint(_OF_WORK_TOLD)
        return of_work or (self.points >= _CLOSES_WITH_DEEDS and not self.signs.isdisjoint(_OF_DEEDS))

    def may_have_company(self, *, machine: bool) -> bool:
        """Whether it may be the end of two that are talk together, whatever opens the text: most ends are not, and then
        the other need not be weighed."""
        alone, _ = _COMPANY_MACHINE if machine else _COMPANY
        return self.points >= alone or (machine and self.closes_elsewhere)

    def may_open_company(self, *, machine: bool) -> bool:
        """Whether it may be the beginning of two that are talk together, whatever ends the text."""
        alone, _ = _COMPANY_MACHINE if machine else _COMPANY
        return self.points >= alone or (machine and Sign.FOREIGN in self.signs)


def are_company(opening: Weighed, closing: Weighed, *, machine: bool) -> bool:
    """Whether what opens a text and what ends it are talk together: neither need be enough alone, and less is where the
    text is known to be machine translation."""
    alone, together = _COMPANY_MACHINE if machine else _COMPANY
    if machine and Sign.FOREIGN in opening.signs and closing.closes_elsewhere:
        answers = not opening.signs.isdisjoint((Sign.ANSWERS, Sign.PROMISES))
        if answers and opening.points + closing.points >= _TOGETHER_ELSEWHERE:
            return True
    if closing.signs.isdisjoint(_OF_WORK_TOLD | _OF_DEEDS) or Sign.PIECE in closing.signs:
        return False
    return min(opening.points, closing.points) >= alone and opening.points + closing.points >= together


class _Asked:
    """The signs of a paragraph, each asked for when it is first wanted: most paragraphs lack what few of them show."""

    def __init__(self, facts: Facts, questions: Mapping[Sign, Question]) -> None:
        self._facts, self._questions = facts, questions
        self._known: dict[Sign, bool] = {}

    def shows(self, sign: Sign) -> bool:
        """Whether the paragraph has a sign."""
        known = self._known.get(sign)
        if known is None:
            question = self._questions.get(sign)
            known = self._known[sign] = question is not None and question(self._facts)
        return known

    def shows_any(self, signs: Iterable[Sign]) -> bool:
        """Whether it has one of some signs."""
        return any(map(self.shows, signs))

    def all(self) -> frozenset[Sign]:
        """All signs that it has."""
        return frozenset(filter(self.shows, self._questions))


def weigh(passage: EdgePassage) -> Weighed:
    """What a paragraph shows; nothing where it is too long, has no words, or speaks of nothing that talk is about."""
    if passage.end - passage.start > MAX_LENGTH:
        return Weighed()
    facts = Facts(passage)
    if not facts.words:
        return Weighed()
    questions = AT_START if passage.at_start else AT_END
    asked = _Asked(facts, questions)
    if not (_has_matter_and_form(asked) if passage.at_start else _has_matter(asked)):
        return Weighed()
    signs = asked.all()
    base, worth, lengths = _WORTH[passage.at_start, facts.foreign]
    points = base + sum(worth.get(sign, 0) for sign in signs)
    points += sum(points for words, points in lengths if len(facts.words) <= words)
    points += 0 if facts.foreign else phrase_points(facts.words, at_start=passage.at_start)
    why = "; ".join(sign.value for sign in questions if sign in signs and worth.get(sign, 0) > 0)
    return Weighed(signs, points, why)


def _has_matter_and_form(asked: _Asked) -> bool:
    """Whether a first paragraph speaks of what talk is about, in a way that only talk has."""
    if asked.shows(Sign.FOREIGN):
        return asked.shows_any(_FORM_ELSEWHERE)
    if not asked.shows_any(_MATTER):
        return asked.shows(Sign.TEXT) and asked.shows_any(_FORM_OF_TEXT)
    return asked.shows_any(_FORM) or (asked.shows(Sign.TRANSLATION) and asked.shows_any(_FORM_OF_TRANSLATION))


def _has_matter(asked: _Asked) -> bool:
    """Whether a last paragraph speaks of what talk is about."""
    return asked.shows_any(_MATTER_AT_END) or (asked.shows(Sign.TEXT) and asked.shows(Sign.ACT))
