"""Look at an address before it is put into the config: which kind of source it is, what it shows, what it reports."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from monitor.app import program_for
from monitor.config import Config
from monitor.core.detect import Detected, detect
from monitor.core.linking import case_of
from monitor.core.shape import event_as_json
from monitor.errors import PageError, UsageError
from monitor.model import Change, DocketRef, Page, PageRequest, Snapshot, Source
from monitor.pipeline import Parts
from monitor.sources import KINDS

GUESSES = ("court_feed", "feed", "docket", "article", "page")
"""Kinds in the order in which they are tried, the most particular first."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What a page turned out to be."""

    kind: str
    source: Source[Any]
    snapshot: Snapshot
    court: str | None
    case: str | None
    found: Detected

    def as_json(self) -> dict[str, Any]:
        """The JSON form of INTERFACE.md."""
        items = [
            {"key": item.key, "title": item.title, "text": item.text, "date": item.filed, "url": item.url}
            for item in self.snapshot.items
        ]
        return {
            "kind": self.kind,
            "court": self.court,
            "case": self.case or self.snapshot.about.case_name,
            "items": items,
            "events": [event_as_json(sighting.event) for sighting in self.found.sightings],
        }

    @property
    def yaml(self) -> str:
        """The lines that watch this page."""
        parts = [f"id: {self.source.id}", f"kind: {self.kind}", f'url: "{self.source.url}"']
        parts += [f"{key}: {value}" for key, value in (("court", self.court), ("case", self.case)) if value]
        return f"  - {{{', '.join(parts)}}}"


async def probe(config: Config, url: str, kind: str | None, court: str | None) -> Probed:
    """Fetch and read a page, keeping nothing; raises FetchError, PageError, UsageError."""
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no kind {kind}", "--kind", f"the kinds are {', '.join(KINDS)}")
    async with program_for(config) as program:
        parts = program.parts
        page = await parts.fetch(PageRequest(url, allow_private=True))  # the user named it
        source, snapshot = await _read(page, url, [kind] if kind else GUESSES, court, parts)
    found = detect(source, [Change("added", item) for item in snapshot.items], parts.detectors)
    known: set[str | None] = {case.id for ref in _dockets(snapshot) if (case := case_of(ref, config.cases))}
    courts: set[str | None] = {ref.court for ref in _dockets(snapshot)}
    return Probed(source.kind, source, snapshot, _only(courts or {source.court}), _only(known), found)


def _dockets(snapshot: Snapshot) -> Sequence[DocketRef]:
    """The dockets that a page is about, or of which it shows entries."""
    about = snapshot.about
    places = [(about.court, about.docket_number), *((item.court, item.docket_number) for item in snapshot.items)]
    return [DocketRef(court, number) for court, number in places if court and number]


def _only(values: AbstractSet[str | None]) -> str | None:
    """The value, if there is just one."""
    return next(iter(values)) if len(values) == 1 else None


async def _read(
    page: Page, url: str, kinds: Sequence[str], court: str | None, parts: Parts
) -> tuple[Source[Any], Snapshot]:
    """The first kind that makes sense of the page; the last one's error when none does."""
    for kind in kinds:
        source = Source(_name(url), kind, url, KINDS[kind].options(), court=court)
        try:
            snapshot = await parts.parse(source, [page])
        except PageError:
            if kind == kinds[-1]:
                raise
            continue
        if snapshot.items or kind == kinds[-1]:
            return source, snapshot
    raise AssertionError("the last kind either reads the page or raises")


def _name(url: str) -> str:
    """An id for the source: what is left of host and path."""
    parts = urlsplit(url)
    words = re.findall(r"[a-z0-9]+", f"{parts.hostname or ''} {parts.path}".lower())
    return (
        "-".join(word for word in words if word not in {"www", "html", "com", "org", "gov"})[:40].strip("-") or "page"
    )
