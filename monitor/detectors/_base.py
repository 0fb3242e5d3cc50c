"""What a detector is. One file of this folder is one detector: a pure rule that sees one kind of legal event."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.model import EventKind, Finding, Item


@dataclass(frozen=True, slots=True)
class Detector:
    """A rule for one kind of event, exported by its file as `DETECTOR`.

    `see` reads the newest form of one item and gives what it finds; it must not raise, but may (the item is then kept
    as unread). `default` is false for a detector that a config must ask for.
    """

    kind: EventKind
    see: Callable[[Item], Finding]
    default: bool = True
