"""Rules that kill or hang, as a plug-in: what may happen to a worker. Copied where only the driver finds it."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaner.rules import Change, Document, Edit, Prior, Rule, Safety, fix, keep

_KILLS = re.compile(r"\[kill (parent|self) (\S+)\]")


@dataclass(frozen=True)
class Trouble(Rule):
    """Delete the word `trouble!`, and do as a text says.

    Why: a test asks for it.

    Not touched: everything else.

    Safety: safe.
    """

    name = "trouble/word"
    safety = Safety.SAFE
    measured = Prior(confidence=0.99, reason="a test", wrong=0, human_words=0, date="")
    examples = (fix("It is trouble! here.", "It is here."), keep("It is here."))

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit, if nothing happens before."""
        text = document.text
        if match := _KILLS.search(text):
            _kill(os.getppid() if match[1] == "parent" else os.getpid(), match[2])
        if "[die]" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "[hang]" in text:
            pass
        at = text.find("trouble! ")
        if at >= 0:
            yield self.edit(at, at + 9, "trouble", [Change(at, at + 9, "")])


def _kill(process: int, once: str) -> None:
    """Kill a process, unless the file `once` says that it happened."""
    try:
        os.close(os.open(Path(once), os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(process, signal.SIGKILL)
    if process != os.getpid():
        signal.pause()  # until nobody is there to be answered


RULES = [Trouble]
