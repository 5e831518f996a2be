"""The one table of settings. Keywords, files, `config show|init|schema`, command options and defaults come from it.

To add a setting, add a row here and a field of the same name to `Config`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cleaner.config.kinds import Choice, Kind, OnOff, PassNames, Patterns, RuleNames, Share, Texts
from cleaner.config.rule_options import RuleOptions
from cleaner.document import ORIGINS
from cleaner.lexicon import languages
from cleaner.registry import Registry
from cleaner.resolve import Level

__all__ = ["BY_NAME", "SETTINGS", "CommandOption", "Setting"]


@dataclass(frozen=True)
class CommandOption:
    """The option of the command that gives a setting; with a `constant` it is a flag that gives that value."""

    flag: str
    help: str
    metavar: str | None = None
    constant: str | None = None


@dataclass(frozen=True)
class Setting:
    """One setting: its name, the kind of its values, its default as TOML has it, and what users read of it.

    `for_rules`: a rule that has an option of the same name gets the setting's value, unless its own table says
    otherwise. `in_overrides`: whether files can have a value of their own.
    """

    name: str
    kind: Kind
    default: Any
    comment: str
    option: CommandOption | None = None
    for_rules: bool = False
    in_overrides: bool = True

    def default_in(self, registry: Registry) -> Any:
        """The default for the rules of a registry, as TOML has it."""
        return self.default(registry) if callable(self.default) else self.default


SETTINGS = (
    Setting(
        "lang",
        Choice(languages, missing="unknown language {value!r}"),
        "en",
        "The target language: rules and word lists are those of data/<lang>/.",
        CommandOption("--lang", "The language the texts should be in.", "CODE"),
    ),
    Setting(
        "origin",
        Choice(lambda: ORIGINS),
        "unknown",
        'Where the texts come from: "unknown", or "machine" if all are known to be machine translation.',
        CommandOption("--origin", "Where the texts come from: machine, if all are known to be machine translation."),
    ),
    Setting(
        "plugins",
        Texts(),
        [],
        "Installed packages whose rules are added; no other package is loaded.",
        in_overrides=False,
    ),
    Setting(
        "rule_files",
        Texts(),
        [],
        "Files of rules without code that are added; paths are taken from this file's folder.",
        CommandOption("--rule-file", "Add the rules without code of this file.", "FILE"),
        in_overrides=False,
    ),
    Setting(
        "passes",
        PassNames(),
        lambda registry: list(registry.pass_names),
        "Which passes run, in this order.",
    ),
    Setting(
        "select",
        RuleNames(),
        [],
        'Rules or passes to run ("fragments", "quotes/doubled"); empty: all. A risky rule named here is applied.',
        CommandOption("--select", "Run only these rules or passes (a,b).", "NAMES"),
    ),
    Setting(
        "ignore",
        RuleNames(),
        [],
        "Rules or passes not to run.",
        CommandOption("--ignore", "Do not run these.", "NAMES"),
    ),
    Setting(
        "apply",
        Choice(lambda: map(str, Level), read=lambda name: Level[name.upper()]),
        "safe",
        'How much to apply: "none" (report everything), "safe", "risky".',
        CommandOption("--risky", "Apply risky edits too.", constant="risky"),
    ),
    Setting(
        "min_confidence",
        Share(),
        0.80,
        "An edit below this confidence is reported, not applied.",
        CommandOption("--min-confidence", "Report edits below this instead of applying them.", "X"),
    ),
    Setting(
        "strict",
        OnOff(),
        False,
        "Whether a rule that fails on a text raises an error; if not, it is off for that text, and the result says so.",
    ),
    Setting(
        "quotes",
        Choice(lambda: ("preserve", "straight", "typographic")),
        "preserve",
        'Quotation marks and apostrophes: "preserve" the writer\'s, or make all "straight" or "typographic".',
        for_rules=True,
    ),
    Setting(
        "protect",
        Patterns(),
        [],
        "Regular expressions for text that no rule may change.",
    ),
    Setting(
        "rules",
        RuleOptions(),
        {},
        "Options of rules, a table each; `cleaner rule NAME` shows which a rule has.",
    ),
)

BY_NAME = {setting.name: setting for setting in SETTINGS}
