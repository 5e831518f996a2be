"""Words, phrases, sentences and paragraphs repeated for no reason: the loops of translation engines."""

from __future__ import annotations

from cleaner.passes.repetition.character_run import CharacterRun
from cleaner.passes.repetition.doubled_paragraph import DoubledParagraph
from cleaner.passes.repetition.doubled_phrase import DoubledPhrase
from cleaner.passes.repetition.doubled_sentence import DoubledSentence
from cleaner.passes.repetition.doubled_word import DoubledWord
from cleaner.passes.repetition.echoed_gloss import EchoedGloss
from cleaner.passes.repetition.loop import Loop
from cleaner.passes.repetition.repeated_item import RepeatedItem
from cleaner.passes.repetition.repeated_phrase import RepeatedPhrase
from cleaner.passes.repetition.self_joined import SelfJoined
from cleaner.passes.repetition.sentence_loop import SentenceLoop
from cleaner.passes.repetition.unspaced_loop import UnspacedLoop
from cleaner.registry import Pass

PASS = Pass(
    "repetition",
    (
        Loop,
        UnspacedLoop,
        SentenceLoop,
        DoubledWord,
        DoubledPhrase,
        DoubledSentence,
        DoubledParagraph,
        SelfJoined,
        RepeatedPhrase,
        RepeatedItem,
        EchoedGloss,
        CharacterRun,
    ),
    counts_as_loss=False,
    is_translation_evidence=True,
    needs_words=True,
)
