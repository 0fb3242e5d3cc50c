"""The court feed: every event an item of its own, at its exact time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.courts.registry import COURTS
from monitor.errors import NotThePage, Unreadable
from monitor.sources import KINDS

FEEDS = Path(__file__).parents[1] / "samples" / "court_feed"
DISTRICT = (FEEDS / "district.xml").read_bytes()


def one_item(published, title="1:25-cv-00457 A v. B", guid="https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?1&amp;2"):
    """A feed of one item."""
    return f"""<?xml version="1.0" encoding="ISO-8859-1"?><rss version="2.0"><channel><title>x</title><item>
    <title>{title}</title><description>[Order]</description><guid>{guid}</guid><pubDate>{published}</pubDate>
    </item></channel></rss>"""


@pytest.mark.parametrize(
    ("written", "court", "hour"),
    [
        ("Tue, 06 Jan 2026 12:00:00 GMT", "dcd", 12),
        ("Tue, 06 Jan 2026 12:00:00 EST", "cadc", 17),
        ("Tue, 06 Jan 2026 12:00:00 MST", "ca10", 19),
        ("Tue, 06 Jan 2026 12:00:00 PST", "ca9", 20),
        ("Tue, 06 Jan 2026 12:00:00 AKST", "akd", 21),
        ("Tue, 06 Jan 2026 12:00:00 HST", "hid", 22),
        ("Tue, 06 Jan 2026 12:00:00 -0500", "dcd", 17),
    ],
)
def test_local_zones_are_read(read, written, court, hour):
    """Zone names of the mails' standard and of far courts give the right moment."""
    item = read("court_feed", one_item(written), court=court).items[0]
    assert item.published == datetime(2026, 1, 6, hour, tzinfo=UTC)


def test_the_day_is_the_courts_own(read):
    """An entry of 02:00 UTC is of the day before in Washington."""
    item = read("court_feed", one_item("Fri, 21 Nov 2025 02:00:00 GMT"), court="dcd").items[0]
    assert str(item.filed) == "2025-11-20"


def test_an_item_without_a_date_is_kept(read):
    """A missing or broken date leaves the item undated."""
    for written in ("", "soon", "Tue, 06 Jan 0001 12:00:00 AKST", "9999-12-31T23:59:59Z"):
        item = read("court_feed", one_item(written), court="dcd").items[0]
        assert (item.published, item.filed, item.text) == (None, None, "Order")


def test_the_encoding_of_old_feeds_is_read(read):
    """ISO-8859-1 bytes give the right letters, also when the server announces UTF-8."""
    body = one_item("Tue, 06 Jan 2026 12:00:00 GMT", title="1:25-cv-00457 Peña v. Muñoz").encode("latin-1")
    for content_type in ("application/rss+xml", "text/xml; charset=ISO-8859-1", "text/xml; charset=utf-8"):
        assert read("court_feed", body, content_type=content_type).items[0].case_name == "Peña v. Muñoz"


def test_titles_without_a_number_stay_apart(read):
    """Two cases that show no number do not share keys."""
    guid = "https://ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?{}&amp;2"
    when = "Tue, 06 Jan 2026 12:00:00 GMT"
    first, second = (
        read("court_feed", one_item(when, "SEALED v. SEALED", guid.format(case)), court="dcd").items[0]
        for case in (1, 3)
    )
    assert first.case_name == second.case_name == "SEALED v. SEALED"
    assert first.docket_number is None
    assert {first.key, *first.aliases}.isdisjoint({second.key, *second.aliases})


def test_a_guid_without_a_sequence_number_is_no_identity(read):
    """Where all entries of a case share one guid, each is known by its time and words."""
    guid = "https://ecf.nyed.uscourts.gov/cgi-bin/DktRpt.pl?400000"
    earlier, later = (
        read("court_feed", one_item(f"Tue, 06 Jan 2026 {hour}:00:00 GMT", guid=guid), court="nyed").items[0]
        for hour in (12, 13)
    )
    assert {earlier.key, *earlier.aliases}.isdisjoint({later.key, *later.aliases})


def test_an_item_that_is_alone_later_is_known_again(read):
    """When the other event of its second has left the window, an item is not new."""
    both = read("court_feed", DISTRICT).items
    remembered = {key for item in both for key in (item.key, *item.aliases)}
    text = DISTRICT.decode("latin-1")
    start = text.index("<item>", text.index("Order on Motion to Stay"))
    end = text.index("</item>", start) + len("</item>")
    fewer = read("court_feed", (text[:start] + text[end:]).encode("latin-1")).items
    assert len(fewer) == len(both) - 1
    assert all(remembered & {item.key, *item.aliases} for item in fewer)


def test_a_feed_that_breaks_off_gives_the_entries_it_has(read):
    """Malformed XML with entries is read as far as it goes."""
    items = read("court_feed", DISTRICT[: int(len(DISTRICT) * 0.6)]).items
    assert "Memorandum & Opinion" in [item.text for item in items]


def test_a_feed_that_breaks_off_before_its_first_entry_is_unreadable(read):
    """Half a head is no empty feed."""
    with pytest.raises(Unreadable):
        read("court_feed", DISTRICT[: DISTRICT.index(b"<item>") - 60])


@pytest.mark.parametrize(
    ("error", "body"),
    [
        (Unreadable, "<html><body>Court holidays</body></html>"),
        (Unreadable, ""),
        (NotThePage, "<html><title>PACER Login</title><input type='password'></html>"),
        (NotThePage, "<html><p>The system is down for maintenance.</p></html>"),
    ],
)
def test_html_in_place_of_a_feed_is_no_empty_feed(read, error, body):
    """A web page is told, never taken for a quiet day."""
    with pytest.raises(error):
        read("court_feed", body)


def test_a_body_is_never_taken_for_a_file_name(read, tmp_path):
    """A body that spells the path of a file does not open it."""
    secret = tmp_path / "feed.xml"
    secret.write_bytes(DISTRICT)
    with pytest.raises(Unreadable):
        read("court_feed", str(secret))


def test_the_registry_gives_the_address():
    """A court with a known feed needs no url; an unknown one has none."""
    kind = KINDS["court_feed"]
    assert (
        kind.address(kind.options(), "dcd")
        == COURTS["dcd"].feed
        == "https://ecf.dcd.uscourts.gov/cgi-bin/rss_outside.pl"
    )
    assert kind.address(kind.options(), "scotus") is None
    assert kind.address(kind.options(), "nowhere") is None
    assert kind.span == timedelta(hours=24)
