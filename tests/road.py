"""The road from a source to a message: a store, a fetcher and a channel of the test's own, with a feed to walk it."""

from datetime import timedelta

from monitor.core.route import Desk
from monitor.edge.fetch import Fetcher, FetchSettings
from monitor.edge.politeness import Politeness
from monitor.edge.store import Keep, SqlStore
from monitor.model import Case, Channel, DocketRef, Finding, LegalEvent, Match, Route, Sent
from monitor.pipeline import check, deliver
from monitor.ports import Parts
from monitor.sources import KINDS

FEED = """<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel>
<title>District of Columbia - Recent Entries</title><link>https://ecf.dcd.uscourts.gov</link>
<description>Docket entries of type: {types}</description>{items}</channel></rss>"""
ITEM = """<item><title>1:25-cv-00457 CENTER FOR TAXPAYER RIGHTS v. IRS</title>
<link>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774</link>
<description>[{label}] (&lt;a href="https://ecf.dcd.uscourts.gov/doc1/04501"&gt;{number}&lt;/a&gt;)</description>
<guid>https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?277774&amp;{number}</guid>
<pubDate>Mon, 05 Jan 2026 14:{number}:00 GMT</pubDate></item>"""
CASE = Case("ctr", "Center for Taxpayer Rights v. IRS", (DocketRef("dcd", "1:25-cv-00457"),))
DESK = Channel("desk", "json://127.0.0.1/")
ROUTES = (Route(("desk",), Match(events=frozenset({"ruling", "appeal", "health", "change"}))),)


def feed(*numbers, label="Order on Motion to Stay", types="order,motion"):
    return FEED.format(types=types, items="".join(ITEM.format(label=label, number=n) for n in numbers))


def ruling(item):
    """A small detector of the test's own: the detectors have tests of theirs."""
    if item.title.startswith("odd") or "[odd" in item.text:
        raise ZeroDivisionError(item.key)
    return Finding(LegalEvent("ruling", evidence=item.text, disposition="other") if "Order" in item.text else None)


class World:
    """One store, one fetcher, one channel that takes what it is sent unless `failure` is set."""

    def __init__(self, folder, clock):
        self.clock, self.failure, self.sent = clock, None, []
        self.store = SqlStore.open(f"sqlite:///{folder}/m.db", keep=Keep(timedelta(days=90), timedelta(days=30)))
        polite = Politeness(None, None, clock, ticks=lambda: clock().timestamp())
        self.fetcher = Fetcher(FetchSettings("test", allow_private=True), clock, politeness=polite)
        self.parts = Parts(
            fetch=self.fetcher,
            parse=self.parse,
            send=self.send,
            store=self.store,
            clock=clock,
            detectors=(ruling,),
            desk=Desk(cases=(CASE,), routes=ROUTES, channels=("desk",)),
        )

    async def parse(self, source, pages):
        return KINDS[source.kind].parse(source, pages)

    async def send(self, _channel, alerts):
        if self.failure:
            return self.failure
        self.sent += alerts
        return Sent()

    async def check(self, source):
        """Check one source now."""
        return await check(source, self.parts)

    async def look(self, source, **time):
        """Let time pass, check, deliver; gives the check and the titles delivered by it."""
        self.clock.forward(**(time or {"minutes": 10}))
        self.sent.clear()
        result = await self.check(source)
        await deliver(DESK, self.parts)
        return result, [alert.title for alert in self.sent]

    async def aclose(self):
        """Let go of connections and store."""
        await self.fetcher.aclose()
        self.store.close()
