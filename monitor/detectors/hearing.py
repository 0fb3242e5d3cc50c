"""Hearings: a day is set or moved in a case. Off by default: most readers want decisions, not dates."""

import re

from monitor.detectors._base import Detector
from monitor.detectors._entries import event_of, make, read
from monitor.model import Finding, Item

_SET = re.compile(
    r"\b(?:hearing|conference|trial|oral argument|argument|sentencing)s?\b[^.;]{0,60}?"
    r" (?:re)?-?(?:set|scheduled|continued|adjourned|noticed)"
    r" (?:for|to|on)? ?[^.;]{0,40}\d",
    re.IGNORECASE,
)


def see(item: Item) -> Finding:
    """The hearing that a docket entry sets or moves, or none."""
    entry = read(item)
    match = _SET.search(entry.text) if item.kind == "docket_entry" and entry.head.kind != "undone" else None
    if match is None:
        return Finding(None, ("hearing: no day is set",))
    facts = event_of(item, entry, match.start(), match.end())
    return Finding(make("hearing", facts, significance="routine", rule="a day is set"), ("a day is set",))


DETECTOR = Detector("hearing", see, default=False)
