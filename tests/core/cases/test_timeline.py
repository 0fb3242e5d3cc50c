"""The storyline's case as a timeline: steps in order, times with what happened since, what is open."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from monitor.core.cases.timeline import as_json, line, timeline
from monitor.model import Appeal, Case, DocketRef, Learned, LegalEvent, Matter
from tests.core.storyline import AFFIRMANCE, APPEAL, CTR, INDICATIVE, RULING, SEEN, development

CASE = replace(CTR, dockets=(DocketRef("cadc", "26-5006"), DocketRef("dcd", "1:25-cv-00457")), judges=("Roe",))
NUMBERED = replace(APPEAL, event=replace(APPEAL.event, appeal=Appeal("notice", "cadc", "26-5006"), refers_to=(53,)))
DECIDED = replace(
    AFFIRMANCE, case="ctr-v-irs", event=replace(AFFIRMANCE.event, docket_number="26-5006", filed=date(2026, 6, 1))
)


def happening(ident, kind="ruling", filed=date(2026, 3, 1), **facts):
    """A development of the case on the district docket."""
    place = {"court": "dcd", "docket_number": "1:25-cv-00457"}
    return replace(development(LegalEvent(kind=kind, filed=filed, **(place | facts)), ident=ident))


def opened(*developments):
    """What is open, in words."""
    return [one.what for one in timeline(CASE, developments).open]


def test_steps_stand_in_the_order_of_their_days():
    """Whatever the order they were found in; dockets from the lowest court up."""
    found = timeline(CASE, [INDICATIVE, NUMBERED, RULING])
    assert [step.development.id for step in found.steps] == ["d1", "d2", "d5"]
    assert [ref.court for ref in found.dockets] == ["dcd", "cadc"]


def test_the_time_of_the_ruling_shows_the_notice_that_followed():
    """60 days, for the case's own name shows a federal party; the notice of appeal names the entry."""
    first, second, last = timeline(CASE, [RULING, NUMBERED, INDICATIVE]).steps
    (time, motion) = first.times
    assert (time.last, time.days) == (date(2026, 1, 20), 60)
    assert motion.aside
    assert [one.id for one in first.since] == ["d2"]
    assert second.times[0].rule == "FRAP 4(a)(3)"
    assert (last.times, last.since) == ((), ())


def test_a_notice_of_another_order_is_not_of_this_ruling():
    """A notice that names entry 40 says nothing about entry 53, and neither does an older one."""
    other = replace(NUMBERED, event=replace(NUMBERED.event, refers_to=(40,)))
    older = replace(NUMBERED, event=replace(NUMBERED.event, filed=date(2025, 11, 1)))
    for notice in (other, older):
        step = next(step for step in timeline(CASE, [RULING, notice]).steps if step.development is RULING)
        assert step.since == ()


def test_a_learned_party_tells_that_the_government_is_one():
    """The parties of the docket page decide where the name of the case does not."""
    case = replace(CASE, name="Center v. Bessent")
    ruling = replace(RULING, case_name=case.name, event=replace(RULING.event, case_name=None))
    assert len([time for time in timeline(case, [ruling]).steps[0].times if not time.aside]) == 2
    known = timeline(replace(case, parties=("SCOTT BESSENT", "INTERNAL REVENUE SERVICE")), [ruling])
    assert known.government == "INTERNAL REVENUE SERVICE"
    assert [time.days for time in known.steps[0].times if not time.aside] == [60]


def test_a_ruling_that_counts_no_more_opens_no_time():
    """Vacated later: no time to appeal, its line says so, and it decides nothing."""
    gone = replace(DECIDED, undone="NO LONGER IN FORCE: vacated")
    found = timeline(CASE, [NUMBERED, gone])
    assert found.steps[1].times == ()
    assert line(gone).endswith("[NO LONGER IN FORCE: vacated]")
    assert [one.development.id for one in found.open] == ["d2"]


