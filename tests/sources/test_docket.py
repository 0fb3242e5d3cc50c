"""The docket kind: pages of several, pages in place of the docket, pages that cannot be read."""

import re
from datetime import date
from pathlib import Path

import pytest

from monitor.errors import NotThePage, Unreadable
from monitor.model import DocketRef, Mark, PageRequest
from monitor.sources import KINDS

DOCKETS = Path(__file__).parents[1] / "samples" / "docket"
KIND = KINDS["docket"]
ADDRESS = "https://www.courtlistener.com/docket/60000002/center-for-taxpayer-rights-v-irs/"
FIRST = (DOCKETS / "courtlistener_2.html").read_text()
LAST = FIRST.replace('rel="next"', 'rel="prev"').replace("2153002", "2153003")


def test_a_courtlistener_page_is_asked_newest_first(source):
    """The newest entries stand on the first page; the user's own order is left alone, and so are other sites."""
    asked = [KIND.first(source("docket", url), Mark("a")).url for url in (ADDRESS, f"{ADDRESS}?order_by=asc")]
    assert asked == [f"{ADDRESS}?order_by=desc", f"{ADDRESS}?order_by=asc"]
    assert KIND.first(source("docket", "https://example.org/d"), Mark("a")).url == "https://example.org/d"


def test_the_first_page_is_asked_with_the_servers_validators(source):
    """ETag and Last-Modified of the mark go along, with the source's own headers."""
    request = KIND.first(source("docket", headers={"X-Key": "k"}), Mark("a", etag='"e"', last_modified="Fri"))
    assert request == PageRequest("https://example.org/page", {"X-Key": "k"}, '"e"', "Fri")


def test_a_docket_on_two_pages_is_one_whole(source, page):
    """The next page is named once; both together hold all entries, and one on both pages counts once."""
    watched = source("docket", ADDRESS, headers={"X-Key": "k"})
    one, two = page(FIRST, ADDRESS), page(LAST, f"{ADDRESS}?page=2")
    assert KIND.more(watched, [one]) == PageRequest(f"{ADDRESS}?page=2", {"X-Key": "k"})
    assert KIND.more(watched, [one, two]) is None
    snapshot = KIND.parse(watched, [one, two])
    assert snapshot.extent == "whole"
    assert [item.number for item in snapshot.items] == ["2153002", None, "2153003"]


def test_a_docket_with_pages_unread_is_a_window(source, page):
    """What leaves the pages that are read is no removal."""
    assert KIND.parse(source("docket", ADDRESS), [page(FIRST, ADDRESS)]).extent == "window"


def test_a_next_page_that_is_the_same_page_ends_the_reading(source, page):
    """A server that sends us around in a circle is asked no more."""
    circle = page(FIRST.replace("?page=2", ADDRESS), ADDRESS)
    assert KIND.more(source("docket", ADDRESS), [circle]) is None


def test_a_next_page_on_another_host_is_not_asked(source, page):
    """The user's own headers never go to a host that a page names."""
    for address in ("https://evil.example.org/docket/1/x/?page=2", "//evil.example.org/", "http://[bad"):
        elsewhere = page(FIRST.replace("?page=2", address), ADDRESS)
        assert KIND.more(source("docket", ADDRESS), [elsewhere]) is None


def test_odd_dates_and_links_in_a_courtlistener_page_stop_nothing(read):
    """A day that is none leaves the entry undated; a link without its parts is passed over."""
    body = FIRST.replace("Jan 14, 2026", "Feb 31, 2026").replace("&amp;court=dcd", "&amp;court=")
    snapshot = read("docket", body, ADDRESS)
    assert (snapshot.items[1].filed, snapshot.about.lower) == (None, ())


def test_an_appeal_names_the_docket_below(read):
    """Circuit and Supreme Court pages lead to the case they came from."""
    below = {
        name: read("docket", (DOCKETS / name).read_bytes()).about.lower for name in ("appellate.html", "scotus.json")
    }
    assert below["appellate.html"] == (DocketRef("dcd", "1:25-cv-00457"),)
    assert below["scotus.json"] == (DocketRef("cadc", "26-5006"),)


@pytest.mark.parametrize(
    "name", ["cmecf_district.html", "cmecf_bankruptcy.html", "appellate.html", "cmecf_history.html", "scotus.json"]
)
def test_the_docket_of_another_court_is_refused(read, name):
    """A page that names its court is not read as another's; the message says of which it is and what to write."""
    with pytest.raises(Unreadable, match=r"not of D\.V\.I\. as the source says; .*court: \w+"):
        read("docket", (DOCKETS / name).read_bytes(), court="vid")


