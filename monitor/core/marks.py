"""What is remembered of a source between checks, and how each check changes it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from xxhash import xxh3_128_hexdigest

from monitor import __version__
from monitor.core.cadence.habit import Seen, learned, prior_of
from monitor.core.cadence.rhythm import Tempo
from monitor.core.due import in_rhythm, next_time
from monitor.core.essence import essence
from monitor.core.sound import fingerprint
from monitor.model import Again, Change, Habit, Key, Mark, Page, Snapshot, Source

MOST_TRIES = 4
"""How often a story that is out of reach is asked for again."""


def validators(mark: Mark, source: Source[Any]) -> Mark:
    """The mark to ask with: without validators when the whole page is needed again."""
    if mark.fingerprint == fingerprint(source) and not _wanted_again(mark):
        return mark
    return replace(mark, etag=None, last_modified=None)


def same_reading(mark: Mark, source: Source[Any], pages: Sequence[Page], *, only_shown: bool = False) -> bool:
    """Whether reading these pages with these options would give the last snapshot again.

    They do when they are the same byte by byte; of a kind that reads only what a page shows, also when just that is.
    """
    if mark.body_hash is None or mark.fingerprint != fingerprint(source) or _wanted_again(mark):
        return False
    if mark.body_hash == body_hash(pages):
        return True
    return only_shown and mark.essence is not None and mark.essence == essence(source, pages)


def body_hash(pages: Iterable[Page]) -> str:
    """A hash over the bodies of all pages: whoever makes two pages of one hash deceives about his own page only."""
    return xxh3_128_hexdigest(b"\0".join(page.body for page in pages))


def due_again(mark: Mark, after: Snapshot) -> Sequence[Change]:
    """The items to be read again now, as if they were new."""
    wanted = _wanted_again(mark)
    return [Change("added", item) for item in after.items if item.key in wanted]


def read_until(mark: Mark) -> Mapping[Key, datetime]:
    """The live blogs that are read again, by the key of their headline, with the moment of the newest post read."""
    return {entry.key: entry.since for entry in mark.again if entry.since}


def again(
    mark: Mark,
    missed: Iterable[Key],
    unasked: Iterable[Key],
    crashed: Iterable[Key],
    live: Mapping[Key, datetime] = MappingProxyType({}),
) -> tuple[Again, ...]:
    """What later checks should read again.

    Stories out of reach (`missed`) a few times, those whose turn has not come (`unasked`) until it does, live blogs
    while they go on, and crashed items after an upgrade.
    """
    tries, since = {entry.key: entry.tries for entry in mark.again}, read_until(mark)
    stories = [Again(key, "follow", tries.get(key, 0) + 1, since=since.get(key)) for key in missed]
    queued = [Again(key, "follow", tries.get(key, 0), since=since.get(key)) for key in unasked]
    queued += [Again(key, "follow", 0, since=newest) for key, newest in live.items()]
    puzzles = [Again(key, "detect", 1, __version__) for key in crashed]
    waiting = [entry for entry in mark.again if entry.why == "detect" and entry.program == __version__]
    return (*(story for story in stories if story.tries < MOST_TRIES), *queued, *puzzles, *waiting)


def after_success(
    mark: Mark,
    source: Source[Any],
    pages: Sequence[Page],
    whole: Snapshot,
    started: datetime,
    read_again: tuple[Again, ...],
    *,
    changed: bool,
) -> Mark:
    """The mark after a sound reading."""
    said = replace(mark, again=read_again, carries=whole.carries or mark.carries, made=whole.made, newest=whole.newest)
    new = after_unchanged(said, source, pages, started)
    return replace(
        new,
        fingerprint=fingerprint(source),
        body_hash=body_hash(pages),
        essence=essence(source, pages),
        changed=started if changed else mark.changed,
    )


def after_unchanged(mark: Mark, source: Source[Any], pages: Sequence[Page], started: datetime) -> Mark:
    """The mark after a check that found the page as it was; validators come from the newest 200 only."""
    first = pages[0]
    fresh = first.status != 304  # noqa: PLR2004 (Not Modified may leave validators out, RFC 9110 §15.4.5)
    return replace(
        mark,
        etag=first.etag if fresh else mark.etag,
        last_modified=first.last_modified if fresh else mark.last_modified,
        checked=started,
        good=started,
        due=next_time(source.cadence, started),
        failures=0,
        error=None,
        told=False,
    )


def with_habit(mark: Mark, source: Source[Any], seen: Seen, tempo: Tempo) -> Mark:
    """The mark after a good check with what it taught and when to ask next, where the cadence is learned.

    The second check comes at a moment of the source's own: sources that were set up together would stay together.
    """
    if not source.cadence.auto:
        return replace(mark, habit=None) if mark.habit else mark
    before, zone = mark.habit or Habit(), source.cadence.zone
    habit = learned(before, prior_of(source.kind), tempo.weights(before, source.kind), zone, seen)
    share = 1.0 if before.at else spread(source.id)
    return replace(mark, habit=habit, due=in_rhythm(habit, source.kind, source.cadence, tempo, seen.at, share))


def spread(source: str) -> float:
    """A number from a half to 1 that is always the same for a source, and differs between sources."""
    return (1 + sha256(source.encode()).digest()[0] / 255) / 2


def seen_in(changes: Sequence[Change], whole: Snapshot, started: datetime, *, lost: bool) -> Seen:
    """What a page that was read says of when its source changes."""
    published = [change.item.published for change in changes if change.item.published]
    reach = started - whole.oldest if whole.extent == "window" and whole.oldest and whole.oldest < started else None
    return Seen(started, len(changes), max(published, default=None), whole.made, reach, lost)


def _wanted_again(mark: Mark) -> set[Key]:
    return {entry.key for entry in mark.again if entry.why == "follow" or entry.program != __version__}
