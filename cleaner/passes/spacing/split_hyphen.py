"""Compounds that spaces took apart at their hyphens."""

from __future__ import annotations

import functools
import re
from collections.abc import Container, Iterator
from types import MappingProxyType

from cleaner.document import Document
from cleaner.edits import Change, Edit, Safety
from cleaner.expressions import expression
from cleaner.known_words import is_known
from cleaner.language import vocabulary
from cleaner.lexicon import Lexicon
from cleaner.mentions import shows_program
from cleaner.rules import Measured, Prior, Rule, fix, keep, report

_WORD = r"[^\W_]+"
_CHAIN = expression(rf"(?<![\w-]){_WORD}(?:-{_WORD})*(?:[ \t]-[ \t]{_WORD}(?:-{_WORD})*)+(?![\w-])")
_LONGEST_CHAIN = 40
"""More words with dashes between them are a list."""

_LONGEST_WORD = 40
_APART = expression(r" - (?<=\w - )(?=\w)")
_LAST_WORD = expression(rf"(?<![\w-]){_WORD}(?:-{_WORD})*\Z")
_DASHED = " – "
_NEXT_WORD = expression(rf"{_WORD}(?![\w-])")
_HANGING = expression(rf"-(?<=[^\W\d_]{{2}}-)[ \t](?={_WORD})")
_HALF = expression(r" -(?<=[^\W\d_]{2} -)(?=[^\W\d_]{2})")
_COMPOUND = expression(r"-(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})")
_PREFIX_WORDS = frozenset(
    ("counter", "cross", "extra", "hyper", "mini", "pan", "para", "pro", "sub", "super", "ultra", "vice")
)
"""Prefixes that are words as well."""

_AGE = expression(r"[ ]?-(?:(?<=[^\W_]-)|(?<=[^\W_] -))[ ]?(?:year|month|week|day)s?[ ]?-[ ]?olds?(?![\w-])")
"""What an age ends with, with spaces beside some of its hyphens."""

_AGE_ENDS = ("-old", "- old")
_WORDLIKE = expression(r"[^\W\d_]{3,}\Z|(?:co|ex|un)\Z", re.IGNORECASE)
_HANGING_BEFORE = expression(rf"{_WORD}-[ \t]+({_WORD})[ \t]+\Z")
_BEFORE = expression(rf"(?<![\w-])(?:{_WORD}-)*({_WORD})\Z")


