"""From counts to proposals: how unusual a recurrence is, and which of several that overlap is meant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from cleaner.lexicon import load
from cleaner.survey.lossy import Count, LossyCounter
from cleaner.survey.units import Unit, UnitForm, shape, units
from cleaner.survey.usual import Language
from cleaner.survey.words import Words

MIN_DOCUMENTS = 3
"""Fewer documents show no habit of a source."""

MIN_EVIDENCE = 30.0
"""The least evidence of a proposal; at 10.8 chance gives a recurrence once in a thousand, and there are many units."""

_SAME = 0.75
"""A longer unit goes before the shorter one within it where it has at least this share of its documents."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that recurs: its form and text, the documents it is in, and how unusual that is.

    `evidence` is the log-likelihood ratio G² (T. Dunning, «Accurate Methods for the Statistics of Surprise and
    Coincidence», Computational Linguistics 19, 1993) of the observed number of documents against the `expected` one,
    which is what the frequencies of its words and marks alone would give at that position. `places` are names of
    documents and offsets (code points). `language` says that language does this by itself: speech tags, function words.
    """

    form: UnitForm
    text: str
    documents: int
    share: float
    expected: float
    evidence: float
    places: tuple[tuple[str, int], ...]
    language: bool


@dataclass(frozen=True, slots=True)
class Survey:
    """What was read, and the proposals, those with the most evidence first."""

    documents: int
    proposals: tuple[Proposal, ...]


def survey(texts: Iterable[tuple[str, str]], *, min_share: float = 0.005, lang: str = "en") -> Survey:
    """Read named texts once and propose what recurs in at least `min_share` of them.

    Memory is bounded by the number of different units that recur, not by the number of texts; a count may be short by a
    tenth of `min_share`.
    """
    counts: LossyCounter[Unit] = LossyCounter(min(min_share / 10, 0.001))
    lexicon = load(lang)
    words = Words(lexicon)
    for name, text in texts:
        counts.add(name, chain(units(text), words.units(text)))
        if counts.documents <= _READ_WORDS or not counts.documents % _EVERY:
            words.read(text)
    least = max(MIN_DOCUMENTS, math.ceil(min_share * counts.documents))
    language = Language(words, lexicon)
    proposals = [_proposal(unit, count, counts.documents, language) for unit, count in counts.most(least)]
    proposals = [each for each in proposals if each.evidence >= MIN_EVIDENCE and not each.language]
    proposals.sort(key=_order)
    return Survey(counts.documents, tuple(sorted(_distinct(proposals), key=_order)))


_READ_WORDS = 2000
_EVERY = 20
"""Frequencies of words come from the first texts, then from one in twenty."""


def _order(proposal: Proposal) -> tuple[float, str, str]:
    return -proposal.evidence, proposal.form.value, proposal.text


def _proposal(unit: Unit, count: Count, documents: int, language: Language) -> Proposal:
    form, text = unit
    expected = min(float(documents), language.expected(form, text, documents))
    observed = count.documents
    evidence = 2 * observed * math.log(observed / expected) if observed > expected else 0.0
    return Proposal(
        form,
        text,
        observed,
        observed / documents,
        expected,
        evidence,
        tuple(count.samples),
        language.is_usual(form, text),
    )


def _distinct(found: Sequence[Proposal]) -> list[Proposal]:
    """One proposal for what is found in several forms or lengths: the one that says most, in as many documents."""
    kept: list[Proposal] = []
    for each in found:
        rival = next((other for other in kept if _same_thing(each, other)), None)
        if rival is None:
            kept.append(each)
        elif _goes_before(each, rival):
            kept[kept.index(rival)] = each
    return kept


def _same_thing(one: Proposal, other: Proposal) -> bool:
    """Whether one of two texts holds the other and they are in about the same documents."""
    if one.form is other.form is UnitForm.TOKEN and shape(one.text) == shape(other.text):
        return other.documents >= one.documents or one.documents >= _SAME * other.documents
    if one.text.strip() not in other.text and other.text.strip() not in one.text:
        return False
    few, many = sorted((one.documents, other.documents))
    return few >= _SAME * many or other.documents >= one.documents


def _goes_before(one: Proposal, other: Proposal) -> bool:
    return len(one.text) > len(other.text) and one.documents >= _SAME * other.documents
