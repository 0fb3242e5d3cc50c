"""Pages that grow row by row: each entry is told once, and nothing else is told, whatever clerks do to its row.

The rows are cut and put back by what `./run bench sources` measures all real pages with.
"""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from benchmarks._growing import cut
from benchmarks._replay import grown_at_the_end, grown_on_top, oldest_first, written_anew

SAMPLES = Path(__file__).parents[1] / "samples"
PAGES = Path(__file__).parents[3] / "shared" / "pages"
GROWING = [
    SAMPLES / name
    for name in (
        "court_feed/appellate.xml",
        "court_feed/bankruptcy.xml",
        "court_feed/district.xml",
        "docket/acms.json",
        "docket/appellate.html",
        "docket/cmecf_bankruptcy.html",
        "docket/cmecf_district.html",
        "docket/cmecf_history.html",
        "docket/courtlistener_1.html",
        "docket/courtlistener_2.html",
        "docket/internet_archive.xml",
        "docket/scotus.json",
        "docket/scotus_page.html",
    )
]
REAL = [
    PAGES / name
    for name in (
        "docket-acms__ca9_23-3206.acms_json",
        "docket-appellate__ca9_1.html",
        "docket-bankruptcy__mdb_16.html",
        "docket-district__nvd_128568.html",
        "docket-district__wawd.html",
        "docket_history_reports__nyed_235436.html",
        "dockets_internet_archive__mdd_81391.xml",
        "scotus__docket-html__16A982.html",
    )
]
"""Short pages of each format, among them all that once told something wrong; the bench takes all pages."""


@pytest.fixture
def replayed(read):
    """Grow a page in a way; gives what was told wrongly."""

    def replaying(path, grow):
        rows, kind = cut(path.read_bytes()), "court_feed" if b"<rss" in path.read_bytes() else "docket"
        reading = partial(read, kind)
        items = reading(rows.page(rows.form("plain"))).items
        return list(grow(oldest_first(rows, items), reading))

    return replaying


@pytest.mark.parametrize("grow", [grown_at_the_end, grown_on_top, written_anew], ids=lambda grow: grow.__name__)
@pytest.mark.parametrize("path", GROWING, ids=lambda path: path.name)
def test_every_entry_of_a_growing_sample_is_told_once(replayed, path, grow):
    """Put below or above the others, with its number late, written anew: one entry added once, nothing else."""
    assert replayed(path, grow) == []


@pytest.mark.skipif(not PAGES.exists(), reason="the folder with real pages is not there")
@pytest.mark.parametrize("grow", [grown_at_the_end, grown_on_top, written_anew], ids=lambda grow: grow.__name__)
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_every_entry_of_a_growing_real_page_is_told_once(replayed, path, grow):
    """The same with the rows of real dockets."""
    assert replayed(path, grow) == []


@pytest.mark.parametrize("path", GROWING, ids=lambda path: path.name)
def test_a_page_put_together_again_is_the_page(read, path):
    """Cutting loses no row and changes no word: the replay is about the page itself."""
    body = path.read_bytes()
    kind, rows = "court_feed" if b"<rss" in body else "docket", cut(body)
    whole, again = read(kind, body), read(kind, rows.page(rows.form("plain")))
    assert [(item.key, item.text) for item in again.items] == [(item.key, item.text) for item in whole.items]
    assert len(rows.rows) == len(whole.items)


def test_the_replay_notices_a_false_telling(replayed):
    """With keys by place on the page, as a line diff has them, the replay tells of false changes."""

    def by_place(rows, reading):
        def placed(body):
            page = reading(body)
            items = [replace(item, key=str(place), aliases=()) for place, item in enumerate(page.items)]
            return replace(page, items=tuple(items), extent="window")

        yield from grown_on_top(rows, placed)

    assert replayed(SAMPLES / "docket" / "cmecf_district.html", by_place)
