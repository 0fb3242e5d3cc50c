"""The storyline comes out as five developments, no more and no fewer."""

import asyncio
from itertools import pairwise

import pytest

from monitor.core.telling.shape import as_json
from monitor.demo import moments, replay
from monitor.demo.story import STORYLINE


@pytest.fixture(scope="module")
def replayed():
    """All developments as JSON, and all alerts with their moments, of one replay."""
    alerts = []
    developments = asyncio.run(replay(lambda moment, alert: alerts.append((moment, alert))))
    return [as_json(development) for development in developments], alerts


@pytest.mark.slow
def test_exactly_five_developments(replayed):
    """Ruling, appeal, injunction, affirmance, indicative ruling: in this order, each in its case."""
    told = [(one["kind"], one["date"], one["case"], one["disposition"]) for one in replayed[0]]
    assert told == [
        ("ruling", "2025-11-21", "ctr-v-irs", "granted_in_part"),
        ("appeal", "2026-01-07", "ctr-v-irs", None),
        ("ruling", "2026-02-05", "cedc-v-bessent", "granted"),
        ("ruling", "2026-02-24", "centro-v-bessent", "affirmed"),
        ("ruling", "2026-02-26", "ctr-v-irs", "other"),
    ]


@pytest.mark.slow
def test_the_ruling_has_judge_pages_and_both_reports(replayed):
    """Docket entry and news of the first day are one development; "can appeal" is none."""
    first = replayed[0][0]
    assert (first["judge"], first["pages"], first["entry"]) == ("Colleen Kollar-Kotelly", 94, "53")
    assert first["relief"] == "stay_of_agency_action"
    assert [report["source"] for report in first["reports"]] == ["ctr-docket", "politics"]
    assert {matter["of"]: matter["disposition"] for matter in first["matters"]} == {
        30: "granted",
        31: "granted_in_part",
    }
    assert not any(one["kind"] == "appeal" and one["date"] == "2025-11-21" for one in replayed[0])


@pytest.mark.slow
def test_the_appeal_gains_its_number_and_is_followed(replayed):
    """The notice gets court and number later, by one follow-up alert, and the circuit is watched from then on."""
    developments, alerts = replayed
    assert developments[1]["appeal"] == {"type": "notice", "to": "cadc", "number": "26-5006"}
    titles = [alert["title"] for _, alert in alerts]
    assert sum("26-5006" in title for title in titles) >= 1
    assert any("cadc-followed" in alert["message"] for _, alert in alerts)


@pytest.mark.slow
def test_the_affirmance_is_of_the_related_case_only(replayed):
    """The affirmance is Centro's, related to the storyline's case and never a disposition of it."""
    affirmed = replayed[0][3]
    assert (affirmed["court"], affirmed["docket_number"], affirmed["related"]) == ("cadc", "25-5181", ["ctr-v-irs"])
    assert [report["source"] for report in affirmed["reports"]] == ["centro-appeal", "politics"]
    mine = [one for one in replayed[0] if one["case"] == "ctr-v-irs"]
    assert all(one["disposition"] != "affirmed" for one in mine)


@pytest.mark.slow
def test_the_last_ruling_is_indicative(replayed):
    """What the court would do is never "granted"."""
    last = replayed[0][4]
    assert (last["relief"], last["disposition"], last["pages"]) == ("indicative", "other", 13)


@pytest.mark.slow
def test_every_alert_is_marked_as_replay(replayed):
    """Nobody may take an alert of the demo for news; each development is told when it happened."""
    _, alerts = replayed
    assert all(alert["title"].startswith("[REPLAY] ") for _, alert in alerts)
    assert {moment for moment, alert in alerts if alert["type"] != "info"} <= set(STORYLINE.moments)


def test_the_replay_looks_often_enough_for_a_24_hour_feed():
    """Between two looks there is never a day, so that the replay makes no gap of its own."""
    looks = moments()
    assert max((later - sooner).total_seconds() for sooner, later in pairwise(looks)) < 24 * 3600
