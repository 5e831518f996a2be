"""Files of subtitles, seen as files: whole cues that nobody spoke."""

from __future__ import annotations

from cleaner.passes.subtitles.credit import SubtitleCredit
from cleaner.passes.subtitles.repeated_cue import RepeatedCue
from cleaner.registry import Pass

PASS = Pass("subtitles", (SubtitleCredit, RepeatedCue), weight=0.5, counts_as_loss=False)
