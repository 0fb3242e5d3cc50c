"""Many sources of one host that fail together are told as one: that they fail, and later that they can be read again.

A storm begins when a source is to be told as failing while others of its host fail, too. While it lasts, sources that
join it are told no more. When each was asked again after the first that could be read, or an hour after that one, it is
told who is back; for those that are not, the storm goes on while they are many.
"""

import json
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from monitor.model import HealthNote, Source

STORM = 3
"""So many failing sources of one host are a storm."""
LULL = timedelta(hours=1)
"""After so long, sources that were not asked again are waited for no more: some are asked once a week."""
MOST_NAMED = 12
_OF_FAILURE = frozenset({"failing", "blocked"})


@dataclass(frozen=True, slots=True)
class Storm:
    """The failing of a host's sources, told once: which they are, which are `back`, which failed `still` after that.

    `calm` is the moment at which the first could be read again.
    """

    sources: frozenset[str]
    back: frozenset[str] = field(default_factory=frozenset)
    still: frozenset[str] = field(default_factory=frozenset)
    calm: datetime | None = None


Told = tuple[Storm | None, Sequence[HealthNote]]
"""How the storm goes on, if it does, and what to tell."""


def host_of(source: Source[Any]) -> str:
    """The host of a source with its port; "" where none serves it."""
    parts = urlsplit(source.url)
    return parts.netloc.rpartition("@")[2].lower() if parts.scheme in ("http", "https") else ""


def beside(source: Source[Any], watched: Iterable[Source[Any]]) -> list[str]:
    """The ids of the other sources at the host of this one, those switched off left out."""
    host = host_of(source)
    return [
        other.id for other in watched if host and other.enabled and host_of(other) == host and other.id != source.id
    ]


def after_failure(
    source: Source[Any], storm: Storm | None, notes: Sequence[HealthNote], failing: Sequence[str], now: datetime
) -> Told:
    """What to tell when a check failed; `failing` are the other sources of the host that fail just now."""
    if storm is not None and source.id not in storm.sources and not notes:
        return storm, notes
    if storm is not None:
        still = storm.still | {source.id} if storm.calm else storm.still
        joined = replace(storm, sources=storm.sources | {source.id}, back=storm.back - {source.id}, still=still)
        return _over(source, joined, [note for note in notes if note.kind not in _OF_FAILURE], now)
    first = next((note for note in notes if note.kind in _OF_FAILURE), None)
    if first is None or len(failing) + 1 < STORM:
        return None, notes
    ids = frozenset({source.id, *failing})
    text = f"{len(ids)} sources of {host_of(source)} fail: {_named(ids)}. Of {first.text}"
    note = replace(first, about=host_of(source), text=text, others=tuple(sorted(failing)))
    return Storm(ids), [note if one is first else one for one in notes]


def after_success(source: Source[Any], storm: Storm, notes: Sequence[HealthNote], now: datetime) -> Told:
    """What to tell when a source of a host in a storm was read."""
    if source.id not in storm.sources:
        return storm, notes
    others = [note for note in notes if note.kind != "recovered"]
    back, still = storm.back | {source.id}, storm.still - {source.id}
    return _over(source, replace(storm, back=back, still=still, calm=storm.calm or now), others, now)


def _over(source: Source[Any], storm: Storm, notes: Sequence[HealthNote], now: datetime) -> Told:
    """The storm as it goes on, and when its lull has shown it, who is back and who is not."""
    left = storm.sources - storm.back
    if storm.calm is None or (left - storm.still and now - storm.calm < LULL):
        return storm, notes
    rest = f"; not read since: {_named(left)}" if left else ""
    many = f"{len(storm.back)} of {len(storm.sources)}" if left else f"the {len(storm.sources)}"
    text = f"{many} sources of {host_of(source)} can be read again: {_named(storm.back)}{rest}"
    others = tuple(sorted(storm.sources - {source.id}))
    note = HealthNote(host_of(source), "recovered", text, now, source.id, "warning" if left else "success", others)
    return Storm(left) if len(left) >= STORM else None, [*notes, note]


def _named(ids: AbstractSet[str]) -> str:
    """The first of them by name, and how many more there are."""
    named, more = sorted(ids)[:MOST_NAMED], len(ids) - MOST_NAMED
    return ", ".join([*named, f"{more} more"] if more > 0 else named)


def written(storm: Storm | None) -> str:
    """A storm as a note of the store keeps it; "" when it is over."""
    if storm is None:
        return ""
    sets = {name: sorted(getattr(storm, name)) for name in ("sources", "back", "still")}
    return json.dumps(sets | {"calm": storm.calm.isoformat() if storm.calm else None})


def read(noted: str | None, watched: AbstractSet[str]) -> Storm | None:
    """The storm that a note of the store tells of, without sources that are watched no more; None if there is none."""
    if not noted:
        return None
    was = json.loads(noted)
    sources, back, still = (frozenset(was[name]) & watched for name in ("sources", "back", "still"))
    return (
        Storm(sources, back, still, datetime.fromisoformat(was["calm"]) if was["calm"] else None) if sources else None
    )
