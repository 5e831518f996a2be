"""PO, XLIFF and TMX: the translations are cleaned, each held against its source; everything else stays."""

from __future__ import annotations

import random
from xml.sax.saxutils import escape

import pytest

from cleaner import Pipeline
from cleaner.errors import InputError
from cleaner.structure import read

PO = r"""# A translator's comment, “ x ”
msgid ""
msgstr ""
"Project-Id-Version: x , y\n"
"Language: es\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#. “ extracted ”
#: src/a.c:12
#, c-format
msgid "Hello, %s"
msgstr "Hola, % s"

#, fuzzy, c-format
msgid "Bye, %s"
msgstr "Adiós, % s"

#, c-format
msgid "%d \"file\"\n"
msgid_plural "%d \"files\"\n"
msgstr[0] ""
"% d \"archivo\"\n"
msgstr[1] "%d "
"\"archi"
"vos\"\n"

msgctxt "menu"
msgid "Open {file}\tnow"
msgstr "Abrir { file }\tahora"

#~ msgid "Old, %s"
#~ msgstr "Viejo, % s"
"""
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xliff>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language='de' datatype="plaintext" original="a &gt; b"><body>
<trans-unit id="1"><source>Hello, %s &amp; &lt;b&gt;all&lt;/b&gt;</source>
  <target state="translated">Hallo, % s &amp; &lt; b &gt;alle&lt;/ b&gt;</target><note>“ x ” % s</note></trans-unit>
<trans-unit id="2" translate="no"><source>Hello, %s</source><target>Hallo, % s</target></trans-unit>
<trans-unit id="3"><source>Hello, %s</source><target state-qualifier="fuzzy-match">Hallo, % s</target></trans-unit>
<trans-unit id="4"><source>A <g id="1">{x}</g><ph id="2">% s</ph></source>
<target>Ein <g id="1">{ x }</g><ph id="2">% s</ph></target>
<alt-trans><source>A {x}</source><target>Ein { x }</target></alt-trans></trans-unit>
<trans-unit id="5"><source>No target {x}</source></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de"><file id="f">
<unit id="1"><segment><source>Hello, {x}</source><target>Hallo, { x }</target></segment></unit>
<unit id="2" translate="no"><segment><source>Hello, {x}</source><target>Hallo, { x }</target></segment></unit>
</file></xliff>
"""
TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en" datatype="x"/><body>
<tu tuid="1"><note>{ x }</note><tuv xml:lang="de"><prop type="a">{ x }</prop>
<seg>Hallo, { x } <ph>{ x }</ph></seg></tuv>
<tuv xml:lang="EN"><seg>Hello, {x} <ph>{ x }</ph></seg></tuv>
<tuv xml:lang="fr"><seg>Bonjour, {x }</seg></tuv></tu>
</body></tmx>
"""


def test_the_translations_of_a_catalogue_are_cleaned(clean):
    wanted = PO.replace('"Hola, % s"', '"Hola, %s"').replace('"% d \\"archivo', '"%d \\"archivo')
    assert clean(PO, "po") == wanted.replace("{ file }", "{file}")


