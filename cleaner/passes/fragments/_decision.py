"""What to do with a candidate: the one decision of the pass.

The observations of `_evidence` are weighed by a log-linear model whose weights are data
(`data/<lang>/models/fragments.txt`), learnt from machine translation. Where it is not known that the text is machine
translation, `_prior` says how much more evidence it takes. The outcome with the highest chance is the finding; it is
applied only where repairs of its kind were right often enough on rows the weights never saw.
"""

from __future__ import annotations

import enum
import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cleaner.document import Document
from cleaner.errors import LexiconError
from cleaner.lexicon import Lexicon
from cleaner.passes.fragments import _plain, _prior
from cleaner.passes.fragments._broken import runs_into_sentence
from cleaner.passes.fragments._candidate import Candidate
from cleaner.passes.fragments._evidence import OBSERVERS, observe
from cleaner.passes.fragments._finder import find
from cleaner.passes.fragments._grammar import WordClass
from cleaner.passes.fragments._loss import lost_words
from cleaner.passes.fragments._observations import Observation, vocabulary

SCALE = 100
"""Weights are kept as whole numbers, so many to the unit."""


class Outcome(enum.Enum):
    """What is done with a candidate; the values are the labels of the rows that the weights are learnt from."""

    DELETE = "D"
    JOIN = "J"
    CAPITALISE = "C"
    KEEP = "K"


BIAS = "bias"
"""The key of the weights that hold without any observation."""

FOUND = 0.5
"""A candidate that is kept with at least this chance is no finding."""

WORTH_OF_DELETING = (1.0, 0.9, 0.45, 0.25)
"""What the chance of a deletion counts, by the words it would lose: what is joined by mistake is still there."""

WORTH_OF_CAPITALISING = 1.25
"""What the chance of a capital counts: it costs least where it is wrong."""

CLEAR = {Outcome.DELETE: 0.5, Outcome.JOIN: 0.5, Outcome.CAPITALISE: 0.5}
"""The chance from which an outcome is applied where the origin of the text is not known."""

CLEAR_IN_MACHINE = {Outcome.DELETE: 0.42, Outcome.JOIN: 0.35, Outcome.CAPITALISE: 0.45}
"""The same where the text is known to be machine translation."""

CLEAR_OF_CLAUSE = 0.4
"""The chance from which a whole clause that a pronoun opens gets its capital, where the origin is not known."""

CLEAR_IN_TALK = {Outcome.DELETE: 0.7, Outcome.JOIN: 0.65, Outcome.CAPITALISE: 0.45}
"""The same, at least, where the text talks to somebody: chats and letters have short sentences that look like tails."""

_SPEECH = frozenset({Observation.SAYS_AFTER_QUOTATION(), Observation.NAMES_SPEAKER(), Observation.SAYS_WITH_NAME()})

