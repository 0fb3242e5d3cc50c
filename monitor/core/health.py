"""What people should know about the program itself, told once: failing, recovered, blocked, unread items."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from monitor.core.due import next_time
from monitor.errors import Blocked, Forbidden, NotThePage, RateLimited, Resting
from monitor.model import (
    Change,
    Channel,
    Check,
    Delivery,
    GiveUp,
    HealthNote,
    Mark,
    Outcome,
    RetryAt,
    Sent,
    Snapshot,
    Source,
)

TELL_AFTER = 3
"""So many failures in a row are told; fewer are the weather of the web."""
TELL_BLOCKED_AFTER = 2
FOLLOWING = "following"
"""The kind of the note that a case is followed to another docket."""
CHANNEL_FAILING = "channel_failing"
"""The kind of the note that a channel gave up on an alert."""
TELL_CHANNEL_AFTER = timedelta(hours=1)
"""After so long it is told that a channel takes nothing; less is the weather of services."""
TOLD = " told"
ROBOTS = "robots"
"""The kind of the note that a site lets no program read the pages behind its links."""


def after_success(source: Source[Any], mark: Mark, carries: str, at: datetime) -> Sequence[HealthNote]:
    """Notes after a sound check: recovered when people had heard of the failure; a feed that lists other entries."""
    notes: list[HealthNote] = []
    if mark.told:
        text = f"{source.id} can be read again after {mark.failures} failures"
        notes.append(HealthNote(source.id, "recovered", text, at, source.id, "success"))
    before, now = _types(mark.carries), _types(carries)
    if before and now and before != now:
        gone, come = ", ".join(sorted(before - now)) or "nothing", ", ".join(sorted(now - before)) or "nothing"
        text = (
            f"{source.id} no longer lists {gone}, and newly lists {come}; entries of types it does not list do not show"
        )
        notes.append(HealthNote(source.id, "carries", text, at, source.id))
    return notes


def _types(carries: str) -> frozenset[str]:
    """The types of entries that a feed names ("Docket entries of type: order,motion"); their order says nothing."""
    return frozenset(filter(None, (name.strip() for name in carries.rpartition(":")[2].split(","))))


def of_flaws(source: Source[Any], before: Snapshot | None, after: Snapshot, at: datetime) -> Sequence[HealthNote]:
    """A note for each part of a page that cannot be read and could be, or was not there, at the last reading."""
    known = before.flaws if before else ()
    return [
        HealthNote(f"{source.id}/{flaw}", "unreadable", f"{source.id}: {flaw}", at, source.id)
        for flaw in after.flaws
        if flaw not in known
    ]


def of_crashed(source: Source[Any], crashed: Sequence[Change], at: datetime) -> Sequence[HealthNote]:
    """A note for each item on which a detector failed: nobody but the reader can say what it means."""
    return [
        HealthNote(
            f"{source.id}/{change.item.key}",
            "unread_item",
            f"an item of {source.id} could not be judged, read it: {change.item.text[:500]} {change.item.url or ''}",
            at,
            source.id,
        )
        for change in crashed
    ]


def of_forbidden(source: Source[Any], forbidden: Sequence[Forbidden], at: datetime) -> Sequence[HealthNote]:
    """A note for each site whose robots.txt forbids to read what stands behind items: headlines are all there is."""
    return [
        HealthNote(
            f"{source.id} robots {what}",
            ROBOTS,
            f"{source.id} follows no links there, {what}: its items are judged by their headlines; {next_step}",
            at,
            source.id,
        )
        for what, next_step in dict.fromkeys((error.what, error.next_step) for error in forbidden)
    ]


def after_failure(source: Source[Any], mark: Mark, done: Check, error: Exception) -> tuple[Mark, Sequence[HealthNote]]:
    """The mark after a failed check, with the back-off, and the note when people should hear of it now.

    A rest that we keep because the host asked for one is no failure of the source.
    """
    if isinstance(error, Resting):
        return replace(mark, checked=done.started, due=done.started + timedelta(seconds=error.retry_after or 0)), ()
    failures = mark.failures + 1
    wait = error.retry_after if isinstance(error, RateLimited) else None
    shut = isinstance(error, Blocked) or (isinstance(error, NotThePage) and error.shut)
    tell = not mark.told and failures >= (TELL_BLOCKED_AFTER if shut else TELL_AFTER)
    new = replace(
        mark,
        checked=done.started,
        due=next_time(source.cadence, done.started, failures, wait),
        failures=failures,
        error=done.error,
        told=mark.told or tell,
    )
    if not tell:
        return new, ()
    since = f"last read {mark.good:%a %d %b %Y %H:%M %Z}" if mark.good else "never read so far"
    kind = "blocked" if shut else "failing"
    text = f"{source.id} failed {failures} times in a row, {since}: {done.message}. It is tried again by itself."
    return new, (HealthNote(source.id, kind, text, done.started, source.id, "failure"),)


def after_delivery(
    channel: Channel, bundle: Sequence[Delivery], ended: Outcome, at: datetime, waits: str = ""
) -> tuple[str, Sequence[HealthNote]]:
    """What the other channels should know: one gave up on an alert, takes none for long, or takes them again.

    `waits` is what the last call gave for this channel, to be kept: since when it takes nothing, and whether that was
    told. Nothing of an alert that was itself such a note: of two dead channels each would tell of the other for ever.
    """
    about = f"channel {channel.id}"
    if isinstance(ended, Sent):
        return "", _takes_again(about, at) if waits.endswith(TOLD) else ()
    if all(delivery.alert.thread.startswith("health:channel ") for delivery in bundle):
        return waits, ()
    if isinstance(ended, GiveUp):
        return f"{at.isoformat()}{TOLD}", _gave_up(about, bundle, ended, at)
    since = datetime.fromisoformat(waits.removesuffix(TOLD)) if waits else at
    if isinstance(ended, RetryAt) and not waits.endswith(TOLD) and at - since >= TELL_CHANNEL_AFTER:
        return f"{since.isoformat()}{TOLD}", _takes_nothing(about, since, ended, at)
    return waits or since.isoformat(), ()


def _takes_again(about: str, at: datetime) -> Sequence[HealthNote]:
    text = f"{about} takes alerts again; what waited is sent, the oldest first. Given up: monitor outbox --retry"
    return (HealthNote(about, "channel_back", text, at, None, "success"),)


def _takes_nothing(about: str, since: datetime, ended: RetryAt, at: datetime) -> Sequence[HealthNote]:
    text = (
        f"{about} takes nothing since {since:%a %d %b %Y %H:%M %Z}: {ended.error}. What waits is kept, and sent "
        "when it takes alerts again"
    )
    return (HealthNote(about, "channel_waits", text, at, None, "failure"),)


def _gave_up(about: str, bundle: Sequence[Delivery], ended: GiveUp, at: datetime) -> Sequence[HealthNote]:
    titles = "; ".join(delivery.alert.title for delivery in bundle[:5])
    text = (
        f"{about} did not take {len(bundle)} alert(s) and will not be tried again: {ended.error}. "
        f"Not delivered: {titles}. Mend the channel, then: monitor outbox --retry"
    )
    return (HealthNote(about, CHANNEL_FAILING, text, at, None, "failure"),)
