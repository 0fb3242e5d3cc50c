"""Tables of phrases: one a line, in small letters, each a small regular expression in which a space is one space."""

import re


def any_of(table: str) -> str:
    """One alternation of a table's lines, in their order; a line that ends with a backslash goes on in the next."""
    lines = (line.strip() for line in re.sub(r"\\\n\s*", "", table).splitlines())
    return "|".join(line for line in lines if line)


def leftmost(tables: dict[str, str], *, before: str = r"\b") -> re.Pattern[str]:
    """A pattern that finds the leftmost phrase of all tables; `lastgroup` is the name of its table.

    Of two phrases at the same place the one of the earlier table, and in a table the earlier line, is found. Every
    phrase is bounded by `before` on its left.
    """
    return re.compile(
        before + "(?:" + "|".join(f"(?P<{name}>{any_of(table)})" for name, table in tables.items()) + ")", re.IGNORECASE
    )
