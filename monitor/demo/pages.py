"""The replay's pages in the real formats: CM/ECF docket report, appellate docket, RSS feed, news page.

Reconstructed from what such pages contain; every page and feed begins with [REPLAY].
"""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape

from monitor.courts.registry import COURTS
from monitor.demo.story import WASHINGTON, Docket, Row, Story

_CITIES = {"dcd": "District of Columbia (Washington, DC)", "mad": "District of Massachusetts (Boston)"}


def docket_page(docket: Docket, now: datetime) -> str:
    """A docket as its court's own software shows it at this moment."""
    rows = [row for row in docket.rows if row.at <= now]
    return _appellate(docket, rows) if docket.court == "cadc" else _district(docket, rows)


def _district(docket: Docket, rows: Iterable[Row]) -> str:
    lines = "".join(
        f"<tr><td width='94' valign=top nowrap>{_day(row.at)}</td><td valign='top' align='right'>{row.number or ''}"
        f"&nbsp;</td><td valign=top>{escape(row.text)} (Entered: {_day(row.at)})</td></tr>\n"
        for row in rows
    )
    return f"""<html><head><title>[REPLAY] CM/ECF - {docket.court}</title></head><body>
<div id="cmecfMainContent"><table width="100%"><tr><td align="right"><span>REPLAY</span></td></tr></table>
<h3 align=center>U.S. District Court<BR>
{_CITIES[docket.court]}<BR>
CIVIL DOCKET FOR CASE #: {docket.number}</h3>
<TABLE width='100%' border=0 CELLSPACING=5><tr>
<td valign=top width="60%"><br>{escape(docket.name)}<br>
Assigned to: Judge {docket.judge}<br>
Cause: 05:702 Administrative Procedure Act</td>
<td valign=top width="40%"><br>Date Filed: {_day(docket.rows[0].at)}<br>
Jury Demand: None<br>
Jurisdiction: U.S. Government Defendant</td></tr></table>
<HR><table align=center width="99%" border=1 rules=all cellpadding=5>
<tr><td style='font-weight:bold; width=94'>Date Filed</td><th>#</th><td style='font-weight:bold'>Docket Text</td></tr>
{lines}</table></div></body></html>"""


def _appellate(docket: Docket, rows: Iterable[Row]) -> str:
    lines = "".join(
        f'<tr><td valign="top">{_day(row.at)}</td><td valign="top" nowrap=""></td>'
        f'<td width="90%" valign="top">{escape(row.text)} [Entered: {row.at:%m/%d/%Y %I:%M %p}]</td></tr>\n'
        for row in rows
    )
    return f"""<html><head><title>[REPLAY] {docket.number} Docket</title></head><body>
<table width="100%" border="0"><tr><td align="center"><b>General Docket<br>
United States Court of Appeals for District of Columbia Circuit</b></td></tr></table>
<table width="100%" border="1" cellpadding="4">
<!-- ===================== NEW SECTION - Case Stub ======================== -->
<tr><td>
<table width="100%" border="0"><tr><td><b>Court of Appeals Docket #: </b>{docket.number}</td>
<td valign="top" align="right" rowspan="2"><b>Docketed:</b> {_day(docket.rows[0].at)}</td></tr>
<tr><td><b>Nature of Suit: </b>2899 Other Statutes APA/Review Agency</td></tr>
<tr><td>{escape(docket.name)}</td></tr>
<tr><td><b>Appeal From:</b> United States District Court for the District of Columbia</td></tr>
<tr><td><b>Fee Status:</b> Fee Paid</td></tr></table></td></tr>
<!-- ==================== NEW SECTION - Case Type ========================= -->
<tr><td><table width="100%" border="0"><tr><td><b>Case Type Information:</b></td></tr>
<tr><td><b>     1)</b> Civil US</td></tr></table></td></tr>
<!-- =================== NEW SECTION - Orig Court ========================= -->
<tr><td><table width="100%" border="0"><tr><td colspan="4"><b>Originating Court Information:</b></td></tr>
<tr><td colspan="4">     <b>District: </b>0090-1 :
<a href="https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?caseNumber={docket.lower}&amp;caseId=0">{docket.lower}</a></td></tr>
</table></td></tr></table>
<!-- =============== NEW SECTION - DOCKET ENTRIES ========================= -->
<table width="100%" border="1" cellpadding="4"><tbody>
{lines}</tbody></table></body></html>"""


def _day(moment: datetime) -> str:
    return moment.astimezone(WASHINGTON).strftime("%m/%d/%Y")


