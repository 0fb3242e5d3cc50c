"""What a person wants to hear nothing of for a while, and what they have seen."""


def test_a_silenced_case_is_read_and_kept_but_not_told(user):
    """No alert while it lasts; the development is there all the same; once it is ended alerts come again."""
    user.lines("check")
    (row,) = user.lines("silence", "ctr", "--for", "2h", "--json")
    assert row["id"] == "ctr"
    user.feed(10, 11)
    user.lines("check")
    assert (user.site.posted, [event["entry"] for event in user.lines("events")]) == ([], ["11"])
    assert "nothing is silenced" in user.types("silence", "ctr", "--for", "0s")
    user.feed(10, 11, 12)
    user.lines("check")
    assert len(user.site.posted) == 1


def test_a_silenced_source_is_silent_alone(user):
    """The other source goes on telling."""
    user.lines("check")
    user.types("silence", "notices")
    user.page("The calendar is out.")
    user.feed(10, 11)
    user.lines("check")
    assert len(user.site.posted) == 1
    assert b"Center for Taxpayer" in user.site.posted[0]


def test_a_development_that_was_seen_is_marked(user):
    """Without the mark it is new; what does not exist cannot be seen."""
    user.lines("check")
    user.feed(10, 11)
    (found,) = (user.lines("check"), user.lines("events"))[1]
    assert found["acked"] is None
    assert "new" in user.types("events")
    user.types("ack", found["id"])
    assert user.lines("events")[0]["acked"] is not None
    user.types("ack", "nothing", code=2)
    assert "no development nothing" in user.errors


def test_mistakes_are_told(user):
    """An unknown id, a length that is none: what, and what to write."""
    user.types("silence", "nobody", code=2)
    assert "no case or source nobody; there are ctr, dcd-feed, notices" in user.errors
    user.types("silence", "ctr", "--for", "soon", code=2)
    assert "write 30m, 2h or 7d" in user.errors
