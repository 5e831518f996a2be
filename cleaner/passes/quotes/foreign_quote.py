"""Marks of another language."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.language import vocabulary
from cleaner.passes.quotes._conventions import convention, writes_curly
from cleaner.rules import Prior, Rule, fix, keep

_CORNERS = expression(r"([「『《〈])[ \t]*([^「」『』《》〈〉\n]{1,200}?)[ \t]*([」』》〉])")

_CORNER_PAIRS = {"「": "」", "『": "』", "《": "》", "〈": "〉"}

_SPACE = r"[ \t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?"

_FOREIGN = expression(
    rf"«{_SPACE}([^«»\n]{{1,400}}?){_SPACE}»"
    r"|„([^„“”\"\n]{1,400}?)[“”\"]"
)

_ORNAMENTED = expression(
    r"❝[ ]?([^❝❞\n]{1,400}?)[ ]?❞|🙶[ ]?([^🙶🙷\n]{1,400}?)[ ]?🙷"
    r"|〝[ ]?([^〝〞〟\n]{1,400}?)[ ]?[〞〟]|＂([^＂\n]{1,400}?)＂"
)
"""What is drawn as quotation marks, in pairs."""

_TITLES = frozenset("《〈")
_IN_SENTENCE = expression(r"[a-z,;:]{2}[ \t]+\Z")
_RUNNING = expression(r"[ \t]+[a-z(]|[.,;:!?)](?![《〈])")
"""Title marks also enclose slogans; they stand for quotation marks only within a running sentence."""

_REACH = 8

_OWN = expression(r"“[^“”„\n]{3,400}”|\"(?=\w)[^\"“”„\n]{3,400}\"")
_WORDS = expression(r"[^\W\d_]+")
_MIN_WORDS = 2

_LATIN = expression(r"[A-Za-zÀ-ɏ]")

_CJK = expression(r"[぀-ヿ㐀-鿿가-힯]")


class ForeignQuote(Rule):
    """Write the target language's marks for those of another: `「text」`, `«text»`, `„text“`.

    Why: engines copy the marks of the source.

    Not touched: marks around text of their own script, languages that write these marks, 《…》 around
    slogans outside of sentences.

    Safety: safe for East Asian corner marks around Latin letters; guillemets and low marks, which also translators
    keep, are risky, but for words of the language itself in a text that has its own marks elsewhere. The settings for
    straight or typographic marks replace all of them.
    """

    name = "quotes/foreign-quote"
    measured = Prior(
        confidence=0.8,
        reason="corner marks around Latin letters are those of the source; title marks only within a sentence",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    optional_lists = ("determiners", "quotation-marks")
    acts_on = "[«„「『《〈❝🙶〝＂]"
    examples = (
        fix("They call it 「the wall」 here.", "They call it “the wall” here.", at="「the wall」"),
        fix("They call it «the wall» here.", "They call it “the wall” here.", at="«the wall»"),
        fix("They call it ❝the wall❞ here.", "They call it “the wall” here.", at="❝the wall❞"),
        fix('They call it „the wall“ and "the gate".', 'They call it "the wall" and "the gate".', at="„the wall“"),
        fix("They saw the film 《Walls》 in May.", "They saw the film “Walls” in May.", at="《Walls》"),
        keep("Best Walls《no loans》《call now》"),
        keep("The word 「壁」 means wall."),
        keep("They call it “the wall” here."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each pair."""
        if not writes_curly(document):
            return
        text = document.text
        marks = ('"', '"') if '"' in text and "”" not in text else ("“", "”")
        own = convention(document.lang)
        assert own is not None
        message = "quotation marks of another language"
        for match in _CORNERS.finditer(text):
            if match[1] in _TITLES and not _RUNNING.match(text, match.end()):
                continue
            if match[1] in _TITLES and not _IN_SENTENCE.search(text, max(0, match.start() - _REACH), match.start()):
                continue
            if _CORNER_PAIRS[match[1]] == match[3] and _LATIN.search(match[2]) and not _CJK.search(match[2]):
                changes = [Change(match.start(), match.start(2), marks[0]), Change(match.end(2), match.end(), marks[1])]
                yield self.edit(*match.span(), message, changes)
        for match in _ORNAMENTED.finditer(text):
            if _LATIN.search(match[0]) and not _CJK.search(match[0]):
                start, end = match.span(match.lastindex or 1)
                changes = [Change(match.start(), start, marks[0]), Change(end, match.end(), marks[1])]
                yield self.edit(*match.span(), "ornaments for quotation marks", changes)
        has_own = _OWN.search(text) is not None
        for match in _FOREIGN.finditer(text):
            if match[0][0] in own.outer + own.inner:
                continue
            start, end = match.span(1) if match[1] else match.span(2)
            changes = [Change(match.start(), start, marks[0]), Change(end, match.end(), marks[1])]
            safe = has_own and _is_own_language(document, match[1] or match[2])
            yield self.edit(*match.span(), message, changes, safety=self.safety if safe else Safety.RISKY)


def _is_own_language(document: Document, quoted: str) -> bool:
    """Whether what is quoted is words of the language, three and more, or two with a determiner."""
    words = [word for word in _WORDS.findall(quoted) if word.islower()]
    known = vocabulary(document.lexicon)
    if len(words) == _MIN_WORDS and words[0] not in document.lexicon.optional("determiners"):
        return False
    return len(words) >= _MIN_WORDS and all(word in known for word in words)