def news_feed(stories: Iterable[Story], site: str, now: datetime) -> str:
    """The newspaper's RSS feed, newest first."""
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{site}/news/{story.slug}</link>"
        f'<guid isPermaLink="true">{site}/news/{story.slug}</guid>'
        f"<pubDate>{format_datetime(story.at)}</pubDate>"
        f"<description>{escape(story.paragraphs[0])}</description></item>\n"
        for story in sorted(stories, key=lambda story: story.at, reverse=True)
        if story.at <= now
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>[REPLAY] The Daily Example, Politics</title><link>{site}/</link>"
        f"<description>Replayed stories, retold</description>\n{items}</channel></rss>"
    )


def news_page(story: Story) -> str:
    """One story as a news site shows it, with the usual things around it."""
    text = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>[REPLAY] {escape(story.title)}</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="{story.at.isoformat()}">
</head><body><header><nav><a href="/">Home</a> <a href="/politics">Politics</a></nav></header>
<main><article><h1>{escape(story.title)}</h1><time datetime="{story.at.isoformat()}">{story.at:%B %d, %Y}</time>
{text}
</article></main>
<aside><h2>Most read</h2><ul><li><a href="/news/x">Ten ways to file early</a></li></ul></aside>
<footer>[REPLAY] A page of the demo, made by Docket Monitor</footer></body></html>"""


def court_feed(court: str, dockets: Iterable[Docket], host: str, now: datetime) -> str:
    """An appellate court's RSS feed: labels only, newest first, the entries of the last 24 hours."""
    day = 24 * 3600
    recent = sorted(
        ((row, docket) for docket in dockets for row in docket.rows if 0 <= (now - row.at).total_seconds() < day),
        key=lambda pair: pair[0].at,
        reverse=True,
    )
    items = "".join(_court_item(row, docket, host) for row, docket in recent)
    return (
        "<?xml version='1.0' encoding='ISO-8859-1'?>\n<rss version=\"2.0\"><channel>"
        f"<title>[REPLAY] {escape(COURTS[court].name)} - Recent Entries</title><link>{host}</link>"
        f"<description>Docket entries of type: orders,opinions,judgments</description>\n{items}</channel></rss>"
    )


_OTHER_OPINION = ("2131000", "24-7033", "Ada Example v. Example University", "08/15/2025")
"""A list is never empty: an opinion of another, invented case stands in it from the start."""


def opinions_list(dockets: Iterable[Docket], now: datetime) -> str:
    """An appellate court's list of opinions, newest first."""
    papers = [
        (row.number or "", docket.number, docket.name, _day(row.at))
        for docket in dockets
        for row in docket.rows
        if row.at <= now and row.text.startswith("OPINION")
    ]
    rows = "".join(_opinion(*paper) for paper in [*reversed(papers), _OTHER_OPINION])
    return f"""<!doctype html><html lang="en"><head><title>[REPLAY] USCA-DC Opinions</title></head><body>
<div class="container"><div class="row"><div class="col-md-8"><div class="overview"><div class="row">
<div class="col-sm-12 table-responsive">
{rows}</div></div></div></div></div></div></body></html>"""


def _opinion(paper: str, number: str, name: str, day: str) -> str:
    month, _, year = day.split("/")
    return (
        "<div class='mt-0 pt-0 pb-3 row'><div class='col-sm-3'><div class='row'><div class='col col-md-12'>"
        f"<a href='/opinions/docs/{year}/{month}/{number}-{paper}.pdf'>{number}</a></div></div>"
        "<div class='row'><div class='col col-md-12'></div></div></div><div class='col-sm-9 ml-3 ml-sm-0'>"
        f"<div class='row'><div class='col col-md-12'>{escape(name)}</div></div>"
        "<div class='row'><div class='col col-md-12'></div></div><div class='row'><div class='col col-md-12'><i>"
        f"<span class='small'>{day}</span></i></div></div></div></div>\n"
    )


def _court_item(row: Row, docket: Docket, host: str) -> str:
    link = f"{host}/n/beam/servlet/TransportRoom?servlet=DocketReportFilter.jsp&amp;caseNum={docket.number}"
    return (
        f"<item><title>{docket.number} {escape(docket.name)}</title><link>{link}</link>"
        f"<description>[Opinion Filed]</description><guid>{link}&amp;partId={row.number}</guid>"
        f"<pubDate>{row.at:%a, %d %b %Y %H:%M:%S} EST</pubDate></item>\n"
    )
