"""Appeals: somebody takes a case to a higher court, or that court opens or numbers the review.

What counts is in docs/detection.md: a notice (also cross, amended), a petition for permission (28 U.S.C. 1292(b),
Rule 23(f)), for review, mandamus, rehearing, certiorari, an application to a Justice, a number given by the court of
appeals. "can", "may" and "will appeal" are none.
"""

from monitor.courts.docket_numbers import numbers_in
from monitor.courts.registry import COURTS, courts_in
from monitor.detectors import _news, ruling
from monitor.detectors._base import Detector
from monitor.detectors._entries import Entry, event_of, make, read
from monitor.detectors._heads import APPEALS
from monitor.model import Appeal, Finding, Item

_ABOVE = frozenset({"circuit", "supreme", "bap"})
_NUMBERED = frozenset({"docketed", "certiorari", "application", "petition"})


def see(item: Item) -> Finding:
    """The appeal that an item reports, or none."""
    return _in_entry(item) if item.kind == "docket_entry" else _news.appeal(item)


def _in_entry(item: Item) -> Finding:
    entry = read(item)
    kind = entry.head.kind
    if kind not in APPEALS:
        return Finding(None, (f"appeal: {kind} ({entry.head.words!r})",))
    if ruling.see(item).event:
        return Finding(None, ("appeal: already ruled on in the same entry",))
    head = entry.head
    facts = event_of(item, entry, head.start, head.end)
    event = make("appeal", facts, appeal=_taken(entry, item), rule=f"head: {kind}")
    return Finding(event, (f"head: {kind} ({head.words!r})",))


def _taken(entry: Entry, item: Item) -> Appeal:
    """How review is sought, where, and under which number."""
    kind, text = entry.head.kind, entry.text[:1000]
    to = next((court for court in courts_in(text) if COURTS[court].level in _ABOVE and court != item.court), None)
    if kind in ("certiorari", "application"):
        to = "scotus"
    if kind == "rehearing":
        to = item.court
    numbers = numbers_in(text) if kind in _NUMBERED else []
    number = next((number for number in numbers if ":" not in number and number != item.docket_number), None)
    if kind == "docketed" and item.court is not None and item.court in COURTS and COURTS[item.court].level in _ABOVE:
        to, number = item.court, number or item.docket_number
    return Appeal(kind, to, number)


DETECTOR = Detector("appeal", see)
