"""Build `cleaner/data/en/vocabulary/further-words.txt` from the word lists of SCOWL.

    python benchmarks/training/further_words.py /usr/share/dict/american-english /usr/share/dict/british-english \
        > cleaner/data/en/vocabulary/further-words.txt

The files are those of Debian's packages wamerican and wbritish. Taken are words in lower case that the list of parts of
speech does not have, and that are not made of shorter ones by the endings and prefixes of `data/en/spelling`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from cleaner import language
from cleaner.known_words import is_made_of
from cleaner.lexicon import load

HEADER = """\
# Words of English, American and British, that the list of parts of speech lacks, without those made of others by an
# ending or a prefix. From SCOWL (Kevin Atkinson, 2000-2011; see LICENSE-SCOWL) as in Debian's wamerican and wbritish;
# see benchmarks/training/further_words.py."""

WORD = re.compile(r"[a-z]{4,}")


def main() -> None:
    """Print the list."""
    lexicon = load("en")
    listed = {word for path in sys.argv[1:] for word in Path(path).read_text(encoding="utf-8").split("\n")}
    known = set(language.vocabulary(lexicon) | lexicon.optional("loanwords"))
    further = []
    for word in sorted(filter(WORD.fullmatch, listed), key=lambda word: (len(word), word)):
        if lexicon.lang not in language.function_words().get(word, ()) and not is_made_of(word, known, lexicon):
            known.add(word)
            further.append(word)
    print(HEADER)
    print("\n".join(sorted(further)))


if __name__ == "__main__":
    main()
