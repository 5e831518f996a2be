"""What a model wrapped around a translation, layer by layer, from the edges of a text inwards, and at its seams.

The rules of this pass that delete ask here, for a layer shows only when the one outside it is known: thoughts, then an
announcement, then a fence, and at the end notes and a farewell. What is left inside is the text; there must be some.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.passes.chatter._containers import take_containers, take_half
from cleaner.passes.chatter._farewell import take_farewell
from cleaner.passes.chatter._formula_lines import formulas_within, take_formula
from cleaner.passes.chatter._labels import labels_throughout, take_language, take_role
from cleaner.passes.chatter._lines import lines_of_talk
from cleaner.passes.chatter._opening import skip_front_matter, take_announcement
from cleaner.passes.chatter._pairs import PAIR_LISTS, take_pair
from cleaner.passes.chatter._peeling import Peeling
from cleaner.passes.chatter._prompts import take_instruction, take_template, take_turn
from cleaner.passes.chatter._seams import talk_within
from cleaner.passes.chatter._thoughts import empty_thoughts, take_switch, take_thoughts

ENVELOPE_LISTS = (
    *PAIR_LISTS,
    "answer-keys",
    "answer-names",
    "answer-tags",
    "breakdown-headings",
    "closing-openers",
    "note-evidence",
    "note-evidence-pieces",
    "note-openers",
    "note-verbs",
    "offer-endings",
    "offer-openers",
    "prompt-openers",
    "speaker-words",
    "talk-phrases",
    "thinking-tags",
)
"""Every list that is read for layers, beside those of announcements and of talk."""

_MAX_LAYERS = 12
"""More layers than this no model makes."""


@dataclass(frozen=True, slots=True)
class _LayerStep:
    """One kind of layer. It is asked where what is left begins with one of the characters `first`, or anything if there
    are none, or ends with one of `last`; one for text that a model may have written (`told`), only there."""

    take: Callable[[Peeling], bool]
    first: str = ""
    last: str = ""
    told: bool = False

    def may_take(self, first: str, last: str, *, told: bool) -> bool:
        """Whether it is asked of a text with these characters at its ends."""
        return (told or not self.told) and (not self.first or first in self.first or last in self.last)


_STEPS = (
    _LayerStep(take_template, "<[UB#"),
    _LayerStep(take_thoughts),
    _LayerStep(take_pair),
    _LayerStep(take_formula),
    _LayerStep(take_announcement),
    _LayerStep(take_language),
    _LayerStep(take_role, "#*AC"),
    _LayerStep(take_containers, '`~{[b<\N{INPUT SYMBOL FOR LATIN LETTERS}"-=*#', "]>"),
    _LayerStep(take_half, "<`~", ">`~", told=True),
    _LayerStep(take_switch),
    _LayerStep(take_instruction),
    _LayerStep(take_turn, told=True),
    _LayerStep(take_farewell),
    _LayerStep(skip_front_matter, "-+"),
)


@functools.lru_cache(maxsize=1024)
def _steps(first: str, last: str, *, told: bool) -> tuple[Callable[[Peeling], bool], ...]:
    """The steps to ask of a text that begins and ends with these characters: few, where these are no marks."""
    return tuple(step.take for step in _STEPS if step.may_take(first, last, told=told))


def envelope(document: Document) -> tuple[Addition, ...]:
    """The layers around the text of `document`, outermost first, then those within; asked for by `document.once`."""
    text = document.text
    peeling = Peeling(document, len(text) - len(text.lstrip()), len(text.rstrip()))
    if peeling.low >= peeling.high:
        return ()
    labels = list(labels_throughout(peeling))
    if labels:
        return tuple(labels)
    _peel(peeling)
    within = _around(peeling) if peeling.told or document.once(lines_of_talk) else []
    layers = [_confirmed(layer) for layer in peeling.layers] if peeling.told else peeling.layers
    return (*layers, *empty_thoughts(peeling), *within)


def _around(peeling: Peeling) -> list[Addition]:
    """The talk between the paragraphs of what is left; where it shows a model, more is taken from the ends."""
    if any(formulas_within(peeling)) and not peeling.told:
        peeling.shown = True
        _peel(peeling)
    within = _within(peeling)
    if any(piece.safety is Safety.SAFE for piece in within) and not peeling.told:
        peeling.shown = True
        _peel(peeling)
        within = _within(peeling)
    return within


def _within(peeling: Peeling) -> list[Addition]:
    """The talk between the paragraphs of what is left, formulas first."""
    sure = list(formulas_within(peeling))
    others = [
        piece
        for piece in talk_within(peeling)
        if not any(piece.start < other.end and other.start < piece.end for other in sure)
    ]
    return [*sure, *others]


def _peel(peeling: Peeling) -> None:
    text, is_machine = peeling.text, peeling.document.origin == "machine"
    for _ in range(_MAX_LAYERS):
        steps = _steps(text[peeling.low], text[peeling.high - 1], told=is_machine or peeling.told)
        if not any(step(peeling) for step in steps):
            return


def _confirmed(layer: Addition) -> Addition:
    """A doubtful announcement where something else shows that a model speaks."""
    doubtful = layer.safety is Safety.REPORT and layer.kind in ("label", "preamble")
    return replace(layer, safety=Safety.SAFE) if doubtful else layer
