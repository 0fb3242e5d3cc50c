"""Which courts' lists of opinions can be read: one line for each of juriscraper's site modules.

`opinion_sites.csv` says of each whether it is *proven* (a reconstructed page is read as expected in our tests),
*unproven* (one plain page, but nobody showed that it is read rightly) or *refused* (`why` says why: we ask one page at
a time, without forms, cookies or a disguise). A test compares the table with the modules that are installed.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, cast

Standing = Literal["proven", "unproven", "refused"]
OCTOBER = 10
"""A term of the Supreme Court begins on the first Monday in October (28 U.S.C. 2)."""


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One list of opinions: the name of juriscraper's module, the court's id ("" for one not in our registry).

    `paper` is what the list holds (OPINION, JUDGMENT, ORDER). `address` may hold {year}, {year2}, {month} and {term};
    a list of a period that has just begun is read together with the one before it for `lag`. `why` it is refused.
    """

    site: str
    folder: str
    court: str
    standing: Standing
    paper: str
    lag: timedelta
    address: str
    why: str


def _read() -> Mapping[str, SiteLine]:
    text = resources.files(__package__).joinpath("opinion_sites.csv").read_text(encoding="utf-8")
    return {row["site"]: _line(row) for row in csv.DictReader(text.splitlines())}


def _line(row: Mapping[str, str]) -> SiteLine:
    return SiteLine(
        row["site"],
        row["folder"],
        row["court"],
        cast("Standing", row["standing"]),
        row["paper"],
        timedelta(days=int(row["lag_days"])),
        row["address"],
        row["why"],
    )


@cache
def sites() -> Mapping[str, SiteLine]:
    """All lines by the name of the site."""
    return MappingProxyType(_read())


def available() -> Sequence[SiteLine]:
    """Every list of opinions with its standing, the proven ones first, in the order of the table."""
    order: Sequence[Standing] = ("proven", "unproven", "refused")
    return sorted(sites().values(), key=lambda line: order.index(line.standing))


def site_line(site: str | None, court: str | None) -> SiteLine:
    """The list that a source means: the one it names, else the court's first.

    Raises ValueError, saying what to write, when there is none, when it is refused, or when it is another court's.
    """
    line = _named(site, court) if site else _of_court(court)
    if line.standing == "refused":
        raise ValueError(f"the opinions of {line.site} cannot be read: {line.why}; watch the court's feed or a docket")
    return line


def _named(site: str, court: str | None) -> SiteLine:
    line = sites().get(site)
    if line is None:
        raise ValueError(f"no site {site}; `monitor sources --available` lists them")
    if line.court != (court or ""):
        raise ValueError(f"site {site} is {f'of {line.court}' if line.court else 'of no court we know'}; {_mend(line)}")
    return line


def _mend(line: SiteLine) -> str:
    return f"write court: {line.court}" if line.court else "leave court out"


def _of_court(court: str | None) -> SiteLine:
    of_court = [line for line in sites().values() if court and line.court == court]
    if not of_court:
        raise ValueError("no list of opinions is known of this court; `monitor sources --available` lists them")
    return of_court[0]


def names_period(address: str) -> bool:
    """Whether an address changes with the day."""
    return address_on(address, date(2025, 1, 1)) != address


def address_on(address: str, day: date) -> str:
    """The address of a list on a day of its court: {term} is the October Term, in two digits as {year2}."""
    term = day.year if day.month >= OCTOBER else day.year - 1
    parts = {
        "{year}": f"{day.year}",
        "{year2}": f"{day.year % 100:02}",
        "{month}": f"{day.month:02}",
        "{term}": f"{term % 100:02}",
    }
    for name, value in parts.items():
        address = address.replace(name, value)
    return address
