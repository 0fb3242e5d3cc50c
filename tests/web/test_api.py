"""The API: the shapes of `--json`, portions, validators, problems; feeds; figures; readiness."""

import asyncio
import json
import logging
from datetime import timedelta

import feedparser
import httpx
import pytest
from icalendar import Calendar
from prometheus_client.parser import text_string_to_metric_families

from monitor.cli import main
from monitor.opening import open_store
from monitor.ports import utc_now
from monitor.vitals import ALIVE
from monitor.web.access import Access
from monitor.web.site import site as site_of
from monitor.web.view import View
from tests.conftest import Site
from tests.web.conftest import TOKEN
from tests.web.stock import fill

API = "/api/v1"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The config of a store with real checks in it, for all tests: they only read. The site of its sources is gone."""
    site = Site()
    yield asyncio.run(fill(tmp_path_factory.mktemp("stock"), site))
    site.close()


@pytest.fixture
async def stocked(filled):
    """A client of a site over that store; its view."""
    store = open_store(config := filled)
    view = View(config, store)
    async with client_of(view) as client:
        yield client, view
    store.close()


def client_of(view):
    """A client on the machine itself."""
    transport = httpx.ASGITransport(site_of(view, Access(hosts=frozenset({"localhost"}))))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost")


def as_the_verbs_say(view, monkeypatch, capsys, *words):
    """What a verb prints with --json."""
    monkeypatch.setenv("FEED_KEY", "hunter2hunter2")
    monkeypatch.setattr("sys.argv", ["monitor", "--config", str(view.config.path), *words, "--json"])
    with pytest.raises(SystemExit):
        main()
    logging.getLogger().handlers.clear()  # the verb's own handler writes to this test's standard error
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


async def test_the_shapes_are_those_of_the_verbs(stocked, monkeypatch, capsys):
    """Developments, cases, sources, snapshots, differences, outbox: the same values as on the command line."""
    client, view = stocked

    async def items(path):
        answer = await client.get(API + path)
        assert answer.status_code == 200, answer.text
        return answer.json()["items"]

    def verb(*words):
        return as_the_verbs_say(view, monkeypatch, capsys, *words)

    assert await items("/developments") == verb("events")
    assert (await client.get(f"{API}/cases/ctr")).json() == verb("case", "ctr")[0]
    by_id = sorted(verb("sources"), key=lambda one: one["source"])
    assert [one | {"rhythm": None} for one in await items("/sources")] == [one | {"rhythm": None} for one in by_id]
    assert await items("/sources/notices/snapshots") == verb("history", "notices")
    assert await items("/sources/notices/differences") == verb("diff", "notices")
    every = "&".join(f"state={state}" for state in ("waiting", "leased", "sent", "failed", "held"))
    assert (await items(f"/outbox?{every}"))[::-1] == verb("outbox")
    assert await items("/coverage") == verb("sources", "--coverage")
    assert [one["id"] for one in await items("/cases")] == ["ctr", "centro"]


async def test_checks_name_their_lines_in_the_log(stocked):
    """Every check of a source, newest first, with its id; only those that failed, when asked."""
    client, view = stocked
    checks = (await client.get(f"{API}/sources/gone/checks")).json()["items"]
    assert [check["error"]["kind"] for check in checks] == ["gone"] * 3
    assert checks[0]["check"] == view.store.checks("gone", 1)[0].id
    assert len((await client.get(f"{API}/sources/dcd-feed/checks?only=failed")).json()["items"]) == 0


async def test_lists_are_given_a_portion_at_a_time(stocked):
    """`next` leads through the whole list, each once; at the end it is null."""
    client, _ = stocked
    for path, count in (("/developments", 2), ("/sources", 3), ("/sources/notices/checks", 3), ("/outbox", 5)):
        found, after = [], {}
        while after is not None:
            answer = (await client.get(API + path, params={"limit": 1, **after})).json()
            found += answer["items"]
            after = {"after": answer["next"]} if answer["next"] else None
        assert len(found) == count, path
        assert len({json.dumps(one) for one in found}) == count, path


async def test_who_has_it_already_is_told_so(stocked):
    """With the ETag of the last answer comes 304 and nothing else, on the API, feeds and calendars."""
    client, _ = stocked
    for path in (f"{API}/developments", f"{API}/config", "/feeds/all.atom", "/feeds/cases/ctr.ics"):
        first = await client.get(path)
        again = await client.get(path, headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b""), path
        assert "no-cache" in again.headers["cache-control"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/developments/none", 404, "not_there"),
        ("/cases/none", 404, "not_there"),
        ("/sources/none/checks", 404, "not_there"),
        ("/sources/gone/differences", 404, "usage_error"),
        ("/nowhere", 404, "not_there"),
        ("/developments?after=x", 404, "usage_error"),
        ("/developments?limit=0", 422, "parameters"),
        ("/developments?kind=party", 422, "parameters"),
    ],
)
async def test_problems_are_told_as_such(stocked, path, status, kind):
    """Problem details with the status, the kind of error, and words."""
    client, _ = stocked
    answer = await client.get(API + path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    told = answer.json()
    assert (told["status"], told["kind"]) == (status, kind)
    assert told["detail"]


async def test_no_secret_is_in_any_answer(stocked):
    """Keys in addresses, tokens of channels: masked in every list, feed and figure."""
    client, _ = stocked
    paths = [f"{API}/{name}" for name in ("developments", "sources", "outbox", "config", "status", "cases/ctr")]
    paths += [f"{API}/sources/{id_}/checks" for id_ in ("gone", "dcd-feed")] + ["/metrics", "/feeds/all.atom"]
    told = "".join([(await client.get(path)).text for path in paths])
    assert "hunter2" not in told
    assert "topsecret" not in told
    assert "****" in told


async def test_nothing_can_be_changed(stocked):
    """Every way of asking but reading is refused, and says which one there is."""
    client, _ = stocked
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = await client.request(method, f"{API}/sources")
        assert (answer.status_code, answer.headers["allow"], answer.json()["kind"]) == (405, "GET", "read_only")


async def test_feeds_are_read_by_feed_readers(stocked):
    """Feedparser reads the feed of a case and of everything; page text is escaped, the link leads to the feed."""
    client, _ = stocked
    for path in ("/feeds/all.atom", "/feeds/cases/ctr.atom"):
        answer = await client.get(path)
        assert answer.headers["content-type"] == "application/atom+xml"
        feed = feedparser.parse(answer.content)
        assert not feed.bozo
        assert (len(feed.entries), feed.version) == (2, "atom10")
        assert feed.feed.links[0].href == f"https://docket.example.org{path}"
        assert "<b>" not in feed.entries[0].title_detail.value.replace("&lt;b&gt;", "")
    assert len(feedparser.parse((await client.get("/feeds/cases/centro.atom")).content).entries) == 0
    assert (await client.get("/feeds/cases/none.atom")).status_code == 404


async def test_calendars_are_read_by_calendar_programs(stocked):
    """Icalendar reads the times of a case; one of nothing is a calendar too."""
    client, _ = stocked
    answer = await client.get("/feeds/cases/ctr.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    made = Calendar.from_ical(answer.content)
    assert "Taxpayer" in str(made["name"])
    assert not list(Calendar.from_ical((await client.get("/feeds/cases/centro.ics")).content).walk("VEVENT"))


async def test_the_figures_count_what_the_store_holds(tmp_path, site):
    """Gauges say what is; counters grow by what was done since they were first asked for, whoever did it."""
    view = View(config := await fill(tmp_path, site), open_store(config))
    client = client_of(view)

    async def figures():
        text = (await client.get("/metrics")).text
        families = text_string_to_metric_families(text)
        return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}

    before = await figures()
    assert before["docket_monitor_sources",] == 3
    assert before["docket_monitor_sources_failing",] == 1
    assert before["docket_monitor_outbox_alerts", "dead", "waiting"] == 5
    assert before["docket_monitor_outbox_oldest_seconds", "dead"] > 0
    assert before["docket_monitor_outbox_oldest_seconds", "desk"] == 0
    assert before["docket_monitor_store_bytes",] > 4096
    await fill(tmp_path, site)
    view.clock = lambda: utc_now() + timedelta(minutes=1)
    after = await figures()
    assert after["docket_monitor_checks_total", "gone"] == 3
    assert after["docket_monitor_checks_total", "changed"] > 0
    assert after["docket_monitor_check_seconds_count",] == 9
    assert after["docket_monitor_alerts_sent_total", "desk"] > 0
    await client.aclose()
    view.store.close()


async def test_readiness_says_what_ails(stocked):
    """No daemon, an old sign of life, an alert that waits too long: 503 with the reason; all well: 200."""
    client, view = stocked

    async def ready():
        answer = await client.get("/readyz")
        return answer.status_code, " ".join(answer.json()["ails"])

    assert (await client.get("/healthz")).text == "ok\n"
    assert await ready() == (503, "no daemon runs on this store")
    view.store.note(ALIVE, utc_now().isoformat())
    assert await ready() == (200, "")
    assert (await client.get(f"{API}/status")).json()["well"] is True
    view.clock = lambda: utc_now() + timedelta(minutes=5)
    status, why = await ready()
    assert (status, "written for 30" in why, "or the store" in why) == (503, True, True)
    for seconds, reason in ((1, "the store takes nothing"), (600, "the scheduler stands still")):
        view.turned = view.clock() - timedelta(seconds=seconds)
        assert (await ready())[1].endswith(reason)
    view.store.note(ALIVE, (utc_now() + timedelta(minutes=20)).isoformat())
    view.clock = lambda: utc_now() + timedelta(minutes=20)
    status, why = await ready()
    assert (status, "an alert waits for 1" in why) == (503, True)
    view.store.note(ALIVE, "")


async def test_elsewhere_all_but_health_asks_for_the_token(filled):
    """Bound elsewhere the API, the feeds and the figures open by the token; the two probes of health are open."""
    store = open_store(config := filled)
    transport = httpx.ASGITransport(site_of(View(config, store), Access(TOKEN, frozenset({"localhost"}))))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        for path in (f"{API}/status", f"{API}/openapi.json", "/metrics", "/feeds/all.atom"):
            refused = await client.get(path)
            assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
            assert (await client.get(path, headers={"Authorization": f"Bearer {TOKEN}"})).status_code == 200
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/readyz")).status_code == 503
    store.close()
