"""Docket entries keep their keys through what clerks and servers change, and no two entries share one."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.sources._identity import CaseOf, Entry, case_prefix, docket_items, feed_items, one_document_id

SAMPLE = (Path(__file__).parents[1] / "samples" / "docket" / "cmecf_district.html").read_text()
CASE = CaseOf("dcd", "1:25-cv-00457")
DAY = date(2025, 11, 21)


def keys(read, text):
    """The keys of all entries of a page."""
    return [item.key for item in read("docket", text).items]


def known(items):
    """All keys and aliases, as a later check remembers them."""
    return {key for item in items for key in (item.key, *item.aliases)}


def new_to(before, after):
    """Items of the second reading that the first did not know."""
    return [item for item in after if known(before).isdisjoint({item.key, *item.aliases})]


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        (r"<body", '<body data-nonce="f00"'),
        (r"<tr>", '<tr class="odd" style="x">'),
        (r"</table>", "<!-- served by node 7 --></table>"),
        (r" Signed by", "\n   Signed&nbsp;by"),
        (r"\(zrtw\) \(Entered: 02/19/2025\)", "(zabc) (Entered: 02/20/2025)"),
        (r"\(lcckk1\)", "(lcckk1) Modified on 11/24/2025 (zrtw)."),
        (r"MOTION to Dismiss by", "AMENDED MOTION to Dismiss by"),
        (r"045190000", "045090000"),
        (r"'277777'", "'299999'"),
        (r">53</a>", ">54</a>"),
    ],
    ids=[
        "nonce",
        "attributes",
        "comment",
        "space",
        "initials",
        "modified",
        "text",
        "document id",
        "case id",
        "renumbered",
    ],
)
def test_noise_makes_no_new_entry(read, pattern, replacement):
    """Nonces, attributes, comments, white space, clerks' marks, mended texts and numbers leave every key as it was."""
    noisy = re.sub(pattern, replacement, SAMPLE)
    assert noisy != SAMPLE
    assert keys(read, noisy) == keys(read, SAMPLE)


def test_an_entry_without_any_number_keeps_its_key_through_clerks_marks(read):
    """The entry that only its words name is known again after a "Modified on" note."""
    noisy = SAMPLE.replace("(zrtw) (Entered: 02/19/2025)", "(zrtw) Modified on 2/20/2025 (zrtw). (Entered: 02/19/2025)")
    assert noisy != SAMPLE
    assert keys(read, noisy) == keys(read, SAMPLE)


def test_the_other_order_of_the_page_makes_no_new_entry(read):
    """Newest first or oldest first gives the same keys."""
    head, *rows = SAMPLE.split('<tr><td width="94"')
    last, tail = rows[-1].split("</tr>", 1)
    rows = [*rows[:-1], last + "</tr>\n"]
    turned = head + "".join('<tr><td width="94"' + row for row in reversed(rows)) + tail
    assert sorted(keys(read, turned)) == sorted(keys(read, SAMPLE))


def test_an_entry_numbered_later_is_known_again():
    """An entry seen without a number has its old key among the aliases once it has one."""
    before = docket_items(CASE, [Entry("MINUTE ORDER. Hearing set.", filed=DAY)])
    after = docket_items(CASE, [Entry("MINUTE ORDER. Hearing set. (zz)", filed=DAY, number="60", sequence="201")])
    assert after[0].key == "dcd:1:25-cv-00457/seq:201"
    assert before[0].key in after[0].aliases


def test_a_stub_gets_its_text_under_the_same_key():
    """A numbered label and the full entry are one item; the label says that it is one."""
    stub, full = (
        docket_items(CASE, [entry])[0] for entry in (Entry(label="Order", number="7"), Entry("ORDER.", number="7"))
    )
    assert stub.key == full.key
    assert (stub.label_only, full.label_only) == (True, False)


def test_identical_entries_of_a_day_stay_apart():
    """Three receipts of a day are three items, and a fourth is one new one."""
    receipt = Entry("Receipt of Filing Fee.", filed=DAY)
    three, four = docket_items(CASE, [receipt] * 3), docket_items(CASE, [receipt] * 4)
    assert len({item.key for item in three}) == 3
    assert len(new_to(three, four)) == 1


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_same_words_under_a_new_number_are_new(newest_first):
    """A second summons with the words of the first is new, wherever the page puts it."""
    first, second = (Entry("Summons issued.", filed=DAY, number=str(number)) for number in (10, 11))
    before = docket_items(CASE, [first])
    after = docket_items(CASE, [second, first] if newest_first else [first, second])
    assert [item.number for item in new_to(before, after)] == ["11"]


