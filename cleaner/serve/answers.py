"""What the page of `cleaner serve` asks for and gets: a text cleaned, as the review page shows it."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cleaner import __version__
from cleaner.config import Config
from cleaner.document import ORIGINS
from cleaner.pipeline import Pipeline
from cleaner.report.inert import valid
from cleaner.report.page.build import assets, leaf, templates
from cleaner.report.page.figures import Figures
from cleaner.rules import max_confidence, summary

MAX_CACHED = 32
"""Pipelines that are kept, one for each combination of settings that was asked for."""


class AskedWronglyError(Exception):
    """What was asked for is not in the form that the page has."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text, its origin, and the rules that are switched off, sorted."""

    text: str
    origin: str
    off: tuple[str, ...]

    @classmethod
    def of(cls, body: bytes) -> Question:
        """The question in a request. AskedWronglyError where it is none."""
        try:
            asked = json.loads(body)
            text, origin, off = asked["text"], asked["origin"], asked["off"]
        except (ValueError, KeyError, TypeError) as error:
            raise AskedWronglyError("a question is an object with text, origin and off") from error
        if not isinstance(text, str) or not isinstance(off, list) or not all(isinstance(each, str) for each in off):
            raise AskedWronglyError("text is a string, and off a list of rules")
        if origin not in ORIGINS:
            raise AskedWronglyError(f"there is no origin {valid(str(origin))!r}")
        return cls(text, origin, tuple(sorted(set(off))))


class Desk:
    """Answers questions with a configuration that the switches of the page change."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._pipeline = functools.lru_cache(maxsize=MAX_CACHED)(self._made)

    def page(self, token: str = "") -> str:
        """The page; its script shows `token` with every question."""
        return (
            templates()
            .get_template("serve.html")
            .render(
                **assets("serve.js", connect="'self'"),
                version=__version__,
                token=token,
                origins=ORIGINS,
                origin=self._config.origin,
            )
        )

    def answer(self, question: Question) -> Mapping[str, Any]:
        """What becomes of a text: it as HTML with its edits, the clean text, scores, rules, the configuration."""
        unknown = set(question.off) - self._config.registry.rules.keys()
        if unknown:
            raise AskedWronglyError(f"there is no rule {valid(min(unknown))!r}")
        pipeline = self._pipeline(question.origin, question.off)
        result = pipeline.run(question.text)
        figures = Figures()
        figures.add(result)
        shown = leaf("d1", "Edits", result, whole=True)
        return {
            "html": templates().get_template("answer.html").render(leaf=shown),
            "text": result.text,
            "edits": figures.applied.total(),
            "reported": figures.refused.total(),
            "rules": [
                {
                    "name": row.name,
                    "summary": row.summary,
                    "applied": row.applied,
                    "refused": row.refused,
                    "confidence": row.confidence,
                }
                for row in figures.rules(self._config.registry)
            ]
            + [self._idle(name) for name in question.off],
            "config": snippet(pipeline.config),
            "failures": [str(failure) for failure in result.failures],
        }

    def _idle(self, name: str) -> dict[str, object]:
        rule = self._config.registry.rules[name]
        found = {"applied": 0, "refused": 0, "confidence": max_confidence(rule)}
        return {"name": name, "summary": summary(rule), **found}

    def _made(self, origin: str, off: tuple[str, ...]) -> Pipeline:
        ignore = (*self._config.ignore, *(name for name in off if name not in self._config.ignore))
        return Pipeline(config=replace(self._config, origin=origin, ignore=ignore))


def snippet(config: Config) -> str:
    """A configuration as a file would have it: what differs from its preset, and the preset itself."""
    usual = Config.make(registry=config.registry, preset=config.preset).settings()
    own = {key: value for key, value in config.settings().items() if value != usual[key]}
    options = own.pop("rules", {})
    lines = [f"preset = {_value(config.preset)}", *(f"{key} = {_value(value)}" for key, value in own.items())]
    for rule, table in options.items():
        lines += ["", f"[rules.{_value(rule)}]", *(f"{key} = {_value(value)}" for key, value in table.items())]
    return "".join(f"{line}\n" for line in lines)


def _value(value: str | float | Sequence[str]) -> str:
    """A value as TOML has it, which is as JSON has it."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
