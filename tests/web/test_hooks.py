"""The webhook: who may send, what is taken, and that it only makes a docket be checked."""

import asyncio
import json
from datetime import timedelta

import httpx
import pytest

from monitor.config import load
from monitor.daemon import LEAST_APART, Daemon
from monitor.model import Check, Mark
from monitor.opening import open_store
from monitor.ports import utc_now
from monitor.web.access import Access
from monitor.web.hooks import MOST_BODY
from monitor.web.server import Pages
from monitor.web.site import site as site_of
from monitor.web.view import View
from tests.web.conftest import TOKEN

SECRETS = ("the-first-long-secret", "the-second-long-secret")
CONFIG = """\
storage: {url: "sqlite:///m.db"}
cases: [{id: ctr, name: Doe v. Roe, dockets: ["dcd 1:25-cv-00457"]}]
sources:
  - {id: page, kind: docket, case: ctr, court: dcd, url: "https://www.courtlistener.com/docket/4501/doe-v-roe/"}
  - {id: other, kind: page, url: "https://news.example.org/"}
web: {public_url: "https://docket.example.org", webhook: {secrets: [the-first-long-secret, the-second-long-secret]}}
"""
COURTLISTENER = "34.210.230.218"


def event(docket=4501):
    return json.dumps({"webhook": {"event_type": 1}, "payload": {"results": [{"docket": docket}]}})


@pytest.fixture
def config(tmp_path):
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG)
    return load(path, {})


@pytest.fixture
def hook(config):
    """Sends a body to the path of a secret, as from an address; gives the status. `hook.store` is the store."""
    store = open_store(config)
    access = Access(TOKEN, frozenset({"docket.example.org"}))

    async def send(body, secret=SECRETS[0], peer=COURTLISTENER, key="one"):
        transport = httpx.ASGITransport(site_of(View(config, store), access), client=(peer, 5))
        async with httpx.AsyncClient(transport=transport, base_url="https://docket.example.org") as client:
            headers = {"Idempotency-Key": key}
            return (await client.post(f"/hooks/courtlistener/{secret}", content=body, headers=headers)).status_code

    send.store = store
    yield send
    store.close()


async def test_an_event_makes_its_docket_be_checked_once(hook):
    """200, without the token of the pages, by each secret; the same event again means nothing."""
    assert await hook(event()) == 200
    assert hook.store.take_hints() == ["page"]
    assert await hook(event(), SECRETS[1]) == 200
    assert hook.store.take_hints() == []
    assert await hook(event(), SECRETS[1], key="two") == 200
    assert hook.store.take_hints() == ["page"]
    assert await hook(event(9), key="three") == 200
    assert hook.store.take_hints() == []


@pytest.mark.parametrize(
    ("body", "way", "status"),
    [
        (event(), {"secret": "a-wrong-long-secret"}, 404),
        (event(), {"peer": "192.0.2.7"}, 403),
        ("x" * (MOST_BODY + 1), {}, 413),
        ("{", {}, 400),
        ("[" * 100_000, {}, 400),
        ('{"webhook": {}}', {}, 400),
        (b"\xff\x00", {}, 400),
    ],
)
async def test_what_is_none_is_refused(hook, body, way, status):
    """A wrong path, a stranger, a body too long or of another form: nothing is hinted at."""
    assert await hook(body, **way) == status
    assert hook.store.take_hints() == []


async def test_it_is_answered_while_the_store_is_busy(tmp_path):
    """CourtListener waits a second: the answer does not wait for a store that another process writes; the hint does."""
    path = tmp_path / "monitor.yaml"
    path.write_text(
        CONFIG.replace("web: {", 'web: {listen: "127.0.0.1:0", ').replace("]}}", '], senders: ["127.0.0.1"]}}')
    )
    config = load(path, {})
    store, other = open_store(config), open_store(config)
    pages = Pages(View(config, store))
    await pages.renew()
    async with httpx.AsyncClient(base_url=pages.address) as client:
        with other.writing():
            answer = await client.post(f"/hooks/courtlistener/{SECRETS[0]}", content=event(), timeout=3)
            assert (answer.status_code, other.take_hints()) == (200, [])
        async with asyncio.timeout(10):
            while not (hints := other.take_hints()):  # noqa: ASYNC110 (another thread leaves it)
                await asyncio.sleep(0.02)
    assert hints == ["page"]
    await pages.stop()
    store.close()
    other.close()


async def test_it_is_off_unless_the_config_says_so(view):
    """Without `webhook` there is nothing at that path."""
    transport = httpx.ASGITransport(site_of(view, Access(TOKEN, frozenset({"localhost"}))))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        assert (await client.post("/hooks/courtlistener/the-first-long-secret", content=event())).status_code == 404


async def test_the_daemon_checks_what_was_hinted_at(config):
    """At once; a source that was checked within the minute, when that is over; an unknown one never."""
    daemon = Daemon(config)
    now = utc_now()
    with daemon.store.writing() as book:
        book.commit(Check("other", now), Mark("other", checked=now), None, (), (), ())
    daemon.store.leave_hint("key", ["page", "other", "gone"], now)
    await daemon._look_at_hints()
    planned = {planned.name: planned.moment for planned in daemon.schedule._heap}
    assert planned.keys() == {"check page", "check other"}
    assert planned["check page"] - now < timedelta(seconds=30)
    assert abs(planned["check other"] - now - LEAST_APART) < timedelta(seconds=1)
    assert daemon.store.take_hints() == []
    await daemon.stop()


async def test_a_hint_that_comes_during_a_check_has_the_source_checked_again(tmp_path):
    """That check may have asked before the news was there; as soon as it is over the next is planned."""
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIG.replace("https://www.courtlistener.com", "http://127.0.0.1:9"))
    daemon = Daemon(load(path, {}))
    async with daemon.places.one(daemon.program.sources["page"].url):
        walk = asyncio.create_task(daemon.walk("page"))
        await asyncio.sleep(0)
        assert "page" in daemon.under_way
        daemon.store.leave_hint("key", ["page"], utc_now())
        await daemon._look_at_hints()
        assert daemon.schedule._heap == []
    await walk
    planned = daemon.schedule._heap[0]
    assert planned.name == "check page"
    assert planned.moment - utc_now() <= LEAST_APART
    await daemon.stop()


def test_its_secrets_are_no_part_of_what_is_shown(config):
    """They are masked in `config show`, and known to the log as secrets."""
    assert set(SECRETS) <= set(config.secrets)
