"""What speaks for and against a fragment: named observations, the inputs of the decision.

Every observation is a short phrase that is true of a candidate. The weights in `data/<lang>/fragments.txt` are keyed by
these phrases, and findings quote them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.passes.fragments import continuation
from cleaner.passes.fragments.candidate import Candidate
from cleaner.passes.fragments.grammar import FUNCTION_CLASSES, VERB_FORMS, has_finite_verb, is_clause
from cleaner.passes.fragments.view import ORDINAL_ENDS, UNTIED, YEAR, View

_STEM = 4
"""Letters that two words share at their start where they are forms of one another."""

_FIT = (-3.0, -2.0, -1.2, -0.5, 0.0, 0.5, 1.2)
"""Marks on the scale of `continuation.log_odds`; an observation says which of them a tail passes."""

_END = 8
"""Words before the stop that are the end of their sentence."""

_LONG = 12
"""Words of a tail above which it is a long one."""

MAIN_CLAUSE = "begins with a phrase that a main clause follows"
OPENING_CLASSES = ("clause opener", "preposition", "adverb")
"""The classes of words that open such a phrase."""

_CODE = 2
"""Letters of the language codes that engines leave in their output."""

_WITH_OWN_WORD = ("conjunction", "clause opener", "auxiliary", "preposition", "subject pronoun")
_HEADS = ("noun", "plural noun", "adjective", "unknown word")
_LETTERS = {
    **dict.fromkeys(_HEADS, "N"),
    **dict.fromkeys(("auxiliary", "verb", "past verb", "verb in -s", "participle"), "V"),
    "conjunction": "C",
}
_NOUN_AND_VERB = re.compile(r"N{1,3}CV")


def observe(document: Document, candidate: Candidate) -> frozenset[str]:
    """Everything that is true of the candidate."""
    view = View(candidate, document.lexicon)
    if not view.before or not view.tail:
        return frozenset({"has no words"})
    return frozenset(itertools.chain.from_iterable(observer(view) for observer in _OBSERVERS))


def _opening(view: View) -> Iterator[str]:
    """How long it is and how it begins and ends."""
    first = view.classes[0]
    yield f"has {view.size}"
    yield f"begins with {first}"
    yield f"begins with {first}, has {view.size}"
    if len(view.tail) > 1:
        yield f"begins with {first} and {view.classes[1]}"
        yield f"ends with {view.classes[-1]}"
    if first in _WITH_OWN_WORD or view.tail[0] in ("to", "the", "a"):
        yield f"begins with “{view.tail[0]}”"
    if len(view.tail) > _LONG:
        yield "has more than twelve words"
    if first == "unknown word" and len(view.tail[0]) <= _CODE < len("".join(view.tail)):
        yield "begins with two letters that are no word"


def _clause(view: View) -> Iterator[str]:
    """What kind of clause it is or lacks."""
    if is_clause(view.classes):
        yield "is a clause with its subject"
        yield f"is a clause with its subject, has {view.size}"
        if len(view.tail) > 2 and view.classes[0] != "subject pronoun":
            yield "is a whole clause"
    elif has_finite_verb(view.classes):
        yield f"has a finite verb without being a clause, has {view.size}"
    if not has_finite_verb(view.classes):
        yield "has no finite verb"
    if all(name in VERB_FORMS or word == "to" for word, name in zip(view.tail, view.classes, strict=True)):
        yield "is nothing but verb forms"
    if view.is_open(view.tail[-1], view.classes[-1]) or view.classes[-1] == "auxiliary":
        yield "ends open"
    if view.tail[0] == "it" and view.has("speech-verbs", view.tail[-1]) and len(view.tail) <= 5:
        yield "says that something was said"
    if view.classes[0] == "auxiliary" and view.classes[1:2] in (["subject pronoun"], ["determiner"]):
        yield "begins like a question"


def _link(view: View) -> Iterator[str]:
    """How it could be linked to the sentence before: as a relative clause, by a conjunction, by a comparison."""
    words, names = view.tail, view.classes
    relative = view.has("relatives", words[0])
    if relative or (names[0] == "preposition" and view.has("relatives", " ".join(words[1:2]))):
        yield "begins like a relative clause"
    if names[0] == "conjunction" and len(names) > 1:
        yield f"begins with a conjunction and {'a' if is_clause(names[1:]) else 'no'} clause"
        if words[0] != "but" and not has_finite_verb(names):
            yield "begins with a conjunction and has no verb"
        if not set(words[1:]) <= set(view.before):
            yield "begins with a conjunction and says something new"
    if words[0] == "than":
        yield "compares, as the sentence before does" if view.compares() else "compares what was not compared"
    if view.has_main_clause():
        if names[0] in OPENING_CLASSES and not relative:
            yield f"{MAIN_CLAUSE}: {names[0]}"
        else:
            yield "has a main clause behind a comma"
    if view.tie:
        yield view.tie


def _phrase(view: View) -> Iterator[str]:
    """What kind of phrase it is, where it is no clause."""
    names = view.classes
    verb = has_finite_verb(names)
    follow = names[1:2]
    if names[0] in ("participle", "past verb", "form in -ing") and follow and follow[0] in _BEHIND_PARTICIPLE:
        yield "begins like a participle phrase"
    if view.tail[0] == "to" and follow == ["verb"]:
        yield "begins with an infinitive"
    if names[0] == "preposition" and not verb and follow:
        yield "is a phrase with its preposition"
    if _NOUN_AND_VERB.match("".join(_LETTERS.get(name, "x") for name in names)):
        yield "begins with a noun and a joined verb"
    if not verb and names[0] in (*_HEADS, "determiner", "number"):
        yield "is a noun phrase"
        yield f"is a noun phrase, has {view.size}"
    if names[0] in ("auxiliary", "past verb", "verb in -s") and not view.has("speech-verbs", view.tail[0]):
        yield "begins with a verb without its subject"


_BEHIND_PARTICIPLE = ("preposition", "determiner", "clause opener", "name")


def _before(view: View) -> Iterator[str]:
    """What the sentence before lacks."""
    if not has_finite_verb(view.left_classes) and "verb" not in view.left_classes:
        yield "the sentence before has no verb"
    if view.left_classes[0] == "clause opener" and "," not in view.candidate.before:
        yield "the sentence before is a subordinate clause"
    if view.is_open(view.before[-1], view.left):
        yield "the sentence before ends open"


def _stems(words: list[str]) -> set[str]:
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def _echo(view: View) -> Iterator[str]:
    """What it repeats of the sentence before."""
    content = view.content
    stems = _stems(view.before)
    said = [word for word in content if word in view.before or (len(word) >= _STEM and word[:_STEM] in stems)]
    if content and len(said) == len(content):
        yield "repeats words of the sentence before"
        yield f"repeats words of the sentence before, has {view.size}"
    elif content and len(said) * 2 >= len(content):
        yield "repeats half of its words from the sentence before"
    elif content:
        yield "repeats a word of the sentence before" if said else "says nothing that stands before"
    if said and len(view.tail) > 1:
        if content[0] in said:
            yield "begins with a word of the sentence before"
        late = {word[:_STEM] for word in view.before[-_END:]}
        near = any(word[:_STEM] in late for word in said)
        yield "repeats what the sentence before ended with" if near else "repeats what stood far before"
    pairs = set(itertools.pairwise(view.before))
    if any(pair in pairs and not set(pair).isdisjoint(content) for pair in itertools.pairwise(view.tail)):
        yield "repeats two words in a row"


def _edges(view: View) -> Iterator[str]:
    """Where its first and last words stand in the sentence before."""
    before, tail, names = view.before, view.tail, view.classes
    if tail[0] == before[0] and names[0] not in FUNCTION_CLASSES and view.candidate.stop == ".":
        yield "begins as the sentence before does"
    if tail[0] == before[-1]:
        yield "begins with the word before the stop"
    elif tail[-1] == before[-1]:
        yield "ends with the word before the stop"
    if len(tail) > 1 and tail[-1] in before and names[-1] not in FUNCTION_CLASSES:
        yield "ends with a word of the sentence before"


def _number(view: View) -> Iterator[str]:
    """How it fits to a number before the stop."""
    last = view.before[-1]
    scaled = view.has("scales", last)
    if view.has("units", view.tail[0]) and (scaled or view.left == "number"):
        yield "names what the number before counts"
    elif scaled:
        yield "behind a number word"
    if YEAR.fullmatch(last) and view.tail in (["year"], ["years"]):
        yield "says that a year is one"
    if last[0].isdigit() and last.endswith(ORDINAL_ENDS):
        yield "behind an ordinal"


def _border(view: View) -> Iterator[str]:
    """How it fits to the last words before the stop, unless it is plain that it does not."""
    if view.tie == UNTIED:
        return
    first = view.classes[0]
    yield f"behind {view.left}"
    yield f"{view.left} before {first}"
    if len(view.tail) == 1:
        yield f"{view.left} before a lone {first}"
    fit = continuation.log_odds(view.candidate.before, view.candidate.tail, view.lexicon)
    yield from (f"reads on, above {mark:+}" for mark in _FIT if fit > mark)


def _marks(view: View) -> Iterator[str]:
    """The marks and the text around it."""
    candidate = view.candidate
    yield f"behind “{candidate.stop[:1]}”" + (" and a closing mark" if candidate.closers else "")
    if candidate.capital:
        yield "begins with a capital"
        if len(view.tail) > 1 and view.has("modals", view.tail[0]):
            yield "begins with a capital modal"
    if candidate.start - candidate.gap_start > 1:
        yield "behind a wide gap"
    yield "has its own stop" if view.stop in ".!?…" else "has no stop"
    if view.stop == "?":
        yield "ends with a question mark"
    if candidate.ends_line:
        yield "ends its paragraph"
    else:
        lower = candidate.text[candidate.end :].lstrip()[:1].islower()
        yield "a lower-case word follows" if lower else "a sentence follows"


def _speech(view: View) -> Iterator[str]:
    """What it could be behind a quotation or a question."""
    if view.quoted:
        yield f"behind a quotation: {view.classes[0]}"
        if view.says(4):
            yield "has a verb of saying behind a quotation"
            if view.classes[0] in ("subject pronoun", "name"):
                yield "says who said it"
    elif view.says(1) and view.classes[1:2] == ["name"]:
        yield "begins with a verb of saying and a name"
    if view.candidate.stop[-1] == "?":
        if view.stop in "?!":
            yield "asks on behind “?”"
        elif view.tie != UNTIED or not view.candidate.ends_line:
            yield "states on behind “?”"


_OBSERVERS = (_opening, _clause, _link, _phrase, _before, _echo, _edges, _number, _border, _marks, _speech)