@pytest.mark.parametrize("newest_first", [True, False])
def test_the_same_words_without_a_number_are_new(newest_first):
    """An unnumbered entry with the words of a numbered one is new, wherever the page puts it."""
    first, second = Entry("Set deadlines.", filed=DAY, number="10"), Entry("Set deadlines.", filed=DAY)
    before = docket_items(CASE, [first])
    after = docket_items(CASE, [second, first] if newest_first else [first, second])
    assert [item.number for item in new_to(before, after)] == [None]


def test_one_id_for_two_entries_is_no_id():
    """Entries that share a sequence number are told apart by their words, also from the time when there was one."""
    at = datetime(2025, 11, 21, 21, 3, 59, tzinfo=UTC)
    stay, dismiss = (
        Entry(label=label, published=at, sequence="160") for label in ("Order on Stay", "Order to Dismiss")
    )
    before, after = feed_items([(CASE, stay)]), feed_items([(CASE, stay), (CASE, dismiss)])
    assert [item.title for item in new_to(before, after)] == ["Order to Dismiss"]
    assert not new_to(after, feed_items([(CASE, stay)]))


def test_a_feed_knows_entries_by_ids_and_never_by_their_number():
    """In a window a number may be seen again after its first entry left it: it is no name there."""
    item = feed_items([(CASE, Entry(label="Order", number="53", sequence="162", published=datetime.now(UTC)))])[0]
    assert item.key == "dcd:1:25-cv-00457/seq:162"
    assert not any("/n:" in key for key in item.aliases)


@pytest.mark.parametrize(
    ("number", "prefix"),
    [
        ("1:25-cv-00457-CKK", "dcd:1:25-cv-00457"),
        ("1:25-cv-457", "dcd:1:25-cv-00457"),
        ("1:2025-cv-00457", "dcd:1:25-cv-00457"),
        ("1:25-CV-00457-CKK-GMH", "dcd:1:25-cv-00457"),
        ("1:12-cr-00120-3", "dcd:1:12-cr-00120-3"),
        ("26-5006", "dcd:26-5006"),
        ("10-30241-bjh11", "dcd:10-30241"),
        ("25A1208", "dcd:25a1208"),
        ("MDL No. 1570", "dcd:mdl no. 1570"),
        (None, "dcd:?"),
    ],
)
def test_a_case_has_one_prefix(number, prefix):
    """Judges' initials, case and zeros make no difference; office, type and defendant do."""
    assert case_prefix(CaseOf("dcd", number)) == prefix


def test_both_spellings_of_a_document_id_are_one():
    """PACER writes the fourth digit as 0 or 1."""
    assert one_document_id("045190000153") == one_document_id("045090000153") == "045090000153"


ENTRIES = st.builds(
    Entry,
    text=st.sampled_from(["", "ORDER.", "order", "NOTICE"]),
    filed=st.sampled_from([None, DAY]),
    number=st.sampled_from([None, "1", "2"]),
    sequence=st.sampled_from([None, "1", "2"]),
    document=st.sampled_from([None, "045190000153", "045090000153"]),
    row=st.sampled_from([None, "entry-1"]),
)


@given(st.lists(ENTRIES, max_size=12))
def test_keys_are_unique_whatever_a_page_holds(entries):
    """No key is given twice, and no alias is another item's key or alias."""
    items = docket_items(CASE, entries)
    names = [name for item in items for name in (item.key, *item.aliases)]
    assert len(items) == len(entries)
    assert len(set(names)) == len(names)


@given(st.lists(ENTRIES, max_size=8))
def test_the_same_page_again_has_nothing_new(entries):
    """Reading a page twice finds every entry again."""
    assert not new_to(docket_items(CASE, entries), docket_items(CASE, entries))


@given(st.lists(ENTRIES, max_size=6, unique_by=lambda entry: entry.sequence or id(entry)), st.integers(0, 6))
def test_a_really_new_entry_is_always_new(entries, place):
    """An entry with a number and words that the page did not have is found wherever it is put in."""
    fresh = Entry("JUDGMENT.", filed=DAY, number="99", sequence="99", document="045190000999")
    after = docket_items(CASE, [*entries[:place], fresh, *entries[place:]])
    assert "JUDGMENT." in [item.text for item in new_to(docket_items(CASE, entries), after)]
