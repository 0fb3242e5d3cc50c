"""Where the clauses and sentences of a docket entry begin and end, and how much of it is shown as evidence."""

import re
from collections.abc import Iterator
from itertools import pairwise

MOST_EVIDENCE = 600
"""The longest evidence, in characters: about what a reader takes in at a glance."""

_SHORT = """
    No NO Nos NOS Dkt Doc Docs
    Fed Civ Crim App Bankr Inc Corp Co Ltd Mag Hon Jr Sr St Dr Mr Ms Mrs Cir Dist Sec Ex v vs al
    Def Defs Pl Pls Mot Dept Supp Rev Stat Reg
"""
_SHORTENED = "".join(rf"(?<!\b{word}\.)" for word in _SHORT.split())
"""After these a period ends no sentence."""
_PERIOD = rf"[.!]{_SHORTENED}(?<! [A-Z]\.)(?<!\.[A-Z]\.)(?<!\([A-Z]\.)(?= *[A-Z(\[*]| +\d)"
_SIGNATURE = r"(?=\b[Ss]igned by\b)|(?=\bSIGNED BY\b)"
_CLAUSE = re.compile(rf";|{_PERIOD}|:(?= *[A-Z(\[*])|{_SIGNATURE}|(?=\bIT IS )|(?=\(\d\))")
_SMALL_CLAUSE = re.compile(_CLAUSE.pattern, re.IGNORECASE)
"""For a text without any capital letter."""
_SENTENCE = re.compile(rf"{_PERIOD}|{_SIGNATURE}|\s{{20,}}")
_BLANKS = " \t\r\n\f\v"


def clauses(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The clauses of an entry from a place on: what stands between semicolons, sentences and a signature."""
    boundary = _SMALL_CLAUSE if text.islower() else _CLAUSE
    yield from pairwise([start, *(match.end() for match in boundary.finditer(text, start)), len(text)])


def shown(text: str, start: int, end: int, *, onward: bool = False) -> tuple[int, int]:
    """The stretch shown for the words that decide: their whole sentence, else their clause, else as much as may be.

    With `onward` the following sentences too, up to the signature: for a paper whose name alone is known to decide.
    """
    begin, stop = _around(text, start, end)
    if onward:
        stop = _onward(text, begin, stop)
    if stop - begin > MOST_EVIDENCE:
        begin = start if end - begin > MOST_EVIDENCE else max(begin, text.rfind(";", begin, start) + 1)
        stop = _cut(text, begin, stop)
    return _trimmed(text, begin, stop)


def within(sentence: str) -> str:
    """A sentence of news, or as much of it as is shown."""
    return sentence[: _cut(sentence, 0, len(sentence))].rstrip()


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or sentences, in which these words stand."""
    first = max(0, start - 2 * MOST_EVIDENCE)
    begin = max((match.end() for match in _SENTENCE.finditer(text, first, end) if match.end() <= start), default=first)
    after = _SENTENCE.search(text, max(start, end - 1))
    return begin, after.end() if after else len(text)


def _onward(text: str, begin: int, stop: int) -> int:
    """The end of the last whole sentence that may still be shown, before the signature and what clerks hang on."""
    for match in _SENTENCE.finditer(text, stop):
        if match.end() - begin > MOST_EVIDENCE or not match[0].strip():
            return stop if match[0].strip() else max(stop, match.start())
        stop = match.end()
    return len(text) if len(text) - begin <= MOST_EVIDENCE else stop


def _cut(text: str, begin: int, stop: int) -> int:
    """Where evidence that is too long ends: at a clause, else at a word."""
    limit = begin + MOST_EVIDENCE
    if stop <= limit:
        return stop
    clause = text.rfind(";", begin + MOST_EVIDENCE // 2, limit)
    if clause >= 0:
        return clause + 1
    word = text.rfind(" ", begin + 1, limit + 1)
    return word if word > 0 else limit


def _trimmed(text: str, begin: int, stop: int) -> tuple[int, int]:
    """Without blanks at both ends, and without the bracket that opens before a signature."""
    piece = text[begin:stop]
    kept = piece.rstrip(_BLANKS + "([").lstrip(_BLANKS + ":;,")
    lead = len(piece) - len(piece.lstrip(_BLANKS + ":;,"))
    return (begin + lead, begin + lead + len(kept)) if kept else (begin, stop)
