"""The main path, in order.

    Source -> Page -> Snapshot -> Changes -> stories read -> LegalEvents -> Developments -> Alerts -> outbox -> Channel

`check` walks one source once; `deliver` empties the outbox of one channel. What is between a page and an alert is pure
(core/, sources/, detectors/); the effects at both ends come in through the ports of ports.py.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from structlog.contextvars import bound_contextvars

from monitor.behind import read_stories
from monitor.core import forgetting, gaps, health, marks, pauses, sound, storms
from monitor.core.cadence.habit import Seen
from monitor.core.cases.learning import learn
from monitor.core.cases.linking import cases_of, enriched
from monitor.core.cases.merging import link_and_merge
from monitor.core.detect import Detected, change_notes, detect
from monitor.core.diff import diff
from monitor.core.plain import masked
from monitor.core.retry import after_failure
from monitor.core.route import route
from monitor.errors import CheckTooLong, MonitorError, Stale, StoreError
from monitor.model import (
    Change,
    Channel,
    Check,
    Delivery,
    Gap,
    HealthNote,
    Mark,
    Outcome,
    Page,
    PageRequest,
    RetryAt,
    Revision,
    SendFailure,
    Sent,
    Snapshot,
    Source,
    check_id,
)
from monitor.ports import Book, Parts
from monitor.sources import KINDS
from monitor.sources._other_ways import advised

log = logging.getLogger(__name__)

MOST_PAGES = 5
"""How many pages one snapshot may take."""
MUCH_TEXT = 50_000
"""Characters of all changes together that are judged at once: entries of that length take some 0.1 seconds."""
NOT_MODIFIED = 304
SLOW = "it is tried again by itself; if it goes on, narrow the source or follow no links"


async def check(source: Source[Any], parts: Parts) -> Check:
    """Walk one source once. Never raises: an expected error is recorded, an unexpected one is also logged in full."""
    started = parts.clock()
    with bound_contextvars(check=check_id(source.id, started), source=source.id):
        return await guarded(source, started, parts)


def log_end(done: Check) -> None:
    """Log how a check ended, as the last line of its road; that nothing changed only as a small step."""
    level = logging.DEBUG if done.ok and done.unchanged else logging.INFO
    if log.isEnabledFor(level):
        with bound_contextvars(check=done.id, source=done.source):
            ended = done.message or ("unchanged" if done.unchanged else f"{done.changes} changes")
            log.log(level, "%s: %s", done.source, ended)


async def guarded(source: Source[Any], started: datetime, parts: Parts) -> Check:
    """Walk one source, with every error made into a record."""
    mark = Mark(source.id)
    try:
        mark = parts.store.mark(source.id)
        return await walk_in_time(source, mark, started, parts)
    except Stale as stale:
        log.info("%s: %s", source.id, stale)
        return Check(source.id, started, unchanged=True)
    except MonitorError as error:
        return keep_failure(source, mark, started, error, parts)
    except Exception as error:  # the guard of a check: one source never stops the others
        log.exception("%s: the check failed in a way nobody foresaw", source.id)
        return keep_failure(source, mark, started, error, parts)


async def walk_in_time(source: Source[Any], mark: Mark, started: datetime, parts: Parts) -> Check:
    """Walk one source, but not for ever; raises CheckTooLong beside what `walk` raises."""
    try:
        async with asyncio.timeout(parts.time_for_check.total_seconds()) as deadline:
            return await walk(source, mark, started, parts)
    except TimeoutError:
        if not deadline.expired():
            raise
        minutes = parts.time_for_check.total_seconds() / 60
        raise CheckTooLong(f"the check took more than {minutes:g} minutes and was ended", source.url, SLOW) from None


async def walk(source: Source[Any], mark: Mark, started: datetime, parts: Parts) -> Check:
    """Fetch, read, compare, read stories, detect; commit snapshot and alerts together. Raises MonitorError."""
    pages, same = await ask(source, mark, started, parts)
    if same:
        return keep_unchanged(source, mark, pages, started, parts)
    tombstones = forgetting.read(parts.store.noted(forgetting.NOTE))
    whole = forgetting.without(await parts.parse(source, pages), tombstones)
    before = parts.store.latest(source.id)
    seen = parts.store.seen(source.id, before)
    if mark.fingerprint == sound.fingerprint(source):  # with other options the page may well read differently
        sound.require_sound(before, whole)
    after = sound.narrowed(source, whole)
    changes = sound.worth_telling(source, mark, diff(before, after, seen), started)
    stories = await read_stories(source, [*marks.due_again(mark, after), *changes], marks.read_until(mark), parts)
    posts = [post for post in stories.posts if not forgetting.covered(source.id, post.item, tombstones)]
    changes = [*changes, *posts]
    judged = await judge(source, [*stories.read, *posts], parts)
    found = gaps.found_late(source, mark, judged, started)
    crashed = [change.item.key for change in found.crashed]
    again = marks.again(mark, stories.missed, stories.waiting, crashed, stories.live)
    new = marks.after_success(mark, source, pages, whole, started, again, changed=bool(changes))
    gap = gaps.gap(KINDS[source.kind].span, mark, seen, whole, started)
    new, unseen = look_for_gap(source, mark, new, gap, parts)
    new = marks.with_habit(new, source, marks.seen_in(changes, whole, started, lost=gap is not None), parts.tempo())
    notes = [
        *health.after_success(source, mark, whole.carries, started),
        *health.of_crashed(source, found.crashed, started),
        *health.of_flaws(source, before, whole, started),
        *health.of_forbidden(source, stories.forbidden, started),
        *pause_notes_of(source, mark, before, after, started),
        *unseen,
    ]
    return keep(source, new, after, found, notes, changes, parts)


async def judge(source: Source[Any], changes: Sequence[Change], parts: Parts) -> Detected:
    """What the detectors say of these changes; of much text in a thread, so that a flood holds up no other source."""
    if sum(len(change.item.text) for change in changes) <= MUCH_TEXT:
        return detect(source, changes, parts.detectors)
    return await asyncio.to_thread(detect, source, changes, parts.detectors)


async def ask(source: Source[Any], mark: Mark, now: datetime, parts: Parts) -> tuple[list[Page], bool]:
    """The pages of the source's newest snapshot, and whether they are those of the last one; or one page with 304.

    Looked at after each page: when the first was the only one and is the same, no other can have come after it.
    """
    kind = KINDS[source.kind]
    request: PageRequest | None = kind.first(source, replace(marks.validators(mark, source), due=now))
    pages: list[Page] = []
    while request and len(pages) < MOST_PAGES:
        pages.append(await parts.fetch(replace(request, robots=kind.robots)))
        if pages[0].status == NOT_MODIFIED or marks.same_reading(mark, source, pages, only_shown=kind.only_shown):
            return pages, True
        request = kind.more(source, pages)
    return pages, False


def look_for_gap(
    source: Source[Any], mark: Mark, new: Mark, found: Gap | None, parts: Parts
) -> tuple[Mark, Sequence[HealthNote]]:
    """The new mark with the gap that another source is to fill, and what people should hear of gap and standstill."""
    now, open_gap = new.checked or parts.clock(), found or mark.gap
    waiting, notes = gaps.gap_notes(source, mark, found, fillings(source, open_gap, parts) if open_gap else (), now)
    still = gaps.standstill_notes(source, KINDS[source.kind].span, mark, new, now)
    return replace(new, gap=waiting) if waiting != new.gap else new, [*notes, *still]


def fillings(source: Source[Any], open_gap: Gap, parts: Parts) -> list[gaps.Filling]:
    """The other sources that show what one lost, with what they have of it."""
    store, cases = parts.store, enriched(parts.desk.cases, parts.store.learned())
    others = [other.id for other in parts.watched() if gaps.can_fill(source, other, cases)]
    found = [gaps.filling(source, id_, open_gap, store.mark(id_).good, store.latest(id_)) for id_ in others]
    return [one for one in found if one]


def keep(
    source: Source[Any],
    mark: Mark,
    after: Snapshot,
    found: Detected,
    notes: Sequence[HealthNote],
    changes: Sequence[Change],
    parts: Parts,
) -> Check:
    """Link and merge what was found into developments, and commit all of it with its alerts in one transaction."""
    now = parts.clock()
    started = mark.checked or now
    done = Check(source.id, started, (now - started).total_seconds(), changes=len(changes), events=len(found.sightings))
    with parts.store.writing() as book:
        cases = enriched(parts.desk.cases, parts.store.learned())
        known = book.known(cases_of(source, found.sightings, cases)) if found.sightings else ()
        told = link_and_merge(source, found.sightings, cases, known, now)
        learned = learn(source, after, found.sightings, cases, now)
        fresh = {change.item.key for change in changes}
        silent = [one for one in found.silent if one.item.key in fresh and sound.is_watched(source, one.item)]
        news = [*told, *change_notes(source, silent, now), *notes_of_host(source, notes, book, parts)]
        heard = book.heard([piece.development.id for piece in told if isinstance(piece, Revision) and piece.recalls])
        desk = replace(parts.desk, cases=tuple(cases))
        book.commit(done, mark, after, news, learned, route(news, desk, now, heard=heard, muted=book.muted(now)))
    return done


def keep_unchanged(source: Source[Any], mark: Mark, pages: Sequence[Page], started: datetime, parts: Parts) -> Check:
    """Note that nothing changed; when the source had been failing, tell that it recovered."""
    done = Check(source.id, started, (parts.clock() - started).total_seconds(), unchanged=True)
    missed = gaps.unmoved_gap(KINDS[source.kind].span, mark, started)
    new, unseen = look_for_gap(source, mark, marks.after_unchanged(mark, source, pages, started), missed, parts)
    new = marks.with_habit(new, source, Seen(started, made=mark.made), parts.tempo())
    notes = [*health.after_success(source, mark, mark.carries, started), *unseen]
    if mark.good and mark.good.date() != started.date():  # once a day: an unchanged page is not read from the store
        same = parts.store.latest(source.id)
        notes += pause_notes_of(source, mark, same, same, started)
    if notes or mark.failures:
        with parts.store.writing() as book:
            muted = book.muted(started)
            told = notes_of_host(source, notes, book, parts)
            book.commit(done, new, None, told, (), route(told, parts.desk, started, muted=muted))
    else:
        parts.store.record_unchanged(done, new)
    return done


def pause_notes_of(
    source: Source[Any], mark: Mark, before: Snapshot | None, after: Snapshot | None, now: datetime
) -> Sequence[HealthNote]:
    """What to tell of a source that pauses; a feed of a time span says so itself."""
    return () if KINDS[source.kind].span else pauses.pause_notes(source, mark, before, after, now)


def keep_failure(source: Source[Any], mark: Mark, started: datetime, error: Exception, parts: Parts) -> Check:
    """Note that the source failed and when to try again; tell people once when it goes on."""
    error = advised(error, source, parts.desk.cases)
    kind, text = (error.kind, str(error)) if isinstance(error, MonitorError) else ("unexpected", repr(error))
    message = masked(text, parts.desk.secrets)
    done = Check(source.id, started, (parts.clock() - started).total_seconds(), error=kind, message=message)
    new, notes = health.after_failure(source, mark, done, error)
    try:
        failing = failing_beside(source, parts) if notes else ()
        with parts.store.writing() as book:
            muted = book.muted(started)
            if new.failures > mark.failures:
                notes = notes_of_host(source, notes, book, parts, failing)
            book.commit(done, new, None, notes, (), route(notes, parts.desk, started, muted=muted))
    except StoreError as worse:
        log.error("%s: its failure could not be written down: %s", source.id, worse)  # noqa: TRY400 (expected)
    return done


def failing_beside(source: Source[Any], parts: Parts) -> Sequence[str]:
    """The other sources of the host that fail just now, too."""
    return [id_ for id_ in storms.beside(source, parts.watched()) if parts.store.mark(id_).failures]


def notes_of_host(
    source: Source[Any], notes: Sequence[HealthNote], book: Book, parts: Parts, failing: Sequence[str] | None = None
) -> Sequence[HealthNote]:
    """What to tell of a source that failed (then `failing` are the others) or was read, many of one host as one."""
    key, now = f"storm {storms.host_of(source)}", parts.clock()
    noted = book.noted(key)
    before = storms.read(noted, frozenset(one.id for one in parts.watched())) if noted else None
    if failing is not None:
        after, told = storms.after_failure(source, before, notes, failing, now)
    elif before is not None:
        after, told = storms.after_success(source, before, notes, now)
    else:
        return notes
    if after != before:
        book.note(key, storms.written(after))
    return told


async def deliver(channel: Channel, parts: Parts) -> int:
    """Send what is due on one channel, oldest first, until nothing is or the channel rests; gives the number sent."""
    sent = 0
    while bundle := parts.store.claim_due(channel.id, parts.clock(), channel.pace):
        with bound_contextvars(channel=channel.id, deliveries=[delivery.id for delivery in bundle]):
            ended = await deliver_bundle(channel, bundle, parts)
        sent += len(bundle) * isinstance(ended, Sent)
        if isinstance(ended, RetryAt):
            break
    return sent


async def deliver_bundle(channel: Channel, bundle: Sequence[Delivery], parts: Parts) -> Outcome:
    """Send one message, and write down how that ended."""
    ended: Outcome
    result = await try_to_send(channel, bundle, parts)
    if isinstance(result, Sent):
        ended = result
        log.info("channel %s took %d alert(s): %s", channel.id, len(bundle), bundle[0].alert.title)
    else:
        attempts, alone = max(delivery.attempts for delivery in bundle), len(bundle) == 1
        ended = after_failure(result, attempts, parts.clock(), alone=alone)
        log.warning("channel %s did not take %d alert(s): %s", channel.id, len(bundle), result.error)
    parts.store.settle(bundle, ended, parts.clock())
    tell_of_channel(channel, bundle, ended, parts)
    return ended


def tell_of_channel(channel: Channel, bundle: Sequence[Delivery], ended: Outcome, parts: Parts) -> None:
    """Tell the other channels what they should know of this one, and remember since when it takes nothing."""
    now, key = parts.clock(), f"waits {channel.id}"
    before = parts.store.noted(key) or ""
    after, notes = health.after_delivery(channel, bundle, ended, now, before)
    if notes or after != before:
        with parts.store.writing() as book:
            book.post(notes, route(notes, parts.desk, now, without=channel.id))
            book.note(key, after)


async def try_to_send(channel: Channel, bundle: Sequence[Delivery], parts: Parts) -> Sent | SendFailure:
    """Hand one bundle to its channel."""
    try:
        return await parts.send(channel, [delivery.alert for delivery in bundle])
    except Exception as error:  # the guard of a delivery: one channel never stops the others
        log.exception("channel %s: sending failed in a way nobody foresaw", channel.id)
        return SendFailure(repr(error))
