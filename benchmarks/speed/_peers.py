"""Tools that people use for parts of what the pipeline does, each as a function of one text; those that are installed.

pip install clean-text sacremoses bifixer datatrove spacy langdetect
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

Peer = Callable[[str], object]


def _ftfy() -> Peer:
    return importlib.import_module("ftfy").fix_text  # type: ignore[no-any-return]


def _clean_text() -> Peer:
    clean = importlib.import_module("cleantext").clean
    return lambda text: clean(text, lower=False, to_ascii=False, no_line_breaks=False)


def _moses_normalizer() -> Peer:
    return importlib.import_module("sacremoses").MosesPunctNormalizer(lang="en").normalize  # type: ignore[no-any-return]


def _moses_detokenizer() -> Peer:
    detokenize = importlib.import_module("sacremoses").MosesDetokenizer(lang="en").detokenize
    return lambda text: [detokenize(line.split()) for line in text.split("\n")]


def _bifixer() -> Peer:
    cleaning = importlib.import_module("bifixer.restorative_cleaning")
    characters, punctuation = cleaning.getCharsReplacements("en"), cleaning.getNormalizedPunctReplacements("en")
    replacements, pieces = cleaning.getReplacements("en"), cleaning.getDetokenizations("en")

    def work(text: str) -> list[str]:
        lines = []
        for line in text.split("\n"):
            fixed = cleaning.normalize(cleaning.fix(line, "en", *characters), "en", *punctuation)
            lines.append(cleaning.ortho_detok_fix(fixed, replacements, pieces))
        return lines

    return work


def _datatrove_formatter() -> Peer:
    return importlib.import_module("datatrove.pipeline.formatters").FTFYFormatter().format  # type: ignore[no-any-return]


def _datatrove_gopher() -> Peer:
    filters = importlib.import_module("datatrove.pipeline.filters")
    document: Any = importlib.import_module("datatrove.data").Document
    quality, repetition = filters.GopherQualityFilter(), filters.GopherRepetitionFilter()

    def work(text: str) -> tuple[object, object]:
        entry = document(text=text, id="")
        return quality.filter(entry), repetition.filter(entry)

    work("The bridge is open again, and the town is glad of it.")
    return work


def _stack() -> Peer:
    """What people put together: ftfy, normaliser and detokenizer of Moses, clean-text, at the end langdetect."""
    steps = [_ftfy(), _moses_normalizer(), _clean_text()]
    detokenize, detect = _moses_detokenizer(), importlib.import_module("langdetect").detect

    def work(text: str) -> object:
        for step in steps:
            text = str(step(text))
        detokenize(text)
        return detect(text) if any(map(str.isalpha, text)) else None

    return work


PEERS: dict[str, Callable[[], Peer]] = {
    "ftfy.fix_text": _ftfy,
    "clean-text": _clean_text,
    "sacremoses, normaliser": _moses_normalizer,
    "sacremoses, detokenizer": _moses_detokenizer,
    "bifixer": _bifixer,
    "datatrove, ftfy formatter": _datatrove_formatter,
    "datatrove, Gopher filters": _datatrove_gopher,
    "ftfy + sacremoses + clean-text + langdetect": _stack,
}


def installed() -> tuple[dict[str, Peer], list[str]]:
    """The peers that are there, and the names of those that are not."""
    there: dict[str, Peer] = {}
    missing = []
    for name, load in PEERS.items():
        try:
            there[name] = load()
        except ImportError:
            missing.append(name)
    return there, missing
