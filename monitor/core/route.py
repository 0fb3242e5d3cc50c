"""Which news goes to which channels, and when. (Filled by its owner; the shapes stand.)"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.model import Alert, Case, News, Route


@dataclass(frozen=True, slots=True)
class Desk:
    """What the user wants to hear: the cases followed, the routes, the ids of all channels.

    `tags` are the tags of each source by its id. `public_url` is the address of our own web page, if any. `mark` is put
    before the title of every alert ("[REPLAY] " in the demo).
    """

    cases: tuple[Case, ...] = ()
    routes: tuple[Route, ...] = ()
    channels: tuple[str, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    public_url: str | None = None
    mark: str = ""


def route(news: Sequence[News], desk: Desk, now: datetime, without: str | None = None) -> Sequence[Alert]:
    """One alert for each channel that a route sends a piece of news to; `without` is a channel to leave out."""
    raise NotImplementedError
