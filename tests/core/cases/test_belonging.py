"""Which entries are parts of one decision, across days, dockets and courts. Texts are in the forms of real dockets."""

from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.core.cases.merging import link_and_merge
from monitor.core.detect import detect
from monitor.detectors import DETECTORS
from monitor.model import Case, Change, Development, DocketRef, Item, Revision, Source

SEE = [detector.see for detector in DETECTORS if detector.default]
NOW = datetime(2026, 1, 6, 20, tzinfo=UTC)
DAY = date(2026, 1, 6)
CASE = Case(
    "c",
    "Roe v. Poe",
    (DocketRef("dcd", "1:25-cv-00457"), DocketRef("dcd", "1:25-cv-00001"), DocketRef("cadc", "26-5006")),
)
BELOW, ABOVE = "dcd 1:25-cv-00457", "cadc 26-5006"


class Docket:
    """Hears entries one by one, as checks would; `known` are the developments."""

    def __init__(self):
        self.known: dict[str, Development] = {}
        self.told: list[tuple[str, ...]] = []

    def hear(self, text, number=None, on=BELOW, days=0, *, label=False):
        """One entry of a docket, some days after the first; gives the development that it belongs to."""
        court, docket = on.split(" ", 1)
        day, key = DAY + timedelta(days=days), f"{on}/{number or text[:20]}"
        item = Item(
            key, text, text, filed=day, entered=day, number=number, court=court, docket_number=docket, label_only=label
        )
        source = Source(f"{court}-docket", "docket", "http://127.0.0.1/", None)
        (sighting,) = detect(source, [Change("added", item)], SEE).sightings
        told = link_and_merge(source, [sighting], [CASE], list(self.known.values()), NOW + timedelta(days=days))
        for news in told:
            development = news.development if isinstance(news, Revision) else news
            self.known[development.id] = development
        self.told.append(told[0].news if isinstance(told[0], Revision) else ("new",))
        return next(one for one in self.known.values() if any(report.item == key for report in one.reports))


@pytest.fixture
def docket():
    return Docket()


SUMMARY = "ORDER granting 19 Motion for Summary Judgment. Signed by Judge Ann Roe on 1/6/2026."
JUDGMENT = "JUDGMENT - Ordered that plaintiff's claims are DISMISSED with prejudice. Signed by Judge Ann Roe."
AFFIRMED = "OPINION [2150001] filed (Pages: 30) for the Court, affirming the order of the District Court. [26-5006]"
MANDATE = "MANDATE ISSUED to Clerk, U.S. District Court. [26-5006]"


def test_a_judgment_belongs_to_its_order(docket):
    """The judgment of the same day is a part of the order it is entered on; who heard of the order hears of it."""
    order = docket.hear(SUMMARY, "40")
    judgment = docket.hear(JUDGMENT, "41")
    assert judgment.id == order.id
    assert [part.entry for part in judgment.parts] == ["40", "41"]
    assert docket.told == [("new",), ("judgment entered as entry 41",)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ORDER granting 21 Motion for Extension of Time.", 0),
        ("ORDER denying 22 Motion for Preliminary Injunction. Signed by Judge Ann Roe.", 0),
        (JUDGMENT, 1),
    ],
)
def test_what_is_no_part_of_an_order(docket, text, days):
    """Another order of that day, or a judgment of another day, stands for itself."""
    order = docket.hear(SUMMARY, "40")
    assert docket.hear(text, "41", days=days).id != order.id


def test_a_bare_opinion_belongs_to_the_order_of_weight(docket):
    """A label that says only "Opinion" is taken for that of the day's order of weight, not of a routine one."""
    docket.hear("Order on Motion for Extension of Time", "22", label=True)
    order = docket.hear("Order on Motion for Preliminary Injunction", "24", label=True)
    assert docket.hear("Opinion", "23", label=True).id == order.id


def test_an_opinion_brings_its_weight(docket):
    """An order told to few becomes major when the opinion on it comes, and that is told."""
    docket.hear("ORDER granting 21 Motion for Extension of Time.", "50")
    docket.hear("MEMORANDUM OPINION re 50 Order. Signed by Judge Ann Roe.", "51")
    (one,) = docket.known.values()
    assert one.event.significance == "major"
    assert docket.told[1] == ("Memorandum opinion entered",)


