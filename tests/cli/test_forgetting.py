"""Forgetting what was sealed or misfiled: its words are gone everywhere, and it is never told again."""

import pytest

SECRET = "SEALED REPORT on the confidential informant Ekaterina Vasilyeva"


def raw(user):
    """All bytes of the database and of what lies beside it."""
    folder = user.config.parent.parent / "data"
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def told(user):
    """A ruling was told by the feed, and a change of the page that holds SECRET."""
    text = user.config.read_text()
    user.config.write_text(f"{text}feeds: {{folder: data/feeds}}\n")
    user.lines("check")
    user.feed(10, 11)
    user.page(SECRET)
    user.lines("check")
    assert len(user.site.posted) == 2
    assert SECRET.encode() in raw(user)
    return user


def test_an_item_that_is_forgotten_is_gone_from_every_place(told):
    """Named by its source and key, as `monitor diff` shows it: no byte of its words is left, and none comes again."""
    (change,) = told.lines("diff", "notices")
    assert "all that notices shows: nothing of it is told any more" in told.types("forget", "notices", "text", code=4)
    assert "nothing was erased" in told.errors
    (done,) = told.lines("forget", "notices", change["key"], "--yes")
    assert (done["snapshots"], done["alerts"], done["everywhere"]) == (2, 1, True)
    assert b"Vasilyeva" not in raw(told)
    assert "[forgotten]" in told.types("outbox")
    told.page(f"{SECRET} again")
    assert all(line["ok"] for line in told.lines("check"))
    assert b"Vasilyeva" not in raw(told)
    assert len(told.site.posted) == 2
    (row,) = told.lines("forget")
    assert (row["source"], row["keys"]) == ("notices", [change["key"]])


def test_a_development_that_is_forgotten_stays_as_a_tombstone_and_is_never_told_again(told):
    """Named as `monitor events` shows it: kind, place and day stay, no words, not in feeds either; the next is told."""
    (before,) = told.lines("events")
    feed = told.config.parent.parent / "data" / "feeds" / "ctr.atom"
    assert "Order on Motion to Stay" in feed.read_text()
    assert before["id"] in told.types("events")
    told.types("forget", before["id"], "--yes")
    (after,) = told.lines("events")
    assert (after["id"], after["kind"], after["entry"], after["forgotten"]) == (before["id"], "ruling", "11", True)
    assert (after["evidence"], after["url"], after["title"]) == ("", None, "[forgotten]")
    assert "FORGOTTEN: ruling, D.D.C., entry 11. Center for Taxpayer Rights" in told.types("events")
    assert "Order on Motion to Stay" not in feed.read_text()
    assert b"ORDER, text not read: open it. D.D.C., entry 11" not in raw(told)
    for numbers in ((10,), (10, 11), (10, 11, 12)):
        told.feed(*numbers)
        told.lines("check")
    assert len(told.site.posted) == 3
    assert b"entry 12" in told.site.posted[2]
    assert [(one["entry"], "forgotten" in one) for one in told.lines("events")] == [("12", False), ("11", True)]


def test_the_entry_of_a_source_is_named_by_its_number(told):
    """As an alert shows it; its development is forgotten with it. What there is none of: what, and what to write."""
    told.types("forget", "nothing", code=2)
    assert "no development nothing; see monitor events" in told.errors
    told.types("forget", "nowhere", "11", code=2)
    assert "no source nowhere; the sources are dcd-feed, notices" in told.errors
    told.types("forget", "dcd-feed", "99", code=2)
    assert "dcd-feed has no item 99" in told.errors
    assert "nothing was forgotten" in told.types("forget")
    told.types("forget", "dcd-feed", "11", "--yes")
    assert told.lines("events")[0]["forgotten"]
