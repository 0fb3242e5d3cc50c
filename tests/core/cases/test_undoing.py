"""What is taken back is told as taken back, of the right ruling or of none."""

from dataclasses import replace
from datetime import date, timedelta

from monitor.core.telling.wording import headline, update
from monitor.model import Appeal, DocketRef, Revision, Undoing
from tests.core.cases.test_merging import CASES, CENTRO, NOW, Desk, record

INJUNCTION = {"disposition": "granted", "relief": "injunction"}
LATER = date(2025, 12, 3)


def recalls(told):
    """The revisions among what was told that take something back, as entry and words."""
    return [
        (one.development.event.entry, *one.news)
        for one in told
        if isinstance(one, Revision) and one.recalls and one.news
    ]


def test_an_entry_marked_as_an_error_is_taken_back_once():
    """The clerk's mark on the very entry recalls what was told of it, and is no development of its own."""
    desk = Desk()
    desk.hear(record(**INJUNCTION))
    mark = record("correction", undoes=Undoing("entered in error"))
    told = desk.hear(mark)
    assert recalls(told) == [("53", "CORRECTION: the clerk marked it as entered in error")]
    assert len(told) == 1
    assert update(told[0].development, told[0].news).startswith("CORRECTION: the clerk marked it as entered in error. ")
    assert recalls(desk.hear(mark)) == []


def test_another_entry_takes_back_the_one_it_names():
    """A clerk's notice about entry 53 recalls 53 and leaves 52 alone; in another docket it recalls nothing."""
    desk = Desk()
    desk.hear(record(number="52", **INJUNCTION), record(number="53", **INJUNCTION))
    elsewhere = record("correction", number="60", docket="1:25-cv-00999", undoes=Undoing("stricken", (53,)))
    assert recalls(desk.hear(elsewhere)) == []
    told = desk.hear(record("correction", number="60", undoes=Undoing("stricken", (53,))))
    assert recalls(told) == [("53", "CORRECTION: it was stricken from the docket")]


def test_a_correction_of_what_nobody_heard_stands_alone():
    """A clerk's mark on an entry that was never told is a development of its own kind."""
    (told,) = Desk().hear(record("correction", title="Docket correction", undoes=Undoing("entered in error")))
    assert (told.event.kind, headline(told)[:29]) == ("correction", "D.D.C.: CORRECTION: Docket co")


def test_a_vacated_order_is_no_longer_in_force():
    """The new ruling is told as one, and the old one as no longer in force, with who did it and when."""
    desk = Desk()
    desk.hear(record(judge="Jane Roe", **INJUNCTION))
    new = record(number="60", disposition="vacated", filed=LATER, judge="Jane Roe", undoes=Undoing("vacated", (53,)))
    told = desk.hear(new)
    assert recalls(told) == [("53", "NO LONGER IN FORCE: vacated by D.D.C. (Roe), 3 Dec 2025")]
    assert [one.event.entry for one in told if not isinstance(one, Revision)] == ["60"]


def test_relief_dissolved_without_a_number_is_the_one_of_that_docket():
    """Of two injunctions in force nobody knows which is meant, so none is recalled; of one it is known."""
    dissolved = record(number="70", disposition="vacated", relief="injunction", undoes=Undoing("vacated"))
    desk = Desk()
    desk.hear(record(**INJUNCTION))
    assert [entry for entry, _ in recalls(desk.hear(dissolved))] == ["53"]
    desk = Desk()
    desk.hear(record(**INJUNCTION), record(number="54", **INJUNCTION))
    assert recalls(desk.hear(dissolved)) == []


def circuit(number="9", **event):
    """An entry of the appeal in the related case's circuit docket."""
    return record(number=number, court="cadc", docket="25-5181", filed=LATER, **event)


def test_a_circuit_takes_back_the_order_that_the_appeal_names():
    """Of several rulings of the case below it is the one whose number the notice of this appeal gives."""
    centro = replace(CENTRO, dockets=(*CENTRO.dockets, DocketRef("dcd", "1:25-cv-00677")))
    desk = Desk([CASES[0], centro])
    case_below = {"court": "dcd", "docket": "1:25-cv-00677"}
    below = [record(number=number, **case_below, **INJUNCTION) for number in ("40", "53")]
    notice = record("appeal", number="55", **case_below, refers_to=(53,), appeal=Appeal("notice", "cadc", "25-5181"))
    desk.hear(*below, notice)
    told = desk.hear(circuit(disposition="vacated", relief="injunction", undoes=Undoing("vacated")))
    assert recalls(told) == [("53", "NO LONGER IN FORCE: vacated by D.C. Cir., 3 Dec 2025")]


def test_a_stay_lifted_brings_the_order_back_into_force():
    """What was stayed is in force again once the stay is vacated, and that is told too."""
    desk = Desk()
    desk.hear(record(**INJUNCTION))
    stay = record(number="60", disposition="granted", relief="stay_pending_appeal", undoes=Undoing("stayed", (53,)))
    assert [entry for entry, _ in recalls(desk.hear(stay))] == ["53"]
    told = recalls(desk.hear(record(number="70", disposition="vacated", undoes=Undoing("vacated", (60,)))))
    assert [(entry, words.split(":")[0]) for entry, words in told] == [
        ("60", "NO LONGER IN FORCE"),
        ("53", "IN FORCE AGAIN"),
    ]


def test_rehearing_by_the_full_court_reopens_its_last_decision():
    """A panel's judgment is to be heard again; the mandate and orders before it are left alone."""
    desk = Desk()
    desk.hear(circuit("3", disposition="denied", relief="injunction"), now=NOW - timedelta(days=3))
    desk.hear(circuit("9", disposition="affirmed"))
    told = desk.hear(circuit("12", disposition="granted", relief="rehearing", undoes=Undoing("reheard")))
    assert recalls(told) == [("9", "NO LONGER IN FORCE: to be heard again by the court by D.C. Cir., 3 Dec 2025")]


def test_an_appeal_reinstated_undoes_its_dismissal():
    """The dismissal is what no longer stands."""
    desk = Desk()
    desk.hear(circuit("5", disposition="dismissed", relief="dismissal"))
    told = desk.hear(circuit("8", disposition="granted", significance="routine", undoes=Undoing("reinstated")))
    assert [entry for entry, _ in recalls(told)] == ["5"]


def test_told_and_taken_back_in_one_check_is_told_once_as_it_stands():
    """Who hears of both at once gets the ruling as a development that says it stands no more."""
    told = Desk().hear(
        record(**INJUNCTION), record(number="60", disposition="vacated", undoes=Undoing("vacated", (53,)))
    )
    assert recalls(told) == []
    first = next(one for one in told if one.event.entry == "53")
    assert first.undone.startswith("vacated by D.D.C.")


def test_news_takes_nothing_back():
    """A story that says so is no record: the order stands until the docket says otherwise."""
    desk = Desk()
    desk.hear(record(**INJUNCTION))
    assert recalls(desk.hear(record(number="60", record=False, undoes=Undoing("vacated", (53,))))) == []


def test_another_outcome_of_the_same_entry_is_a_correction():
    """An entry that recorded a grant and now records a denial recalls what was told; a first outcome does not."""
    desk = Desk()
    desk.hear(record(disposition="granted"))
    assert recalls(desk.hear(record(disposition="denied"))) == [
        ("53", "CORRECTION: now recorded as denied, before as granted")
    ]
    desk = Desk()
    desk.hear(record(disposition="other"))
    (told,) = desk.hear(record(disposition="denied"))
    assert (told.recalls, told.news) == (False, ("now recorded as denied",))
