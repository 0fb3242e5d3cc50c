"""What an event of CourtListener makes us check."""

import pytest

from monitor.core.hints import dockets_of, meant
from monitor.model import Source
from monitor.sources import KINDS

EVENT = {"webhook": {"event_type": 1, "version": 2}, "payload": {"results": [{"id": 7, "docket": 4501}]}}


def source(id_, kind, url, **more):
    return Source(id_, kind, url, KINDS[kind].options(), **more)


def test_the_dockets_of_an_event():
    """The numbers of its results; of other types of event none."""
    assert dockets_of(EVENT) == {4501}
    assert dockets_of({"webhook": {"event_type": 2}, "payload": {"results": [{"docket": 1}]}}) == set()


@pytest.mark.parametrize(
    "event",
    [None, [], "x", 3, {}, {"webhook": 1}, {"webhook": {"event_type": 1}}, EVENT | {"payload": {"results": ["x"]}}],
)
def test_what_is_no_event_is_refused(event):
    """Any JSON but an event: ValueError, and no other error."""
    with pytest.raises(ValueError, match="no event of CourtListener"):
        dockets_of(event)


def test_the_sources_that_show_the_docket_are_meant():
    """Its page there, and what else reads the case in that court; not the case elsewhere, not other dockets."""
    page = source("page", "docket", "https://www.courtlistener.com/docket/4501/x/", case="ctr", court="dcd")
    feed = source("feed", "court_feed", "https://ecf.dcd.uscourts.gov/rss", case="ctr", court="dcd")
    above = source("above", "docket", "https://www.courtlistener.com/docket/45010/y/", case="ctr", court="cadc")
    false = source("false", "docket", "https://www.courtlistener.com.example/docket/4501/x/", case="z", court="dcd")
    assert meant({4501}, [page, feed, above, false]) == ["page", "feed"]
    assert meant({1}, [page, feed, above, false]) == []
