"""Real docket pages of every format, where the shared folder with them is there."""

import json
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[3] / "shared" / "pages"
OTHER = ("nef__",)
"""Mails, which no kind of this room reads."""

EXPECTED = [path for path in sorted(PAGES.glob("*.expected.json")) if not path.name.startswith(OTHER)]
DOCKETS = [path for path in EXPECTED if not path.name.startswith("rss_feeds__")]
FEEDS = [path for path in EXPECTED if path.name.startswith("rss_feeds__")]

pytestmark = pytest.mark.skipif(not EXPECTED, reason="the folder with real pages is not there")


def body(expected):
    """The page that an expected parse stands beside."""
    return expected.with_name(expected.name.removesuffix(".expected.json")).read_bytes()


def plain(text):
    """A text with all white space as single blanks."""
    return re.sub(r"\s+", " ", text or "").strip()


@pytest.mark.parametrize("path", DOCKETS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_every_entry_of_a_real_docket_has_its_text(path, read):
    """All entries are there, in order, with the expected words, days and numbers, each with a key of its own."""
    wanted = json.loads(path.read_text())["docket_entries"]
    items = read("docket", body(path)).items
    assert [plain(item.text) for item in items] == [
        plain(row["description"] or row["short_description"]) for row in wanted
    ]
    assert [str(item.filed or None) for item in items] == [str(row["date_filed"])[:10] for row in wanted]
    assert len({item.key for item in items}) == len(items)


@pytest.mark.parametrize("path", DOCKETS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_real_docket_names_its_case_and_court(path, read):
    """Number and court are read from the page itself, but for ACMS, whose JSON does not name its court."""
    wanted = json.loads(path.read_text())
    about = read("docket", body(path)).about
    assert about.docket_number == wanted["docket_number"]
    court = {"azb": "arb"}.get(wanted.get("court_id", "scotus"), wanted.get("court_id", "scotus"))
    assert about.court == (None if path.name.startswith("docket-acms") else court)


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_every_item_of_a_real_feed_is_there(path, read):
    """Each labelled event is an item; those that the expected parse joined with AND are items of their own."""
    wanted = [
        (row["docket_number"], label)
        for row in json.loads(path.read_text())
        for label in row["docket_entries"][0]["short_description"].split(" AND ")
    ]
    items = read("court_feed", body(path)).items
    got = [(re.sub(r"(-[a-z]+-\d+)-\d+$", r"\1", item.docket_number), item.text) for item in items]
    assert sorted(got) == sorted(wanted)
    assert len({item.key for item in items}) == len(items)
    assert all(item.published and item.label_only for item in items)
