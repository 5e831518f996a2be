"""SubRip, WebVTT and SubStation Alpha: the text of cues is cleaned; numbers, times and everything else stay."""

from __future__ import annotations

import random
import shutil
import subprocess

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

UNSTYLED = VTT.replace("STYLE\n::cue { color: “ x ” }\n\n", "")
"""FFmpeg reads no file with styles."""


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


ASS = r"""[Script Info]
; a note, “ x ”
Title: A “ title ”
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:05.00,Default,,0,0,0,,He said, “ it is ”.
Dialogue: 0,0:00:01.00,0:00:03.50,Default,Anna,0,0,0,,He said, “ the {\i1}bridge{\i0}\Nis open ”, and
Dialogue: 0,0:00:04.00,0:00:06.00,Default,Anna,0,0,0,,{\an8}the town\hwas “ quiet ”.
Dialogue: 0,0:00:06.50,0:00:08.00,Default,,0,0,0,,- We met, “ all ” of us.\N- They left.
Dialogue: 1,0:00:06.50,0:00:08.00,Sign,,0,0,0,,{\p1}m 0 0 l 100 0 “ x ”{\p0}
"""
CLEAN_ASS = (
    ASS.replace("“ the {", "“the {")
    .replace("open ”", "open”")
    .replace("“ quiet ”", "“quiet”")
    .replace("“ all ”", "“all”")
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_dialogues_of_substation_alpha_are_cleaned_and_nothing_else(clean, end):
    file = ASS.replace("\n", end)
    assert clean(file, "ass") == CLEAN_ASS.replace("\n", end)
    (prose,) = read(file, "ass")
    assert list(prose.units()) == [
        "He said, “ the bridge is open ”, and the town\N{NO-BREAK SPACE}was “ quiet ”.",
        "- We met, “ all ” of us.",
        "- They left.",
    ]


def test_other_styles_are_other_units():
    file = ASS.replace("Default,Anna,0,0,0,,{", "Sign,Anna,0,0,0,,{")
    assert "He said, “ the bridge is open ”, and" in list(read(file, "ass")[0].units())


def test_identical_dialogues_and_credits_go():
    said = "0,0:00:{:02}.00,0:00:{:02}.00,Default,,0,0,0,,{}\n"
    head = ASS[: ASS.index("Comment:")]
    cues = ["One boat came.", "We do not know.", "We do not know.", "We do not know.", "Subtitles by\\NAnna Lee"]
    lines = ["Dialogue: " + said.format(number, number + 1, text) for number, text in enumerate(cues)]
    result = checked(Pipeline(apply="risky"), head + "".join(lines), "ass")
    assert result.text == head + lines[0] + "Dialogue: " + said.format(1, 4, cues[1])
    notes = head + lines[0] + "Comment: " + said.format(1, 2, "a note") + lines[4] + "Comment: " + said.format(8, 9, "")
    assert checked(Pipeline(), notes, "ass").text == notes.replace(lines[4], "")


LOOP = """1
00:00:00,500 --> 00:00:01,000
www.example.org

2
00:00:01,000 --> 00:00:03,000
I do not know what “ this ” is.

3
00:00:03,000 --> 00:00:05,250
I do not know what “ this ” is.

4
00:00:05,500 --> 00:00:08,000
I do not know what “ this ” is.

5
00:00:09,000 --> 00:00:10,000
Ask the “ captain ”,
he knows.

6
00:00:11,000 --> 00:00:12,000
Sync and corrections by Anna Lee
"""
COLLAPSED = """2
00:00:01,000 --> 00:00:08,000
I do not know what “this” is.

5
00:00:09,000 --> 00:00:10,000
Ask the “captain”,
he knows.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_identical_cues_are_collapsed_where_risky_edits_are_made_and_credits_go(end):
    """The numbers of the cues that are left stay."""
    file, wanted = LOOP.replace("\n", end), COLLAPSED.replace("\n", end)
    result = checked(Pipeline(apply="risky"), file, "srt")
    assert result.text == wanted
    assert [(each.rule, each.applied) for each in result.findings if each.rule.startswith("subtitles/")] == [
        ("subtitles/credit", True),
        ("subtitles/repeated-cue", True),
        ("subtitles/credit", True),
    ]
    assert result.residue.counts["subtitles"] == 3


def test_identical_cues_are_reported_else():
    result = checked(Pipeline(), LOOP, "srt")
    (found,) = (each for each in result.findings if each.rule == "subtitles/repeated-cue")
    assert not found.applied
    assert found.found.startswith("00:00:03,000\nI do not")
    assert found.found.endswith("this ” is.")
    assert result.text.count("I do not know what “this” is.") == 3
    assert "Anna Lee" not in result.text


def test_cues_that_become_identical_are_collapsed_at_once():
    """A second run would find nothing more."""
    file = (
        "1\n0:00:01,000 --> 0:00:02,000\nThe “boat” is late.\n\n2\n0:00:02,000 --> 0:00:03,000\nThe “ boat ” is late.\n"
    )
    result = checked(Pipeline(apply="risky"), file, "srt")
    assert result.text == "1\n0:00:01,000 --> 0:00:03,000\nThe “boat” is late.\n"


def test_what_loops_over_cues_of_several_is_reported():
    said = ["We go to the old harbour now.", "The captain waits for the boat."]
    cues = (f"{n}\n00:00:{n:02},000 --> 00:00:{n + 1:02},000\n{said[n % 2]}\n" for n in range(1, 9))
    file = "\n".join(cues)
    result = checked(Pipeline(apply="risky"), file, "srt")
    assert result.text == file
    assert any(each.rule.startswith("repetition/") for each in result.findings)


@pytest.mark.parametrize("apply", ["safe", "risky"])
@pytest.mark.parametrize(("form", "file"), [("srt", SRT), ("vtt", VTT), ("srt", LOOP), ("ass", ASS)])
def test_libraries_read_what_is_left(apply, form, file, tmp_path):
    """The same cues with the same times, but for those that went."""
    pysubs2 = pytest.importorskip("pysubs2", reason="the parser to compare with")
    result = checked(Pipeline(apply=apply), file, form)
    before, after = (list(pysubs2.SSAFile.from_string(text, format_=form)) for text in (file, result.text))
    joined = {(1000, 3000): (1000, 8000)} if file == LOOP and apply == "risky" else {}
    times = {joined.get((each.start, each.end), (each.start, each.end)) for each in before}
    assert after
    assert {(each.start, each.end) for each in after} <= times
    if form == "vtt":
        webvtt = pytest.importorskip("webvtt", reason="the parser to compare with")
        (tmp_path / "a.vtt").write_text(result.text, encoding="utf-8")
        assert len(webvtt.read(tmp_path / "a.vtt")) == len(before)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed; .ci/run has it")
@pytest.mark.parametrize(("form", "file"), [("srt", SRT), ("vtt", UNSTYLED), ("srt", LOOP), ("ass", ASS)])
def test_ffprobe_accepts_what_it_accepted(form, file, tmp_path):
    clean = checked(Pipeline(apply="risky"), file, form).text
    assert _packets(tmp_path / f"before.{form}", file) >= _packets(tmp_path / f"after.{form}", clean) > 0


def _packets(path, text):
    """How many cues there are for ffprobe, which must have nothing to say of the file."""
    path.write_text(text, encoding="utf-8")
    options = "-v warning -count_packets -show_entries stream=nb_read_packets -of csv=p=0".split()
    done = subprocess.run(["ffprobe", *options, str(path)], capture_output=True, text=True, check=True)
    assert not done.stderr
    return int(done.stdout)


@pytest.mark.parametrize(
    ("form", "file", "line"),
    [
        ("srt", "Some text.\n\n1\n00:00:01,000 --> 00:00:02,000\nOne\n", 1),
        ("srt", "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n00:00:03 -> xx\nTwo\n", 6),
        ("srt", "\n\nNo cue at all.\n", 3),
        ("ass", "Some text.\n", 1),
        ("ass", "[Events]\nDialogue: 0,0:00:01.00,later,Default,,0,0,0,,One\n", 2),
        ("ass", "[Events]\nFormat: Text, Start, End\n", 2),
        ("ass", "[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default\n", 2),
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
