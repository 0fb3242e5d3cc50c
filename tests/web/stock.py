"""A store filled by real checks of a real site: a court's feed with a ruling, a page that changed, alerts sent."""

from datetime import UTC, datetime
from email.utils import format_datetime

from monitor.app import check_all, chosen, deliver_all, program_for
from monitor.config import load

ENVIRON = {"FEED_KEY": "hunter2hunter2"}
CONFIG = """\
storage: {{url: "sqlite:///data/m.db"}}
http: {{per_host: off, allow_private: true}}
cases:
  - {{id: ctr, name: "Center for <b>Taxpayer</b> Rights v. IRS", dockets: ["dcd 1:25-cv-00457"], related: [centro]}}
  - {{id: centro, name: Centro v. Bessent, dockets: ["dcd 1:25-cv-00677"]}}
sources:
  - {{id: dcd-feed, kind: court_feed, court: dcd, url: "{site}/feed?key=${{FEED_KEY}}"}}
  - {{id: notices, kind: page, url: "{site}/page", select: main, every: auto}}
  - {{id: gone, kind: page, url: "{site}/gone", select: main}}
channels:
  - {{id: desk, url: "json://127.0.0.1:{port}/sink?secret=topsecret99", bundle: 0s}}
  - {{id: dead, url: "json://127.0.0.1:{port}/dead?secret=topsecret99", bundle: 0s}}
routes:
  - {{to: [desk, dead], events: [ruling, appeal, change, health]}}
web: {{public_url: "https://docket.example.org"}}
"""
FEED = """<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>D.D.C.</title>
<link>https://ecf.dcd.uscourts.gov</link><description>Docket entries of type: order</description>{}</channel></rss>"""
ITEM = """<item><title>1:25-cv-00457 CENTER FOR TAXPAYER RIGHTS v. IRS</title>
<link>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774</link>
<description>[Order on Motion to Stay] (&lt;a href="https://ecf.dcd.uscourts.gov/doc1/04501"&gt;{0}&lt;/a&gt;)</description>
<guid>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774&amp;{0}</guid>
<pubDate>{1}</pubDate></item>"""


def put(site, *numbers, page="Nothing yet."):
    """Let the site show these entries, and this text."""
    now = format_datetime(datetime.now(UTC))
    site.put("/feed?key=hunter2hunter2", FEED.format("".join(ITEM.format(number, now) for number in numbers)))
    site.put("/page", f"<html><main><p>{page}</p></main></html>")


async def fill(folder, site):
    """Check everything twice, with news in between; gives the config."""
    path = folder / "config" / "monitor.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CONFIG.format(site=site.url(), port=site.server.server_port))
    config = load(path, ENVIRON)
    for entry in ("/dead", "/dead/", "/dead?secret=topsecret99", "/dead/?secret=topsecret99"):
        site.put(entry, status=500)
    async with program_for(config) as program:
        put(site, 10)
        await check_all(program, chosen(program, []))
        for number, text in ((11, "The <script>calendar</script> is out."), (12, "It is over.")):
            put(site, 10, *range(11, number + 1), page=text)
            await check_all(program, chosen(program, []))
        await deliver_all(program)
    return config
