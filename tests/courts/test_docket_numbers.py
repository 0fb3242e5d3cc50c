"""Docket numbers in every spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.courts.docket_numbers import number_key, numbers_in, parse_ref, same_number
from monitor.model import DocketRef

SPELLINGS = [
    "1:25-cv-00457-CKK",
    "1:25-cv-00457",
    "25-cv-457",
    "25-457 (CKK)",
    "25cv457",
    "Civil Action No. 25-0457 (CKK)",
    "1:2025cv00457",
    "No. 25-CV-457",
    "25 Civ. 457 (CKK)",
    "CV-25-457",
    "Case No. 1:25-cv-00457-CKK-GMH",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_all_district_spellings_are_one_number(spelling):
    """However a district number is written, its key is year and five-digit serial."""
    assert number_key(spelling) == "25-00457"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("26-5006", "26-5006"),
        ("No. 18-31050", "18-31050"),
        ("25A1208", "25A1208"),
        ("22O141", "22O141"),
        ("8:09-bk-12345-KRM", "09-12345"),
        ("2:05-cv-08421-FMC-MAN", "05-08421"),
        ("1/2/2013", None),
        ("order", None),
        ("", None),
    ],
)
def test_other_numbers(text, key):
    """Circuit, Supreme Court and bankruptcy numbers have keys; what is no number has none."""
    assert number_key(text) == key


def test_a_bare_number_and_its_typed_form_are_the_same():
    """A number without type agrees with its full form; another serial or year does not."""
    assert same_number("25-4570", "1:25-cv-04570-RJL")
    assert not same_number("25-4570", "1:25-cv-00457")
    assert not same_number("24-4570", "25-4570")
    assert not same_number("none", "none")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The case is Centro v. Bessent, No. 25-cv-0677, in Washington.", ["25-cv-0677"]),
        ("USCA Case Number 26-5006 for 55 Notice of Appeal", ["26-5006"]),
        ("OPINION [1628783] filed (Pages: 22) [14-5316]", ["14-5316"]),
        ("appeal Nos. 16-30192 and 16-30258 (Docket Entry No. 21)", ["16-30192", "16-30258"]),
        ("Supreme Court No. 16-1540 (16A1191).", ["16-1540", "16A1191"]),
        ("re [14-1] deft's conditions", []),
        ("a 5-4 vote; 10-12 days; 12-15-09; 2025-11-21", []),
        ("1:25-cv-00457 and again 1:25-cv-00457", ["1:25-cv-00457"]),
    ],
)
def test_numbers_in_prose(text, numbers):
    """Only what the text shows to be a docket number is one."""
    assert numbers_in(text) == numbers


def test_a_reference_is_a_court_and_a_number():
    """The config's form is read, the number kept as written."""
    assert parse_ref("dcd 1:25-cv-00457") == DocketRef("dcd", "1:25-cv-00457")


@pytest.mark.parametrize(("text", "hint"), [("xyz 25-1", "court id"), ("dcd soon", "docket number"), ("", "court id")])
def test_a_wrong_reference_says_what_to_write(text, hint):
    """The error names what is wrong and shows the right form."""
    with pytest.raises(ValueError, match=hint):
        parse_ref(text)


@given(st.integers(1, 99), st.integers(0, 99), st.integers(1, 99999), st.sampled_from(["cv", "cr", "mj", "bk"]))
def test_office_type_and_padding_never_matter(office, year, serial, kind):
    """Any district number keeps its key when office, padding and case of its type change."""
    full = f"{office}:{year:02}-{kind}-{serial:05}"
    assert number_key(full) == number_key(f"{year:02}{kind.upper()}{serial}") == f"{year:02}-{serial:05}"


@given(
    st.sampled_from(["dcd", "nysd", "cacd"]),
    st.builds("{}:{:02}-{}-{:05}".format, st.integers(1, 9), st.integers(0, 99), st.just("cv"), st.integers(1, 99999)),
    st.sampled_from(["", "  ", "\n"]),
)
def test_a_reference_survives_its_own_spelling(court, number, around):
    """What is read from a reference is read again from how it is written, and found in prose by the same key."""
    found = parse_ref(f"{around}{court.upper()} {number}{around}")
    assert found == parse_ref(f"{found.court} {found.number}") == DocketRef(court, number)
    assert same_number(found.number, number)
    assert number_key(number) in map(number_key, numbers_in(f"See No. {number}, at 4."))


@given(st.text(max_size=60))
def test_any_text_is_answered(text):
    """No text makes the readers fail."""
    assert number_key(text) is None or numbers_in(f"No. {text.strip()}") is not None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1:12-cr-00120-3", "1:12-cr-00120", True),
        ("1:04-cr-00233-DAE-1", "04-cr-233", True),
        ("1:25-cv-00457", "1:25-cr-00457", False),
        ("1:25-cv-00457", "4:25-cv-00457", False),
        ("1:25-cv-00457", "25-cv-457", True),
        ("1:25-cv-00457-CKK", "Civil Action No. 25-0457 (CKK)", True),
    ],
)
def test_offices_and_types_count_where_both_show_them(one, other, same):
    """Defendants are one case; another office or case type is another case, an unsaid one agrees with any."""
    assert same_number(one, other) is same
