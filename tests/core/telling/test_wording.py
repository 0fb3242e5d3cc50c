"""First lines: who decided what, and of what."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.core.telling.wording import headline, spoken, update
from monitor.model import Appeal, LegalEvent, Matter
from tests.core.storyline import (
    AFFIRMANCE,
    APPEAL,
    CENTRO,
    INDICATIVE,
    INJUNCTION,
    NEWS,
    RULING,
    development,
)


def line(event, **more):
    """The first line of an event in a case of its own, without the case's name."""
    return headline(development(event, case=None, **more))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            RULING,
            (
                "D.D.C. (Kollar-Kotelly): stay of agency policy GRANTED; motion to dismiss granted in part. "
                "Center for Taxpayer Rights v. IRS"
            ),
        ),
        (
            APPEAL,
            (
                "APPEAL: notice of appeal to the D.C. Circuit, from D.D.C. (Kollar-Kotelly). "
                "Center for Taxpayer Rights v. IRS"
            ),
        ),
        (
            INJUNCTION,
            (
                "D. Mass. (Talwani): preliminary injunction GRANTED. "
                "Community Economic Development Center of Southeastern Massachusetts v. Bessent"
            ),
        ),
        (AFFIRMANCE, "D.C. Cir.: AFFIRMED. Centro de Trabajadores Unidos v. Bessent"),
        (
            INDICATIVE,
            (
                "D.D.C. (Kollar-Kotelly): INDICATIVE RULING, what it would do if the appeal did not stand in the way: "
                "Opinion and order. Center for Taxpayer Rights v. IRS"
            ),
        ),
    ],
)
def test_the_storyline(told, expected):
    """Each development of the storyline has the first line of the contract; the indicative ruling grants nothing."""
    assert headline(told) == expected


def test_news_only_is_said_first():
    """News without a docket entry begins with a warning; the entry takes it away."""
    unconfirmed = replace(RULING, reports=(NEWS,))
    assert headline(unconfirmed).startswith("UNCONFIRMED, news only: D.D.C. (Kollar-Kotelly): stay of agency policy")
    assert not headline(RULING).startswith("UNCONFIRMED")


def test_an_unread_order_claims_nothing():
    """Of an order that was not read no disposition is told, whatever the label says."""
    event = replace(RULING.event, unread=True, title="Order on Motion to Stay")
    assert headline(replace(RULING, event=event)) == (
        "ORDER, text not read: open it. D.D.C. (Kollar-Kotelly), entry 53, Order on Motion to Stay. "
        "Center for Taxpayer Rights v. IRS"
    )


def test_old_news_says_so():
    """What was found late names its day."""
    event = LegalEvent(kind="ruling", disposition="denied", relief="injunction", court="dcd", filed=date(2025, 5, 12))
    assert headline(development(event, case=CENTRO, late=True)) == (
        "D.D.C.: injunction DENIED (found late, filed 12 May 2025). Centro de Trabajadores Unidos v. Bessent"
    )


def test_a_likely_case_is_marked():
    """When the link to the case is not certain, the first line says so."""
    assert headline(replace(AFFIRMANCE, confidence="likely")).endswith("v. Bessent (likely)")


@pytest.mark.parametrize(
    ("matters", "relief", "disposition", "expected"),
    [
        # the relief is named by its own matter only
        (
            [("motion to dismiss", "granted"), ("motion for preliminary injunction", "denied")],
            "injunction",
            "granted",
            "preliminary injunction DENIED; motion to dismiss granted",
        ),
        (
            [("emergency motion for a temporary restraining order", "granted")],
            "restraining_order",
            "granted",
            "temporary restraining order GRANTED",
        ),
        (
            [("motion to stay", "denied"), ("motion to stay discovery", "moot")],
            "stay_pending_appeal",
            "denied",
            "stay pending appeal DENIED; motion to stay discovery denied as moot",
        ),
        (
            [("cross-motion for summary judgment", "granted_in_part")],
            "summary_judgment",
            "granted_in_part",
            "cross-motion for summary judgment GRANTED IN PART",
        ),
        # of two motions named like the relief, the one decided as the event says is meant
        (
            [("motion to enjoin enforcement", "denied"), ("motion for preliminary injunction", "granted")],
            "injunction",
            "granted",
            "preliminary injunction GRANTED; motion to enjoin enforcement denied",
        ),
        ([], "injunction", "denied", "injunction DENIED"),
        ([], "dismissal", "dismissed", "DISMISSED"),
        ([("dismissal", "dismissed"), ("motion", "denied")], "dismissal", "dismissed", "DISMISSED; motion denied"),
        ([("dismissal", "granted"), ("dismissal", "dismissed")], None, "granted", "dismissal GRANTED; dismissed"),
        (
            [("transfer", "other"), ("counsel", "granted")],
            None,
            "other",
            "ruling on transfer, outcome not stated; counsel granted",
        ),
        ([], None, "reversed", "REVERSED"),
        ([], None, "other", "ruling, outcome not stated"),
        ([], None, None, "ruling, outcome not stated"),
        ([], "injunction", "other", "ruling, outcome not stated"),
        ([], "injunction", "vacated", "VACATED"),
        ([], "verdict", "other", "VERDICT"),
        ([], "mandate", "affirmed", "Mandate issued (affirmed)"),
        ([], "mandate", "other", "Mandate issued"),
        (
            [("motion to dismiss", "granted"), ("motion to strike", "other")],
            "recommendation",
            "other",
            "magistrate judge RECOMMENDS that motion to dismiss be granted",
        ),
        ([], "recommendation", "other", "magistrate judge RECOMMENDS, outcome not stated"),
        (
            [("m1", "granted"), ("m2", "denied"), ("m3", "denied"), ("m4", "denied"), ("m5", "denied"), ("m6", "moot")],
            None,
            "granted",
            "m1 GRANTED; m2 denied; m3 denied; m4 denied; and 2 more",
        ),
        (
            [("motion in limine", "denied"), ("new trial", "granted")],
            None,
            "granted",
            "new trial GRANTED; motion in limine denied",
        ),
    ],
)
def test_rulings(matters, relief, disposition, expected):
    """The matter that decides leads in capitals; nothing is granted that the matters do not say."""
    event = LegalEvent(
        kind="ruling", court="mad", relief=relief, disposition=disposition, matters=tuple(Matter(*m) for m in matters)
    )
    assert line(event) == f"D. Mass.: {expected}"


