"""Each page over a store that holds something of everything: what it shows, and what it never shows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.errors import ConfigError
from monitor.model import (
    Alert,
    Check,
    Development,
    GiveUp,
    HealthNote,
    Item,
    LegalEvent,
    Mark,
    Matter,
    Report,
    Sent,
    Snapshot,
)
from tests.web.conftest import NOW

CONFIG = """
cases:
  - {id: ctr, name: "Center <b>for</b> Rights v. IRS", dockets: ["dcd 1:25-cv-00457", "cadc 26-5006"], related: [other]}
  - {id: other, name: Other v. Case, dockets: ["cand 3:25-cv-00001"]}
sources:
  - {id: docket, kind: docket, court: dcd, case: ctr, url: "https://host.test/docket?key=${KEY}"}
  - {id: notices, kind: page, url: "https://agency.test/notices", select: main}
  - {id: away, kind: page, url: "https://away.test/", select: main, enabled: false}
channels: [{id: desk, url: "json://127.0.0.1:1/${KEY}"}]
routes: [{to: [desk], events: [ruling, health]}]
"""
KEY = "s3cret-key-of-a-source"
HOSTILE = '<script>alert(1)</script>\u202e"onload=\x1b[31m'


def ruling(name, day, **fields):
    """A ruling of a docket entry."""
    event = LegalEvent(
        "ruling",
        disposition="granted",
        matters=(Matter("motion to stay", "granted", 30),),
        court="dcd",
        docket_number="1:25-cv-00457",
        entry="53",
        judge="Colleen Kollar-Kotelly",
        relief="injunction",
        filed=date(2026, 2, day),
        title="Order",
        evidence="granting 30 Motion",
        at=(7, 25),
        source="docket",
        item="n:53",
        url="https://host.test/53",
    )
    seen = NOW - timedelta(days=20 - day)
    report = Report("docket", "n:53", "https://host.test/53", "ORDER", seen, record=True, entry="53")
    return Development(name, replace(event, **fields), (report,), seen, case="ctr")


@pytest.fixture
def filled(view, written):
    """The view, its store holding rulings, an appeal, a news story, checks, snapshots, alerts and a note."""
    view.take(written(CONFIG, {"KEY": KEY}))
    store = view.store
    story = Report("notices", "s", "javascript:alert(1)", HOSTILE, NOW, record=False)
    news = replace(ruling("news", 3, record=False, court=None, docket_number=None, entry=None, at=None), case=None)
    found = [
        *(ruling(f"r{n}", 1 + n % 20) for n in range(60)),
        replace(news, reports=(story,), event=replace(news.event, title=HOSTILE, evidence=HOSTILE)),
        replace(ruling("denied", 4, disposition="denied", court="cand"), case="other"),
    ]
    first, second = (
        tuple(Item(f"n:{n}", f"Order {n}", text, number=str(n), filed=date(2026, 2, 1)) for n, text in rows)
        for rows in (
            [(52, "MOTION to stay"), (53, "ORDER: granting 30 Motion. Signed.")],
            [(52, "MOTION to stay <i>the</i> policy"), (53, "ORDER: granting 30 Motion. Signed."), (54, "NOTICE")],
        )
    )
    alerts = [Alert("desk", f"k{n}", f"Alert {n} {HOSTILE}", "", "", "", "info", "t", NOW, NOW) for n in range(3)]
    for version, (items, changes) in enumerate([(first, 0), (second, 2)]):
        with store.writing() as book:
            at = NOW + timedelta(hours=version)
            check = Check("docket", at, 0.25, changes=changes)
            mark = Mark("docket", version, checked=at, good=at, changed=at if changes else None, due=at)
            book.commit(check, mark, Snapshot("docket", at, "whole", items), found if version else (), (), alerts)
    with store.writing() as book:
        failed = Check("notices", NOW, error="timed_out", message=f"too slow: {KEY}")
        book.commit(failed, Mark("notices", failures=3, error="timed_out", checked=NOW), None, (), (), ())
        book.post([HealthNote("x", "coverage", "an appeal would go unseen", NOW)], ())
    (one, *_) = store.claim_due("desk", NOW)
    store.settle([one], Sent(), NOW)
    (two, *_) = store.claim_due("desk", NOW)
    store.settle([two], GiveUp(f"bad token {KEY}"), NOW)
    return view


PATHS = [
    *("/", "/?kind=ruling&court=dcd&case=ctr&disposition=granted", "/developments/r1", "/developments/news"),
    *("/cases", "/cases/ctr", "/cases/other", "/sources", "/sources/docket", "/sources/notices", "/sources/away"),
    *("/sources/notices?only=failed", "/sources/docket/difference", "/sources/docket/difference?side=by-side"),
    *("/sources/notices/difference", "/config", "/status", "/login"),
    *(f"/alerts?state={state}" for state in ("waiting", "sent", "failed", "held")),
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_page_is_there_and_harmless(filled, browser, path):
    """Each page is made, holds no secret, no live markup of a stranger, and nothing that turns text around."""
    answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    html = answer.text
    assert KEY not in html
    assert "<script>alert" not in html
    assert not {"\u202e", "\x1b"} & set(html)
    assert 'href="javascript' not in html
    assert "<b>for</b>" not in html


async def test_the_timeline_shows_and_pages(filled, browser):
    """The newest fifty with their reports, then the others; none twice, none left out."""
    first = (await browser.get("/")).text
    assert first.count("<article") == 50
    assert "<mark>granting 30 Motion</mark>" in first
    older = first.split('class="on" href="')[1].split('"')[0].replace("&amp;", "&")
    second = (await browser.get(older)).text
    ids = [part.split('"')[0] for html in (first, second) for part in html.split('<h3><a href="/developments/')[1:]]
    assert len(ids) == len(set(ids)) == 62


async def test_filters_show_only_what_they_say(filled, browser):
    """By case, court, kind and outcome; what was chosen stays chosen; nothing found says what to do."""
    html = (await browser.get("/?court=cand")).text
    assert html.count("<article") == 1
    assert '<option value="cand" selected>N.D. Cal.</option>' in html
    assert (await browser.get("/?disposition=denied&case=other")).text.count("<article") == 1
    assert "Nothing of that kind" in (await browser.get("/?disposition=remanded")).text


async def test_a_development_shows_its_words_in_their_text(filled, browser):
    """The words that decided are marked where they stand in the entry."""
    html = (await browser.get("/developments/r1")).text
    assert "ORDER: <mark>granting 30 Motion</mark>. Signed." in html.replace("ORDER:<mark>", "ORDER: <mark>")
    assert "motion to stay" in html
    assert "Time to seek review" in html


async def test_a_case_shows_courts_times_and_holes(filled, browser):
    """The dockets from below up, the time to appeal, the related case, and that an appeal would go unseen."""
    html = (await browser.get("/cases/ctr")).text
    assert html.index("D.D.C.") < html.index("D.C. Cir.")
    assert "notice of appeal" in html
    assert 'href="/cases/other"' in html
    assert "would go unseen" in html


async def test_a_source_shows_rhythm_checks_and_reasons(filled, browser):
    """The heat map counts in the source's zone; a failure says why; snapshots lead to their difference."""
    html = (await browser.get("/sources/docket")).text
    monday_eleven = html.split("<tbody>")[1].split("</tr>")[0].split("<td")[12]
    assert 'class="h4"><span>1<' in monday_eleven
    assert "2 changes" in html
    assert "/difference?first=1&amp;second=2" in html
    failing = (await browser.get("/sources/notices")).text
    assert "too slow: ****" in failing
    assert (
        "<time"
        not in (await browser.get("/sources/notices?only=found")).text.split('id="checks"')[1].split("<section")[0]
    )


