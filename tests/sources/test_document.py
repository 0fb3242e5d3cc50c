"""Documents of courts: pages, decretal words and author out of PDFs written by hand, and hostile files named."""

from datetime import timedelta

import pytest

from monitor.edge.parse import Parser
from monitor.errors import NotThePage, ParseTooSlow, Unreadable
from monitor.sources._decretal import MOST, decretal_words, flowing
from tests.sources.pdfs import assembled, pdf, stream

URL = "https://storage.courtlistener.com/recap/gov.uscourts.dcd.1/gov.uscourts.dcd.1.52.0.pdf"
ORDER = """Case 1:25-cv-00388-CKK   Document 40   Filed 04/04/25   Page 1 of 2
UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF COLUMBIA
ORDER
Upon consideration of the motions, it is hereby
ORDERED that Plaintiffs' [30] Motion to Stay is GRANTED; and it is further
ORDERED that Defendants' Motion to Dismiss, ECF No. 31, is DENIED IN PART.
SO ORDERED.
1"""
SIGNED = """Case 1:25-cv-00388-CKK   Document 40   Filed 04/04/25   Page 2 of 2
Dated: April 4, 2025
COLLEEN KOLLAR-KOTELLY
United States District Judge"""


def item_of(read, body, url=URL):
    return read("document", body, url, content_type="application/pdf").items[0]


def test_an_order_says_what_it_orders(read):
    """Pages, each ORDERED sentence without stamp and page number, and who signed."""
    item = item_of(read, pdf([ORDER, SIGNED]))
    assert (item.pages, item.judge, item.title) == (2, "Colleen Kollar-Kotelly", "gov.uscourts.dcd.1.52.0.pdf")
    assert item.text == (
        "it is hereby ORDERED that Plaintiffs' [30] Motion to Stay is GRANTED;\n"
        "it is further ORDERED that Defendants' Motion to Dismiss, ECF No. 31, is DENIED IN PART."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The district court denied it. For the foregoing reasons, the Court GRANTS the motion. An order follows.",
            "For the foregoing reasons, the Court GRANTS the motion.",
        ),
        (
            "We hear it. For these reasons, the judgment of the district court is affirmed. So ordered.",
            "For these reasons, the judgment of the district court is affirmed.",
        ),
        (
            "For these reasons, we affirm. WALKER, J., dissenting: For these reasons, I would reverse.",
            "For these reasons, we affirm.",
        ),
        ("The record shows no error. AFFIRMED.", "AFFIRMED."),
        ("The panel was wrong. REVERSED IN PART, VACATED IN PART, AND REMANDED.", None),
        ("Accordingly, the district court denied the motion. The motion was denied in 2023.", ""),
        ("The plaintiff asks that the order be vacated. The parties disagree.", ""),
        ("So ordered.", ""),
        ("", ""),
    ],
)
def test_what_decides_is_told_from_what_is_told(text, words):
    """Concluding sentences and bare outcomes are kept; history, requests and dissents are not."""
    assert decretal_words(text) == (text.partition(". ")[2] if words is None else words)


def test_words_are_bounded():
    """However much is ordered, no more than MOST characters are kept, the first ones."""
    text = decretal_words(" ".join(f"It is ORDERED that motion No. {n} is DENIED." for n in range(500)))
    assert text.startswith("It is ORDERED that motion No. 0 is DENIED.")
    assert len(text.replace("\n", "")) == MOST


