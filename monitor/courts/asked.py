"""The docket that a person means: court and number in any of their usual spellings, in either order."""

from collections.abc import Iterator

from monitor.courts.docket_numbers import number_key, numbers_in
from monitor.courts.registry import COURTS, courts_in
from monitor.model import DocketRef


def docket_meant(text: str) -> DocketRef:
    """Read "dcd 1:25-cv-00457", "25cv457 (D.D.C.)", "D.C. Cir. No. 26-5006", "Civil Action No. 25-0457, S.D.N.Y.".

    The number loses the judges' initials and the words around it, of which "civil" and "criminal" become its type.

    Raises:
        ValueError: no number, no court, or more than one; the text goes on from the value and says what to write.
    """
    words = text.replace(",", " ").split()
    if not any(number_key(number) for number, _ in _divided(words)):
        raise ValueError("holds no docket number, write a court and a number: dcd 1:25-cv-00457")
    for number, rest in _divided(words):
        courts = _courts(rest)
        if len(courts) > 1:
            raise ValueError(f"names several courts ({', '.join(courts)}), write one of them: {courts[0]} {number}")
        if courts and number_key(number):
            return DocketRef(courts[0], _plain(number))
    raise ValueError("names no court, and a number means nothing without one: write it before, dcd 1:25-cv-00457")


def _divided(words: list[str]) -> Iterator[tuple[str, str]]:
    """A number and the words before or after it, the longest number first."""
    for size in range(len(words), 0, -1):
        for start in dict.fromkeys((0, len(words) - size)):
            end = start + size
            yield " ".join(words[start:end]).strip("()"), " ".join([*words[:start], *words[end:]]).strip("()")


def _courts(text: str) -> list[str]:
    """The ids of the courts that some words name: by id, or as the press and lawyers write them, in any case."""
    if text.lower() in COURTS:
        return [text.lower()]
    return courts_in(text) or courts_in(text.upper())


def _plain(number: str) -> str:
    """The number alone, with the case type that the words before it give."""
    bare = next(iter(numbers_in(f"No. {number}")), number)
    year, dash, serial = bare.partition("-")
    for word, kind in (("civil", "cv"), ("criminal", "cr")):
        if word in number.lower() and dash and serial.isdigit():
            return f"{year}-{kind}-{serial}"
    return bare