def test_a_mandate_joins_the_decision_and_no_order(docket):
    """Of several rulings on an appeal the mandate makes the decision final, not the extension before it."""
    docket.hear("PER CURIAM ORDER [2140001] filed granting motion to extend time. [26-5006]", "2140001", ABOVE)
    decision = docket.hear(AFFIRMED, "2150001", ABOVE, days=30)
    assert docket.hear(MANDATE, "2160001", ABOVE, days=75).id == decision.id
    assert docket.told[-1] == ("mandate issued",)


def test_the_copy_below_joins_what_the_court_above_decided(docket):
    """The district court's entry of judgment and mandate adds a report and is told once, whichever came first."""
    decision = docket.hear(AFFIRMED, "2150001", ABOVE)
    below = docket.hear(
        "USCA JUDGMENT as to 57 Notice of Appeal; the order of the District Court is affirmed.", "80", days=3
    )
    assert below.id == decision.id
    docket.hear(MANDATE, "2160001", ABOVE, days=45)
    docket.hear(
        "MANDATE of USCA as to 57 Notice of Appeal by Poe; affirming the order. USCA Case Number 26-5006.",
        "81",
        days=46,
    )
    assert len(docket.known) == 1
    assert docket.told == [("new",), (), ("mandate issued",), ()]
    (one,) = docket.known.values()
    assert (one.event.court, one.event.disposition) == ("cadc", "affirmed")


def test_judgment_and_mandate_that_only_the_court_below_shows_are_one(docket):
    """Without a source of the circuit, its judgment and mandate are known from the district's docket."""
    judgment = docket.hear("USCA-FEDERAL CIRCUIT JUDGMENT affirming the Order of the District Court.", "34")
    mandate = docket.hear(
        "MANDATE of USCA-FEDERAL CIRCUIT in accordance with the judgment as to 27 Notice of Appeal.", "35", days=37
    )
    assert mandate.id == judgment.id
    again = docket.hear(
        "MANDATE of USCA (Certified Copy) as to 90 Notice of Appeal. The appeal is DISMISSED.", "99", days=90
    )
    assert again.id != judgment.id


def test_an_appeal_dismissed_reinstated_and_reversed_is_three(docket):
    """What happened to one appeal in turn is told in turn: dismissed, reinstated, reversed with the mandate."""
    docket.hear("ORDER of USCA as to 42 Notice of Appeal - the appeal is dismissed for want of prosecution.", "50")
    docket.hear(
        "ORDER of USCA as to 42 Notice of Appeal - the court granted the motion to reinstate the appeal.", "52", days=26
    )
    docket.hear("USCA JUDGMENT issued as mandate as to 42 Notice of Appeal. The judgment is reversed.", "53", days=320)
    assert [one.event.entry for one in docket.known.values()] == ["50", "52", "53"]


def test_the_judgment_of_the_supreme_court_joins_its_decision(docket):
    """The words "Judgment issued" are its mandate (S. Ct. Rule 45); a recalled mandate makes nothing final."""
    on = "scotus 26-101"
    decision = docket.hear(
        "Judgment VACATED and case REMANDED. Barrett, J., delivered the opinion of the Court.", None, on
    )
    assert docket.hear("Judgment Issued.", None, on, days=32).id == decision.id
    recalled = docket.hear("Filed order: The mandate issued on 06/19/2017 is recalled.", "9", ABOVE, days=40)
    assert recalled.id != decision.id


def test_one_order_on_two_dockets_of_a_case_is_one(docket):
    """The order of the lead case, entered in the member case too, is one; two labels that say the same are not."""
    text = "ORDER granting 30 Motion for Preliminary Injunction against Poe and others. Signed by Judge Ann Roe."
    order = docket.hear(text, "53")
    assert docket.hear(text, "53", "dcd 1:25-cv-00001").id == order.id
    label = docket.hear("Order on Motion to Stay", "60")
    assert docket.hear("Order on Motion to Stay", "61", "dcd 1:25-cv-00001").id != label.id


def test_a_petition_for_certiorari_is_one_in_both_courts(docket):
    """The circuit notes the number under which the petition stands on the Supreme Court's own docket."""
    petition = docket.hear(
        "Petition for a writ of certiorari filed. (Response due April 9, 2026)", None, "scotus 26-101"
    )
    noted = docket.hear(
        "Supreme Court Case Info Case number: 26-101 Filed on: 01/06/2026 Cert Petition Action 1: Pending",
        "7",
        ABOVE,
        days=5,
    )
    assert noted.id == petition.id
