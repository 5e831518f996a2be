"""The errors this package raises on purpose. Each says what went wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


class CleanerError(Exception):
    """Base of all errors of this package; `str(error)` is one message a user can act on."""


@dataclass(frozen=True)
class Problem:
    """One mistake in a configuration: where it stands, what is wrong, and what may have been meant."""

    message: str
    file: str | None = None
    line: int | None = None
    suggestion: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.suggestion}" if self.suggestion else text


class ConfigError(CleanerError):
    """A configuration is wrong. All its mistakes are in `problems`, in the order of the file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type[ConfigError], tuple[Problem, ...]]:
        return ConfigError, self.problems


class LexiconError(CleanerError):
    """A word list under `data/` is missing or not in the form it must have."""


class InputError(CleanerError):
    """An input cannot be read or an output cannot be written as asked."""


class OutputError(InputError):
    """What a run writes cannot be written, whatever the input: the run ends."""


class RecordError(InputError):
    """One record of an input cannot be read, cleaned or written; the others can. `id` names it where that is known."""

    id: str | None = None


class RuleError(CleanerError):
    """A rule is declared wrongly, or failed on a text; the message names the rule."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(f"{rule}: {message}")
        self.rule = rule
        self.reason = message

    def __reduce__(self) -> tuple[type[RuleError], tuple[str, str]]:
        return RuleError, (self.rule, self.reason)
