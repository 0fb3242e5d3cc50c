"""Corrections: the clerk marks an entry, or another one, as entered in error, stricken or sealed.

A correction decides nothing; it undoes what it names, and whoever heard of that hears of it (core/cases/undoing.py). A
court's own order that vacates or strikes something is a ruling, with what it undoes in its `undoes`.
"""

from monitor.detectors._base import Detector
from monitor.detectors._entries import event_of, make, read
from monitor.detectors._undoing import struck
from monitor.detectors.ruling import see as ruling_in
from monitor.model import Finding, Item


def see(item: Item) -> Finding:
    """The correction that a docket entry records, or none."""
    if item.kind != "docket_entry":
        return Finding(None, ("correction: docket entries only",))
    entry = read(item)
    if entry.head.kind not in ("undone", "paperwork"):
        return Finding(None, (f"correction: {entry.head.kind}",))
    undoes = struck(entry.plain.text)
    if undoes is None or ruling_in(item).event:
        return Finding(None, ("correction: nothing is taken back",))
    rule = f"undoes: {undoes.how}"
    facts = event_of(item, entry, entry.head.start, entry.head.end)
    return Finding(make("correction", facts, significance="routine", undoes=undoes, rule=rule), (rule,))


DETECTOR = Detector("correction", see)