async def test_a_difference_shows_rows_and_words(filled, browser):
    """A row added, a row edited with its words; side by side each side has its own; the same two the other way."""
    inline = (await browser.get("/sources/docket/difference?first=2&second=1")).text
    assert "<ins>&lt;i&gt;the&lt;/i&gt; policy</ins>" in inline
    assert 'class="badge added">added' in inline
    side = (await browser.get("/sources/docket/difference?side=by-side")).text
    before, after = side.split("<h2>After</h2>")
    assert "<ins>" not in before
    assert "policy</ins>" in after
    assert "nothing to compare yet" in (await browser.get("/sources/notices/difference")).text


async def test_the_outbox_is_shown_by_state(filled, browser):
    """Each list holds its own, with what to do about it; the counts stand beside their names."""
    texts = {
        state: (await browser.get(f"/alerts?state={state}")).text for state in ("sent", "waiting", "failed", "held")
    }
    assert all(texts[state].count("Alert ") >= 1 for state in ("sent", "waiting", "failed"))
    assert "monitor outbox --retry" in texts["failed"]
    assert "bad token ****" in texts["failed"]
    assert "Nothing is held back" in texts["held"]


async def test_a_config_that_cannot_be_used_is_shown(filled, browser, written):
    """The mistakes of the last try stand on the config and the status page, until a good one is taken."""
    filled.refuse(ConfigError(["monitor.yaml:3: web.listen: is no place to listen"]))
    assert "is no place to listen" in (await browser.get("/config")).text
    assert "cannot be used" in (await browser.get("/status")).text
    filled.take(written(CONFIG, {"KEY": KEY}))
    assert "is no place to listen" not in (await browser.get("/config")).text


@pytest.mark.parametrize("path", ["/", "/cases", "/sources", "/alerts", "/status", "/config"])
async def test_empty_pages_say_what_to_do_next(browser, path):
    """With nothing in config and store each page is there, and the lists say how to begin."""
    answer = await browser.get(path)
    assert answer.status_code == 200
    if path in {"/", "/cases", "/sources", "/alerts"}:
        assert 'class="empty"' in answer.text
        assert "<code>" in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/cases/none", 404),
        ("/sources/none", 404),
        ("/developments/none", 404),
        ("/sources/docket/difference?first=99", 404),
        ("/sources/docket?only=odd", 422),
        ("/alerts?state=odd", 422),
        ("/sources?part=0", 422),
        ("/?after=x", 400),
    ],
)
async def test_what_is_not_there_is_told(filled, browser, path, status):
    """Unknown things are 404, values that mean nothing 422 or 400; each with a page."""
    answer = await browser.get(path)
    assert answer.status_code == status
    assert "To the timeline" in answer.text


async def test_moments_are_in_the_readers_zone_and_the_courts(filled, browser):
    """In the zone of the cookie, with the court's own hour where that is another; nonsense is the config's zone."""
    browser.client.cookies.set("zone", "Europe/Berlin")
    html = (await browser.get("/developments/r1")).text
    assert "16:00 CET (10:00 EST at the court)" in html
    browser.client.cookies.set("zone", "../../etc/passwd")
    html = (await browser.get("/developments/r1")).text
    assert "10:00 EST<" in html


async def test_pages_are_small(filled, browser):
    """A full page of the timeline goes packed into less than 100 KB with sheet and script."""
    sizes = []
    for path in ("/", *(part.split('"')[0] for part in (await browser.get("/")).text.split('="/static/')[1:])):
        where = path if path == "/" else f"/static/{path}"
        async with browser.client.stream("GET", where, headers={"accept-encoding": "gzip"}) as answer:
            sizes.append(sum([len(part) async for part in answer.aiter_raw()]))
    assert sum(sizes) < 100_000
