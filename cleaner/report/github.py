"""Findings as annotations of GitHub Actions: workflow commands `::warning file=…,line=…::message`.

The format and its escapes are those of «Workflow commands for GitHub Actions» in GitHub's documentation: `%` and line
ends, and in properties also `:` and `,`, are written as percent codes.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.report.inert import inert
from cleaner.report.terminal import Documents, Places, RecordName, ReportView, proposal


def github(documents: Documents, view: ReportView) -> Iterator[str]:  # noqa: ARG001 - programs see no colours
    """A warning for each edit that would be applied, a notice for what is only reported."""
    for name, result in documents:
        places = Places(result.original)
        for finding in result.findings:
            level = "warning" if finding.applied else "notice"
            properties = {"file": name if isinstance(name, str) else name.path}
            if isinstance(name, RecordName):
                properties |= {"line": str(name.line)}
            else:
                line, column = places.of(finding.start)
                end_line, end_column = places.of(finding.end)
                properties |= {"line": str(line), "endLine": str(end_line)}
                if line == end_line:
                    properties |= {"col": str(column), "endColumn": str(end_column)}
            properties |= {"title": finding.rule}
            listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
            text = finding.message
            if finding.replacement is not None:
                text = f"{text}: {proposal(finding.found, finding.replacement)}"
            yield f"::{level} {listed}::{_data(inert(text))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(inert(text)).replace(":", "%3A").replace(",", "%2C")
