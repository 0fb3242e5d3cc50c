"""Docket pages as CM/ECF and CourtListener show them, invented from end to end, as many and as long as a bench wants.

Every page is of a case of its own, and all of its entries are its own: nothing is stored cheaply for being everywhere.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

_NAMES = """
    Abara Acker Bellows Brandt Calloway Castellan Dorsey Drummond Eastlake Ebbers Farrow Fontaine Garrity Gillum Hadley
    Hollis Ibarra Ingram Jarvis Jessup Kessler Kowal Lambert Lindqvist Mercado Morrow Nakamura Norwood Okafor Ormond
    Paxton Pruitt Quarles Quintero Redmond Rosales Sadler Stroud Tamayo Thorne Ulrich Underhill Valdez Voss Whitlock
    Winters Yarrow Yoder Zamora Zeller
"""
NAMES = _NAMES.split()
PAPERS = (
    "MOTION for Extension of Time to File Response/Reply as to {ref} Motion by {who}.",
    "RESPONSE to {ref} Motion for Leave to File filed by {who}.",
    "NOTICE of Appearance by {name} {last} on behalf of {who} (Attorney {name} {last} added to party {who}).",
    "REPLY to opposition to motion re {ref} Motion to Compel filed by {who}.",
    "STATUS REPORT (Joint) by {who}.",
    "MEMORANDUM in opposition to re {ref} Motion for Summary Judgment filed by {who}.",
    "TRANSCRIPT OF PROCEEDINGS before Judge {judge} held on {day}; Page Numbers: 1-{pages}. Redaction due in 21 days.",
    "CERTIFICATE OF SERVICE by {who} re {ref} Response to Order to Show Cause.",
    "NOTICE OF SUPPLEMENTAL AUTHORITY by {who} as to {ref} Memorandum in Opposition.",
)
ORDERS = (
    "ORDER granting {ref} Motion for Extension of Time. Signed by Judge {judge} on {day}.",
    "MINUTE ORDER: the parties shall file a joint status report by {later}. Signed by Judge {judge} on {day}.",
    "ORDER denying {ref} Motion to Compel for the reasons stated on the record. Signed by Judge {judge} on {day}.",
)
RULING = "ORDER granting {ref} Motion for Preliminary Injunction. Signed by Judge {judge} on {day}."
FIRST_DAY = date(2021, 3, 1)
BYTES = 87_000
"""Of a page: what docket pages that people watch have on the average (issue 8)."""


def docket_number(number: int) -> str:
    """The number of the case that a page is of."""
    return f"1:21-cv-{10_000 + number:05d}"


@dataclass
class DocketPage:
    """The docket of one case, which `grow` makes longer by an order at a time."""

    number: int
    shape: str = "cmecf"
    size: int = BYTES
    rows: list[str] = field(default_factory=list)
    grown: int = 0

    def __post_init__(self) -> None:
        self._dice = random.Random(self.number)  # noqa: S311 (the same pages each time)
        self._judge = self._dice.choice(NAMES)
        self._sides = [self._dice.choice(NAMES).upper() for _ in range(4)]
        self._slug = "-v-".join(side.lower() for side in self._sides[:2])
        self._row: Callable[[str, date], str] = {"cmecf": self._cmecf, "courtlistener": self._courtlistener}[self.shape]
        left = self.size - len(self.head) - len(self.tail)
        while left > 0:
            self.rows.append(self._entry(ORDERS if self._dice.random() < 0.2 else PAPERS))  # noqa: PLR2004 (a fifth)
            left -= len(self.rows[-1])

    def grow(self) -> None:
        """Add the entry of a ruling."""
        self.grown += 1
        self.rows.append(self._entry((RULING,)))

    def body(self) -> bytes:
        """The page as it stands."""
        return (self.head + "".join(self.rows) + self.tail).encode()

    def _entry(self, forms: Sequence[str]) -> str:
        """One more row, with a text made of one of the forms."""
        dice, at = self._dice, len(self.rows) + 1
        day = FIRST_DAY + timedelta(days=9 * at + dice.randrange(3))
        words = dice.choice(forms).format(
            ref=self._link(max(1, at - dice.randrange(1, 9))),
            who=" AND ".join(dice.sample(self._sides, dice.randrange(1, 3))),
            name=dice.choice(NAMES),
            last=dice.choice(NAMES),
            judge=self._judge,
            day=f"{day:%m/%d/%Y}",
            later=f"{day + timedelta(days=dice.randrange(7, 60)):%m/%d/%Y}",
            pages=dice.randrange(12, 240),
        )
        if dice.random() < 0.5:  # noqa: PLR2004 (a half)
            parts = [
                f"# {self._link(at, part)} Exhibit {dice.choice(NAMES)}" for part in range(1, dice.randrange(2, 6))
            ]
            words += f" (Attachments: {', '.join(parts)})"
        return self._row(words, day)

    def _link(self, at: int, part: int = 0) -> str:
        """A reference to an entry, or to an attachment of it."""
        doc = f"0451{self.number % 10_000:04d}{at:03d}{part}"
        if self.shape != "cmecf":
            return str(part or at)
        call = f"goDLS('/doc1/{doc}','{200_000 + self.number}','{5 * at}','','1','1','','')"
        return f'<a href="https://ecf.dcd.uscourts.gov/doc1/{doc}" onClick="{call};return(false);">{part or at}</a>'

    def _cmecf(self, words: str, day: date) -> str:
        """A row of a docket report."""
        return (
            f"<tr><td width=94 valign=top nowrap>{day:%m/%d/%Y}</td><td valign=top align=right>"
            f"{self._link(len(self.rows) + 1)}&nbsp;</td><td valign=top>{words}({self._dice.choice(NAMES)},"
            f" {self._dice.choice(NAMES)}) (Entered: {day:%m/%d/%Y})</td></tr>\n"
        )

    def _courtlistener(self, words: str, day: date) -> str:
        """A row of CourtListener's page."""
        at = len(self.rows) + 1
        return (
            f'<div id="entry-{at}" class="row odd"><div class="col-xs-1 text-center"><p>{at}</p></div>'
            f'<div class="col-xs-3 col-sm-2"><p><span title="{day:%B %d, %Y}">{day:%b %d, %Y}</span></p></div>'
            f'<div class="col-xs-8 col-lg-7"><p>{words}</p><div class="row recap-documents"><div class="col-xs-3">'
            f'<p>Main Document</p></div><div class="col-xs-9"><p>Document {at}</p>'
            f'<p><a href="/docket/{self.number}/{at}/{self._slug}/" class="btn btn-primary btn-xs" rel="nofollow">'
            f"Download PDF</a></p></div></div></div></div>\n"
        )

    @cached_property
    def head(self) -> str:
        """What stands above the rows."""
        name = f"{self._sides[0]} et al v. {self._sides[1]} et al"
        return _HEADS[self.shape].format(name=name, judge=self._judge, number=docket_number(self.number), day=FIRST_DAY)

    @property
    def tail(self) -> str:
        """What stands below the rows."""
        return _TAILS[self.shape]


