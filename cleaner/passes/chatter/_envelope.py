"""What a model wrapped around a translation, layer by layer, from the edges of a text inwards, and at its seams.

The rules of this pass that delete ask here, for a layer shows only when the one outside it is known: thoughts, then an
announcement, then a fence, and at the end notes and a farewell. What is left inside is the text; there must be some.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cleaner.additions import Addition
from cleaner.document import Document
from cleaner.edits import Safety
from cleaner.passes.chatter._containers import take_containers, take_half
from cleaner.passes.chatter._farewell import take_farewell
from cleaner.passes.chatter._formula_lines import formulas_within, take_formula
from cleaner.passes.chatter._labels import labels_throughout, take_language, take_role
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

_STEPS: tuple[Callable[[Peeling], bool], ...] = (
    take_template,
    take_thoughts,
    take_pair,
    take_formula,
    take_announcement,
    take_language,
    take_role,
    take_containers,
    take_half,
    take_switch,
    take_instruction,
    take_turn,
    take_farewell,
    skip_front_matter,
)


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
    if any(formulas_within(peeling)) and not peeling.told:
        peeling.shown = True
        _peel(peeling)
    within = _within(peeling)
    if any(piece.safety is Safety.SAFE for piece in within) and not peeling.told:
        peeling.shown = True
        _peel(peeling)
        within = _within(peeling)
    layers = [_confirmed(layer) for layer in peeling.layers] if peeling.told else peeling.layers
    return (*layers, *empty_thoughts(peeling), *within)


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
    for _ in range(_MAX_LAYERS):
        if not any(step(peeling) for step in _STEPS):
            return


def _confirmed(layer: Addition) -> Addition:
    """A doubtful announcement where something else shows that a model speaks."""
    doubtful = layer.safety is Safety.REPORT and layer.kind in ("label", "preamble")
    return replace(layer, safety=Safety.SAFE) if doubtful else layer
