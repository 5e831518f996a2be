"""What is done to real files with a structure.

    python benchmarks/quality/structure.py FOLDER… [--kind html] [--n 200] [--places 300] [--only edits]

Of all Markdown files or HTML pages under the folders, a sample is cleaned. For each, another parser says whether
markup, code, targets and attributes are what they were: markdown-it-py for Markdown, and for pages html5lib, which
reads as browsers do. Every edit is printed, to be read. Then damage of ten kinds is put into sentences of the prose,
one after the other, and it is counted how often it comes back to the byte, beside how often it does in the same prose
as plain text (rules leave alone what a text is about); and into code, targets and attributes, where it must stay.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cleaner import Pipeline
from cleaner.structure import read

SUFFIXES = {"markdown": (".md", ".markdown"), "html": (".html", ".htm")}


def _said(sentence: str, opening: str, closing: str) -> str:
    return f"The report said, {opening}{sentence[0].lower()}{sentence[1:-1]}{closing}, and it was right."


def _halved(sentence: str, form: str) -> str:
    return re.sub(r"\b([a-z]{4})([a-z]{4,})\b", form, sentence)


Damage = Callable[[str], str]
DAMAGE: dict[str, tuple[Damage, Damage]] = {
    "space inside quotes": (lambda s: _said(s, "“ ", " ”"), lambda s: _said(s, "“", "”")),
    "foreign comma": (lambda s: s.replace(", ", "\N{FULLWIDTH COMMA}"), str),
    "glued comma": (lambda s: s.replace(", ", ","), str),
    "chat token": (lambda s: s + "<|im_end|>", str),
    "end token": (lambda s: s + " </s>", str),
    "subword marker": (lambda s: _halved(s, r"\1@@ \2"), str),
    "sentencepiece": (lambda s: "\u2581" + s.replace(" ", " \u2581"), str),
    "zero-width space": (lambda s: re.sub(r"([a-z]{2})([a-z]{2})", "\\1\N{ZERO WIDTH SPACE}\\2", s, count=1), str),
    "mojibake": (
        lambda s: s.replace(" the ", " the caf\u00c3\u00a9 and the ", 1),
        lambda s: s.replace(" the ", " the caf\u00e9 and the ", 1),
    ),
    "loop": (lambda s: " ".join([s] * 5), str),
}
"""Kinds of damage done to a sentence, and what it must come back to."""

MAX_DAMAGED = 30_000
"""The characters of files that damage is put into, at most: each is cleaned some forty times."""

MAX_SENTENCES = 3
"""Sentences of a file that one kind of damage is put into."""

MAX_INSIDE = 2
"""Pieces of code, targets and attributes of a file that damage is put into."""

SENTENCE = re.compile(r"(?<![^\n])[A-Z][a-z]+ (?:[a-z]+(?:n't)?,? ){4,}[a-z]+\.(?=[\n ]|\Z)")
"""A paragraph that is one plain sentence, in the prose and in the file."""

INSIDE = {
    "markdown": re.compile(r"(?<=\n)```[a-z]*\n(?P<code>[^`]*\n)```(?=\n)|\]\((?P<target>[^()\s]+)\)"),
    "html": re.compile(
        r"<pre[^>]*>(?P<code>[^<]+)</pre>|<code[^>]*>(?P<inline>[^<]+)</code>|title=\"(?P<attribute>[^\"]+)\""
    ),
}
"""What is no prose, found without a parser."""


def files(folders: Sequence[Path], kind: str, size: int) -> Iterator[tuple[Path, str]]:
    """A sample of the files with some prose, the same every time; one of those that are equal."""
    found = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES[kind])
    random.Random(1).shuffle(found)
    taken = set()
    for path in found:
        if path.is_file() and 500 < path.stat().st_size < 400_000:
            data = path.read_bytes()
            if len(re.findall(rb"[a-z]\. [A-Z]", data)) > 3 and data not in taken:
                taken.add(data)
                yield path, data.decode("utf-8", "surrogateescape")
        if len(taken) == size:
            return


def skeleton(text: str, kind: str) -> list[Any]:
    """What a file is but for its text, as another parser has it."""
    if kind == "markdown":
        from markdown_it import MarkdownIt

        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        return [_token(token) for token in parser.parse(text)]
    import html5lib

    return list(_nodes(html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)))


def _token(token: Any) -> Any:
    if token.type in {"text", "softbreak"}:
        return "text"
    children = [_token(child) for child in token.children or ()]
    united = [each for at, each in enumerate(children) if each != "text" or children[at - 1 : at] != ["text"]]
    return token.type, token.tag, sorted(token.attrs.items()), "" if token.type == "inline" else token.content, united


def _nodes(element: Any) -> Iterator[Any]:
    if not isinstance(element.tag, str):
        yield "comment", element.text
        return
    kept = element.text if element.tag in {"script", "style", "pre", "code", "textarea", "title"} else None
    yield element.tag, sorted(element.attrib.items()), kept
    for child in element:
        yield from _nodes(child)
    yield "end"


def leave_alone(pipeline: Pipeline, texts: dict[Path, str], kind: str) -> None:
    """Clean the files as they are: every edit, and how many there are in 100,000 words."""
    begun = time.process_time()
    words = broken = 0
    rules: Counter[str] = Counter()
    for path, text in texts.items():
        result = pipeline.run(text, format=kind)
        words += sum(len(prose.text.split()) for prose in read(text, kind))
        if result.undo() != text:
            raise SystemExit(f"{path}: undo does not give it back")
        for finding in result.findings:
            if finding.applied:
                rules[finding.rule] += 1
                before, after = text[max(0, finding.start - 60) : finding.start], text[finding.end : finding.end + 40]
                print(f"{path}:{finding.start} {finding.rule} {[before, finding.found, finding.replacement, after]}")
        if result.changed and skeleton(text, kind) != skeleton(result.text, kind):
            broken += 1
            print(f"{path}: MARKUP DIFFERS")
    print(f"{len(texts)} files, {words:,} words, {time.process_time() - begun:.0f} s; markup differs in {broken}")
    edits = rules.total()
    print(f"{edits} edits, {1e5 * edits / max(1, words):.1f} in 100,000 words: {dict(rules.most_common())}")


def restore(pipeline: Pipeline, texts: dict[Path, str], kind: str, places: int) -> None:
    """Put damage into `places` sentences of prose, and file by file into what is no prose: how often it comes back,
    and how often it stays."""
    done: Counter[str] = Counter()
    restored: Counter[str] = Counter()
    possible: Counter[str] = Counter()  # in the same prose as plain text
    stayed: Counter[bool] = Counter()
    small = [(path, text) for path, text in texts.items() if len(text) < MAX_DAMAGED]
    for number, (path, text) in enumerate(small):
        if done.total() >= places:
            break
        clean = pipeline.run(text, format=kind).text
        prose = "\n\n".join(each.text for each in read(clean, kind))
        clean_prose = pipeline(prose)
        sentences = [each[0] for each in SENTENCE.finditer(prose)]
        sentences = [each for each in sentences if clean.count(each) == 1]
        for name, (damage, undone) in DAMAGE.items():
            usable = [each for each in sentences if damage(each) != undone(each)]
            for sentence in random.Random(number).sample(usable, min(len(usable), MAX_SENTENCES)):
                wanted = clean.replace(sentence, undone(sentence))
                got = pipeline.run(clean.replace(sentence, escaped(damage(sentence), kind)), format=kind).text
                plain = pipeline(prose.replace(sentence, damage(sentence))) == clean_prose.replace(
                    sentence, undone(sentence)
                )
                done[name] += 1
                restored[name] += got == wanted
                possible[name] += plain
                if plain and got != wanted:
                    print(f"{path}: {name} not undone: {damage(sentence)[:150]!r}")
        for match in list(INSIDE[kind].finditer(clean))[:MAX_INSIDE]:
            start, end = match.span(match.lastgroup or 0)
            for damage, _ in DAMAGE.values():
                inside = damage(match[match.lastgroup or 0])
                if match.lastgroup == "target" and " " in inside:
                    continue  # it would be no target any more
                if inside != clean[start:end] and "`" not in inside and "<" not in inside and '"' not in inside:
                    damaged = clean[:start] + inside + clean[end:]
                    stayed[pipeline.run(damaged, format=kind).text == damaged] += 1
    for name, count in done.items():
        print(f"{name:20} {restored[name]}/{count}, as plain text {possible[name]}")
    print(f"all kinds {restored.total()}/{done.total()}, as plain text {possible.total()}")
    print(f"damage in code, targets and attributes: stays {stayed[True]}, changed {stayed[False]}")


def escaped(text: str, kind: str) -> str:
    """Text as a file of this kind has to hold it for a reader to see it."""
    return text.replace("<", "&lt;").replace(">", "&gt;") if kind == "html" else text


def main() -> None:
    """Read the arguments, and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--kind", choices=list(SUFFIXES), default="markdown")
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--places", type=int, default=300)
    parser.add_argument("--only", choices=["edits", "damage"])
    args = parser.parse_args()
    texts = dict(files(args.folders, args.kind, args.n))
    if args.only != "damage":
        leave_alone(Pipeline(), texts, args.kind)
    if args.only != "edits":
        restore(Pipeline(), texts, args.kind, args.places)


if __name__ == "__main__":
    main()