def test_what_a_translation_is_held_against():
    proses = read(PO, "po")
    assert [(each.text, each.source, each.lang) for each in proses] == [
        ("Hola, % s", "Hello, %s", "es"),
        ('% d "archivo"\n', '%d "file"\n', "es"),
        ('%d "archivos"\n', '%d "files"\n', "es"),
        ("Abrir { file }\tahora", "Open {file}\tnow", "es"),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_string_in_several_lines(clean, end):
    file = f'msgid "a"{end}msgstr ""{end}"He said, “ the road "{end}"is open ”, and left\\n"{end}"again."{end}'
    assert clean(file, "po") == file.replace("“ the", "“the").replace("open ”", "open”")


SPOILED = {
    "po": lambda file: file.replace("% d", "%z", 1),
    "xliff": lambda file: file.replace("<source>", "<source><bold>x</bold>", 1),
    "xliff 2": lambda file: file.replace("<segment>", "<part>").replace("</segment>", "</part>"),
    "tmx": lambda file: file.replace("<tu ", "<unit ").replace("</tu>", "</unit>"),
}
"""Files that nobody may take, so that it shows that somebody looks."""


def test_what_reads_such_files_reads_the_clean_ones(accepted):
    for file, form in ((PO, "po"), (XLIFF, "xliff"), (XLIFF_2, "xliff 2"), (TMX, "tmx")):
        assert accepted(file, form)
        assert accepted(Pipeline().run(file, format=form.split()[0]).text, form)
        assert not accepted(SPOILED[form](file), form)


def test_new_text_is_escaped(clean):
    file = 'msgid "He said, “%s”"\nmsgstr "Er sagte, “% s” &quot;nein&quot; und ging."\n'
    assert clean(file, "po", lang="de").endswith('msgstr "Er sagte, “%s” \\"nein\\" und ging."\n')


def test_the_targets_of_a_file_are_cleaned(clean):
    wanted = XLIFF.replace("Hallo, % s &amp; &lt; b &gt;alle&lt;/ b&gt;", "Hallo, %s &amp; &lt;b&gt;alle&lt;/b&gt;")
    wanted = wanted.replace('<target>Ein <g id="1">{ x }', '<target>Ein <g id="1">{x}')
    assert clean(XLIFF, "xliff") == wanted
    assert [each.lang for each in read(XLIFF, "xliff")] == ["de", "de"]
    first = 'Hallo, {x}</target></segment></unit>\n<unit id="2"'
    assert clean(XLIFF_2, "xliff") == XLIFF_2.replace(first.replace("{x}", "{ x }"), first)


def test_the_targets_of_a_memory_are_cleaned(clean):
    wanted = TMX.replace("<seg>Hallo, { x } <", "<seg>Hallo, {x} <").replace("Bonjour, {x }", "Bonjour, {x}")
    assert clean(TMX, "tmx") == wanted
    assert [(each.lang, each.source) for each in read(TMX, "tmx")] == [
        ("de", "Hello, {x} `ph`"),
        ("fr", "Hello, {x} `ph`"),
    ]


@pytest.mark.parametrize(
    ("form", "file", "line"),
    [
        ("po", 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d\n', 5),
        ("po", 'msgid "a"\nsome text\n', 2),
        ("po", 'msgid "a"\nmsgid "b"\n', 2),
        ("po", '"a"\n', 1),
        ("xliff", "<xliff>\n<file>\n</xliff>\n", 3),
        ("xliff", "<other/>", 1),
        ("tmx", "<tmx>\n&nosuch;\n</tmx>", 2),
    ],
)
def test_a_broken_file_is_refused_with_its_line(form, file, line):
    with pytest.raises(InputError, match=f"line {line} "):
        Pipeline().run(file, format=form)


SOURCES = ("Hello, {0}", "%s has %d files", "Open %1$s in %2$s", "Total: {{total}}", "Press <b>now</b>", "In {name}")
TARGETS = (
    "Hallo, {0}",
    "%s hat %d Dateien",
    "%1$s in %2$s öffnen",
    "Summe: {{total}}",
    "Jetzt <b>drücken</b>",
    "{name}",
)
BREAKS = (
    lambda s: s.replace("{", "{ ").replace("}", " }"),
    lambda s: s.replace("%", "% "),
    lambda s: s.replace("$", " $ "),
    lambda s: s.replace("{", "｛").replace("}", "｝").replace("%s", "%S"),
    lambda s: s.replace("<", "< ").replace("%d", "% D"),
)


PO_HEAD = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
FILES = {
    "po": (PO_HEAD, '\nmsgid "{source}"\nmsgstr "{target}"\n', ""),
    "xliff": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        '<file original="a" source-language="en" target-language="de" datatype="plaintext"><body>\n',
        '<trans-unit id="{id}"><source>{source}</source><target>{target}</target></trans-unit>\n',
        "</body></file></xliff>\n",
    ),
    "xliff 2": (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de"><file id="f">\n',
        '<unit id="{id}"><segment><source>{source}</source><target>{target}</target></segment></unit>\n',
        "</file></xliff>\n",
    ),
    "tmx": (
        '<?xml version="1.0"?>\n<tmx version="1.4"><header creationtool="a" creationtoolversion="1" segtype="sentence" '
        'o-tmf="a" adminlang="en" srclang="en" datatype="plaintext"/><body>\n',
        '<tu tuid="{id}"><tuv xml:lang="en"><seg>{source}</seg></tuv>'
        '<tuv xml:lang="de"><seg>{target}</seg></tuv></tu>\n',
        "</body></tmx>\n",
    ),
}
"""How each kind of file begins, a unit of it, and how it ends."""


def thousand_units(form: str) -> tuple[list[str], list[str], set[int]]:
    """The units of a file, some with a broken placeholder; what they should be; the numbers of the broken ones."""
    generator = random.Random(2)
    damaged = set(generator.sample(range(1000), 100))
    given, wanted = [], []
    spelled = str if form == "po" else escape
    for number in range(1000):
        kind = generator.randrange(len(SOURCES))
        target = TARGETS[kind]
        broken = generator.choice([each(target) for each in BREAKS if each(target) != target])
        source = spelled(f"{SOURCES[kind]} {number}.")
        for units, text in ((given, broken if number in damaged else target), (wanted, target)):
            units.append(FILES[form][1].format(id=number, source=source, target=spelled(f"{text} {number}.")))
    return given, wanted, damaged


@pytest.mark.parametrize("form", FILES)
def test_of_a_thousand_units_the_broken_ones_are_repaired_and_no_other(form, accepted):
    given, wanted, damaged = thousand_units(form)
    head, _, tail = FILES[form]
    file = head + "".join(given) + tail
    result = Pipeline().run(file, format=form.split()[0])
    assert result.undo() == file
    assert len(damaged) == 100
    assert all(given[number] != wanted[number] for number in damaged)
    assert result.text == head + "".join(wanted) + tail
    assert accepted(result.text, form)
