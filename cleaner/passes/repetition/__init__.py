"""Words, phrases, sentences and paragraphs said again for no reason: the loops of translation engines."""

from __future__ import annotations

from cleaner.passes.repetition.gloss import EchoedGloss
from cleaner.passes.repetition.loop import Loop
from cleaner.passes.repetition.phrase import DoubledPhrase, RepeatedPhrase, SelfJoined
from cleaner.passes.repetition.whole import CharacterRun, DoubledParagraph, DoubledSentence
from cleaner.passes.repetition.word import DoubledWord
from cleaner.registry import Pass

PASS = Pass(
    "repetition",
    (
        Loop,
        DoubledWord,
        DoubledPhrase,
        DoubledSentence,
        DoubledParagraph,
        SelfJoined,
        RepeatedPhrase,
        EchoedGloss,
        CharacterRun,
    ),
    counts_as_loss=False,
    is_translation_evidence=True,
)
