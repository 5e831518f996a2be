"""The pipeline: a frozen chain of passes that turns a text into a Result.

No input or output happens here. A pipeline can be shared, called from anywhere, pickled and sent away.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.chain import Chain, Groups
from cleaner.config import Config
from cleaner.document import ORIGINS, Document
from cleaner.edits import Result
from cleaner.errors import ConfigError, Problem
from cleaner.frame import Frame
from cleaner.lexicon import load
from cleaner.prefilter import prefilter
from cleaner.proposals import try_rule
from cleaner.rounds import clean_text
from cleaner.rules import Rule
from cleaner.score import Scorer

if TYPE_CHECKING:
    from cleaner.structure import FileForm
    from cleaner.structure.prose import Prose

__all__ = ["Pipeline", "clean", "try_rule"]


class Pipeline:
    """A configured chain of passes.

    `Pipeline(preset="news", lang="en", select=[…], ignore=[…], apply=…, min_confidence=…, protect=[…], rules={…})`:
    the keywords are the settings of the configuration file. `rules` may also be a list: classes of rules in it are
    added to the built-in ones, instances of rules give their options, `Pipeline(rules=[MyRule, BlankLines(max=2)])`.
    A pass that is new runs after all others but `layout`. ConfigError for wrong settings. `strict`: a rule that fails
    raises RuleError; without it the rule is off for that text and `Result.failures` says so.
    """

    __slots__ = ("_chain", "config")

    config: Config
    _chain: Chain

    def __init__(self, *, config: Config | None = None, **settings: Any) -> None:
        if config is None:
            config = Config.make(**settings)
        elif settings:
            raise TypeError("give a config or settings, not both")
        set_once = functools.partial(object.__setattr__, self)
        set_once("config", config)
        rules = config.enabled()
        passes = tuple(tuple(group) for _, group in groupby(rules, key=lambda rule: rule.pass_name))
        patterns = tuple(re.compile(pattern) for pattern in config.protect)
        scorer = Scorer.of(config.lang, config.registry)
        set_once("_chain", Chain(config, passes, patterns, prefilter(rules, config.lang), scorer))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a pipeline is frozen; make another")

    def __reduce__(self) -> tuple[Any, tuple[Config]]:
        return _restore, (self.config,)

    def __repr__(self) -> str:
        return f"Pipeline(preset={self.config.preset!r}, lang={self.config.lang!r}, digest={self.config.digest!r})"

    @classmethod
    def from_file(cls, path: str | Path, **settings: Any) -> Pipeline:
        """A pipeline as a TOML file configures it, with keywords over it. ConfigError with every mistake in it."""
        return cls(config=Config.from_file(path, **settings))

    def __call__(self, text: str) -> str:
        """The clean text alone."""
        return self.run(text).text

    def run(
        self,
        text: str,
        *,
        lang: str | None = None,
        origin: str | None = None,
        format: str | FileForm = "text",
        source: str | None = None,
        before: Sequence[str] = (),
    ) -> Result:
        """Clean one text. TypeError where it is no string; RuleError where a rule fails and the pipeline is strict.

        `lang` is the language the text is known to be in, as a code (`en`, `pt-BR`); without it, it is decided from the
        text. What is in another language than the pipeline's gets only the repairs that hold for any. `origin` is what
        is known of this text's origin, instead of what the setting says of all. `format` is what the text is:
        "text", or one of `cleaner.structure.STRUCTURED`; then its prose is cleaned, and offsets are those of `text`.
        `before` are the texts that came before it, where it is a segment of one that goes on: they are seen, and stay.
        `source` is the text that this one is the translation of, where it is known: then the two are compared.
        InputError where it is not in that format, or what reads it is not installed.
        """
        if not isinstance(text, str):
            raise TypeError(f"a text must be a str, not {type(text).__name__}")
        foreign = None if lang is None else self._is_foreign(lang)
        origin = self.config.origin if origin is None else _checked_origin(origin)
        if format == "text" and not before:
            return clean_text(self._chain, text, foreign=foreign, origin=origin, source=source)
        from cleaner.structure import clean_structured
        from cleaner.structure.segments import clean_after

        def clean(prose: Prose, frame: Frame) -> Result:
            known = self._is_foreign(prose.lang) if foreign is None and prose.lang else foreign
            return clean_text(
                self._chain, prose.text, foreign=known, origin=origin, frame=frame, source=prose.source or source
            )

        def clean_cues(text: str) -> Result:
            return clean_text(self._chain.only("subtitles"), text, foreign=foreign, origin=origin)

        return clean_after(text, before, clean) if before else clean_structured(text, format, clean, clean_cues)

    def _is_foreign(self, lang: str) -> bool:
        """Whether a language, as a code, is another than the pipeline's."""
        return re.split("[-_]", lang)[0].lower() != self.config.lang

    def picked(self, text: str) -> tuple[tuple[Rule, ...], ...]:
        """The rules that could act on a text, pass by pass; a pass none of whose rules could is empty."""
        passes = self.groups(Document(text, load(self.config.lang)))
        return tuple(tuple(rule for _, rules in groups for rule in rules) for groups in passes)

    def groups(self, document: Document) -> tuple[Groups, ...]:
        """The same of a document, with the sources of candidates that rules have in common."""
        return self._chain.picked(document)

    def run_many(self, texts: Iterable[str], *, workers: int = 1) -> Iterator[Result]:
        """Clean many texts: their results in the same order, made as they are drawn.

        A text that cannot be cleaned costs no other: its result has it as it was and says why in `error`. `workers`
        over 1 are processes of their own (0: one a processor); as with `multiprocessing`, a script that uses them
        must do so below `if __name__ == "__main__":`. They end when the iterator is exhausted or closed.
        """
        from cleaner.batch import run_many

        return run_many(self, texts, workers)


def _restore(config: Config) -> Pipeline:
    return Pipeline(config=config)


def _checked_origin(origin: str) -> str:
    if origin not in ORIGINS:
        raise ConfigError(Problem(f"there is no origin {origin!r}", suggestion=f"it is one of {', '.join(ORIGINS)}"))
    return origin


def clean(text: str) -> str:
    """`text` cleaned with the default preset."""
    return _default()(text)


@functools.cache
def _default() -> Pipeline:
    return Pipeline()
