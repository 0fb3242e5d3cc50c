"""The docket that a person means."""

import pytest

from monitor.courts.asked import docket_meant
from monitor.courts.docket_numbers import same_number


@pytest.mark.parametrize(
    ("text", "court", "number"),
    [
        ("dcd 1:25-cv-00457", "dcd", "1:25-cv-00457"),
        ("DCD 1:25-cv-00457-CKK", "dcd", "1:25-cv-00457"),
        ("D.D.C. 25cv457", "dcd", "25cv457"),
        ("25-cv-457 (D.D.C.)", "dcd", "25-cv-457"),
        ("1:25-cv-00457 dcd", "dcd", "1:25-cv-00457"),
        ("25-cv-457 sdny", "nysd", "25-cv-457"),
        ("Civil Action No. 25-0457 (CKK), D.D.C.", "dcd", "25-cv-0457"),
        ("S.D.N.Y. Criminal No. 25-457", "nysd", "25-cr-457"),
        ("D.C. Cir. No. 26-5006", "cadc", "26-5006"),
        ("26-5006, D.C. Circuit", "cadc", "26-5006"),
        ("cadc 26-5006", "cadc", "26-5006"),
        ("scotus 25A1208", "scotus", "25A1208"),
        ("U.S. District Court for the District of Massachusetts, 1:25-cv-12822", "mad", "1:25-cv-12822"),
        ("txsb 24-30001", "txsb", "24-30001"),
    ],
)
def test_any_usual_spelling_is_read(text, court, number):
    """Court and number, whichever comes first, without judges and words around them."""
    assert docket_meant(text) == (docket_meant(f"{court} {number}"))
    assert (docket_meant(text).court, docket_meant(text).number) == (court, number)


def test_a_spelling_keeps_its_number():
    """What is written down is the same number as the district's own form of it."""
    assert same_number(docket_meant("D.D.C. Civil Action No. 25-0457 (CKK)").number, "1:25-cv-00457")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1:25-cv-00457", "names no court"),
        ("ddd 1:25-cv-00457", "names no court"),
        ("dcd", "holds no docket number"),
        ("dcd 1:25-cv", "holds no docket number"),
        ("", "holds no docket number"),
        ("D.D.C. or D. Mass. 25-457", "names several courts (dcd, mad)"),
    ],
)
def test_what_is_no_docket_says_what_to_write(text, told):
    """A missing number, a missing court, too many courts: each with an example of what to write."""
    with pytest.raises(ValueError, match=r"write") as raised:
        docket_meant(text)
    assert told in str(raised.value)
