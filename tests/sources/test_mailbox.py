"""Court mails: the entries they tell of, what is ignored, what is named, and that no link of theirs is ever used."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.courts.entry_text import comparable
from monitor.errors import Unreadable
from monitor.model import Change, Mark
from monitor.sources import KINDS
from monitor.sources._court_mail import mail_of, notices
from tests.sources.court_mails import broken_nef, nef, plain

NOTICES = sorted(Path("/work/shared/pages").glob("nef__*.txt"))
KIND = KINDS["mailbox"]
HTML = b"Content-Type: text/html; charset=utf-8"


@pytest.fixture
def read_mails(read, bundled):
    """What the mailbox kind makes of these mails."""

    def read_mails(*mails, **given):
        return read("mailbox", bundled(*((f"{n}.eml", mail) for n, mail in enumerate(mails))), **given)

    return read_mails


@pytest.mark.skipif(not NOTICES, reason="the real pages are not in the checkout")
@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_real_notices_are_read_as_expected(path):
    """Case, number, day and text of each entry are those that juriscraper's own examples give."""
    told = notices(mail_of(path.read_bytes()))
    expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text())
    assert len(told) == len(expected["dockets"])
    for (case, entry), docket in zip(told, expected["dockets"], strict=True):
        row = docket["docket_entries"][0]
        assert (case.court, case.docket_number, case.case_name) == (
            expected["court_id"],
            docket["docket_number"],
            docket["case_name"],
        )
        assert (entry.text, entry.label, str(entry.filed)) == (
            row["description"],
            row["short_description"],
            row["date_filed"],
        )
        assert (entry.number, entry.sequence, entry.document) == (
            row["document_number"],
            row["pacer_seq_no"],
            row["pacer_doc_id"],
        )


def test_a_mail_and_the_docket_page_know_an_entry_by_one_name(read_mails, read):
    """The entry of a mail has the key that the docket page gives it, and says the same."""
    page = read("docket", (Path(__file__).parents[1] / "samples/docket/cmecf_district.html").read_bytes())
    (mail,) = read_mails(nef()).items
    (row,) = [item for item in page.items if item.number == "52"]
    assert mail.key == row.key
    assert comparable(mail.text) == comparable(row.text)
    assert (mail.docket_number, mail.filed, mail.entered) == ("1:25-cv-00457", row.filed, row.entered)


def test_a_minute_entry_is_known_by_its_words(read_mails, read):
    """An entry without number and document has the same key in a mail as on the docket page."""
    page = read("docket", (Path(__file__).parents[1] / "samples/docket/cmecf_district.html").read_bytes())
    text = "Case Assigned to Judge Colleen Kollar-Kotelly. (zrtw)"
    (mail,) = read_mails(nef(text, number=None, day="2/19/2025")).items
    assert mail.key in {item.key for item in page.items}


def test_what_is_no_court_notice_is_ignored_and_counted(read_mails):
    """Newsletters and letters are counted, and give neither an item nor a flaw."""
    about = plain("About filing", "A Notice of Electronic Filing is what the court sends to lawyers.")
    snapshot = read_mails(plain(), nef(), about, b"", b"\xff\xfe\x00garbage\r\n\r\n\x00")
    assert (len(snapshot.items), snapshot.ignored, snapshot.flaws) == (1, 4, ())


def test_a_broken_notice_is_named_and_hides_no_other(read_mails):
    """A notice that cannot be read is named by its subject, those before and after it are read."""
    snapshot = read_mails(nef(number=51, sequence=158), broken_nef(), nef(number=52))
    assert [item.number for item in snapshot.items] == ["51", "52"]
    (flaw,) = snapshot.flaws
    assert "Activity in Case 1:25-cv-00457-CKK Order" in flaw
    assert "open it in your mail program" in flaw


def test_a_notice_cut_off_is_named(read_mails):
    """Half a notice gives no half entry."""
    whole = nef()
    snapshot = read_mails(whole[: whole.index(b"Docket Text:")], nef(number=53, sequence=162))
    assert [item.number for item in snapshot.items] == ["53"]
    assert len(snapshot.flaws) == 1


def test_what_juriscraper_raises_without_a_type_is_named():
    """A reader that raises plain Exceptions of its own fails on one mail, and not the check."""
    empty = nef("").replace(b"<FONT", b"<x").replace(b"</Font>", b"</x>")
    with pytest.raises(Unreadable, match="could not be read"):
        notices(mail_of(empty))


