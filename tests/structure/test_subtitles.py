"""SubRip and WebVTT: the text of cues is cleaned; numbers, times and everything else stay."""

from __future__ import annotations

import random

import pytest

from cleaner import Pipeline
from cleaner.errors import InputError
from cleaner.structure import read

from .conftest import checked

SRT = """1
00:00:01,000 --> 00:00:03,500 X1:40 X2:600
<i>He said, “ the bridge</i>
is open ”, and

2
00:00:04,000 --> 00:00:06,000
{\\an8}the town was quiet.

3
00:00:06,500 --> 00:00:08,000
- We met.
- They left.

4
00:00:09,000 --> 00:00:12,000
Thank you for watching!
"""
VTT = """WEBVTT - a title “ x ”

NOTE He said, “ the bridge is open ”, and left.

STYLE
::cue { color: “ x ” }

one
00:01.000 --> 00:03.500 align:start
<v Anna>He said, “ the bridge</v>
is open ”, and

00:00:04.000 --> 00:00:06.000
the <00:00:05.000>town &amp; we were <c.loud>quiet</c>.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("form", "file", "units"),
    [
        (
            "srt",
            SRT,
            [
                "He said, “ the bridge is open ”, and the town was quiet.",
                "- We met.",
                "- They left.",
                "Thank you for watching!",
            ],
        ),
        ("vtt", VTT, ["He said, “ the bridge is open ”, and the town & we were quiet."]),
        (
            "srt",
            "1\n00:00:01,0 --> 00:00:02,0\n\n2\n0:0:3 --> 0:0:4\nOne\n\ntwo\n3\n0:0:5 --> 0:0:6\n4\n",
            ["One two 4"],
        ),
        ("srt", "", []),
        ("vtt", "WEBVTT\n", []),
    ],
)
def test_units(form, file, units, end):
    (prose,) = read(file.replace("\n", end), form)
    assert list(prose.units()) == units


@pytest.mark.parametrize(("form", "file"), [("srt", SRT), ("vtt", VTT)])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_cues_are_cleaned_and_nothing_else(clean, form, file, end):
    file = file.replace("\n", end)
    wanted = file.replace(f"“ the bridge</v>{end}is open ”", f"“the bridge</v>{end}is open”")
    wanted = wanted.replace(f"“ the bridge</i>{end}is open ”", f"“the bridge</i>{end}is open”")
    assert wanted != file
    assert clean(file, form) == wanted


def test_times_are_what_they_were():
    """As the library `srt` reads them."""
    srt = pytest.importorskip("srt", reason="the parser to compare with")
    result = checked(Pipeline(), SRT, "srt")
    before, after = list(srt.parse(SRT)), list(srt.parse(result.text))
    assert [(each.index, each.start, each.end) for each in before] == [(e.index, e.start, e.end) for e in after]
    assert after[0].content == "<i>He said, “the bridge</i>\nis open”, and"


def test_a_line_that_recognisers_invent_is_reported():
    result = Pipeline().run(SRT, format="srt")
    assert [(each.rule, each.found, each.applied) for each in result.findings][-1] == (
        "chatter/invented-line",
        "Thank you for watching!",
        False,
    )


def test_nothing_is_joined_or_split_across_cues(clean):
    """The space between two cues is no space of a line."""
    file = "1\n00:00:01,000 --> 00:00:02,000\nWe met in the “\n\n2\n00:00:03,000 --> 00:00:04,000\ngood ” town.\n"
    assert clean(file, "srt").count("\n\n2\n00:00:03,000 --> 00:00:04,000\n") == 1


@pytest.mark.parametrize(
    ("form", "file", "line"),
    [
        ("srt", "Some text.\n\n1\n00:00:01,000 --> 00:00:02,000\nOne\n", 1),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:03 -> xx\nTwo\n", 6),
        ("srt", "\n\nNo cue at all.\n", 3),
        ("vtt", "1\n00:01.000 --> 00:02.000\nOne\n", 1),
        ("vtt", "WEBVTT\n\n00:01.000 --> 00:99.000\nOne\n", 3),
        ("vtt", "WEBVTT\n\n00:01,000 --> 00:02,000\nOne\n", 3),
    ],
)
def test_a_broken_file_is_refused_with_its_line(form, file, line):
    with pytest.raises(InputError, match=f"line {line} "):
        Pipeline().run(file, format=form)


def test_any_lines_keep_what_is_promised():
    lines = [
        "1",
        "2",
        "00:00:01,000 --> 00:00:02,000",
        "",
        "He said, “ it is ”, and",
        "was.",
        "- No",
        "<i>",
        "{\\an8}Yes ,",
    ]
    generator = random.Random(5)
    pipeline = Pipeline()
    for _ in range(120):
        file = "1\n00:00:00,000 --> 00:00:01,000\n" + "\n".join(generator.choices(lines, k=generator.randrange(1, 30)))
        checked(pipeline, file, "srt")
