"""What strangers write, as every verb shows it: nothing in it moves, colours or hides, on a terminal as in JSON."""

import json
import unicodedata

import pytest

from tests.cli.conftest import ITEM

EVIL = "\x1b[31mred\x1b[0m\x1b]0;title\x07 \x9b2Jgone \u202eback \u2066in \r\x08\x7f [bold]loud[/bold] Order"
"""Colours, a window title, the 8-bit form of them, text turned around, the line begun anew, markup of our own."""
ALLOWED = {"\n"}
VERBS = [
    ["events"],
    ["case", "ctr"],
    ["sources"],
    ["sources", "--coverage"],
    ["history", "notices"],
    ["diff", "notices"],
    ["diff", "dcd-feed"],
    ["outbox"],
    ["config", "show"],
    ["probe", "{feed}", "--court", "dcd"],
    ["probe", "{page}"],
    ["check", "--dry-run"],
]
JSON_TOO = {"events", "case", "sources", "history", "diff", "outbox", "probe"}


def controls(text):
    """The characters of a text that a terminal would obey, or that hide what it says."""
    return {mark for mark in text if unicodedata.category(mark) in {"Cc", "Cf", "Cs"} and mark not in ALLOWED}


@pytest.fixture
def attacked(user):
    """A user whose feed and page are full of it: title, words, name of the case; and a source that fails so."""
    user.types("check")
    item = ITEM.format(11, "Mon, 05 Jan 2026 14:00:00 GMT").replace("Order on", f"{EVIL} granting")
    item = item.replace("CENTER FOR TAXPAYER RIGHTS v. IRS", f"CENTER v. {EVIL}")
    known = ITEM.format(10, "Mon, 05 Jan 2026 14:00:00 GMT")
    body = f"<rss version='2.0'><channel><title>D</title>{known}{item}</channel></rss>"
    user.site.put("/feed", body.encode())
    user.page(f"{EVIL} The calendar is out.")
    user.types("check")
    return user


def test_nothing_of_a_page_moves_the_terminal(attacked):
    """No verb writes a control character of a page, in plain form or as JSON, on either stream."""
    moved = {}
    for verb in VERBS:
        words = [word.format(feed=attacked.site.url("/feed"), page=attacked.site.url("/page")) for word in verb]
        shown = attacked.types(*words, code=None) + attacked.errors
        if verb[0] in JSON_TOO:
            printed = attacked.types(*words, "--json", code=None)
            shown += printed + attacked.errors
            assert all(isinstance(json.loads(line), dict) for line in printed.splitlines())
        if found := controls(shown):
            moved[" ".join(verb)] = found
    assert moved == {}


def test_an_error_says_nothing_that_moves(attacked):
    """Nor does what a server says in an error: the address to which it sends us."""
    attacked.site.put("/page", status=302, Location="http://[\x9b2Jevil")
    shown = attacked.types("check", "notices", code=1)
    assert controls(shown + attacked.errors) == set()