_HEADS = {
    "cmecf": """<html><head><title>District of Columbia live database</title></head><body bgcolor=FFFFFF>
<div id="cmecfMainContent"><input type="hidden" id="cmecfMainContentScroll" value="0">
<table width="100%" border=0><tr><td align=right><span>TYPE-E</span></td></tr></table>
<h3 align=center>U.S. District Court<br>
District of Columbia (Washington, DC)<br>
CIVIL DOCKET FOR CASE #: {number}</h3>
<table width="100%" border=0 cellspacing=5><tr>
<td valign=top width="60%"><br>{name}<br>
Assigned to: Judge {judge}<br>
Cause: 05:702 Administrative Procedure Act</td>
<td valign=top width="40%"><br>Date Filed: {day:%m/%d/%Y}<br>
Jury Demand: None<br>
Nature of Suit: 899 Administrative Procedure Act/Review or Appeal of Agency Decision<br>
Jurisdiction: U.S. Government Defendant</td></tr></table>
<br><table align=center width="99%" border=1 rules=all cellpadding=5 cellspacing=0>
<tr><td style="font-weight:bold; width=94; white-space:nowrap">Date Filed</td><th>#</th>
<td style="font-weight:bold">Docket Text</td></tr>
""",
    "courtlistener": """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>{name}, {number}</title></head><body><main class="container">
<h1 data-type="search.Docket">{name} ({number})</h1><h2>District Court, District of Columbia</h2>
<p><span class="meta-data-header">Assigned To:</span> <span class="meta-data-value">{judge}</span></p>
<div class="fake-table col-xs-12" id="docket-entry-table">
""",
}
_TAILS = {
    "cmecf": "</table></div></body></html>",
    "courtlistener": "</div></main></body></html>",
}