VETOES: Mapping[Outcome, frozenset[str]] = {
    Outcome.DELETE: frozenset(
        {
            Observation.PERHAPS_COUNTED(),
            Observation.BEGINS_WITH(WordClass.ADVERB),
            Observation.FIRST_WORD("instead"),
        }
    ),
    Outcome.JOIN: frozenset(
        {
            Observation.CAPITAL(),
            Observation.BEGINS_WITH(WordClass.DETERMINER),
            Observation.CLAUSE(),
            Observation.CONJUNCTION_AND_CLAUSE(),
            Observation.BEGINS_WITH_PAIR(WordClass.CONJUNCTION, WordClass.PREPOSITION),
            Observation.CONJUNCTION_AND_SUBJECT(),
            Observation.BEGINS_WITH_PAIR(WordClass.UNKNOWN, WordClass.ADVERB),
            Observation.BEGINS_WITH_PAIR(WordClass.ADVERB, WordClass.DETERMINER),
            Observation.SUBJECT_AFTER_VERB(),
            Observation.ADVERB_AND_CLAUSE(),
            *_SPEECH,
            Observation.PHRASE_AND_MAIN_CLAUSE(WordClass.CLAUSE_OPENER),
            Observation.PHRASE_AND_MAIN_CLAUSE(WordClass.PREPOSITION),
        }
    ),
    Outcome.CAPITALISE: frozenset(
        {
            Observation.UNTIED(),
            Observation.NAME_AND_VERB(),
            Observation.BEGINS_WITH(WordClass.UNKNOWN),
            Observation.PHRASE_ALONE(),
            Observation.PARAGRAPH_IN_LOWER_CASE(),
            Observation.VERBLESS_PHRASE(),
            Observation.OF_PROGRAM(),
            Observation.OF_OLD_TIMES(),
            *_SPEECH,
        }
    ),
}
"""Observations under which one outcome is not applied unless the text is known to be machine translation: an
adverb is not thrown away that may belong to what was quoted; what a phrase opens is not joined, nor a remark ("a lousy
company."), nor what has a subject of its own, as a lower-case name before an adverb is; a word that is in no list, a
noun without an article that something is said of, as the name of a program is, a phrase, or a word or two without a
tie, are not made a sentence, nor is anything where the paragraph begins in lower case; in text about a program, whose
names keep their small letters, or in one of old times, where a question goes on in lower case; who said it belongs to
the quotation, as it is."""

NEVER: Mapping[Outcome, frozenset[str]] = {
    Outcome.DELETE: frozenset(
        {
            Observation.WHOLE_CLAUSE(),
            Observation.LIKE_QUESTION(),
            Observation.ENDS_IN_QUESTION(),
            Observation.CAPITAL_PHRASE(),
        }
    ),
    Outcome.JOIN: frozenset(
        {
            Observation.OTHERS("more than three"),
            Observation.PHRASE_AND_MAIN_CLAUSE(WordClass.ADVERB),
            Observation.SHORT_CRY(),
        }
    ),
    Outcome.CAPITALISE: frozenset(),
}
"""Observations under which one outcome is never applied: a clause or a question is not thrown away, nor what may be
said by itself ("At least in the talks."); a cry ("yes!") and what an adverb opens are not joined, nor is anything in
lists of phrases and chats, which have many candidates."""

VETOES_FOR_ALL = frozenset(
    {
        Observation.STATES_ON(),
        Observation.CAPITAL_MODAL(),
        Observation.BEGINS_ALIKE(),
        Observation.OPENS_WITH_CODE(),
    }
)
"""Observations under which nothing is applied: people, too, go on in lower case after a question, write "Must not be
empty." in notes, and "good prices. good service" in lists without marks; and a language code opens no sentence."""

_CLAUSE_OF_PRONOUN = frozenset({Observation.BEGINS_WITH(WordClass.SUBJECT_PRONOUN), Observation.CLAUSE()})
_CAPITAL_VERBS = frozenset({Observation.CAPITAL(), Observation.ONLY_VERBS()})

UNQUOTED = frozenset(
    {
        Observation.READS_ON,
        Observation.FOLLOWS_LAST,
        Observation.FOLLOWS_EARLIER,
        Observation.BETWEEN,
        Observation.BETWEEN_ALONE,
        Observation.OTHERS,
    }
)
"""Observations that a message does not quote: they say little to a reader, or the prior says it."""


class Force(enum.Enum):
    """How far a verdict goes."""

    APPLIED = "applied"
    LOSES_WORDS = "applied only when asked for: the content of a word is nowhere beside it"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for a candidate, its chance among all outcomes, and how far it goes."""

    outcome: Outcome
    chance: float
    force: Force


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate with its verdict and what was the strongest evidence for it, the origin of the text first."""

    candidate: Candidate
    verdict: Verdict
    observations: frozenset[str]
    reasons: tuple[str, ...]
    lost: tuple[str, ...]
    in_machine: bool
    opens_with_clause: bool = False
    """Whether what is before the tail is a clause that needs it, and a comma between."""


