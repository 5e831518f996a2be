"""Files whose syntax rules for plain text would break, and that no format reads: what their users can do."""

from __future__ import annotations

from cleaner.errors import InputError

_EXTRACT = "extract its text first (pandoc does)"
_CONVERT = "convert its texts to JSON, PO or JSON lines first"
_PROGRAM = "take its texts out of it first (xgettext does)"

_KINDS = {
    "YAML": (".yaml .yml", _CONVERT),
    "TOML": (".toml", _CONVERT),
    "a table of strings": (
        ".strings .stringsdict .xcstrings .properties .resx .resw .ini .cfg .conf .plist .ftl",
        _CONVERT,
    ),
    "XML": (".xml .xsl .xslt .xsd .svg .dita .ditamap .rss .atom .opml .ttml .dfxp .tbx .ts", _CONVERT),
    "a program": (
        """
        .js .mjs .cjs .jsx .tsx .vue .svelte .css .scss .py .rb .php .java .kt .swift .go .rs .c .h .cc .cpp .cs .sh
        .sql .ipynb .lua .pl
        """,
        _PROGRAM,
    ),
    "a packed document": (
        ".epub .docx .doc .odt .rtf .pdf .pptx .ppt .xlsx .xls .ods .odp .mobi .azw3",
        _EXTRACT,
    ),
    "TeX": (".tex .sty .bib", _EXTRACT),
    "a subtitle format that is not read": (".sub .sbv .smi", "convert it to SubRip first (ffmpeg does)"),
}
_BY_SUFFIX = {suffix: (kind, what) for kind, (suffixes, what) in _KINDS.items() for suffix in suffixes.split()}


def require_readable(suffix: str) -> None:
    """InputError for a file of a kind that is structured, and that no format reads."""
    if suffix in _BY_SUFFIX:
        kind, what = _BY_SUFFIX[suffix]
        raise InputError(
            f"it is {kind}, whose syntax rules for plain text could break; {what}, "
            "or say --format text to clean all of it as text"
        )
