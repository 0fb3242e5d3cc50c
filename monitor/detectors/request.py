"""Requests: somebody asks a court for urgent relief. A request is no ruling; what the court makes of it is.

Urgent are a temporary restraining order or preliminary injunction (FRCP 65), a stay of agency action (5 U.S.C. 705), a
stay or injunction pending appeal (FRAP 8, FRCP 62), an administrative stay, the end of such relief, a hearing by the
whole court (FRAP 40).
A petition for rehearing is an appeal of its own kind and left to that detector.
"""

import re

from monitor.courts.relief import Subject, subject_of
from monitor.detectors._base import Detector
from monitor.detectors._entries import Entry, event_of, make, read
from monitor.detectors._motions import motion_named
from monitor.model import Finding, Item, Matter

_ASKS = re.compile(r"\b(?:motion|application|petition|request)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:memorandum|memo|brief|repl(?:y|ies)|responses?|opposition|objections?|declaration|affidavit|exhibits?"
    r"|notice|"
    r"certificate|statement|letter|supplement|stipulation|withdrawal|appendix|report)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_URGENT = frozenset(
    {
        "temporary restraining order",
        "injunction",
        "stay pending appeal",
        "administrative stay",
        "dissolution",
        "stay of agency action",
        "rehearing",
    }
)
_NAME = 160


def see(item: Item) -> Finding:
    """The urgent relief that a docket entry asks for, or none; stories are not read for it."""
    if item.kind != "docket_entry":
        return Finding(None, ("request: docket entries only",))
    entry = read(item)
    subject = _asked_for(entry)
    if subject is None:
        return Finding(None, (f"request: nothing urgent is asked for ({entry.head.kind})",))
    rule = f"asks for: {subject.name}"
    motion = motion_named(entry.text[entry.head.start : entry.head.end + _NAME], subject)
    name = (motion and motion.name) or subject.name
    facts = event_of(item, entry, entry.head.start, entry.head.end)
    event = make("request", facts, relief=subject.relief, matters=(Matter(name, "other"),), rule=rule)
    return Finding(event, (rule,))


def _asked_for(entry: Entry) -> Subject | None:
    """What the motion at the head of the entry asks for, if that is urgent."""
    asks = _ASKS.search(entry.text[: entry.head.end + _NAME])
    if entry.head.kind != "filing" or asks is None or _ASIDE.search(entry.text[: asks.start()]):
        return None
    subject = subject_of(entry.text[asks.start() : asks.start() + _NAME])
    return subject if subject and subject.name in _URGENT else None


DETECTOR = Detector("request", see)