def test_the_source_names_the_court_where_the_page_does_not(read):
    """A page without any name of its court is of the court that the source gives."""
    text = (DOCKETS / "cmecf_district.html").read_text().replace("District of Columbia", "Somewhere")
    snapshot = read("docket", text.replace("ecf.dcd.uscourts.gov", "host.example"), court="vid")
    assert {snapshot.about.court, *(item.court for item in snapshot.items)} == {"vid"}


def test_the_court_is_known_by_the_address(read):
    """A page from a court's CM/ECF host is of that court, whatever its heading says."""
    text = (DOCKETS / "cmecf_district.html").read_text().replace("District of Columbia", "Somewhere")
    assert read("docket", text, "https://ecf.txsd.uscourts.gov/cgi-bin/DktRpt.pl?1").about.court == "txsd"


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a login page", "<title>PACER: Login</title><form><input type='password'></form><p>Username</p>"),
        ("a login page", "<script>document.location='https://pacer.login.uscourts.gov/csologin/login.jsf'</script>"),
        ("a bot check", "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x'></script>Wait"),
        ("a bot check", "<h1>Please verify you are a human</h1>"),
        ("a maintenance page", "<h1>CM/ECF is down for scheduled maintenance</h1><p>Back at 6 a.m.</p>"),
        ("a maintenance page", "<p>PACER is currently unavailable.</p>"),
    ],
)
def test_a_page_in_place_of_the_docket_is_named(read, name, body):
    """Login, bot check and maintenance are not a change of the docket, and the message says what came."""
    with pytest.raises(NotThePage, match=name):
        read("docket", body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe\x00",
        "<html><body>Hello</body></html>",
        "{",
        '{"CaseNumber": "1"}',
        "<rss></rss>",
        "%PDF-1.7",
    ],
    ids=["empty", "binary", "html", "broken json", "other json", "feed", "pdf"],
)
def test_what_is_no_docket_is_unreadable(read, body):
    """Any other page is told as not readable, with what to do next."""
    with pytest.raises(Unreadable, match=r"not a docket.*docs/add-a-source"):
        read("docket", body)


@pytest.mark.parametrize(
    "name", ["cmecf_district.html", "cmecf_bankruptcy.html", "cmecf_history.html", "appellate.html"]
)
@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_a_docket_that_breaks_off_is_read_or_told(read, name, share):
    """Half a page gives what it holds or an error of ours, never a crash."""
    text = (DOCKETS / name).read_text()
    try:
        items = read("docket", text[: int(len(text) * share)]).items
    except (Unreadable, NotThePage):
        return
    full = {item.key for item in read("docket", text).items}
    assert len(full & {item.key for item in items}) >= len(items) - 1


@pytest.mark.parametrize(
    "body",
    [
        '{"ProceedingsandOrder": [{"Date": "nonsense", "Text": 5}], "CaseNumber": "25-1"}',
        '{"ProceedingsandOrder": 1, "CaseNumber": "25-1", "PetitionerTitle": "A"}',
        '["ProceedingsandOrder"]',
        '{"caseDetails": {}, "docketInfo": {}}',
        "<h3>CIVIL DOCKET FOR CASE #: 1:25-cv-1</h3><table><tr><td>Docket Text</td></tr></table>",
        "<h3>CIVIL DOCKET FOR CASE #: 1:25-cv-1</h3>Date Filed: 99/99/9999 <table><tr><td>Docket Text",
        "<!-- NEW SECTION - Case Stub --><table><tr><td>x</td></tr></table>",
        "<title>x-History/Documents Query</title><table><tr><th>Description</th></tr></table>",
        "<gov_uscourts_docket><case_details>",
        '<table id="docketinfo"></table>Supreme Court of the United States',
        '<div id="docket-entry-table"></div>',
    ],
)
def test_a_docket_of_a_known_format_gone_wrong_is_unreadable(read, body):
    """What the reader of a format did not foresee becomes an error of ours, with the address."""
    with pytest.raises(Unreadable):
        read("docket", body)


def test_a_new_case_without_entries_is_sound(read):
    """A docket that names its case and number may be empty."""
    snapshot = read("docket", (DOCKETS / "courtlistener_new_case.html").read_bytes(), court="nysd")
    assert (snapshot.items, snapshot.about.docket_number) == ((), "1:26-cv-00001")


@pytest.mark.parametrize(
    ("named", "court"),
    [
        ("District Court, District of Columbia", "dcd"),
        ("District Court, D. Massachusetts", "mad"),
        ("District Court, S.D. New York", "nysd"),
        ("United States Bankruptcy Court, D. Arizona", "arb"),
        ("United States Bankruptcy Court, C.D. California", "cacb"),
        ("Court of Appeals for the D.C. Circuit", "cadc"),
        ("Court of Appeals for the Ninth Circuit", "ca9"),
        ("Supreme Court of the United States", "scotus"),
        ("Court of Somewhere", None),
    ],
)
def test_a_courtlistener_page_names_its_court(read, named, court):
    """CourtListener's own names of courts are understood."""
    text = (DOCKETS / "courtlistener_1.html").read_text().replace("District Court, District of Columbia", named)
    assert read("docket", text).about.court == court


