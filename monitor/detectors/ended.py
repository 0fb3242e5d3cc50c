"""Ended: a case ends without an order, by a notice or a stipulation of dismissal that needs none (FRCP 41(a)(1)(A)).

A stipulation that the court signs is a ruling, and a motion to dismiss is only asked for. The appellate counterpart is
an agreement to dismiss an appeal (FRAP 42(b)(1)).
"""

import re

from monitor.detectors._base import Detector
from monitor.detectors._entries import event_of, make, read
from monitor.detectors.ruling import see as ruling_in
from monitor.model import Finding, Item

_ENDS = re.compile(
    r"^\W*(?:\w+ ){0,3}?(?:notice|stipulation|stipulated notice|agreement)s?\b(?: \w+){0,3}?"
    r" (?:of|to|for) (?:\w+ ){0,3}?dismiss(?:al|ing)?\b"
    r"|^\W*(?:\w+ ){0,2}?(?:voluntary|stipulated) dismissal\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\bproposed order\b|\bmotion\b|\bhearing\b|\bintent\b|\bwithdraw\w*\b", re.IGNORECASE)
_HEAD = 160


def see(item: Item) -> Finding:
    """The end of the case that a docket entry brings about by itself, or none."""
    entry = read(item)
    match = _ENDS.search(entry.text[:_HEAD]) if item.kind == "docket_entry" else None
    if match is None or entry.head.kind == "undone":
        return Finding(None, ("ended: no notice or stipulation of dismissal",))
    if _NOT_YET.search(entry.text[:_HEAD]) or ruling_in(item).event:
        return Finding(None, ("ended: needs an order, or has one",))
    rule = "a dismissal that needs no order"
    event = make("ended", event_of(item, entry, match.start(), match.end()), relief="dismissal", rule=rule)
    return Finding(event, (rule,))


DETECTOR = Detector("ended", see)