def judge(
    chances: Mapping[Outcome, float], observations: frozenset[str], lost: Sequence[str], *, in_machine: bool
) -> Verdict | None:
    """The verdict by the chances of the outcomes; None where the candidate stays as it is and is no finding.

    `lost` are the words that a deletion would lose, `in_machine` whether the text is known to be machine translation.
    """
    if in_machine and _cannot_join(observations):
        chances = _without(chances, Outcome.JOIN)
    if chances[Outcome.KEEP] >= FOUND:
        return None
    worth = WORTH_OF_DELETING[min(len(lost), len(WORTH_OF_DELETING) - 1)]
    repairs = {**chances, Outcome.DELETE: chances[Outcome.DELETE] * worth}
    repairs[Outcome.CAPITALISE] *= WORTH_OF_CAPITALISING
    del repairs[Outcome.KEEP]

    def force(outcome: Outcome) -> Force:
        return _force(outcome, chances[outcome], observations, lost, in_machine=in_machine)

    outcome = max(repairs, key=lambda each: repairs[each])
    if in_machine and force(outcome) is Force.REPORTED:
        second = [each for each in repairs if chances[each] >= FOUND and force(each) is Force.APPLIED]
        outcome = second[0] if second else outcome
    return Verdict(outcome, chances[outcome], force(outcome))


def _cannot_join(observations: frozenset[str]) -> bool:
    """Whether a tail cannot be the rest of its sentence: it ends in a word that wants more, or it is verbs with a
    capital."""
    return Observation.ENDS_OPEN() in observations or observations >= _CAPITAL_VERBS


def _without(chances: Mapping[Outcome, float], impossible: Outcome) -> Mapping[Outcome, float]:
    """The chances of the other outcomes, where one cannot be."""
    rest = math.fsum(chance for outcome, chance in chances.items() if outcome is not impossible)
    return {outcome: 0.0 if outcome is impossible else chance / rest for outcome, chance in chances.items()}


def _force(
    outcome: Outcome, chance: float, observations: frozenset[str], lost: Sequence[str], *, in_machine: bool
) -> Force:
    """How far an outcome may go that has this chance."""
    vetoes = VETOES_FOR_ALL | NEVER[outcome] | (frozenset() if in_machine else VETOES[outcome])
    clear = (CLEAR_IN_MACHINE if in_machine else CLEAR)[outcome]
    if outcome is Outcome.CAPITALISE and not in_machine and observations >= _CLAUSE_OF_PRONOUN:
        clear = CLEAR_OF_CLAUSE
    if Observation.TALKS() in observations:
        clear = max(clear, CLEAR_IN_TALK[outcome])
    if chance < clear or not vetoes.isdisjoint(observations):
        return Force.REPORTED
    if outcome is Outcome.JOIN and _cannot_join(observations):
        return Force.REPORTED
    if outcome is Outcome.DELETE and lost and not (in_machine and _is_no_statement(observations)):
        return Force.LOSES_WORDS
    return Force.APPLIED


def _is_no_statement(observations: frozenset[str]) -> bool:
    """Whether a tail states nothing by itself: it is no clause, or says only that something was said."""
    return Observation.CLAUSE() not in observations or Observation.REPORTS_SPEECH() in observations