@pytest.mark.parametrize(
    ("appeal", "court", "expected"),
    [
        (Appeal("docketed", "cadc", "26-5006"), "cadc", "APPEAL: appeal docketed in the D.C. Circuit, No. 26-5006"),
        (
            Appeal("docketed", "cadc", "26-5006"),
            "dcd",
            "APPEAL: appeal docketed in the D.C. Circuit, No. 26-5006, from D.D.C.",
        ),
        (Appeal("cross", "ca1"), "mad", "APPEAL: notice of cross-appeal to the 1st Circuit, from D. Mass."),
        (Appeal("notice"), "mad", "APPEAL: notice of appeal, from D. Mass."),
        (Appeal("notice"), None, "APPEAL: notice of appeal"),
        (Appeal("rehearing"), "cadc", "APPEAL: rehearing sought in the D.C. Circuit"),
        (Appeal("certiorari"), "cadc", "APPEAL: petition for certiorari to the Supreme Court, from D.C. Cir."),
        (Appeal("mandamus", "cadc"), "dcd", "APPEAL: petition for mandamus to the D.C. Circuit, from D.D.C."),
        (Appeal("application", "scotus", "25A1208"), "scotus", "APPEAL: application to the Supreme Court, No. 25A1208"),
    ],
)
def test_appeals(appeal, court, expected):
    """An appeal says which step was taken, to which court, under which number, from where."""
    assert line(LegalEvent(kind="appeal", appeal=appeal, court=court)) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            LegalEvent(kind="request", court="dcd", relief="stay_pending_appeal"),
            "D.D.C.: REQUESTED: stay pending appeal",
        ),
        (
            LegalEvent(kind="request", court="dcd", matters=(Matter("emergency motion for a TRO", "other"),)),
            "D.D.C.: REQUESTED: emergency motion for a TRO",
        ),
        (
            LegalEvent(kind="ended", court="dcd", title="Notice of voluntary dismissal"),
            "D.D.C.: CASE ENDED without an order: Notice of voluntary dismissal",
        ),
        (LegalEvent(kind="hearing", court="dcd", title="Oral argument"), "D.D.C.: HEARING: Oral argument"),
        (
            LegalEvent(kind="ruling", court="cadc", judge="Millett, Rao and Childs", disposition="vacated"),
            "D.C. Cir. (Millett, Rao and Childs): VACATED",
        ),
        (LegalEvent(kind="ruling", judge="Indira Talwani", disposition="vacated"), "Judge Talwani: VACATED"),
        (LegalEvent(kind="ruling", disposition="vacated"), "VACATED"),
    ],
)
def test_other_kinds_and_people(event, expected):
    """Requests and ends claim no ruling; a panel keeps its names; what is unknown is left out."""
    assert line(event) == expected


def test_a_mandate_joins_its_decision():
    """The mandate's line says how the case was decided and when; any other update comes before the first line."""
    assert update(AFFIRMANCE, ("mandate issued",)) == (
        "D.C. Cir.: Mandate issued (affirmed 24 Feb). Centro de Trabajadores Unidos v. Bessent"
    )
    assert update(AFFIRMANCE, ("one", "two")) == f"UPDATE (one; two): {headline(AFFIRMANCE)}"


def test_courts_in_a_sentence():
    """Circuits and the Supreme Court are spoken out, others keep their short form."""
    assert [spoken(court) for court in ("cadc", "scotus", "mad", "nowhere")] == [
        "the D.C. Circuit",
        "the Supreme Court",
        "D. Mass.",
        "nowhere",
    ]