def test_lines_flow_together():
    """Words divided at a line's end are joined; a compound keeps its hyphen."""
    assert flowing(["The mo-\ntion is de-\nnied by Kollar-\nKotelly.", "- 2 -\nSee No. 4."]) == (
        "The motion is denied by Kollar- Kotelly. See No. 4."
    )


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Opinion for the Court filed by Circuit Judge RAO.\nRAO, Circuit Judge: We affirm.", "Rao"),
        ("SUTTON, Chief Circuit Judge. The question is small.", "Sutton"),
        ("JUSTICE KAGAN delivered the opinion of the Court.", "Kagan"),
        ("SO ORDERED.\nUnited States District Judge", None),
        ("/s/ Beryl A. Howell\nSenior United States District Judge", "Beryl A. Howell"),
        ("Judge Boasberg ruled otherwise last year.", None),
    ],
)
def test_the_author_is_the_one_who_is_stated(read, text, author):
    """The judge who files, delivers, or signs; nobody when it is not plainly said."""
    assert item_of(read, pdf([text])).judge == author


def test_a_scan_has_pages_only(read):
    """Pages without text are counted, and nothing is made up."""
    item = item_of(read, pdf(["", "", ""]))
    assert (item.pages, item.text, item.judge) == (3, "", None)


def test_of_a_long_opinion_both_ends_are_read(read):
    """94 pages: counted all, the conclusion at the end found, the middle not read."""
    middle = "It is ORDERED that nobody reads this."
    item = item_of(read, pdf(["Opinion.", *[middle] * 60, *["Filler."] * 32, "Accordingly, the motion is denied."]))
    assert item.pages == 94
    assert "Accordingly, the motion is denied." not in item.text  # ORDERED sentences of the first pages go before
    assert item.text.count("nobody reads this") == 7


def encrypted():
    """A file that says it is locked by a handler nobody has (Standard, version 1, with keys that open nothing)."""
    lock = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"00" * 32, b"11" * 32)
    identity = b"/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"],
                     b"/Encrypt %s %s" % (lock, identity))  # fmt: skip


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"%PDF-1.4\nnothing more", "broken"),
        (pdf([ORDER])[:300], "broken"),
        (pdf([]), "no pages"),
        (encrypted(), "locked with a password"),
        ("<html><body>Not found</body></html>", "not a PDF"),
        ("", "not a PDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(read, body, what):
    """Broken, empty, locked files and pages that are no PDF: Unreadable says which."""
    with pytest.raises(Unreadable, match=what):
        item_of(read, body)


def test_a_login_page_in_place_of_a_pdf_is_named(read):
    """What a server sends instead is said."""
    with pytest.raises(NotThePage, match="login page stands in place of a PDF"):
        item_of(read, "<html><title>Log in</title><form><input type='password'></form></html>")


def test_pages_are_counted_and_not_believed(read):
    """A file that claims a billion pages has the one that is there."""
    assert item_of(read, pdf(["One page."], count=10**9)).pages == 1


@pytest.mark.slow
async def test_endless_work_ends_in_the_worker(source, page):
    """A file of some kilobytes with minutes of text to draw is stopped at the deadline; the next one is read."""
    kids = b"5 0 R " * 40
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count 40 >>" % kids,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        stream(b"BT /F 9 Tf " + b"(x) Tj\n" * 200_000 + b"ET"),
        b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents 4 0 R >>",
    ]
    assert len(assembled(objects)) < 10_000
    parser = Parser(deadline=timedelta(seconds=3))
    try:
        with pytest.raises(ParseTooSlow):
            await parser(source("document", URL), [page(assembled(objects), URL, "application/pdf")])
        read = await parser(source("document", URL), [page(pdf([ORDER]), URL, "application/pdf")])
        assert read.items[0].pages == 1
    finally:
        parser.close()


async def test_a_stream_that_unpacks_to_gigabytes_fills_no_memory(source, page):
    """The library stops at its own limit, far below the worker's: the page is counted, its text is not read."""
    packed = stream(b"0" * 200_000_000)
    assert len(packed) < 200_000
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> /Contents 4 0 R >>",
        packed,
    ]
    parser = Parser(memory=2**29)
    try:
        read = await parser(source("document", URL), [page(assembled(objects), URL, "application/pdf")])
        assert (read.items[0].pages, read.items[0].text) == (1, "")
    finally:
        parser.close()
