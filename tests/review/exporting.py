"""What «Export decisions» of a page writes, without a browser; `test_browser` shows that the page itself does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Choice = Callable[[dict[str, Any]], bool | None]
"""Whether an edit is accepted, None where nothing was decided."""


def export(page: Path, to: Path, choice: Choice = lambda edit: None) -> Path:
    """Write the decisions on a page to a file; `choice` gets each edit with the text it replaces."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(), re.DOTALL)
    assert found
    data = json.loads(found[1])
    lines = [{"kind": "decisions", **data["head"], "documents": len(data["documents"])}]
    for document in data["documents"]:
        edits = [_edit(edit, choice) for edit in document.pop("edits")]
        lines.append({"kind": "document", **document, "edits": edits})
    to.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return to


def _edit(edit: list[Any], choice: Choice) -> dict[str, Any]:
    rules, confidence, applied, changes = edit
    keys = ("start", "end", "found", "replacement")
    plain = {
        "rules": rules,
        "confidence": confidence,
        "changes": [dict(zip(keys, change, strict=True)) for change in changes],
        "applied": applied == 1,
    }
    decided = choice(plain)
    return {**plain, "accepted": applied == 1 if decided is None else decided, "decided": decided is not None}
