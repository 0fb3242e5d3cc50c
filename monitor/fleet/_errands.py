"""What is handed out, and what nobody else may touch while it is done."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from monitor.edge.fleet import Errand
from monitor.model import Source

DELIVERY = 10
"""A delivery goes before any check."""
UNDER_WAY = 5
"""A source whose development is under way goes before the others."""


def check_of(source: Source[Any], *, under_way: bool) -> Errand:
    """To check a source; its host is checked by nobody else meanwhile (what is no address of a host is one itself)."""
    host = urlsplit(source.url).netloc.rpartition("@")[2] or source.url
    return Errand("check", source.id, f"host {host}", UNDER_WAY if under_way else 0)


def deliveries_to(channels: Iterable[str]) -> list[Errand]:
    """To deliver to these channels; one worker at a time for each."""
    return [Errand("deliver", channel, f"channel {channel}", DELIVERY) for channel in channels]
