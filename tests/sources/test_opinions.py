"""Courts' lists of opinions: read by juriscraper's modules, without any request of their own."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from inspect import iscoroutinefunction
from pathlib import Path
from pkgutil import walk_packages

import pytest

from monitor.core.diff import diff
from monitor.core.gaps import gap
from monitor.core.sound import narrowed
from monitor.errors import NotThePage, Unreadable
from monitor.model import DocketRef, Mark, Source
from monitor.sources import KINDS
from monitor.sources._juriscraper_opinions import _site, listed
from monitor.sources._opinion_sites import sites
from monitor.sources.docket_formats._juriscraper import loaded
from monitor.sources.opinions import docket_numbers

SAMPLES = Path(__file__).parents[1] / "samples" / "opinions"
KIND = KINDS["opinions"]
CADC = (SAMPLES / "cadc.html").read_text()
DCD = (SAMPLES / "dcd.html").read_text()
DCD_URL = "https://ecf.dcd.uscourts.gov/cgi-bin/Opinions.pl?{year}"
PLAIN = {"User-Agent", "Cache-Control", "Pragma"}
AT = datetime(2025, 4, 7, 12, tzinfo=UTC)

opened: list[str] = []
"""What reached for the network while `listening` was true; an audit hook cannot be taken out again."""
listening = False


def _hear(event, _arguments):
    if listening and event.startswith("socket."):
        opened.append(event)


sys.addaudithook(_hear)


@pytest.fixture
def network():
    """The names of socket calls made during the test."""
    global listening  # noqa: PLW0603 (the hook outlives the test)
    opened.clear()
    listening = True
    yield opened
    listening = False


def keys(snapshot):
    return [item.key for item in snapshot.items]


def test_every_proven_site_has_a_page_that_proves_it():
    """The Supreme Court, eleven of thirteen circuits, D.D.C. are proven, each by a sample; 2d and 4th are refused."""
    proven = {line.site for line in sites().values() if line.standing == "proven"}
    assert proven == {path.name.split(".")[0] for path in SAMPLES.glob("*.expected.json")}
    courts = {line.court for line in sites().values() if line.standing == "proven"}
    circuits = {"ca1", "ca3", "ca5", "ca6", "ca7", "ca8", "ca9", "ca10", "ca11", "cadc", "cafc"}
    assert courts == circuits | {"scotus", "dcd"}
    assert {line.standing for line in sites().values() if line.court in ("ca2", "ca4")} == {"refused"}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.expected.json")), ids=lambda path: path.name.split(".")[0])
def test_no_socket_is_opened(path, read_sample, network):
    """Reading a list asks nobody: the page that was fetched is all a module gets."""
    name = path.name.split(".")[0]
    page = next(path for path in SAMPLES.glob(f"{name}.*") if path.suffix in (".html", ".xml"))
    assert read_sample(page).items
    assert network == []


def test_the_hook_hears_a_socket(network):
    """The test before this one can fail: a socket that is opened is heard."""
    import socket  # noqa: PLC0415 (used here only)

    socket.socket().close()
    assert network


def test_a_module_that_asks_for_more_is_stopped(page, network):
    """A refused module, run all the same, gets no further page: it ends as Unreadable and opens no socket."""
    volumes = '<table><tbody><tr><td><a href="/volume-29">Volume 29</a></td></tr></tbody></table>'
    with pytest.raises(Unreadable, match=r"asks for a further page .*volume-29"):
        listed(sites()["bia"], page(f"<html><body>{volumes}</body></html>", "https://www.justice.gov/decisions"))
    assert network == []


@pytest.mark.parametrize(
    ("site", "court"), [("ca2_p", "ca2"), (None, "ca4"), ("cadc_x", "cadc"), ("ca3_p", "ca9"), (None, "nysd")]
)
def test_what_cannot_be_read_is_refused_by_name(site, court):
    """A refused or unknown site, another court's, or a court without a list: the config is told why."""
    with pytest.raises(ValueError, match=r"cannot be read|no site|site ca3_p is of ca3|no list of opinions"):
        KIND.address(KIND.options(site=site), court)


def test_the_table_gives_the_address():
    """The court's first list, or the one that is named; a court outside the registry by the site's name alone."""
    assert KIND.address(KIND.options(), "cadc") == "https://media.cadc.uscourts.gov/opinions/bydate/recent"
    assert KIND.address(KIND.options(site="cadc_u"), "cadc").endswith("/judgments/bydate/recent")
    assert KIND.address(KIND.options(site="cal"), None).startswith("https://www.courts.ca.gov/")
    assert KIND.address(KIND.options(), None) is None


def test_noise_changes_nothing(read):
    """Nonces, attributes, comments and another order of the rows give the same items."""
    noisy = CADC.replace("class='small'", "class='x' data-nonce='91'").replace("<body>", "<body><!-- 12:00 -->")
    assert not diff(read("opinions", CADC, court="cadc"), read("opinions", noisy, court="cadc"), set())