def test_an_endless_notice_is_named(read_mails):
    """A notice of a megabyte was made to hold us up; it is not looked at."""
    long = nef("<b>" * 300_000)
    snapshot = read_mails(long, nef())
    assert [item.number for item in snapshot.items] == ["52"]
    assert "longer than any notice" in snapshot.flaws[0]


def test_a_mail_nested_without_end_is_named(read_mails):
    """A mail in a mail in a mail … costs a flaw and nothing else."""
    nested = b"Content-Type: message/rfc822\n\n" * 3000 + plain()
    snapshot = read_mails(nested, nef())
    assert [item.number for item in snapshot.items] == ["52"]


def test_an_entry_told_to_many_counts_once(read_mails):
    """The notices that each lawyer gets of one entry are one item, known by all of its names."""
    snapshot = read_mails(nef(to="pat@sample.test"), nef(to="robin@sample.test"))
    (item,) = snapshot.items
    assert "dcd:1:25-cv-00457/n:52" in item.aliases


def test_a_forwarded_notice_is_read(read_mails):
    """Forwarded as an attachment with a picture in the signature, the notice within is read."""
    inner = nef()
    outer = (
        b"From: kim@agency.test\nSubject: Fwd: look\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=xx\n\n--xx\nContent-Type: text/plain\n\nSee below.\n"
        b"--xx\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
        b"--xx\nContent-Type: message/rfc822\n\n" + inner + b"\n--xx--\n"
    )
    (item,) = read_mails(outer).items
    assert item.key == "dcd:1:25-cv-00457/seq:160"


def test_only_the_senders_named_are_read(read_mails):
    """With `senders`, a notice that anybody else wrote makes no news; ends of domains are whole labels."""
    mails = [
        nef(number=1, sequence=1),
        nef(number=2, sequence=2, sender="x@evil.test"),
        nef(number=3, sequence=3, sender="x@notuscourts.gov"),
        nef(number=4, sequence=4, sender='"a@uscourts.gov" <x@evil.test>'),
        nef(number=5, sequence=5, sender="Clerk <Clerk@Agency.Test>"),
    ]
    snapshot = read_mails(*mails, options={"senders": ["uscourts.gov", "clerk@agency.test"]})
    assert [item.number for item in snapshot.items] == ["1", "5"]
    assert snapshot.ignored == 3


def test_no_charset_is_misread(read_mails):
    """Dashes and accents come through as UTF-8, Latin and in a charset nobody knows."""
    text = "ORDER granting motion of José Peña \u2014 as amended."
    as_latin = nef(text).decode().encode("cp1252").replace(HTML, b"Content-Type: text/html; charset=windows-1252")
    unknown = nef(text, number=53, sequence=162).replace(HTML, b"Content-Type: text/html; charset=x-nobody")
    read = {item.text for mail in (nef(text), as_latin, unknown) for item in read_mails(mail).items}
    assert read == {text}


def test_the_free_look_is_nowhere(read_mails):
    """The address of the one free look is in no field of an item; nothing is followed."""
    snapshot = read_mails(nef(), nef(number=53, sequence=162))
    assert "magic_num" not in repr(snapshot)
    assert snapshot.items[0].url == "https://ecf.dcd.uscourts.gov/doc1/045090000152"
    source = KIND.options()
    assert KIND.follow(source, [Change("added", item) for item in snapshot.items]) == ()
    assert all(item.pdf is None for item in snapshot.items)


def test_an_order_of_the_supreme_court_has_its_day_in_washington(read_sample):
    """A mail sent after midnight UTC tells of the day before."""
    snapshot = read_sample(Path(__file__).parents[1] / "samples/mailbox/supreme_court.eml")
    assert snapshot.items[0].filed == date(2026, 1, 18)


@pytest.mark.parametrize(
    ("good", "backfill", "since"),
    [(False, 0, "2025-12-06"), (False, 90, "2025-10-07"), (True, 90, "2025-12-06")],
)
def test_how_far_the_first_look_reaches(source, good, backfill, since):
    """Thirty days back, at first sight as far as the backfill; the proxy and headers of the web stay out."""
    now = datetime(2026, 1, 5, 15, tzinfo=UTC)
    mark = Mark("a-mailbox", etag="7:12", good=now if good else None, due=now)
    mailbox = source("mailbox", "imaps://kim:secret@host/", backfill=timedelta(days=backfill), proxy="http://p:1")
    request = KIND.first(mailbox, mark)
    assert (request.medium, request.etag, request.last_modified, request.proxy) == ("mailbox", "7:12", since, None)
