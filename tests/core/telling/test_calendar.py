"""The calendar file: read back by a program, whatever stands in the pages."""

from dataclasses import replace
from datetime import date

import icalendar
import pytest

from monitor.core.cases.timeline import timeline
from monitor.core.telling.calendar import calendar
from monitor.model import Appeal
from tests.core.storyline import AFFIRMANCE, APPEAL, CTR, DOCKET, NEWS, RULING

INJECTED = "A, B; C\\ \r\nEND:VEVENT\nBEGIN:VALARM\nACTION:AUDIO\x00\x1b[31m\u202e SUMMARY:evil"


def events(*developments, case=CTR):
    """The events of the calendar, as a program reads them back."""
    read = icalendar.Calendar.from_ical(calendar(timeline(case, developments)))
    assert not read.errors
    return read.walk("VEVENT")


def test_each_last_day_is_one_all_day_event():
    """The ruling's 60 days: day, words, rule, steps, caution, address; the asides are left out."""
    (event,) = events(RULING)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 1, 20), date(2026, 1, 21))
    assert event["summary"] == "notice of appeal, last of 60 days (FRAP 4(a)(1)(B)): Center for Taxpayer Rights v. IRS"
    assert event["url"] == DOCKET
    assert event.decoded("dtstamp") == NEWS.seen  # when it was last reported
    for words in ("counted by FRAP 26(a)(1)", "uncertain: such a stay", "not legal advice", "open the document"):
        assert words in event["description"]
    assert (event["status"], event["transp"]) == ("TENTATIVE", "TRANSPARENT")


def test_ids_are_those_of_development_and_rule():
    """The same at every export, also when the day moves; each time has its own."""
    found = events(AFFIRMANCE, RULING)
    ids = [str(event["uid"]) for event in found]
    assert len(ids) == len(set(ids)) == 3
    assert "d1-FRAP-4-a-1-B-60@docket-monitor" in ids
    moved = replace(RULING, event=replace(RULING.event, entered=date(2025, 12, 1)))
    (again,) = events(moved)
    assert (str(again["uid"]), again.decoded("dtstart")) == ("d1-FRAP-4-a-1-B-60@docket-monitor", date(2026, 1, 30))


def test_what_happened_since_is_told():
    """A notice of appeal stands in the description of the ruling's time."""
    notice = replace(APPEAL, event=replace(APPEAL.event, appeal=Appeal("notice", "cadc", "26-5006")))
    first, _ = events(RULING, notice)
    assert "since then: APPEAL: notice of appeal to the D.C. Circuit" in first["description"]


@pytest.mark.parametrize(
    "hostile", [INJECTED, "x" * 100_000, "BEGIN:VCALENDAR\r\n", "]]>\u2028\x85\r\n\r\nBEGIN:VEVENT\rUID:x\n "]
)
def test_pages_cannot_write_into_the_calendar(hostile):
    """Line breaks, commas, backslashes, control characters and length of a page stay text of one event."""
    event = replace(
        RULING.event, title=hostile, evidence=hostile, relief="injunction", matters=(), url=f"http://x/{hostile}"
    )
    ruling = replace(RULING, event=event)
    case = replace(CTR, name=hostile)
    raw = calendar(timeline(case, [ruling]))
    read = icalendar.Calendar.from_ical(raw)
    assert [part.name for part in read.walk()] == ["VCALENDAR", *["VEVENT"] * len(read.walk("VEVENT"))]
    assert read.walk("VEVENT")
    assert b"\x1b" not in raw
    assert b"\x00" not in raw
    assert "\u202e".encode() not in raw
    assert len(raw) < 20_000
    assert all(len(row) <= 75 for row in raw.split(b"\r\n"))


def test_an_address_that_is_none_is_left_out():
    """Only plain http(s) addresses are links."""
    (event,) = events(replace(RULING, event=replace(RULING.event, url="javascript:alert(1)")))
    assert "url" not in event


def test_a_case_without_times_is_an_empty_calendar():
    """Still a calendar that programs read."""
    assert events() == []


def test_a_replay_says_so():
    """The demo's mark stands before the calendar's name and each event's summary."""
    read = icalendar.Calendar.from_ical(calendar(timeline(CTR, [RULING]), "[REPLAY] "))
    assert [str(read["name"])[:9], *(str(event["summary"])[:9] for event in read.walk("VEVENT"))] == ["[REPLAY] "] * 2