def test_a_document_at_a_new_address_is_known_again(read):
    """The Supreme Court puts the paginated opinion under another name: no new opinion."""
    text = (SAMPLES / "scotus_slip.html").read_text()
    before = read("opinions", text, court="scotus")
    after = read("opinions", text.replace("24-361_a1b2.pdf", "605us1r31_9xyz.pdf"), court="scotus")
    assert "605us1r31" in keys(after)[1]
    assert diff(before, after, set(keys(before))) == []


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("25-5181", ["25-5181"]),
        ("24-1877, 24-1902", ["24-1877", "24-1902"]),
        ("24-5135/5136", ["24-5135", "24-5136"]),
        ("24-5135 and 24-5140", ["24-5135", "24-5140"]),
        ("Civil Action No. 2013-0367", ["13-cv-00367"]),
        ("Criminal No. 1981-0306", ["81-cr-00306"]),
        ("Misc. No. 1", ["Misc. No. 1"]),
        ("", []),
    ],
)
def test_docket_numbers_of_a_cell(cell, numbers):
    """Consolidated cases are taken apart, types of cases kept, what is no number stays as it is."""
    assert docket_numbers(cell) == numbers


def test_of_consolidated_cases_the_watched_one_is_named(read):
    """An opinion in two appeals is of the one that is followed, and its key does not depend on which that is."""
    text = (SAMPLES / "ca8.html").read_text()
    free = read("opinions", text, court="ca8").items[0]
    watched = read("opinions", text, court="ca8", watch=(DocketRef("ca8", "24-1902"),)).items[0]
    assert (free.docket_number, watched.docket_number) == ("24-1877", "24-1902")
    assert free.key == watched.key


def test_a_criminal_case_is_not_the_civil_one(read, source):
    """D.D.C. lists a civil and a criminal case of one serial: narrowing keeps the civil one alone."""
    watch = (DocketRef("dcd", "1:25-cv-00388"),)
    snapshot = narrowed(source("opinions", court="dcd", watch=watch), read("opinions", DCD, court="dcd", watch=watch))
    assert [item.number for item in snapshot.items] == ["41", "40"]


@pytest.mark.parametrize("body", ["<html><body><p>No opinions.</p></body></html>", CADC.replace(".pdf", ".txt"), "{}"])
def test_a_list_that_gives_nothing_is_broken(read, body):
    """No row at all is no reading, whatever stands on the page."""
    with pytest.raises(Unreadable):
        read("opinions", body, court="cadc")


def test_a_login_page_is_named(read):
    """What stands in place of the list is said."""
    page = "<html><title>Sign in</title><form><input type=password></form></html>"
    with pytest.raises(NotThePage, match="a login page stands in place of a list of opinions"):
        read("opinions", page, court="ca6")


def test_half_a_page_is_unreadable(read):
    """A row cut in its middle makes the module crash: a named error, no guess."""
    text = (SAMPLES / "ca1.html").read_text()
    with pytest.raises(Unreadable, match="could not be read"):
        read("opinions", text[: text.rindex("views-field-field-opn-csno")], court="ca1")


def test_a_feed_of_the_day_may_be_empty(read):
    """The 10th Circuit's feed holds the day's decisions: empty at a weekend. The Federal Circuit's is never empty."""
    empty = '<?xml version="1.0"?><rss version="2.0"><channel><title>Decisions</title></channel></rss>'
    assert read("opinions", empty, court="ca10").items == ()
    with pytest.raises(Unreadable):
        read("opinions", empty, court="cafc")


def asked(url, due, **mark):
    source = replace(make("dcd" if "dcd" in url else "scotus"), url=url)
    return KIND.first(source, Mark("a", due=due, etag='"e"', **mark))


def make(court):
    return Source("ops", "opinions", DCD_URL, KIND.options(), court=court)


def test_a_list_by_the_year_is_asked_for_its_year():
    """The address is of today in the court's zone: at 02:00 UTC on 1 January it is still last year's."""
    assert asked(DCD_URL, AT).url.endswith("?2025")
    assert asked(DCD_URL, datetime(2026, 1, 1, 2, tzinfo=UTC)).url.endswith("?2025")
    assert asked(DCD_URL, datetime(2026, 1, 1, 7, tzinfo=UTC)).url.endswith("?2026")
    term = "https://www.supremecourt.gov/opinions/slipopinion/{term}"
    assert asked(term, AT).url.endswith("/24")
    assert asked(term, datetime(2025, 10, 2, tzinfo=UTC)).url.endswith("/25")


def test_validators_hold_for_the_address_they_were_given_for():
    """Last year's validators are not sent for the new list, nor while the old list is read with it."""
    assert asked(DCD_URL, AT, checked=AT - timedelta(hours=1)).etag == '"e"'
    new_year = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert asked(DCD_URL, new_year, checked=new_year - timedelta(hours=12)).etag is None
    assert asked(DCD_URL, new_year, checked=new_year - timedelta(hours=1)).etag is None
    february = datetime(2026, 2, 3, tzinfo=UTC)
    assert asked(DCD_URL, february, checked=february - timedelta(hours=1)).etag == '"e"'


