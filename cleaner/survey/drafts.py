"""Proposals as rules without code: off until somebody says yes, with their evidence and examples from the texts.

An example is an excerpt of the collection on which the rule was tried. A proposal of which no excerpt gives one, or
that says nothing of what is to be done, as the end of a word, becomes a rule that reports.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleaner.edits import Example
from cleaner.lexicon import load
from cleaner.own.editing import inline
from cleaner.own.linear import CostlyPatternError
from cleaner.own.rule_file import rule_of_table
from cleaner.pipeline import try_rule
from cleaner.rules import Rule
from cleaner.survey.proposals import Proposal
from cleaner.survey.today import span
from cleaner.survey.units import UnitForm
from cleaner.survey.words import rare_codes
from cleaner.testing import example_problem

_AROUND = 120
"""Characters of an excerpt before and after what it shows, at most."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_KEEP = (20, 200)
"""Characters of a line or sentence that may be an example of what stays."""

_MOST_NAME = 40
_LETTERS = r"[^\W\d_]{1,30}"
_LINE_END = r"(?=[ \t]{0,3}(?:[\r\n]|\Z))"
_STOP_OR_END = r"(?=[ \t]{0,3}(?:[\r\n.!?]|\Z))"
_WORDS = re.compile(r"[a-z0-9]+")

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule without code for the proposal of a number, as a table of a rule file."""

    number: int
    name: str
    table: Mapping[str, Any]

    def toml(self) -> str:
        """The table as text."""
        return "[[rule]]\n" + "".join(f"{key} = {inline(value)}\n" for key, value in self.table.items())


def drafts(
    proposals: Iterable[tuple[int, Proposal]], texts: Mapping[str, str], documents: int, lang: str
) -> Iterator[Draft]:
    """The rules of numbered proposals out of a survey of so many documents. Those of which no text is known, or no
    excerpt shows what the rule does, are left out."""
    taken: set[str] = set()
    for number, proposal in proposals:
        name = _name(proposal, number, taken)
        for form in _forms(proposal, lang):
            table = _table(number, name, proposal, form, documents)
            with contextlib.suppress(CostlyPatternError):  # it is too long to be safe: the next form may do
                if not _with_examples(table, proposal, texts):
                    continue
                taken.add(name)
                yield Draft(number, name, table)
                break


def _forms(proposal: Proposal, lang: str) -> Iterator[Table]:
    """What the rule may look for, and what it does; the best first."""
    text = proposal.text.strip()
    exact = re.escape(text)
    match proposal.form:
        case UnitForm.LINE:
            yield {"line": text}
        case UnitForm.TEXT_START:
            yield {"literal": text, "where": "text-start"}
        case UnitForm.TEXT_END:
            yield {"literal": text, "where": "text-end"}
        case UnitForm.TITLE_END:
            yield {"match": rf"[ \t]{{0,3}}{exact}{_LINE_END}"}
        case UnitForm.SENTENCE:
            yield {"literal": text, "where": "sentence-end"}
        case UnitForm.AFTER_STOP:
            yield {"match": exact + _STOP_OR_END, "where": "sentence-end"}
        case UnitForm.AFTER_QUOTE:
            yield {"match": rf"(?<=[”\"»])[ \t]{{1,3}}{exact}{_STOP_OR_END}"}
        case UnitForm.TOKEN if "…" not in text:
            if text[0].isalnum() and text[-1].isalnum():
                yield {"match": rf"[ \t]{{0,2}}(?<!\w){exact}(?!\w)"}
            else:
                yield {"match": rf"(?:[ \t](?={exact}(?:[\s.,;:!?]|\Z)))?{exact}"}
    yield {"match": _seen(proposal.form, text, lang), "report": True}


def _seen(form: UnitForm, text: str, lang: str) -> str:
    """An expression for what is only to be reported."""
    if form is UnitForm.WORD_END:
        return rf"\b[A-Z][A-Za-z]{{3,22}}+(?<={'|'.join(sorted(rare_codes(load(lang))))})(?![\w'’-])"
    return _LETTERS.join(map(re.escape, text.split("…")))


def _table(number: int, name: str, proposal: Proposal, form: Table, documents: int) -> Table:
    share = f"{proposal.documents} of {documents} texts ({proposal.share:.1%})"
    places = ", ".join(f"{where} at {offset}" for where, offset in proposal.places)
    what = f"{proposal.form}: {proposal.text.strip()}"
    return {
        "name": name,
        "enabled": False,
        "proposal": number,
        "what": what if len(what) <= _AROUND else f"{what[:_AROUND]}…",
        "why": f"in {share}, {proposal.expected:.2g} expected, evidence {proposal.evidence:.0f}; {places}",
        **form,
    }


def _name(proposal: Proposal, number: int, taken: set[str]) -> str:
    """A name that no other rule has: the words of the text, or the form and the number."""
    words = _WORDS.findall(proposal.text.lower())
    form = str(proposal.form).replace(" ", "-")
    slug = ""
    for word in words:
        if len(slug) + len(word) >= _MOST_NAME:
            break
        slug = f"{slug}-{word}" if slug else word
    if not slug or not slug[0].isalpha():
        slug = f"{form}-{slug or number}"
    name = f"own/{slug}"
    return f"{name}-{number}" if name in taken else name


def _with_examples(table: Table, proposal: Proposal, texts: Mapping[str, str]) -> bool:
    """Give a table its examples; whether there are any that hold."""
    known = [(texts[name], offset) for name, offset in proposal.places if name in texts]
    rule = rule_of_table({**table, "fix": [["", ""]], "keep": [""]}, "a survey")
    fixes = list(dict.fromkeys(_fixes(rule, proposal, known)))
    keep = next(_keeps(rule, proposal, texts.values()), None)
    if not fixes or keep is None:
        return False
    table["fix"] = [list(pair) for pair in fixes[:2]]
    table["keep"] = [keep]
    return True


def _fixes(rule: type[Rule], proposal: Proposal, known: list[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Excerpts in which the rule acts, each with what it makes of it, or what it reports in it."""
    for text, offset in known:
        before = _excerpt(proposal, text, offset)
        after, edits = try_rule(rule(), before)
        if not edits:
            continue
        found = None if edits[0].changes else before[edits[0].start : edits[0].end]
        if example_problem(rule, Example(before, after, found, reported=found is not None)) is None:
            yield before, found or after


