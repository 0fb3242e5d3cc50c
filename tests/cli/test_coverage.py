"""What `monitor sources` says of coverage, and where a hole is told."""

ORDERS = "Docket entries of type: order"


def set_up(user, *, page=""):
    """A user who follows a case in two courts and reads the feed of one, whose page may be given."""
    text = user.config.read_text().replace('"dcd 1:25-cv-00457"', '"dcd 1:25-cv-00457", "cadc 26-5006"')
    user.config.write_text(text.replace("sources:\n", f"sources:\n{page}"))


def test_before_a_feed_is_read_its_coverage_is_unknown(user):
    """JSON and table say unknown; the court that nobody reads is a hole, with the way to mend it."""
    set_up(user)
    feed, page = user.lines("sources")
    assert feed["coverage"]["appeals"] == {"answer": "unknown", "why": "the feed has not said which entries it lists"}
    assert {shown["answer"] for shown in page["coverage"].values()} == {"no"}
    table = user.types("sources")
    assert "rulings?, appeals?, filings?" in table
    assert "cadc 26-5006, case ctr: an appeal would go unseen: no source reads D.C. Cir. for this case" in table
    assert "court=cadc&docket_number=26-5006" in table


def test_a_feed_that_was_read_says_itself_what_it_lists(user):
    """The types in its channel decide: orders yes, notices of appeal no, and that is a hole now."""
    set_up(user)
    user.types("check")
    district, circuit = user.lines("sources", "--coverage")
    assert (district["docket"], district["sources"]) == ("1:25-cv-00457", ["dcd-feed"])
    assert district["rulings"] == {"answer": "yes", "why": "dcd-feed: the feed lists order"}
    assert district["hole"] == "dcd-feed: the feed lists order, not notices of appeal"
    assert (circuit["court"], circuit["sources"], circuit["rulings"]["answer"]) == ("cadc", [], "no")
    assert "notices of appeal: no (dcd-feed: the feed lists order" in user.types("sources", "--coverage")


def test_a_docket_page_fills_the_hole_of_its_court(user):
    """A page of unknown court may be of either court: no hole is claimed; with its court it covers that one."""
    page = '  - {id: page, kind: docket, case: ctr, url: "https://www.courtlistener.com/docket/1/a/"}\n'
    set_up(user, page=page)
    assert [docket["hole"] for docket in user.lines("sources", "--coverage")] == [None, None]
    user.config.write_text(user.config.read_text().replace("case: ctr, url", "case: ctr, court: dcd, url"))
    assert [bool(docket["hole"]) for docket in user.lines("sources", "--coverage")] == [False, True]


def test_secrets_in_addresses_stay_hidden(user, monkeypatch):
    """A key in a source's address shows neither in events nor in diff nor in sources, wherever a page repeats it."""
    monkeypatch.setenv("FEED_KEY", "doc1/04501")
    user.config.write_text(user.config.read_text().replace('/feed"', '/feed?key=${FEED_KEY}"'))
    for numbers in ((10,), (10, 11)):
        user.feed(*numbers)
        user.site.answers["/feed?key=doc1/04501"] = user.site.answers["/feed"]
        user.types("check")
    (event,) = user.lines("events")
    assert event["url"] == event["reports"][0]["url"] == "https://ecf.dcd.uscourts.gov/****"
    assert [change["url"] for change in user.lines("diff", "dcd-feed")] == ["https://ecf.dcd.uscourts.gov/****"]
    assert "04501" not in user.types("sources", "--json")
