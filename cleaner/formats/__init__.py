"""How texts lie in files: a format reads the text of a file and writes it back, and keeps everything else."""

from __future__ import annotations

from typing import Protocol


class Format(Protocol):
    """What the command asks of a format, for one file: the same object reads it and writes it back."""

    @property
    def encoding(self) -> str:
        """The codec's name."""
        ...

    @property
    def byte_order_mark(self) -> bool:
        """Whether the file begins with one."""
        ...

    def read(self, data: bytes) -> str | None:
        """The text in the bytes of a file; None where they are binary. InputError where they cannot be read safely."""
        ...

    def write(self, text: str) -> bytes:
        """The bytes of the same file with another text in it. InputError where the text cannot be written that way."""
        ...