def test_the_id_in_a_courtlistener_page_goes_before_the_name(read):
    """The link to alerts names the court by id."""
    text = (DOCKETS / "courtlistener_1.html").read_text()
    text = text.replace("</h1>", '</h1><a href="/alert/docket/new/?pacer_case_id=1&amp;court_id=nysd">Share</a>')
    assert read("docket", text).about.court == "nysd"


def test_comments_in_a_courtlistener_entry_are_no_text(read):
    """A comment with a nonce, or a list of more documents, changes no entry."""
    text = (DOCKETS / "courtlistener_1.html").read_text()
    noisy = text.replace("<p>MEMORANDUM OPINION", "<p><!-- 17:03:22 -->MEMORANDUM  OPINION")
    noisy = noisy.replace("Download PDF</a>", "Download PDF</a><p>Attachment 1</p><p>Exhibit A</p>")
    assert noisy != text
    assert read("docket", noisy).items == read("docket", text).items


def test_white_space_after_the_label_of_a_text_is_none_of_the_text(read):
    """A history report that sets a hard blank and a line end after "Docket Text:" says the same."""
    plain = (DOCKETS / "cmecf_history.html").read_text()
    noisy = plain.replace("<i>Docket Text:</i> ", "<i>Docket Text:</i>&nbsp;\n ")
    assert noisy != plain
    assert [item.text for item in read("docket", noisy).items] == [item.text for item in read("docket", plain).items]


@pytest.mark.parametrize("words", ["Case not found.", "Format: text", "There are no documents in this case."])
@pytest.mark.parametrize("name", ["cmecf_district.html", "cmecf_history.html", "appellate.html"])
def test_words_of_an_error_message_in_an_entry_hide_no_docket(read, name, words):
    """What CM/ECF says where there is no docket may as well be said by an entry."""
    plain = (DOCKETS / name).read_text()
    quoting = plain.replace("ORDER", f'ORDER on the notice "{words}"')
    assert quoting != plain
    found = read("docket", quoting).items
    assert [item.key for item in found] == [item.key for item in read("docket", plain).items]
    assert any(words in item.text for item in found)


@pytest.mark.parametrize(("written", "filed"), [("01/06/2026", (2026, 1, 6)), ("Jan. 6, 2026", (2026, 1, 6))])
def test_a_day_in_another_spelling_is_read_too(read, written, filed):
    """Days are read by their digits where they have the usual ones, else as juriscraper reads them."""
    plain = (DOCKETS / "cmecf_district.html").read_text()
    day = re.search(r"<t[dD][^>]*>(\d\d/\d\d/\d{4})</t[dD]>", plain)[1]
    page = plain.replace(f">{day}<", f">{written}<")
    assert date(*filed) in [item.filed for item in read("docket", page).items]


def test_the_end_of_a_line_is_not_the_end_of_a_text(read):
    """The court that sets number and text in one cell may break the line within the text."""
    link = "<a href='https://ecf.txnb.uscourts.gov/doc1/176012345678'>7</a>"
    body = (DOCKETS / "cmecf_bankruptcy.html").read_text().replace("District of Arizona", "Northern District of Texas")
    head = body[: body.index("<TR><TD nowrap")].replace("<TH colspan=2 align='center'>#</TH>", "")
    page = f"{head}<tr><td>01/06/2026</td><td>{link} ORDER\ngranting 3 Motion.</td></tr></TABLE></body></html>"
    (item,) = read("docket", page, "https://ecf.txnb.uscourts.gov/cgi-bin/DktRpt.pl?1").items
    assert (item.number, " ".join(item.text.split())) == ("7", "ORDER granting 3 Motion.")


@pytest.mark.parametrize(
    ("start", "kept"),
    [
        ("https://www.courtlistener.com/docket/1/a/", True),
        ("https://www.courtlistener.com:443/docket/1/a/", True),
        ("http://www.courtlistener.com/docket/1/a/", False),
        ("https://www.courtlistener.com:8443/docket/1/a/", False),
        ("https://mirror.example/docket/1/a/", False),
    ],
)
def test_the_users_headers_go_on_to_their_own_origin_only(source, page, start, kept):
    """A further page of a docket gets them only where scheme, host and port are those that the user wrote."""
    guarded = source("docket", start, headers={"Authorization": "Token hush"})
    further = KIND.more(guarded, [page(FIRST, "https://www.courtlistener.com/docket/1/a/")])
    assert further is not None
    assert (further.headers != {}) == kept
