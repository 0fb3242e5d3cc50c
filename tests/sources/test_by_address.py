"""What an address alone tells of its kind and court."""

import pytest

from monitor.courts.registry import COURTS
from monitor.sources import KINDS
from monitor.sources._by_address import ANY_PAGE, Guess, guess
from monitor.sources._opinion_sites import available

ECF = "https://ecf.dcd.uscourts.gov/cgi-bin"


@pytest.mark.parametrize(
    ("url", "kind", "court"),
    [
        (f"{ECF}/rss_outside.pl", "court_feed", "dcd"),
        ("http://ecf.dcd.uscourts.gov/cgi-bin/rss_outside.pl", "court_feed", "dcd"),
        (
            "https://ecf.cadc.uscourts.gov/n/beam/servlet/TransportRoom?servlet=RSSGenerator",
            "court_feed",
            "cadc",
        ),
        ("https://www.courtlistener.com/docket/69777799/center-v-irs/", "docket", None),
        ("https://www.courtlistener.com/docket/69777799/center-v-irs/?order_by=desc", "docket", None),
        ("https://www.courtlistener.com/docket/69777799/feed/", "docket", None),
        ("https://www.supremecourt.gov/RSS/Cases/JSON/25-123.json", "docket", "scotus"),
        ("https://www.supremecourt.gov/docket/docketfiles/html/public/25-123.html", "docket", "scotus"),
        (
            "https://www.supremecourt.gov/search.aspx?filename=/docket/docketfiles/html/public/25-1.html",
            "docket",
            "scotus",
        ),
        (
            "https://archive.org/download/gov.uscourts.dcd.277774/gov.uscourts.dcd.277774.docket.xml",
            "docket",
            None,
        ),
        (f"{ECF}/DktRpt.pl?277774", "docket", "dcd"),
        ("https://www.supremecourt.gov/opinions/slipopinion/25", "opinions", "scotus"),
        ("https://media.cadc.uscourts.gov/opinions/bydate/recent", "opinions", "cadc"),
        (f"{ECF}/Opinions.pl?2026", "opinions", "dcd"),
        ("https://media.cadc.uscourts.gov/opinions/docs/2026/02/25-5181-2160001.pdf", "document", None),
        ("imaps://desk%40agency.test:pw@imap.agency.test/INBOX", "mailbox", None),
        ("saved-pages", "folder", None),
        ("file:///srv/saved", "folder", None),
    ],
)
def test_an_address_tells_its_kind(url, kind, court):
    """Feeds of the registry, dockets, lists of opinions, documents, mailboxes and folders are known by address."""
    found = guess(url)
    assert (found.kind, found.court) == (kind, court)
    assert KINDS[kind].options(**found.options) or kind == "mailbox"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example.org/politics",
        "https://www.courtlistener.com/docket/69777799/53/center-v-irs/",
        "https://www.courtlistener.com/?type=r",
        "https://ecf.dcd.uscourts.gov.evil.example/cgi-bin/rss_outside.pl",
        "https://evil.example/ecf.dcd.uscourts.gov/cgi-bin/DktRpt.pl?1",
        "http://127.0.0.1:8080/feed",
        "www.courtlistener.com/docket/69777799/center-v-irs/",
        "courtlistener.com/docket/69777799/center-v-irs/",
    ],
)
def test_other_addresses_tell_nothing(url):
    """A page that could be anything is for its content to tell; a name in another host's address counts for nothing."""
    assert guess(url) is None


def test_every_feed_of_the_registry_is_known_by_its_address():
    """Each court's feed is told, as that court's."""
    wrong = [court.id for court in COURTS.values() if court.feed and guess(court.feed) != Guess("court_feed", court.id)]
    assert wrong == []


def test_every_proven_list_of_opinions_is_known_by_its_address():
    """Each list is told with its court, and by its site where the court has several; the address asked fits it."""
    for line in available():
        if line.standing != "proven":
            continue
        found = guess(
            line.address.replace("{year}", "2026")
            .replace("{year2}", "26")
            .replace("{month}", "02")
            .replace("{term}", "25")
        )
        options = KINDS["opinions"].options(**found.options)
        assert KINDS["opinions"].address(options, found.court) == line.address


def test_every_kind_that_is_tried_is_a_kind():
    """What is tried on any page exists, and ends with the kind that reads everything."""
    assert set(ANY_PAGE) <= set(KINDS)
    assert ANY_PAGE[-1] == "page"
