"""Language detectors of other makers with one small interface: a text in, a language code and a probability out.

They are asked last, only about text of some length that words and letters do not decide, and each text only once.
`langdetect` is at hand; the others are extras that the user installs. A detector is loaded when it is first asked.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from struct import Struct

from cleaner.errors import ConfigError, Problem

Answer = tuple[str, float]
"""A language code as in `data/`, or as the detector has it, and its probability."""

MIN_LETTERS = 20
"""On fewer letters no detector is to be trusted, and none is asked."""

_MEMORY = 4096
_MOST_LETTERS = 3
_LETTER = re.compile(r"[^\W\d_]")
_CODES = {"zh-cn": "zh", "zh-tw": "zh", "no": "nb", "nn": "nb", "iw": "he", "bs": "hr", "ms": "id", "fil": "tl"}
"""Codes of detectors that differ from those in `data/`, and languages that are not told apart there."""


class Detector:
    """A detector with a memory. `asked` counts the texts that the maker's code was called for."""

    def __init__(self, name: str, load: Callable[[], Callable[[str], Answer | None]]) -> None:
        self.name = name
        self.asked = 0
        self._load = functools.cache(load)
        self._remember = functools.lru_cache(maxsize=_MEMORY)(self._ask)

    def __call__(self, text: str) -> Answer | None:
        """The likeliest language of `text`; None for too few letters, or where the detector has no answer."""
        if len(_LETTER.findall(text)) < MIN_LETTERS:
            return None
        return self._remember(text)

    def _ask(self, text: str) -> Answer | None:
        self.asked += 1
        answer = self._load()(text)
        return (_CODES.get(answer[0], answer[0]), answer[1]) if answer else None


def _langdetect() -> Callable[[str], Answer | None]:
    """A factory of our own, seeded: the one of the library answers differently from run to run."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    factory = DetectorFactory()
    factory.langlist, factory.word_lang_prob_map = _profiles(sorted(Path(PROFILES_DIRECTORY).glob("[a-z]*")))
    factory.seed = 0

    def ask(text: str) -> Answer | None:
        detector = factory.create()
        detector.append(text)
        try:
            best = detector.get_probabilities()
        except LangDetectException:  # no letters that it knows
            return None
        return (best[0].lang, best[0].prob) if best else None

    return ask


_NUMBERED = Struct("<Bd")
"""The number of a language, and a probability."""


class SparseTable(dict[str, bytes]):
    """For each sequence of letters its probability in each of `size` languages, all of which are given on asking; kept
    are those above zero, with their numbers, as bytes: the library's own lists take 65 MB."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __getitem__(self, letters: str) -> list[float]:  # type: ignore[override]
        dense = [0.0] * self._size
        for number, probability in _NUMBERED.iter_unpack(super().__getitem__(letters)):
            dense[number] = probability
        return dense


def _profiles(paths: Sequence[Path]) -> tuple[list[str], SparseTable]:
    """The languages of profiles of langdetect, and its table, as `DetectorFactory.load_json_profile` makes them."""
    langs, table = [], SparseTable(len(paths))
    for number, path in enumerate(paths):
        profile = json.loads(path.read_text("utf-8"))
        langs.append(profile["name"])
        for letters, count in profile["freq"].items():
            if 1 <= len(letters) <= _MOST_LETTERS:
                share = 1.0 * count / profile["n_words"][len(letters) - 1]
                table[letters] = table.get(letters, b"") + _NUMBERED.pack(number, share)
    return langs, table


def _lingua() -> Callable[[str], Answer | None]:
    import lingua

    detector = lingua.LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()

    def ask(text: str) -> Answer | None:
        values = detector.compute_language_confidence_values(text)
        return (values[0].language.iso_code_639_1.name.lower(), values[0].value) if values else None

    return ask


def _py3langid() -> Callable[[str], Answer | None]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def ask(text: str) -> Answer | None:
        lang, probability = identifier.classify(text)
        return lang, float(probability)

    return ask


def _nobody() -> Callable[[str], Answer | None]:
    return lambda _: None


_LOADERS = {"langdetect": _langdetect, "lingua": _lingua, "py3langid": _py3langid, "none": _nobody}
_PACKAGES = {"langdetect": "langdetect", "lingua": "lingua-language-detector", "py3langid": "py3langid"}


def check(name: str) -> None:
    """ConfigError where there is no detector `name`, or its package is not installed."""
    if name not in _LOADERS:
        raise ConfigError(Problem(f"there is no detector {name!r}", suggestion=f"there are: {', '.join(_LOADERS)}"))
    if name in _PACKAGES and importlib.util.find_spec(name) is None:
        raise ConfigError(
            Problem(f"the detector {name!r} is not installed", suggestion=f"pip install {_PACKAGES[name]}")
        )


@functools.cache
def detector(name: str) -> Detector:
    """The detector of that name, one in a process."""
    check(name)
    return Detector(name, _LOADERS[name])
