"""Build `cleaner/data/en/models/parts-of-speech.txt` from the database files of WordNet 3.0.

    python benchmarks/training/parts_of_speech.py /usr/share/wordnet > cleaner/data/en/models/parts-of-speech.txt

The folder is WordNet's `dict` (Debian: package wordnet-base). Taken are single words that its sense-tagged texts use at
least once (`cntlist.rev`), their inflections by the regular rules of English spelling, and the irregular ones of
`verb.exc` and `noun.exc`. A line is a word and its tags, the commonest first.
"""

from __future__ import annotations

import collections
import re
import sys
from pathlib import Path

HEADER = """\
# Parts of speech of English words, the commonest first. Facts from WordNet 3.0 (Princeton University, 2006): words
# that its sense-tagged texts use, with irregular forms from its exception lists; see
# benchmarks/training/parts_of_speech.py.
# n noun, p plural noun, v verb, z verb in -s, d past tense, e participle, g form in -ing, a adjective, r adverb."""

KINDS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
WORD = re.compile(r"[a-z]{2,}")
VOWELS = "aeiou"
Counts = dict[str, collections.Counter[str]]


def read_lemmas(folder: Path) -> Counts:
    """How often each lemma was tagged as each part of speech."""
    lemmas: Counts = collections.defaultdict(collections.Counter)
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        key, _, count = line.split()
        lemma, _, rest = key.partition("%")
        if WORD.fullmatch(lemma):
            lemmas[lemma][KINDS[rest[0]]] += int(count)
    return lemmas


def read_exceptions(path: Path) -> dict[str, list[str]]:
    """Lemma to its irregular forms."""
    forms: dict[str, list[str]] = collections.defaultdict(list)
    for line in path.read_text(encoding="ascii").splitlines():
        form, *lemmas = line.split()
        for lemma in lemmas:
            if WORD.fullmatch(form) and form != lemma:
                forms[lemma].append(form)
    return forms


def with_s(lemma: str) -> str:
    """The regular form in -s."""
    if re.search(r"(?:s|x|z|ch|sh)$", lemma) or re.search(r"[^aeiou]o$", lemma):
        return lemma + "es"
    return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"


def doubled(lemma: str) -> str:
    """The stem with its last consonant doubled, where one short vowel stands before it."""
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdfgklmnprt]", lemma)
    return lemma + lemma[-1] if short else lemma


def with_ing(lemma: str) -> str:
    """The regular form in -ing."""
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return doubled(lemma) + "ing"


def with_ed(lemma: str) -> str:
    """The regular form in -ed."""
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else doubled(lemma) + "ed"


def inflected(lemmas: Counts, verbs: dict[str, list[str]], nouns: dict[str, list[str]]) -> Counts:
    """All words with their tags; an inflected form inherits a share of its lemma's count."""
    words: Counts = collections.defaultdict(collections.Counter)
    for lemma, counts in lemmas.items():
        for tag, count in counts.items():
            words[lemma][tag] += 4 * count
        if counts["n"]:
            for form in [form for form in nouns.get(lemma, []) if not form.endswith("ss")] or [with_s(lemma)]:
                words[form]["p"] += 2 * counts["n"]
        if counts["v"]:
            add_verb_forms(words, lemma, counts["v"], verbs.get(lemma, []))
    return words


def add_verb_forms(words: Counts, lemma: str, count: int, irregular: list[str]) -> None:
    """The forms of one verb. Of two irregular forms without -ing or -s, the one in -n is the participle."""
    words[with_s(lemma)]["z"] += count
    own = [form for form in irregular if form.endswith("ing")]
    for form in own or [with_ing(lemma)]:
        words[form]["g"] += 2 * count
    past = [form for form in irregular if not form.endswith(("ing", "s"))]
    participles = [form for form in past if re.search(r"(?:n|ne|ung|unk|um|un)$", form)]
    for form in past or [with_ed(lemma)]:
        if form not in participles or len(past) == 1:
            words[form]["d"] += 2 * count
        if form in participles or not participles:
            words[form]["e"] += 2 * count


def main() -> None:
    """Print the list."""
    folder = Path(sys.argv[1])
    lemmas = read_lemmas(folder)
    words = inflected(lemmas, read_exceptions(folder / "verb.exc"), read_exceptions(folder / "noun.exc"))
    print(HEADER)
    for word in sorted(words):
        tags = sorted(words[word], key=lambda tag: (-words[word][tag], "nvardepzg".index(tag)))
        print(word, "".join(tags))


if __name__ == "__main__":
    main()
