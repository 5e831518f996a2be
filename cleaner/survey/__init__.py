"""What a collection's source leaves in its texts: what recurs over documents beyond what language does.

`survey(texts)` reads named texts once, in bounded memory, and gives proposals, the most evident first. Nothing is
changed: quotations, names, headings, prayers and legal clauses recur too, so a person decides.
"""

from __future__ import annotations

from cleaner.survey.proposals import Proposal, Survey, survey

__all__ = ["Proposal", "Survey", "survey"]