def _keeps(rule: type[Rule], proposal: Proposal, texts: Iterable[str]) -> Iterator[str]:
    """Lines and sentences in which the rule finds nothing, first those that look like what it finds."""
    pieces = (
        piece.strip() for text in texts for line in text.splitlines() for piece in (line, *_SENTENCE_END.split(line))
    )
    lines = [piece for piece in pieces if _KEEP[0] <= len(piece) <= _KEEP[1]]
    word = next(iter(re.findall(r"\w+", proposal.text)), "")
    for wanted in (proposal.text.strip(), word, ""):
        for line in lines[:_LINES]:
            if wanted in line and not try_rule(rule(), line)[1]:
                yield line


_LINES = 2000
"""Lines and sentences that are looked through for an example of what stays, at most."""


def _excerpt(proposal: Proposal, text: str, offset: int) -> str:
    """What is around a proposal in a text; as long as that is where it is, from the start, or up to the end, of it."""
    start, end = span(proposal, text, offset)
    first = 0 if proposal.form in (UnitForm.TEXT_START, UnitForm.TITLE_END) else max(0, start - _AROUND)
    last = len(text) if proposal.form is UnitForm.TEXT_END else min(len(text), end + _AROUND)
    if proposal.form not in (UnitForm.LINE, UnitForm.TITLE_END):
        first = max(first, text.rfind("\n", 0, start) + 1)
        line_end = text.find("\n", end)
        last = last if line_end < 0 or proposal.form is UnitForm.TEXT_END else min(last, line_end)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return text[first:last]
