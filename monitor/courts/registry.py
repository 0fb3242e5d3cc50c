"""The federal courts: what they are called, where their papers appear, to whom one appeals from them.

`registry.csv` has one line a court, under the ids of CourtListener and courts-db. An empty field means that nobody
confirmed an address (docs/why/2026-11-22-detection-by-rules.md says where the addresses come from).
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Court:
    """One court.

    `short` is the form of the Bluebook ("D.D.C."), `abbreviations` are further names as the press and lawyers write
    them, `zone` is the IANA zone of its seat, `feed` its CM/ECF RSS, `appeals_to` the court that usually hears appeals
    from it (28 U.S.C. 41, 158, 1294, 1295): a default only, a notice of appeal says where it really goes. `level` is
    supreme, circuit, district, special, bap or bankruptcy.
    """

    id: str
    name: str
    short: str
    abbreviations: tuple[str, ...]
    zone: str
    ecf_host: str | None
    feed: str | None
    appeals_to: str | None
    level: str


def _read() -> Iterator[tuple[str, Court]]:
    text = resources.files(__package__).joinpath("registry.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        names = tuple(name for name in row["abbreviations"].split("|") if name)
        host, feed, above = (row[field] or None for field in ("ecf_host", "feed", "appeals_to"))
        yield (
            row["id"],
            Court(row["id"], row["name"], row["short"], names, row["zone"], host, feed, above, row["level"]),
        )


COURTS: Mapping[str, Court] = MappingProxyType(dict(_read()))
"""All courts by id."""

_WORD = re.compile(r"[A-Za-z](?:\.[A-Za-z])+\.?|[A-Za-z0-9]+(?:['\u2019][A-Za-z]+)?\.?")
_INITIAL = re.compile(r"[A-Za-z]\.")
_PLAIN_SUPREME = re.compile(r"\b[Tt]he (?:nation['\u2019]s )?Supreme [Cc]ourt\b(?! of )")

Words = tuple[str, ...]


def _spelled(word: str) -> str:
    """A word without the dots of an abbreviation; a single letter keeps its dot, so that "Exhibit D" is no "D."."""
    return word if _INITIAL.fullmatch(word) else word.replace(".", "").replace("\u2019", "'")


def _words(phrase: str) -> Words:
    return tuple(_spelled(word) for word in _WORD.findall(phrase))


def _spellings(court: Court) -> Iterator[Words]:
    """All ways to write a court's name; whole names also in capitals, for dockets shout."""
    for name in (court.name, court.short, *court.abbreviations):
        for form in {name, name.replace("U.S.", "United States")}:
            yield _words(form)
            if "District" in form or "Court" in form or "Circuit" in form:
                yield _words(form.upper())


@cache
def _names() -> Mapping[str, list[tuple[Words, str]]]:
    """By first word: every spelling of every court with its id, longest first."""
    names: dict[str, list[tuple[Words, str]]] = {}
    for court in COURTS.values():
        for words in _spellings(court):
            names.setdefault(words[0], []).append((words, court.id))
    for found in names.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return names


def _court_at(words: Words, at: int) -> tuple[str, int] | None:
    """The court whose name starts at this word, and how many words it takes."""
    for name, court in _names().get(words[at], ()):
        if words[at : at + len(name)] == name:
            return court, len(name)
    return None


def courts_in(text: str) -> list[str]:
    """The ids of all courts that a text names, in the order of their first naming.

    "the Supreme Court" alone is the one of the United States, "the Missouri Supreme Court" is none of ours.
    """
    words = _words(_PLAIN_SUPREME.sub(" SCOTUS ", text))
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        court = _court_at(words, at)
        at += court[1] if court else 1
        if court:
            found.setdefault(court[0])
    return list(found)


def court_named(text: str) -> str | None:
    """The id of the first court that a text names ("D.C. Circuit" -> "cadc"), None if it names none."""
    return next(iter(courts_in(text)), None)


def level(court_id: str | None) -> str | None:
    """The level of a court: supreme, circuit, district …; None for an unknown one."""
    known = COURTS.get(court_id or "")
    return known.level if known else None


def short(court_id: str) -> str:
    """How lawyers abbreviate a court ("dcd" -> "D.D.C."); an unknown id comes back as it is."""
    court = COURTS.get(court_id)
    return court.short if court else court_id
