"""Spanish opening marks before a question or an exclamation of another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit
from cleaner.expressions import expression
from cleaner.language import function_words, vocabulary
from cleaner.rules import Prior, Rule, fix, keep

_CLAUSE = {
    "¿": expression(r"¿[ \t]*((?:[^¿¡?.\n]|\.(?!\s)){1,300})\?"),
    "¡": expression(r"¡[ \t]*((?:[^¿¡!.\n]|\.(?!\s)){1,300})!"),
}
_OPENS = expression(r"[¿¡]+[ \t]*")
_WORD = expression(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_WRITES = frozenset(("es", "gl", "ast", "ca", "eu", "an"))
"""Languages that have these marks, or had them."""

_MIN_SHARE = 0.6


class InvertedMark(Rule):
    """Delete the opening mark of Spanish before a question or an exclamation in another language: `¿Where is it?`.

    Why: engines copy the mark of the source.

    Not touched: what is said in Spanish, words and names of a title among it; a mark that is named or stands alone.

    Safety: safe where the closing mark follows and most of the words between are the language's, one of them small and
    no word of Spanish.
    """

    name = "punctuation/inverted-mark"
    measured = Prior(
        confidence=0.95,
        reason="no language but Spanish and its neighbours opens a question with a mark; no edit in human text",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    lists = ("function-words",)
    acts_on = "[¿¡]"
    examples = (
        fix("¿Where is the mill?", "Where is the mill?", at="¿"),
        fix("They left. ¡How we laughed!", "They left. How we laughed!", at="¡"),
        keep("He asked: ¿Dónde está el molino? and left. The mark ¿ opens a question."),
        keep("The film ¿Qué tal? is old, and so is ¡Ay, Carmela!"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each mark."""
        if document.lang in _WRITES:
            return
        for match in _OPENS.finditer(document.text):
            clause = _CLAUSE[match[0].rstrip()[-1]].match(document.text, len(match[0].rstrip()) - 1 + match.start())
            if clause is not None and _is_own(document, clause[1]):
                message = "opening mark of a Spanish question or exclamation"
                yield self.edit(*match.span(), message, [Change(*match.span(), "")])


def _is_own(document: Document, clause: str) -> bool:
    """Whether the words of a clause are those of the language, and none is Spanish only."""
    words = [word.lower() for word in _WORD.findall(clause)]
    table, lang = function_words(), document.lang
    if any("es" in table.get(word, ()) and lang not in table[word] for word in words):
        return False
    small = document.lexicon.words("function-words")
    plain = [re.split("['’]", word)[0] for word in words]
    known = sum(word in small or word in vocabulary(document.lexicon) for word in plain)
    own = any(word in small and "es" not in table.get(word, ()) for word in plain)
    return bool(words) and known >= _MIN_SHARE * len(words) and (own or known == len(words) > 1)