def test_a_young_list_is_read_with_the_one_before(page):
    """In January D.D.C.'s list of the old year is read too: an opinion added to it late is seen, an empty new list is
    no broken page, and nothing known is new.
    """
    source = make("dcd")
    january = datetime(2026, 1, 2, 12, tzinfo=UTC)
    nothing = DCD[: DCD.index("<tr><td>04/04")] + "</tbody></table></body></html>"
    old = page(DCD, "https://ecf.dcd.uscourts.gov/cgi-bin/Opinions.pl?2025")
    new = replace(page(nothing, "https://ecf.dcd.uscourts.gov/cgi-bin/Opinions.pl?2026"), fetched=january)
    request = KIND.more(source, [new])
    assert request.url == old.url
    assert KIND.more(source, [new, old]) is None
    before, after = KIND.parse(source, [old]), KIND.parse(source, [new, old])
    assert diff(before, after, set()) == []
    assert KIND.more(source, [replace(new, fetched=january + timedelta(days=40))]) is None


def test_a_gap_is_told_by_office_hours(read, source):
    """Who read the list after 17:00 on the day before its oldest row missed nothing; who read it at noon may have."""
    snapshot = read("opinions", CADC, court="cadc")
    ours = source("opinions", court="cadc")
    assert min(item.filed for item in snapshot.items) == date(2025, 3, 11)

    def told(good):
        return gap(KIND.span, Mark(ours.id, good=good), set(), snapshot, AT)

    assert not told(datetime(2025, 3, 10, 21, 1, tzinfo=UTC))
    assert told(datetime(2025, 3, 10, 16, tzinfo=UTC))


def reason_against(site):
    """Why a module needs more than one plain page, None if it does not."""
    kind = type(site)
    getters = [getattr(kind, f"_get_{name}") for name in site._all_attrs]
    if site.method != "GET":
        return "POST"
    if kind._download is not loaded("juriscraper.AbstractSite").AbstractSite._download:
        return "several requests"
    if any(map(iscoroutinefunction, [kind._process_html, *getters])):
        return "further pages"
    if site.use_urllib or site.needs_special_headers:
        return "pass for a browser"
    return "headers" if set(site.request["headers"]) - PLAIN or site.request["parameters"] else None


def test_the_table_is_of_the_modules_installed():
    """Each of juriscraper's modules has its line, and the table refuses what the module shows to need more than a page.

    Asked plainly all the same: cafc (its list answers plain programs too, as far as is known; else it is Blocked), and
    fisc (whose module asks for further pages only to read old ones).
    """
    known = {f"{line.folder}.{line.site}": line for line in sites().values()}
    package = import_module("juriscraper.opinions.united_states")
    names = [info.name for info in walk_packages(package.__path__, f"{package.__name__}.") if not info.ispkg]
    modules = {name.removeprefix(f"{package.__name__}."): import_module(name) for name in names}
    assert {name for name, module in modules.items() if hasattr(module, "Site")} == set(known)
    for name, line in known.items():
        against = reason_against(_site(line))
        if line.site not in ("cafc", "fisc", "fiscr") and against:
            assert line.standing == "refused", name
            assert against in line.why, name
        assert (line.standing == "refused") == bool(line.why) == (not line.address), name


def test_a_list_of_an_unknown_court_is_no_crash(read):
    """An address that is probed without its court, or with one whose list is refused, is told so."""
    for court in (None, "ca2"):
        with pytest.raises(Unreadable, match=r"no list of opinions|cannot be read"):
            read("opinions", CADC, court=court)


@pytest.mark.parametrize(
    ("link", "free"),
    [
        ("https://ecf.ca8.uscourts.gov/opndir/25/04/241877P.pdf", True),
        ("https://ecf.dcd.uscourts.gov/cgi-bin/show_public_doc?2025cv0388-41.pdf", True),
        ("https://ecf.dcd.uscourts.gov/doc1/045012345?x=/opndir/1.pdf", False),
        ("https://ecf.ca8.uscourts.gov/docs1/00812345.pdf", False),
        ("https://pacer.uscourts.gov/x.pdf", False),
    ],
)
def test_only_free_documents_are_read(read, source, link, free):
    """On CM/ECF hosts only what the court put there for everybody is fetched; the rest costs money or a free look."""
    text = CADC.replace("/opinions/docs/2025/03/24-5171-2104412.pdf", link)
    changes = diff(None, read("opinions", text, court="cadc"), set())
    asking = source("opinions", court="cadc", options={"documents": True})
    followed = [follow.url for follow in KIND.follow(asking, changes)]
    assert (len(followed), link in followed) == (3 if free else 2, free)
