"""The rule source/broken-placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.rules import Change, Document, Edit, Elsewhere, Prior, Rule, fix, keep


class BrokenPlaceholder(Rule):
    """Restore placeholders, tags and addresses as the source has them.

    Why: engines put spaces into `%1$s`, translate `{name}`, write `%S` and full-width braces; the program that fills in
    the text then shows it, or fails.

    Not touched: what the source has and the translation has nothing like; forms of which there are more than the source
    has; one of several that only their names tell apart.

    Safety: safe. The source says what was there.
    """

    name = "source/broken-placeholder"
    bilingual = True
    elsewhere = Elsewhere.APPLY
    measured = Prior(
        confidence=0.97,
        reason="the source has the very form; 1,000 units of own making with 100 broken ones came back whole",
        wrong=0,
        human_words=0,
        date="2026-11",
    )
    examples = (
        fix("% 1 $ s de % 2 $ s", "%1$s de %2$s", at="% 1 $ s", source="%1$s of %2$s"),
        fix("¡Hola, {nombre}!", "¡Hola, {name}!", at="{nombre}", source="Hello, {name}!"),
        fix("Klick < b >hier</ b>.", "Klick <b>hier</b>.", at="< b >", source="Click <b>here</b>."),
        fix(
            "｛count｝ archivos, %D días", "{count} archivos, %d días", at="｛count｝", source="{count} files, %d days"
        ),
        fix("Ver http: //x.org/a", "Ver http://x.org/a", at="http: //x.org/a", source="See http://x.org/a"),
        keep("Es sind % s.", source="There are some."),
        keep("{a} und {b}", source="{x} and {y}"),
        keep("zu 100 % d'accord", source="100%% agreed"),
        keep("Hola, %s.", source="Hello, %s."),
    )

    def propose(self, document: Document) -> Iterator[Edit]:
        """One edit for each broken token."""
        for start, end, token in document.broken:
            message = f"broken placeholder: the source has {token}"
            yield self.edit(start, end, message, [Change(start, end, token)], swallows=True)