def decide(document: Document) -> tuple[Decision, ...]:
    """The decisions over all candidates of a document that are findings."""
    in_machine = _prior.is_machine(document)
    table = weights(document.lexicon)
    candidates = find(document, bold=in_machine)
    seen = [(candidate, observe(document, candidate, len(candidates) - 1)) for candidate in candidates]
    weighed = [{phrase: table[phrase] for phrase in sorted(made) if phrase in table} for _, made in seen]
    sums = [_sums([table[BIAS], *each.values()]) for each in weighed]
    clear = sum(_chances(each)[Outcome.KEEP] < _prior.CLEARLY_LEFT for each in sums)
    decisions = []
    for (candidate, observations), own, total in zip(seen, weighed, sums, strict=True):
        others = clear - (_chances(total)[Outcome.KEEP] < _prior.CLEARLY_LEFT)
        total[Outcome.KEEP] += _prior.odds_of_keeping(document, others)
        lost = lost_words(candidate, document.lexicon)
        verdict = _evident(candidate, document.lexicon) or judge(
            _chances(total), observations, lost, in_machine=in_machine
        )
        if verdict and runs_into_sentence(candidate.tail, document.lexicon):
            verdict = Verdict(verdict.outcome, verdict.chance, Force.REPORTED)
        if verdict:
            reasons = (_prior.reason(document, others), *_reasons(own, verdict.outcome, document.lexicon))
            opens = verdict.outcome is Outcome.JOIN and _plain.lacks_main_clause(candidate, document.lexicon)
            decisions.append(Decision(candidate, verdict, observations, reasons, lost, in_machine, opens))
    return tuple(decisions)


def _evident(candidate: Candidate, lexicon: Lexicon) -> Verdict | None:
    """The verdict where the form alone tells it, and no weighing could tell more."""
    if _plain.breaks_off(candidate, lexicon):
        return Verdict(Outcome.DELETE, 1.0, Force.APPLIED)
    if _plain.is_what_was_said(candidate, lexicon) or _plain.lacks_main_clause(candidate, lexicon):
        return Verdict(Outcome.JOIN, 1.0, Force.APPLIED)
    if _plain.is_own_clause(candidate, lexicon):
        return Verdict(Outcome.CAPITALISE, 1.0, Force.APPLIED)
    return None


@functools.cache
def weights(lexicon: Lexicon) -> Mapping[str, tuple[int, ...]]:
    """Observation to its weights for the outcomes, in the order of `Outcome`.

    LexiconError where a key is no observation, or where a veto or an observer holds one that the other does not know.
    """
    table = {}
    for entry in lexicon.read("fragments"):
        phrase, *values = entry.rsplit(" ", len(Outcome))
        table[phrase] = tuple(map(int, values))
    for problem in problems(table, lexicon):
        raise LexiconError(f"data/{lexicon.lang}/models/fragments.txt: {problem}")
    return table


def problems(table: Iterable[str], lexicon: Lexicon) -> list[str]:
    """What in the keys of a table of weights, in the vetoes and in the observers does not fit together."""
    known = vocabulary(lexicon)
    made = frozenset().union(*OBSERVERS.values())
    vetoes = VETOES_FOR_ALL.union(*NEVER.values(), *VETOES.values())
    return [
        *(f"{key!r} is no observation" for key in table if key not in known and key != BIAS),
        *(f"the veto {veto!r} is no observation" for veto in vetoes if veto not in known),
        *(f"{each.value!r} is observed by no observer" for each in Observation if each not in made),
    ]


def _sums(weighed: Sequence[tuple[int, ...]]) -> dict[Outcome, float]:
    """The evidence for each outcome, in log odds."""
    columns = zip(*weighed, strict=True)
    return {outcome: sum(column) / SCALE for outcome, column in zip(Outcome, columns, strict=True)}


def _chances(sums: Mapping[Outcome, float]) -> dict[Outcome, float]:
    highest = max(sums.values())
    powers = {outcome: math.exp(value - highest) for outcome, value in sums.items()}
    return {outcome: power / math.fsum(powers.values()) for outcome, power in powers.items()}


def _reasons(weighed: Mapping[str, tuple[int, ...]], outcome: Outcome, lexicon: Lexicon) -> tuple[str, ...]:
    """The two observations that are the most evidence for the outcome, against the average of the others."""
    column = list(Outcome).index(outcome)
    known = vocabulary(lexicon)
    ranked = sorted(weighed, key=lambda phrase: (sum(weighed[phrase]) - 4 * weighed[phrase][column], phrase))
    return tuple(phrase for phrase in ranked if known[phrase] not in UNQUOTED)[:2]