class SplitHyphen(Rule):
    """Join a compound that was set off from its hyphens: `well - known`, `25 - year - old`, `trans- Oceanic`.

    Why: engines that work on tokenised text give the hyphen back with spaces around it.

    Not touched: dashes between clauses, ranges and results, hyphens left hanging before `and` and the like, or after
    it as well ("pre- and post- scripts"), and compounds the word list does not know.

    Safety: safe for compounds of the list, or written whole elsewhere in the text, for counted units and for prefixes;
    any other hyphen with a space after it only is reported. A dash may part clauses where its words make a compound
    ("the town centre – right up to the hill"): it becomes a hyphen in text known to be machine translation only.
    """

    name = "spacing/split-hyphen"
    measured = Measured(
        right=15,
        judged=16,
        wrong=0,
        human_words=3_030_000,
        date="2026-11",
        source="edits in machine translations and human text, read",
    )
    shapes = MappingProxyType(
        {
            "after a prefix": Prior(
                confidence=0.9,
                reason="3 edits in human text, read: all right",
                wrong=0,
                human_words=3_030_000,
                date="2026-11",
            )
        }
    )
    lists = (
        "hyphenated-compounds",
        "hyphen-prefixes",
        "suspended-hyphen-followers",
        "compound-counts",
        "compound-units",
        "compound-measures",
    )
    optional_lists = ("further-words", "loanwords", "parts-of-speech")
    needs = (" -", "- ", _DASHED)
    acts_on = "- | – | -(?:$|A)"
    examples = (
        fix(
            "A well - known mill met its full - scale end.",
            "A well-known mill met its full-scale end.",
            at="well - known",
        ),
        report("It met a long – term need.", at="long – term"),
        fix("The 25 - year - old miller left.", "The 25-year-old miller left.", at="25 - year - old"),
        fix("Some are 24 - year - olds.", "Some are 24-year-olds.", at="24 - year - olds"),
        fix("It flies trans- Oceanic routes.", "It flies trans-Oceanic routes.", at="trans- Oceanic"),
        fix("They pro- vide rooms.", "They provide rooms.", at="pro- vide"),
        fix("They followed the tribu- tary.", "They followed the tributary.", at="tribu- tary"),
        fix("The trans- port was late.", "The transport was late.", at="trans- port"),
        fix("It was de- layed.", "It was delayed.", at="de- layed"),
        fix("The far-off hills are far -off.", "The far-off hills are far-off.", at="far -off"),
        fix("The mill-road is a mill - road.", "The mill-road is a mill-road.", at="mill - road"),
        keep("The mill-road -known to all - is old, and the mill -old as it is - stands."),
        report("It was an old- marriage party.", at="old- marriage"),
        keep("The mill - known to all - was sold, and the score was 2 - 1."),
        keep("Pre- and post-war mills, two- or three-storey, burnt."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each compound."""
        if " - " in document.text:
            yield from self._chains(document)
        if _DASHED in document.text:
            yield from self._dashed(document)
        if _HALF.search(document.text):
            yield from self._half(document)
        yield from self._hanging(document)
        if any(end in document.text for end in _AGE_ENDS):
            yield from self._ages(document)

    def _ages(self, document: Document) -> Iterator[Edit]:
        for match in _AGE.finditer(document.text):
            gaps = [match.start() + at for at, sign in enumerate(match[0]) if sign == " "]
            if gaps and not match[0].startswith(" - "):
                changes = [Change(at, at + 1, "") for at in gaps]
                yield self.edit(*match.span(), "compound split at its hyphens", changes)

    def _chains(self, document: Document) -> Iterator[Edit]:
        text = document.text
        known, counted = _KnownCompounds(document), _counted(document.lexicon)
        for chain in _find_chains(text):
            words = [(m.start(), m.end()) for m in re.finditer(r"[^ \t]+", chain[0]) if m[0] != "-"]
            if len(words) > _LONGEST_CHAIN:
                continue
            first = 0
            while first < len(words) - 1:
                last = _longest(chain[0], words, first, known, counted)
                if last == first:
                    first += 1
                    continue
                start = chain.start()
                gaps = [Change(start + words[i][1], start + words[i + 1][0], "-") for i in range(first, last)]
                yield self.edit(start + words[first][0], start + words[last][1], "compound split at its hyphens", gaps)
                first = last + 1

    def _dashed(self, document: Document) -> Iterator[Edit]:
        """Compounds of two words whose hyphen an engine made a dash: `long – term`."""
        text, known = document.text, document.lexicon.words("hyphenated-compounds")
        offset = text.find(_DASHED)
        while offset >= 0:
            after = offset + len(_DASHED)
            words = _words_beside(text, offset, after)
            if words and _compound(*words) in known:
                changes = [Change(offset, after, "-")] if document.origin == "machine" else []
                safety = Safety.SAFE if changes else Safety.REPORT
                span = words[0].start(), words[1].end()
                yield self.edit(*span, "compound split at a dash", changes, safety=safety)
            offset = text.find(_DASHED, after)

    def _half(self, document: Document) -> Iterator[Edit]:
        """Compounds with a space before the hyphen only."""
        text, known = document.text, _KnownCompounds(document)
        for match in _HALF.finditer(text):
            words = _words_beside(text, *match.span())
            prefixed = words is not None and (_is_prefixed(document, *words) or _is_closed(document, *words))
            if words and (prefixed or _compound(*words) in known) and not document.once(shows_program):
                change = Change(match.start(), match.start() + 1, "")
                yield self.edit(words[0].start(), words[1].end(), "space before a hyphen", [change])

    def _hanging(self, document: Document) -> Iterator[Edit]:
        text = document.text
        whole = _KnownCompounds(document)
        for match in _HANGING.finditer(text):
            before = _BEFORE.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
            after = re.compile(_WORD).match(text, match.end())
            if before is None or after is None:
                continue
            followers = document.lexicon.words("suspended-hyphen-followers")
            other = _HANGING_BEFORE.search(text, max(0, before.start() - _LONGEST_WORD), before.start())
            if after[0].lower() in followers or (other and other[1].lower() in followers):
                continue
            message, span = "space after a hyphen", (before.start(), after.end())
            if before[0] == before[1] and _is_divided(before[1], after[0], document):
                yield self.edit(*span, message, [Change(match.start(), match.end(), "")], shape="after a prefix")
            elif before[0] == before[1] and f"{before[1]}-{after[0]}".lower() in whole:
                yield self.edit(*span, message, [Change(match.start() + 1, match.end(), "")], shape="after a prefix")
            elif not _WORDLIKE.match(before[1]):
                continue
            elif before[1].lower() in document.lexicon.words("hyphen-prefixes"):
                yield self.edit(*span, message, [Change(match.start() + 1, match.end(), "")], shape="after a prefix")
            elif before[1].islower():
                yield self.edit(*span, message, safety=Safety.REPORT)


class _KnownCompounds(Container[str]):
    """The compounds of the list, and the writer's own, which are looked for only where the text seems to have one.

    Not to be kept in the document, which it holds.
    """

    def __init__(self, document: Document) -> None:
        self._listed = document.lexicon.words("hyphenated-compounds")
        self._document = document
        self._lower = document.text.lower() if document.text.isascii() else None

    def __contains__(self, compound: object) -> bool:
        if compound in self._listed:
            return True
        written = self._lower is None or (isinstance(compound, str) and compound in self._lower)
        return written and compound in self._document.once(_own_compounds)


def _own_compounds(document: Document) -> frozenset[str]:
    """The compounds of two words that the text writes whole, in lower case."""
    beside = (
        _words_beside(document.text, *match.span())
        for match in _COMPOUND.finditer(document.text)
        if match.start() not in document.protected  # an address writes everything together
    )
    return frozenset(_compound(*words) for words in beside if words and "-" not in words[0][0])


def _words_beside(text: str, start: int, end: int) -> tuple[re.Match[str], re.Match[str]] | None:
    """The words right before and right after a hyphen or dash with its spaces; None where one is missing."""
    before, after = _LAST_WORD.search(text, max(0, start - _LONGEST_WORD), start), _NEXT_WORD.match(text, end)
    return (before, after) if before and after else None


def _is_prefixed(document: Document, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether a prefix that is no word comes before a name: "mid -June", "non -English"."""
    prefix = before[0] in document.lexicon.words("hyphen-prefixes") and before[0] not in _PREFIX_WORDS
    return prefix and after[0].istitle()


def _is_closed(document: Document, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the two words are also one, in small letters: "north -east"."""
    whole = before[0] + after[0]
    return whole.islower() and len(after[0]) > 2 and whole in vocabulary(document.lexicon)


def _compound(before: re.Match[str], after: re.Match[str]) -> str:
    """The compound that two words make, as the lists have it."""
    return f"{before[0]}-{after[0]}".lower()


def _is_divided(before: str, after: str, document: Document) -> bool:
    """Whether the two are one word that was divided at a line end that is gone: together they are in the vocabulary,
    and one of them is not, or is a prefix."""
    known, whole = vocabulary(document.lexicon), (before + after).lower()
    lexicon = document.lexicon
    if whole not in known and is_known(whole, lexicon):
        return after.islower() and not is_known(before.lower(), lexicon) and not is_known(after, lexicon)
    if whole not in known or not after.islower():
        return False
    if f"{before}-{after}".lower() in document.lexicon.words("hyphenated-compounds"):
        return False
    prefix = before.lower() in document.lexicon.words("hyphen-prefixes")
    return prefix or before.lower() not in known or after not in known


def _find_chains(text: str) -> Iterator[re.Match[str]]:
    """Words joined by hyphens with spaces on both sides, found by their hyphens, which are rare."""
    done = 0
    for hyphen in _APART.finditer(text):
        if hyphen.start() < done:
            continue
        before = _LAST_WORD.search(text, max(done, hyphen.start() - 60), hyphen.start())
        chain = _CHAIN.match(text, before.start()) if before else None
        if chain:
            done = chain.end()
            yield chain


@functools.cache
def _counted(lexicon: Lexicon) -> re.Pattern[str]:
    """A number, what it counts, and perhaps how that is measured: `25 - year - old`, `two - storey`."""
    counts, units, measures = (
        "|".join(map(re.escape, sorted(lexicon.words(f"compound-{name}")))) for name in ("counts", "units", "measures")
    )
    gap = r"[ \t]-[ \t]"
    number = rf"(?:\d{{1,4}}|(?:{counts})(?:-(?:{counts}))?)"
    return re.compile(rf"{number}{gap}(?:{units})(?:{gap}(?:{measures}))?", re.IGNORECASE)


def _longest(
    chain: str, words: list[tuple[int, int]], first: int, known: Container[str], counted: re.Pattern[str]
) -> int:
    """The last word of the longest compound that begins with word `first`; `first` itself where there is none."""
    for last in range(min(len(words), first + 6) - 1, first, -1):
        joined = "-".join(chain[start:end] for start, end in words[first : last + 1]).lower()
        if joined in known or counted.fullmatch(chain, words[first][0], words[last][1]):
            return last
    return first
