"""Saved files: each is read by the reader that fits, one that cannot be read hides no other."""

from pathlib import Path

import pytest

from monitor.core.diff import diff
from monitor.sources.folder import MOST_DOCUMENTS
from tests.sources.court_mails import broken_nef, nef, plain
from tests.sources.pdfs import pdf

SAMPLES = Path(__file__).parents[1] / "samples"
DOCKET = (SAMPLES / "docket/cmecf_district.html").read_bytes()
APPEAL = (SAMPLES / "docket/appellate.html").read_bytes()
STAMPED = """Case 1:25-cv-00457-CKK   Document {number}   Filed 11/21/25   Page 1 of 2
UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF COLUMBIA
It is hereby ORDERED that the [30] Motion to Stay is GRANTED."""


@pytest.fixture
def read_files(read, bundled):
    """What the folder kind makes of these files, the newest first."""

    def read_files(*files, **given):
        return read("folder", bundled(*files), **given)

    return read_files


def numbers(snapshot):
    return [item.number for item in snapshot.items]


def test_every_docket_sample_is_read_from_a_file(read_files, read_sample):
    """A docket saved by hand gives the entries, under the keys, that its page gives."""
    saved = [path for path in sorted((SAMPLES / "docket").glob("*.*")) if len(path.suffixes) == 1]
    assert len(saved) > 10
    for path in saved:
        if path.with_suffix(".source.json").exists():
            continue  # its court is told by the source
        from_file = read_files((path.name, path.read_bytes()))
        assert {item.key for item in from_file.items} == {item.key for item in read_sample(path).items}, path.name
        assert from_file.about.docket_number


def test_files_of_all_sorts_are_read_together(read_files):
    """Dockets, a document, a court mail, each by its reader; a picture and a letter are ignored and counted."""
    snapshot = read_files(
        ("a.html", APPEAL),
        ("b.pdf", pdf([STAMPED.format(number=60)])),
        ("c.eml", nef(number=61, sequence=170)),
        ("d.eml", plain()),
        ("e.png", b"\x89PNG"),
    )
    assert {item.docket_number for item in snapshot.items} == {"26-5006", "1:25-cv-00457"}
    assert set(numbers(snapshot)) >= {"60", "61"}
    assert (snapshot.flaws, snapshot.ignored) == ((), 2)


def test_files_that_cannot_be_read_are_named_and_hide_none(read_files):
    """A login page, a broken PDF, a broken mail and nested markup are named with what to do; the docket is read."""
    login = b"<html><title>Login</title><form><input type=password></form></html>"
    snapshot = read_files(
        ("login.html", login),
        ("broken.pdf", b"%PDF-1.4 nothing"),
        ("no.pdf", b"<html>no PDF</html>"),
        ("broken.eml", broken_nef()),
        ("deep.html", b"<b>" * 50_000),
        ("empty.mhtml", b"MIME-Version: 1.0\n\n"),
        ("docket.html", DOCKET),
    )
    assert len(snapshot.items) == 6
    named = [flaw.partition(":")[0] for flaw in snapshot.flaws]
    assert named == ["login.html", "broken.pdf", "no.pdf", "broken.eml", "deep.html", "empty.mhtml"]
    assert "a login page stands in place" in snapshot.flaws[0]


def test_a_newer_save_continues_the_docket(read_files):
    """Saved again with one more entry, under another name and beside the old file, only that entry is new."""
    older = DOCKET[: DOCKET.rindex(b"<tr><td width")] + b"</table></div></body></html>"
    before = read_files(("docket.html", older))
    after = read_files(("docket (1).html", DOCKET), ("docket.html", older))
    changes = diff(before, after, frozenset())
    assert [(change.kind, change.item.number) for change in changes] == [("added", "53")]
    assert diff(after, read_files(("docket.html", DOCKET)), frozenset()) == []


