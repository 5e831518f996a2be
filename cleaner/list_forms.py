"""What a word list is: its room under `data/<language>/`, what its entries are made of and what they mean."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Room(enum.StrEnum):
    """A folder of a language."""

    BOILERPLATE = "boilerplate"
    CHATTER = "chatter"
    GRAMMAR = "grammar"
    MODELS = "models"
    SPELLING = "spelling"
    TOKENS = "tokens"
    VOCABULARY = "vocabulary"


class Form(enum.Enum):
    """What an entry is made of: a regular expression that it matches whole, and whether it is in lower case."""

    WORD = (r"\S+", False)
    LOWER_WORD = (r"\S+", True)
    LOWER_TEXT = (r"\S+(?: \S+)*", True)
    TEXT = (r"\S+(?: \S+)*", False)
    TWO_WORDS = (r"\S+ \S+", True)
    TWO_CHARACTERS = (r"\S \S", False)
    THREE_CHARACTERS = (r"\S{3}", True)
    WORD_AND_CODES = (r"\S+ [a-z]+", True)
    WORD_AND_FOLLOWERS = (r"\S+:(?: /| [a-z]+)+", True)
    TEXT_AND_WEIGHT = (r"\S+(?: \S+)* -?\d+", False)
    TEXT_AND_TWO_WEIGHTS = (r"\S+(?: \S+)*(?: -?\d+){2}", False)
    TEXT_AND_WEIGHTS = (r"\S+(?: \S+)*(?: -?\d+){4}", False)
    JSON = ("json", False)
    TOML = ("toml", False)

    @property
    def pattern(self) -> str:
        """The regular expression of an entry."""
        return self.value[0]

    @property
    def is_lower(self) -> bool:
        """Whether entries are in lower case."""
        return self.value[1]

    @property
    def is_list(self) -> bool:
        """Whether a file has an entry a line; else it is one value in the format of that name."""
        return self not in (Form.JSON, Form.TOML)


@dataclass(frozen=True, slots=True)
class WordList:
    """One list: `entry` says what an entry is, `readers` which modules of the core read it."""

    name: str
    room: Room
    form: Form
    entry: str
    readers: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file of the list below the folder of a language."""
        return f"{self.room}/{self.name}.{'txt' if self.form.is_list else self.form.pattern}"