def test_an_appeal_is_pending_until_its_court_decides():
    """Open with court and number; closed by the decision, by a mandate, by an agreed dismissal there."""
    assert opened(NUMBERED) == ["appeal pending in the D.C. Circuit, No. 26-5006 since 6 Jan 2026"]
    assert opened(NUMBERED, DECIDED) == []
    assert opened(NUMBERED, happening("m", relief="mandate")) == []
    assert opened(NUMBERED, happening("m", relief="mandate", refers_to=(55,))) == []
    assert opened(NUMBERED, happening("e", kind="ended", court="cadc", docket_number="26-5006")) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"court": "cadc", "docket_number": "25-5181", "disposition": "affirmed"},  # of another appeal
        {"court": "cadc", "docket_number": "26-5006", "disposition": "granted", "relief": "stay_pending_appeal"},
        {"court": "dcd", "disposition": "granted", "relief": "dismissal"},
        {"relief": "mandate", "refers_to": (40,)},  # sent back in the appeal of entry 40
        {"court": "cadc", "docket_number": "25-5181", "relief": "mandate"},
        {"court": "cadc", "docket_number": "26-5006", "disposition": "affirmed", "filed": date(2026, 1, 1)},
    ],
)
def test_what_does_not_decide_an_appeal_leaves_it_open(facts):
    """Another appeal's decision, an order on the way, a ruling below, an older decision."""
    assert len(opened(NUMBERED, happening("x", **facts))) == 1


def test_rehearing_and_certiorari_are_open_until_answered():
    """Rehearing by the same court's answer, certiorari by the Supreme Court's; a grant leaves the case open there."""
    circuit = {"court": "cadc", "docket_number": "26-5006"}
    sought = happening("r", kind="appeal", appeal=Appeal("rehearing", "cadc"), **circuit)
    assert opened(sought) == ["rehearing sought in the D.C. Circuit since 1 Mar 2026"]
    later = date(2026, 4, 1)
    assert opened(sought, happening("x", filed=later, relief="rehearing", disposition="denied", **circuit)) == []
    above = {"court": "scotus", "docket_number": "25-1001", "filed": later, "relief": "certiorari"}
    cert = happening("c", kind="appeal", appeal=Appeal("certiorari", "scotus"), **circuit)
    assert opened(cert, happening("x", disposition="denied", **above)) == []
    assert opened(cert, happening("x", disposition="granted", **above)) == [
        "certiorari sought in the Supreme Court since 1 Mar 2026"
    ]


def test_a_request_is_open_until_it_is_ruled_on():
    """By its entry number, by its relief, or because the case ended; another motion's ruling leaves it open."""
    motion = Matter("motion for preliminary injunction", "other")
    request = happening("q", kind="request", entry="70", relief="injunction", matters=(motion,))
    assert opened(request) == ["asked on 1 Mar 2026, not decided in what was read: motion for preliminary injunction"]
    assert opened(request, happening("x", matters=(Matter("motion", "denied", 70),))) == []
    assert opened(request, happening("x", relief="injunction", disposition="denied")) == []
    assert opened(request, happening("x", kind="ended")) == []
    assert len(opened(request, happening("x", relief="dismissal", disposition="denied"))) == 1
    assert len(opened(happening("x", relief="injunction", disposition="denied", entry="69"), request)) == 1
    assert opened(happening("x", relief="injunction", disposition="denied", entry="71"), request) == []


def test_the_timeline_as_json():
    """Plain values; each time names its development and rule, each fact its evidence."""
    fact = Learned(CASE.id, "docket", "cadc 26-5006", "USCA Case Number 26-5006", "ctr-docket", SEEN)
    dropped = replace(fact, value="cadc 99-9999")
    other = replace(fact, case="another")
    case = replace(CASE, ignore=("cadc No. 99-9999",))
    shape = as_json(timeline(case, [RULING, NUMBERED], [fact, dropped, other], {"centro-v-bessent": None}))
    assert json.loads(json.dumps(shape)) == shape
    assert (shape["case"], shape["dockets"]) == ("ctr-v-irs", ["dcd 1:25-cv-00457", "cadc 26-5006"])
    assert shape["learned"] == [
        {
            "fact": "docket",
            "value": "cadc 26-5006",
            "evidence": "USCA Case Number 26-5006",
            "source": "ctr-docket",
        }
    ]
    assert shape["related"] == ["centro-v-bessent"]
    assert [one["id"] for one in shape["developments"]] == ["d1", "d2"]
    first = shape["deadlines"][0]
    assert (first["development"], first["last"], first["since"]) == ("d1", "2026-01-20", ["d2"])
    assert shape["open"][0]["development"] == "d2"


def test_a_case_without_developments_is_a_timeline_too():
    """Nothing found, nothing open, nothing to fail on."""
    found = timeline(Case("x", "X v. Y"), [])
    assert (found.steps, found.open, found.government) == ((), (), None)


def test_an_undated_development_has_the_day_it_was_seen():
    """So that every step has a place."""
    undated = replace(RULING, event=replace(RULING.event, filed=None, entered=None))
    assert timeline(CASE, [undated]).steps[0].day == SEEN.date()
    assert timeline(CASE, [undated]).steps[0].day - SEEN.date() == timedelta()
