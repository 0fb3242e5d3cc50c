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


def court_of(path, wanted):
    """The court in the registry's ids; the JSON of ACMS does not name its court, that of the Supreme Court need not."""
    pacer_id = wanted.get("court_id", "scotus")
    return None if path.name.startswith("docket-acms") else {"azb": "arb"}.get(pacer_id, pacer_id)


@pytest.mark.parametrize("path", DOCKETS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_real_docket_is_read_whole(path, read):
    """Every entry has its words, day and a key of its own, in order; number and court are read from the page itself."""
    wanted = json.loads(path.read_text())
    snapshot = read("docket", body(path))
    items, rows = snapshot.items, wanted["docket_entries"]
    assert [plain(item.text) for item in items] == [
        plain(row["description"] or row["short_description"]) for row in rows
    ]
    assert [str(item.filed or None) for item in items] == [str(row["date_filed"])[:10] for row in rows]
    assert len({item.key for item in items}) == len(items)
    assert snapshot.about.docket_number == wanted["docket_number"]
    assert snapshot.about.court == court_of(path, wanted)


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