def test_a_newer_save_amends_entries(read_files):
    """Of several saves the newest tells of an entry; what it changed is an edit."""
    amended = DOCKET.replace(b"ORDER granting", b"AMENDED ORDER granting")
    before = read_files(("docket.html", DOCKET))
    after = read_files(("new.html", amended), ("docket.html", DOCKET))
    changes = diff(before, after, frozenset())
    assert [(change.kind, change.item.number) for change in changes] == [("edited", "52")]


def test_a_docket_saved_from_two_sites_is_one(read_files):
    """The same entry from a mail and from the docket page is one item under the names of both."""
    snapshot = read_files(("docket.html", DOCKET), ("mail.eml", nef()))
    assert numbers(snapshot).count("52") == 1
    assert len({item.key for item in snapshot.items}) == len(snapshot.items) == 6


def test_a_stamped_document_is_of_its_entry(read_files):
    """The court's stamp gives docket, number and day, the caption the court, the pages the rest."""
    (item,) = read_files(("order.pdf", pdf([STAMPED.format(number=52), "Page 2"]))).items
    assert (item.court, item.docket_number, item.number, str(item.filed)) == (
        "dcd",
        "1:25-cv-00457",
        "52",
        "2025-11-21",
    )
    assert "GRANTED" in item.text
    assert item.pages == 2


def test_a_document_and_its_entry_stay_apart(read_files):
    """A PDF that is thrown away must not change the words of the docket entry: it is an item of its own."""
    document = ("order.pdf", pdf([STAMPED.format(number=52)]))
    both, alone = read_files(document, ("docket.html", DOCKET)), read_files(("docket.html", DOCKET))
    assert len(both.items) == len(alone.items) + 1
    assert diff(both, alone, frozenset()) == []


def test_an_attachment_orders_nothing(read_files):
    """A proposed order, which is an attachment by its stamp, is ignored."""
    snapshot = read_files(("proposed.pdf", pdf([STAMPED.format(number="52-1")])))
    assert (snapshot.items, snapshot.ignored) == ((), 1)


def test_a_document_without_stamp_is_known_by_its_content(read_files):
    """Renamed or saved twice, a PDF without a stamp is one item."""
    body = pdf(["It is ORDERED that the motion is DENIED."])
    snapshot = read_files(("a.pdf", body), ("b.pdf", body))
    assert len(snapshot.items) == 1
    assert snapshot.items[0].key == read_files(("c.pdf", body)).items[0].key


def test_only_the_newest_documents_are_read(read_files):
    """Documents cost time: the newest are read, and it is said that others are not."""
    files = [(f"{n}.pdf", pdf([STAMPED.format(number=n)])) for n in range(1, MOST_DOCUMENTS + 3)]
    snapshot = read_files(*files)
    assert numbers(snapshot) == [str(n) for n in range(1, MOST_DOCUMENTS + 1)]
    assert snapshot.flaws == ("2 documents are not read: of PDFs only the newest 10 are",)


def test_the_page_names_its_court_before_the_source_does(read_files):
    """A folder may hold dockets of several courts: `court` stands in only where a page names none."""
    assert {item.court for item in read_files(("a.html", APPEAL), court="dcd").items} == {"cadc"}
    nameless = (SAMPLES / "docket/acms.json").read_bytes()
    assert {item.court for item in read_files(("a.json", nameless)).items} == {None}
    assert {item.court for item in read_files(("a.json", nameless), court="ca2").items} == {"ca2"}


def test_links_that_lead_nowhere_since_the_saving_are_dropped(read_files):
    """A relative link of a saved page is no address; with the address that the browser wrote into it, it is one."""
    page = (SAMPLES / "docket/courtlistener_2.html").read_bytes()
    assert {item.url for item in read_files(("d.html", page)).items} == {None}
    where = b"<!-- saved from url=(0026)https://www.courtlistener.com/docket/60000002/x/ -->"
    urls = {item.url for item in read_files(("d.html", where + page)).items}
    assert "https://www.courtlistener.com/docket/60000002/2153002/center-for-taxpayer-rights-v-irs/" in urls
