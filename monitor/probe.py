"""Look at an address before it is put into the config: which kind of source it is, what it shows, what it reports."""

import re
from collections.abc import Sequence
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
    case: str | None
    found: Detected

    def as_json(self) -> dict[str, Any]:
        """The JSON form of INTERFACE.md."""
        about = self.snapshot.about
        items = [
            {"key": item.key, "title": item.title, "text": item.text, "date": item.filed, "url": item.url}
            for item in self.snapshot.items
        ]
        return {
            "kind": self.kind,
            "court": about.court or self.source.court,
            "case": self.case or about.case_name,
            "items": items,
            "events": [event_as_json(sighting.event) for sighting in self.found.sightings],
        }

    @property
    def yaml(self) -> str:
        """The lines that watch this page."""
        court = self.snapshot.about.court or self.source.court
        parts = [f"id: {self.source.id}", f"kind: {self.kind}", f'url: "{self.source.url}"']
        parts += [f"court: {court}"] * (court is not None) + [f"case: {self.case}"] * (self.case is not None)
        return f"  - {{{', '.join(parts)}}}"


async def probe(config: Config, url: str, kind: str | None, court: str | None) -> Probed:
    """Fetch and read a page, keeping nothing; raises FetchError, PageError, UsageError."""
    if kind is not None and kind not in KINDS:
        raise UsageError(f"no kind {kind}", "--kind", f"the kinds are {', '.join(KINDS)}")
    async with program_for(config) as program:
        parts = program.parts
        page = await parts.fetch(PageRequest(url, allow_private=config.http.allow_private))
        source, snapshot = await _read(page, url, [kind] if kind else GUESSES, court, parts)
    found = detect(source, [Change("added", item) for item in snapshot.items], parts.detectors)
    about = snapshot.about
    known = case_of(DocketRef(about.court or "", about.docket_number or ""), config.cases)
    return Probed(source.kind, source, snapshot, known.id if known else None, found)


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
    return "-".join(word for word in words if word not in {"www", "html", "com", "org", "gov"})[:40].strip("-") or "page"
