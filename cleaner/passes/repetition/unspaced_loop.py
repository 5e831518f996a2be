"""Loops in scripts that put no space between words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, islice, pairwise
from typing import ClassVar

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.rules import Elsewhere, Prior, Rule, fix, keep, report

_LETTER = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORDS = expression(rf"([{_LETTER}][{_LETTER}、，]{{0,9}}?)\1{{4,}}")
_LISTED = expression(rf"([{_LETTER}]{{2,9}})(?P<gap>[、，])\1(?:(?P=gap)\1){{3,}}")
"""A word five times with a comma between, the last without."""

_IN_SENTENCE = expression(rf"[{_LETTER}]")
_SOUND = expression(r"[\u3040-\u30ff、，]+|.")
"""Kana, which spell what things sound like, and single characters, which laugh."""

_COUNTS = frozenset("一二三四五六七八九十")
"""What begins a word that is counted out: one step, one step, one step."""

_STOP = "。"
_COMMAS = "、，"
_SENTENCE = expression(r"(?:\A|(?<=[。！？!?\n]))[^。！？!?\n]++。")
_PARTS = ("。", "、", "，", "\n")
_QUOTED = expression(r"[「『“\"]")
_MIN_CHARACTERS = 10
_MIN_SENTENCE = 5
_MIN_ROUNDS = 4
_MIN_CLAUSE = 5
"""Characters of what is too long for a cheer."""

_CRIES = expression(
    "加油|万岁|萬歲|万歳|必胜|必勝|胜利|勝利|谢谢|謝謝|对不起|對不起|恭喜|救命|快走|快跑|快点|快點|不要|再来|再來|安可|好的|可以|是的"
    "|头疼|哎呀|哎哟|頑張|がんば|フレー|バンザイ|ばんざい|わっしょい|ワッショイ|すごい|ごめん|ありがと|やめて|だめ|ダメ|いや|はい|待って"
)
"""What people cry, chant or say many times over."""

_FOREIGN_BEFORE, _FOREIGN_AFTER = expression(r"[A-Za-z,] \Z"), expression(r" [a-z]")

_MAX_REPORTS = 1000


class UnspacedLoop(Rule):
    """Collapse what comes again and again in a script without spaces: a word five times, the end of a sentence four.

    Why: engines and recognisers of speech fall into loops in these scripts as in any: `在上海上海上海上海上海举行`.

    Not touched: single characters (laughter), sounds spelled in kana, what is counted out, cries and quotations.

    Safety: safe for a word in the midst of a sentence, for a clause, and for sentences to the letter the
    same; a report for a word at the end of one, which may be a cheer.
    """

    name = "repetition/unspaced-loop"
    measured = Prior(
        confidence=0.9,
        reason="seen with engines and recognisers of speech; no edit in text of twelve languages",
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
    )
    shapes: ClassVar = {
        "reported": Prior(confidence=0.7, reason="a crowd cheers so", wrong=0, human_words=3_030_000, date="2026-11")
    }
    elsewhere = Elsewhere.APPLY
    acts_on = f"[{_LETTER}]"
    examples = (
        fix("船到了北京北京北京北京北京的港口。", "船到了北京的港口。", at="北京北京北京北京北京"),
        fix(
            "天気がいいので、海へ行きます。海へ行きます。海へ行きます。海へ行きます。", "天気がいいので、海へ行きます。"
        ),
        fix("水车水车水车水车水车水车在河边。", "水车在河边。", at="水车水车水车水车水车水车"),
        report("大家快加油加油加油加油加油加油！", at="加油加油加油加油加油加油"),
        keep("哈哈哈哈哈哈哈哈哈哈哈。胸がドキドキドキドキドキドキする。一步一步一步一步一步走。"),
        keep("好的。好的。好的。好的。"),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each loop."""
        for match in islice(_WORDS.finditer(document.text), _MAX_REPORTS):
            word, size = match[1], len(match[0])
            if size < _MIN_CHARACTERS or _SOUND.fullmatch(word) or word[0] in _COUNTS:
                continue
            message = f"“{word}” repeated {size // len(word)} times"
            if len(word) >= _MIN_CLAUSE or _is_in_sentence(document.text, match):
                change = Change(match.start() + len(word), match.end(), "")
                yield self.edit(*match.span(), message, [change])
            else:
                yield self.edit(*match.span(), message, shape="reported", safety=Safety.REPORT)
        for match in islice(_LISTED.finditer(document.text), _MAX_REPORTS):
            word = match[1]
            if _SOUND.fullmatch(word) is None and not _CRIES.search(word):
                change = Change(match.start() + len(word), match.end(), "")
                yield self.edit(*match.span(), f"“{word}” repeated in a list", [change])
        yield from self._of_sentences(document)

    def _of_sentences(self, document: Document) -> Iterator[Edit]:
        text, before = document.text, ""
        for sentence, group in groupby(_SENTENCE.finditer(text), key=lambda match: match[0].strip()):
            found = list(group)
            first = 0 if before.endswith(sentence) and before[: -len(sentence)].endswith(_PARTS) else 1
            before = text[found[-1].start() : found[-1].end()]
            rounds = len(found) + 1 - first
            if rounds < _MIN_ROUNDS or len(sentence) < _MIN_SENTENCE or _QUOTED.search(sentence):
                continue
            if any(text[one.end() : two.start()].strip() for one, two in pairwise(found)):
                continue
            if _IN_SENTENCE.match(sentence):
                start, end = found[first - 1].end() if first else found[0].start(), found[-1].end()
                yield self.edit(start, end, f"“{sentence}” repeated {rounds} times", [Change(start, end, "")])


def _is_in_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence goes on at both sides of a loop, as it does at none of a cheer; or a stop ends it after a
    longer word than a cheer has. What nobody cries may open its sentence, or lie in one of another language."""
    start, end = match.span()
    if not _CRIES.search(match[1]):
        within = _FOREIGN_BEFORE.search(text, max(0, start - 2), start) and _FOREIGN_AFTER.match(text, end)
        if within or _IN_SENTENCE.match(text, end):
            return True
    ends = text.startswith(_STOP, match.end()) and len(match[1]) >= _MIN_CLAUSE - 1
    if not match.start():
        return False
    before, after = text[match.start() - 1], text[match.end() : match.end() + 1]
    goes_before = _IN_SENTENCE.match(before) is not None
    return (ends and (goes_before or before in _COMMAS)) or (goes_before and _IN_SENTENCE.match(after) is not None)
