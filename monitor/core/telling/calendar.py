"""The times of a case as a calendar file (RFC 5545): one all-day event for the last day of each."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.core.cases.deadlines import CAUTION, Deadline
from monitor.core.cases.timeline import Step, Timeline, line, revised
from monitor.core.plain import address, plain
from monitor.core.telling.message import READ_BY_PROGRAM
from monitor.model import Development

if TYPE_CHECKING:
    from icalendar import Event

_MOST_SUMMARY = 200
_MOST_LINE = 500
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9]+")


def calendar(found: Timeline, mark: str = "") -> bytes:
    """The calendar of a case's times to seek review; `mark` stands before its name and every summary.

    An event keeps its UID as long as development and rule are the same, so that a later export replaces it; the bytes
    are the same as long as nothing new is known.
    """
    from icalendar import Calendar  # noqa: PLC0415 (loaded on first use: 80 modules)

    made = Calendar()
    made.add("prodid", "-//Docket Monitor//time to appeal//EN")
    made.add("version", "2.0")
    made.add("name", mark + plain(found.case.name, _MOST_SUMMARY))  # RFC 7986 §5.1
    for event in _events(found, mark):
        made.add_component(event)
    return bytes(made.to_ical())


def _events(found: Timeline, mark: str) -> "Iterator[Event]":
    for step in found.steps:
        for time in step.times:
            if not time.aside:
                yield _event(step, time, found.case.name, mark)


def _event(step: Step, time: Deadline, case: str, mark: str) -> "Event":
    """One last day. It blocks no time, and stands as tentative where anything about it is open."""
    from icalendar import Event  # noqa: PLC0415 (as above)

    event = Event()
    event.add("uid", uid(step.development, time))
    event.add("dtstamp", max(map(revised, (step.development, *step.since))))  # its last revision, RFC 5545 §3.8.7.2
    event.add("dtstart", time.last)
    event.add("dtend", time.last + timedelta(days=1))  # exclusive for all-day events, RFC 5545 §3.6.1
    event.add("summary", mark + plain(_summary(time, case), _MOST_SUMMARY))
    event.add("description", "\n".join(plain(text, _MOST_LINE) for text in _description(step, time)))
    event.add("status", "TENTATIVE" if time.uncertain or time.condition or step.since else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if url := address(step.development.event.url):
        event.add("url", url)
    return event


def uid(development: Development, time: Deadline) -> str:
    """The id of an event: of the development, the rule and its days."""
    rule = _NOT_IN_ID.sub("-", f"{development.id} {time.rule} {time.days}").strip("-")
    return f"{rule}@docket-monitor"


def _summary(time: Deadline, case: str) -> str:
    condition = f" {time.condition}" if time.condition else ""
    return f"{time.what}, last of {time.days} days{condition} ({time.rule}): {case}"


def _description(step: Step, time: Deadline) -> Iterator[str]:
    yield line(step.development)
    yield from time.steps
    yield from (f"uncertain: {doubt}" for doubt in time.uncertain)
    yield from (f"since then: {line(one)}" for one in step.since)
    yield f"It ends then {CAUTION}."
    yield READ_BY_PROGRAM
