"""Docket entries: our own labelled texts, hard negatives first."""

from datetime import date

import pytest

from monitor.model import Item, Matter


def test_weight_and_disposition(see, entry):
    """Each entry is a major or routine ruling or none, decided as a careful reader says."""
    event = see("ruling", entry["text"])
    assert (event.significance if event else "none") == entry["ruling"]
    if event and entry["disposition"]:
        assert event.disposition == entry["disposition"]
    if event and "relief" in entry:
        assert event.relief == entry["relief"]


def test_appeals(see, entry):
    """Each entry takes, opens or numbers an appeal, of the right type, or does not."""
    event = see("appeal", entry["text"])
    assert (event.appeal.type if event else None) == entry["appeal"]
    if event and "number" in entry:
        assert event.appeal.number == entry["number"]
    if event and "to" in entry:
        assert event.appeal.to == entry["to"]
    if event and "refers_to" in entry:
        assert list(event.refers_to) == entry["refers_to"]


def test_evidence_is_the_exact_words(see, entry):
    """Evidence is found in the text at its offsets."""
    for kind in ("ruling", "appeal", "request", "ended", "hearing"):
        event = see(kind, entry["text"])
        if event:
            start, end = event.at
            assert entry["text"][start:end] == event.evidence != ""


def test_a_docket_ruling_always_has_a_disposition(see, entry):
    """No ruling comes without a disposition, and its record is the docket's."""
    event = see("ruling", entry["text"])
    assert event is None or (event.disposition is not None and event.record)


def test_matters_of_an_order_with_two_motions(see):
    """Each motion is a matter of its own, with its entry number; one granted in part makes the whole so."""
    event = see(
        "ruling",
        "ORDER granting 30 Motion to Stay under 5 U.S.C. 705; granting in part and denying in part 31 Motion to "
        "Dismiss. Signed by Judge Nora Quist on 11/21/2025. (lcnq2) (Entered: 11/21/2025)",
    )
    assert event.matters == (
        Matter("motion to stay under 5 U.S.C. 705", "granted", 30),
        Matter("motion to dismiss", "granted_in_part", 31),
    )
    assert (event.disposition, event.relief) == ("granted_in_part", "stay_of_agency_action")
    assert (event.judge, event.entered) == ("Nora Quist", date(2025, 11, 21))
    assert event.refers_to == (30, 31)


def test_pages_and_judge_of_an_appellate_opinion(see):
    """The bracketed form of the circuits gives pages and author."""
    event = see("ruling", "OPINION [2140555] filed (Pages: 41) for the Court by Judge Millett. [25-5181]")
    assert (event.pages, event.judge, event.mentions) == (41, "Millett", ("25-5181",))


def test_a_label_is_unread(see):
    """A court order whose content a feed does not show is unread; one whose label tells the result is not."""
    assert see("ruling", Item("k", "Order on Motion to Stay", label_only=True)).unread
    assert see("ruling", "Order Filed").unread
    assert not see("ruling", "Order Dismissing Case").unread


def test_evidence_of_a_title_has_no_offsets(see):
    """A stub with a title only is read by its title."""
    event = see("ruling", Item("k", "Order on Motion for Preliminary Injunction", label_only=True))
    assert (event.at, event.relief, event.significance) == (None, "injunction", "major")


def test_what_the_item_knows_is_kept(see):
    """Court and docket number of the item go into the event, and a circuit's own number is the appeal's."""
    item = Item("k", "", "US CIVIL CASE docketed. [26-5006]", court="cadc", docket_number="26-5006")
    event = see("appeal", item)
    assert (event.court, event.docket_number, event.appeal.to, event.appeal.number) == (
        "cadc",
        "26-5006",
        "cadc",
        "26-5006",
    )


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("MOTION to Dismiss by Ann Orr", "filing"),
        ("ENTERED IN ERROR: ORDER granting motion", "undone"),
        ("TRANSMISSION of Notice of Appeal to USCA", "paperwork"),
    ],
)
def test_the_rule_that_held_back_is_told(because, text, word):
    """For --explain: why an entry is no ruling."""
    assert any(word in rule for rule in because("ruling", text))
