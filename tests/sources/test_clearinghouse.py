"""Cases of the Clearinghouse: the page of a case is read through its data."""

import json
from pathlib import Path

import pytest

from monitor.errors import Unreadable
from monitor.model import Mark
from monitor.sources import KINDS
from monitor.sources.docket_formats import clearinghouse

SAMPLE = json.loads((Path(__file__).parents[1] / "samples" / "docket" / "clearinghouse.json").read_text())
CASE = SAMPLE["results"][0]
DATA = "https://clearinghouse.net/api/v2p1/cases/?case_id=46527"


def of_circuit(docket):
    """The docket of the same case on appeal."""
    rows = [{"row_number": 0, "id": 8001, "entry_number": "1", "description": "CASE docketed. [25-99001]"}]
    name = "U.S. Court of Appeals for the District of Columbia Circuit"
    return docket | {"court": name, "docket_number_manual": "25-99001", "is_main_docket": False, "docket_entries": rows}


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("https://clearinghouse.net/case/46527/", DATA),
        ("http://www.clearinghouse.net/case/46527", DATA),
        ("https://clearinghouse.net/case/46527/?docket_page=2#docket", DATA),
        (DATA, DATA),
        ("https://clearinghouse.net/search", "https://clearinghouse.net/search"),
        ("https://example.org/clearinghouse.net/case/1", "https://example.org/clearinghouse.net/case/1"),
    ],
)
def test_a_page_is_asked_for_by_its_data(source, page, asked):
    """The user gives the address that a browser shows; the headers, with the token, go along."""
    ours = source("docket", page, headers={"Authorization": "Token x"})
    request = KINDS["docket"].first(ours, Mark("a-docket"))
    assert (request.url, request.headers) == (asked, {"Authorization": "Token x"})


def test_the_docket_of_the_court_asked_for_is_read(read):
    """Of a case's dockets the main one, unless the source names the court of another."""
    dockets = {"count": 2, "results": [of_circuit(CASE["main_docket"]), CASE["main_docket"]]}
    assert read("docket", json.dumps(dockets), DATA).about.docket_number == "1:25-cv-99457"
    above = read("docket", json.dumps(dockets), DATA, court="cadc")
    assert (above.about.court, above.about.docket_number, len(above.items)) == ("cadc", "25-99001", 1)
    assert len(read("docket", json.dumps(CASE["main_docket"]), DATA).items) == 3


def test_a_label_that_gets_number_and_text_is_the_same_entry(read):
    """What RECAP had from the court's feed is known again when its full entry comes."""
    before = read("docket", json.dumps(SAMPLE), DATA).items[2]
    full = CASE["main_docket"]["docket_entries"][2] | {"entry_number": "3", "description": "NOTICE OF APPEAL " * 9}
    rows = [*CASE["main_docket"]["docket_entries"][:2], full]
    later = CASE | {"main_docket": CASE["main_docket"] | {"docket_entries": rows}}
    after = read("docket", json.dumps({"results": [later]}), DATA).items[2]
    assert before.label_only
    assert not after.label_only
    assert before.key in (after.key, *after.aliases)


@pytest.mark.parametrize(
    "body",
    [
        '{"results": [], "x": "docket_entries", "docket_entries": 1, "docket_number_manual": 1',
        json.dumps(
            {"results": [CASE | {"main_docket": None}], "not": {"docket_entries": 0, "docket_number_manual": 0}}
        ),
        json.dumps({"results": "none", "docket_entries": {}, "docket_number_manual": []}),
        '{"detail": "Authentication credentials were not provided."}',
        '["API Error: xyz is not an integer."]',
    ],
)
def test_what_holds_no_docket_is_told(read, body):
    """Broken, empty and refused answers are errors, not empty dockets."""
    with pytest.raises(Unreadable):
        read("docket", body, DATA)


def test_odd_fields_are_nothing(read):
    """Other types than the documented ones leave a field empty."""
    row = {"id": "x", "entry_number": ["1"], "date_filed": 5, "description": {"a": 1}, "url": "javascript:1"}
    docket = CASE["main_docket"] | {"docket_entries": [row, None, 7, {"entry_number": 4, "description": "ORDER"}]}
    odd, number_only = read("docket", json.dumps(CASE | {"main_docket": docket}), DATA).items
    assert (odd.number, odd.filed, odd.url, odd.text) == (None, None, None, "")
    assert (number_only.number, number_only.text) == ("4", "ORDER")


@pytest.mark.parametrize(
    ("name", "court"),
    [
        ("Western District of Texas", "txwd"),
        ("District of District of Columbia", "dcd"),
        ("District of Massachusetts", "mad"),
        ("U.S. Court of Appeals for the Ninth Circuit", "ca9"),
        ("New York state trial court", None),
        ("", None),
    ],
)
def test_courts_are_known_by_the_clearinghouses_names(name, court):
    """District courts are named by their district alone; state courts are none of ours."""
    text = json.dumps(CASE["main_docket"] | {"court": name})
    assert clearinghouse.read(DATA, text, None).about.court == court
