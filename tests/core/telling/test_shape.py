"""Developments as JSON, in the shape of the contract."""

import json
from dataclasses import replace

from monitor.core.telling.shape import as_json
from tests.core.storyline import APPEAL, DOCKET, NEWS, RULING


def test_a_ruling_has_the_shape_of_the_contract():
    """Every key of INTERFACE's example is there, with its value."""
    assert as_json(RULING) == {
        "id": "d1",
        "kind": "ruling",
        "significance": "major",
        "disposition": "granted",
        "relief": "stay_of_agency_action",
        "matters": [
            {"motion": "motion to stay under 5 U.S.C. 705", "disposition": "granted", "of": 30},
            {"motion": "motion to dismiss", "disposition": "granted_in_part", "of": 31},
        ],
        "case": "ctr-v-irs",
        "court": "dcd",
        "docket_number": "1:25-cv-00457",
        "entry": "53",
        "judge": "Colleen Kollar-Kotelly",
        "pages": 94,
        "date": "2025-11-21",
        "filed": "2025-11-21",
        "entered": "2025-11-21",
        "title": "Memorandum opinion and order",
        "evidence": "granting 30 Motion to Stay; granting in part and denying in part 31 Motion to Dismiss",
        "url": DOCKET,
        "confidence": "certain",
        "unread": False,
        "undone": None,
        "reports": [
            {"source": "ctr-docket", "url": DOCKET, "seen": "2025-11-21T21:07:12Z"},
            {"source": "politics", "url": NEWS.url, "seen": "2025-11-21T21:10:12Z"},
        ],
        "related": ["centro-v-bessent"],
    }


def test_an_appeal_says_where_it_goes():
    """An appeal carries its object, a ruling none."""
    assert as_json(APPEAL)["appeal"] == {"type": "notice", "to": "cadc", "number": None}
    assert "appeal" not in as_json(RULING)


def test_a_possible_appeal_is_marked():
    """Only a story that says an appeal is possible carries the mark."""
    event = replace(RULING.event, prospective_appeal=True)
    assert as_json(replace(RULING, event=event))["prospective_appeal"] is True
    assert "prospective_appeal" not in as_json(RULING)


def test_a_day_is_always_known():
    """Without a filing day the day of entry counts, then the one it was first seen; all of it is JSON."""
    undated = replace(RULING.event, filed=None)
    assert as_json(replace(RULING, event=undated))["date"] == "2025-11-21"
    shape = as_json(replace(RULING, event=replace(undated, entered=None)))
    assert (shape["date"], shape["filed"], shape["entered"]) == ("2025-11-21", None, None)
    assert json.loads(json.dumps(shape)) == shape


def test_secrets_in_addresses_are_masked():
    """A key in the address of a source shows neither in the address nor in the reports; nothing else changes."""
    url = "https://feeds.test/rss?key=hunter2hunter2"
    keyed = replace(RULING, event=replace(RULING.event, url=url), reports=(replace(RULING.reports[0], url=url),))
    shape = as_json(keyed, ["hunter2hunter2"])
    assert shape["url"] == shape["reports"][0]["url"] == "https://feeds.test/rss?key=****"
    assert "hunter2" not in json.dumps(shape)
    assert shape["matters"] == as_json(keyed)["matters"]
