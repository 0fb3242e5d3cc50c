"""A sound page of each kind that reads the web, and the same page with something hostile among its words."""

import zlib
from functools import cache
from html import escape
from pathlib import Path

from monitor.model import Source
from monitor.sources import KINDS
from tests.sources.pdfs import assembled, pdf

SAMPLES = Path(__file__).parents[1] / "samples"
WEB_KINDS = tuple(sorted(set(KINDS) - {"mailbox", "folder"}))
HERE = "of-the-day"
"""Where a sound page takes what is hostile."""
XML = frozenset({"court_feed", "feed"})
TYPES = {"court_feed": "application/rss+xml", "feed": "application/rss+xml", "document": "application/pdf"}
COURTS = {"court_feed": "dcd", "docket": "dcd", "opinions": "cadc"}
STAMP = "Case 1:25-cv-00457-CKK Document 53 Filed 11/21/25 Page 1 of 1"

_FEED = (
    '{head}<rss version="2.0"><channel><title>D.D.C.</title><link>https://ecf.dcd.uscourts.gov</link>'
    "<description>Docket entries of type: order</description>{items}</channel></rss>"
)
_ITEM = (
    "<item><title>1:25-cv-00457 CTR v. IRS {n}</title><link>https://ecf.dcd.uscourts.gov/x?{n}</link>"
    "<guid>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774&amp;{n}</guid>"
    "<description>[Order {words}]</description></item>"
)
_ROW = (
    '<tr><td>11/21/2025</td><td><a href="https://ecf.dcd.uscourts.gov/doc1/0451900{n:05}">{n}</a></td>'
    "<td>ORDER granting 30 Motion to Stay. {words}</td></tr>"
)
_OPINION = (
    "<div class='mt-0 pt-0 pb-3 row'><div class='col-sm-3'><div class='row'><div class='col col-md-12'>"
    "<a class='' href='/opinions/docs/2025/03/25-{n}-21{n:05}.pdf'>25-{n}</a></div></div></div><div class='col-sm-9'>"
    "<div class='row'><div class='col col-md-12'>Northgate v. Bessent {words}</div></div><div class='row'>"
    "<div class='col col-md-12'></div></div><div class='row'><div class='col col-md-12'><i><span>03/14/2025</span></i>"
    "</div></div></div></div>"
)
REPEATED = {
    "article": "<p>Paragraph {n} says that the judge heard both sides of the case on Friday. {words}</p>",
    "court_feed": _ITEM,
    "docket": _ROW,
    "feed": _ITEM,
    "listing": '<h3><a href="/story/{n}">The headline of the day, number {n} {words}</a></h3>',
    "opinions": _OPINION,
    "page": "<p>Notice {n} of the clerk: {words}</p>",
}
"""What a page of the kind holds many of."""


def source_of(kind: str, url: str, name: str) -> Source:
    """A source of this kind, as the config makes it."""
    return Source(name, kind, url, KINDS[kind].options(), court=COURTS.get(kind))


def good(kind: str, words: str = HERE, head: str = "", items: int = 8) -> bytes:
    """A sound page of this kind with so many items, the first with these words; `head` stands before everything."""
    if kind == "document":
        return head.encode() + pdf([f"{STAMP}\n{words[:5000]}\nIT IS ORDERED that the motion is GRANTED."])
    lines = (REPEATED[kind].format(n=n, words=words if n == 1 else "") for n in range(1, items + 1))
    return _around(kind).replace("{head}", head).replace("{items}", "".join(lines)).encode()


@cache
def _around(kind: str) -> str:
    """What stands around the items: of a court's pages our samples, cut open where their rows begin and end."""
    if kind in XML:
        return _FEED
    if kind == "docket":
        sample = (SAMPLES / "docket" / "cmecf_district.html").read_text()
        start, end = sample.index('<tr><td width="94"'), sample.rindex("</tr>") + 5
        return f"{{head}}{sample[:start]}{{items}}{sample[end:]}"
    if kind == "opinions":
        sample = (SAMPLES / "opinions" / "cadc.html").read_text()
        start = sample.index("<div class='mt-0 pt-0 pb-3 row'>")
        return f"{{head}}{sample[:start]}{{items}}</div></div></div></div></body></html>"
    title, around = ("Ruling", "article") if kind == "article" else ("News", "main")
    return f"{{head}}<html><title>{title}</title><body><{around}><h1>{title}</h1>{{items}}</{around}></body></html>"


def shown(kind: str, words: str) -> str:
    """Markup as this kind's page carries it: feeds carry that of their entries escaped."""
    return escape(words) if kind in XML else words


@cache
def packed_pdf(size: int) -> bytes:
    """A PDF of a few kilobytes whose one page unfolds to so many bytes."""
    packer = zlib.compressobj(6)
    stream = b"".join(packer.compress(b"(a) Tj " * 100_000) for _ in range(size // 700_000)) + packer.flush()
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
            page,
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    )
