"""How fast the pipeline could be at best: what is left when only the rules are asked that have something to say.

    python benchmarks/speed/floor.py DOCUMENTS.jsonl... [--limit 400] [--rounds 3]

A first run notes, for each text, the rules that propose an edit. Then the pipeline runs with a look that knows them
and costs nothing: no better way of choosing rules, in any language, is faster than that. Printed are microseconds a
document for the pipeline as it is, for `ftfy.fix_text`, and for the pipeline with the perfect look, and how many times
as fast as ftfy the two are. The last column is the share of the time that regular expressions take (`expressions.py`):
what a faster engine for them could save at most. Processor time; ratios carry over, microseconds do not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import ftfy
from expressions import share_of_expressions, texts_of
from rules import seconds_each

import cleaner
from cleaner.attempt import Attempt
from cleaner.chain import Chain, Groups
from cleaner.document import Document
from cleaner.edits import Edit
from cleaner.rules import Rule


class PerfectLook:
    """Picks for a text, at no cost, the rules that proposed an edit for it before."""

    def __init__(self) -> None:
        self._acting: dict[str, set[str]] = {}
        self._picked: dict[str, tuple[Groups, ...]] = {}

    def learn(self, pipeline: cleaner.Pipeline, texts: Sequence[str]) -> None:
        """Run the pipeline over the texts, and note who proposes what."""
        ask = Attempt._proposals

        def noted(attempt: Attempt, document: Document, rule: Rule) -> list[Edit]:
            edits = ask(attempt, document, rule)
            if edits:
                self._acting.setdefault(document.text, set()).add(rule.name)
            return edits

        with _replaced(Attempt, "_proposals", noted):
            for text in texts:
                pipeline.run(text)

    def of(self, chain: Chain, document: Document) -> tuple[Groups, ...]:
        """The rules of a chain that will act on a document, pass by pass."""
        groups = self._picked.get(document.text)
        if groups is None:
            names = self._acting.get(document.text, ())
            acting = [[rule for rule in rules if rule.name in names] for rules in chain.passes]
            groups = tuple((((), tuple(rules)),) if rules else () for rules in acting)
            self._picked[document.text] = groups
        return groups


class _replaced:  # noqa: N801 - reads as a phrase where it is used
    """An attribute of a class replaced for as long as the context lasts."""

    def __init__(self, owner: type, name: str, value: object) -> None:
        self._owner, self._name, self._value = owner, name, value

    def __enter__(self) -> None:
        self._before = getattr(self._owner, self._name)
        setattr(self._owner, self._name, self._value)

    def __exit__(self, *_: object) -> None:
        setattr(self._owner, self._name, self._before)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print("| documents | pipeline, µs | ftfy, µs | perfect look, µs | times ftfy | at best | expressions |")
    print("|---|---|---|---|---|---|---|")
    for path in options.documents:
        texts = texts_of(path, options.limit)
        pipeline, look = cleaner.Pipeline(), PerfectLook()
        look.learn(pipeline, texts)
        own = seconds_each(pipeline.run, texts, options.rounds)
        peer = seconds_each(ftfy.fix_text, texts, options.rounds)
        share = share_of_expressions(path, options.limit)
        with _replaced(Chain, "picked", lambda chain, document, look=look, **_: look.of(chain, document)):
            best = seconds_each(pipeline.run, texts, options.rounds)
        figures = f"{own * 1e6:.0f} | {peer * 1e6:.0f} | {best * 1e6:.0f} | {peer / own:.2f} | {peer / best:.2f}"
        print(f"| {path.name} | {figures} | {share:.0%} |")


if __name__ == "__main__":
    main()
