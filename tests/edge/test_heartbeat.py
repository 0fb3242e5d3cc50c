"""The heartbeat comes only while checks and deliveries succeed."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from monitor.edge.heartbeat import Heartbeat
from monitor.model import Check
from tests.edge.servers import endless, serving

NOW = datetime(2026, 1, 5, 15, tzinfo=UTC)


@pytest.fixture
async def heartbeat(site):
    site.put("/alive", "ok")
    heartbeat = Heartbeat(site.url("/alive"), timedelta(minutes=5))
    yield heartbeat
    await heartbeat.aclose()


async def test_it_beats_once_per_interval(heartbeat, site):
    """The address is asked at once, and again when the interval is over."""
    assert await heartbeat.beat(NOW, None)
    assert not await heartbeat.beat(NOW + timedelta(minutes=4), None)
    assert await heartbeat.beat(NOW + timedelta(minutes=5), None)
    assert site.asked == ["/alive", "/alive"]


async def test_a_clock_set_back_does_not_silence_it(heartbeat):
    """Three hours back it beats at once, and not when the old time has come again."""
    assert await heartbeat.beat(NOW, None)
    assert await heartbeat.beat(NOW - timedelta(hours=3), None)


async def test_what_the_watchdog_says_is_not_read(heartbeat):
    """An answer without an end, which would fill the memory, is a beat like others."""
    async with serving(endless()) as server, asyncio.timeout(8):
        heartbeat.url = server.url
        assert await heartbeat.beat(NOW, None)


@pytest.mark.parametrize("url", ["http://[", "http://127.0.0.1:1/", "ftp://127.0.0.1/"])
async def test_an_address_that_cannot_be_asked_stops_nothing(heartbeat, url):
    """Nor one that is none."""
    heartbeat.url = url
    assert not await heartbeat.beat(NOW, None)


async def test_no_address_no_beat(site):
    """Without an address nothing is asked."""
    heartbeat = Heartbeat()
    assert not await heartbeat.beat(NOW, None)
    await heartbeat.aclose()


async def test_it_stops_while_most_sources_fail(heartbeat, site):
    """More failing than good sources silence it; it comes back with them."""
    heartbeat.hears(Check("a", NOW, error="timed_out"))
    assert not await heartbeat.beat(NOW, None)
    heartbeat.hears(Check("b", NOW))
    assert await heartbeat.beat(NOW, None)
    heartbeat.hears(Check("b", NOW, error="timed_out"))
    assert not await heartbeat.beat(NOW + timedelta(minutes=9), None)
    assert site.asked == ["/alive"]


async def test_a_source_taken_out_of_the_config_fails_no_more(heartbeat):
    """Failures of sources that are watched no longer silence nothing."""
    heartbeat.hears(Check("a", NOW, error="timed_out"))
    heartbeat.watches({"b"})
    assert await heartbeat.beat(NOW, None)


async def test_it_stops_while_an_alert_is_overdue(heartbeat):
    """An alert that waits for long past its time means that nobody is reached."""
    assert not await heartbeat.beat(NOW, NOW - timedelta(minutes=16))
    assert await heartbeat.beat(NOW, NOW - timedelta(minutes=2))


async def test_a_watchdog_out_of_reach_stops_nothing(heartbeat, site, caplog):
    """A refused connection is logged without the address, which may hold a secret."""
    site.close()
    assert not await heartbeat.beat(NOW, None)
    assert "did not answer" in caplog.text
    assert "alive" not in caplog.text
