"""The main path, in order.

    Source -> Page -> Snapshot -> Changes -> stories read -> LegalEvents -> Developments -> Alerts -> outbox -> Channel

`check` walks one source once; `deliver` empties the outbox of one channel. What is between a page and an alert is pure
(core/, sources/, detectors/); the effects at both ends come in through the ports declared here.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from monitor.core import health, marks, sound
from monitor.core.detect import Detected, See, change_notes, detect, joined
from monitor.core.diff import diff
from monitor.core.learning import learn
from monitor.core.linking import enriched
from monitor.core.merging import link_and_merge
from monitor.core.plain import masked
from monitor.core.retry import after_failure
from monitor.core.route import Desk, route
from monitor.errors import FetchError, MonitorError, PageError, Stale, StoreError
from monitor.model import (
    Alert,
    Change,
    Channel,
    Check,
    Delivery,
    Development,
    Follow,
    HealthNote,
    Item,
    Key,
    Learned,
    Mark,
    News,
    Outcome,
    Page,
    PageRequest,
    SendFailure,
    Sent,
    Snapshot,
    Source,
)
from monitor.sources import KINDS

log = logging.getLogger(__name__)

MOST_PAGES = 5
"""How many pages one snapshot may take."""
MOST_STORIES = 10
"""How many stories one check may read; the others are read by later checks."""
NOT_MODIFIED = 304


class Book(Protocol):
    """The store inside one write transaction."""

    def known(self) -> Sequence[Development]:
        """Developments to which a new report may belong, newest first."""

    def commit(
        self,
        check: Check,
        mark: Mark,
        after: Snapshot | None,
        news: Sequence[News],
        learned: Sequence[Learned],
        alerts: Sequence[Alert],
    ) -> None:
        """Keep all of it or nothing; raises Stale when the stored mark is not of `mark.version`.

        `after` is None when no new snapshot was read. The stored mark gets the next version.
        """

    def post(self, news: Sequence[News], alerts: Sequence[Alert]) -> None:
        """Keep news that come from no check, with their alerts."""


class Store(Protocol):
    """What is remembered. Every call is short; raises StoreError."""

    def mark(self, source: str) -> Mark:
        """What is remembered of a source; a new Mark for an unknown one."""

    def latest(self, source: str) -> Snapshot | None:
        """The last good snapshot."""

    def seen(self, source: str) -> AbstractSet[Key]:
        """Keys (and aliases) of the items this source ever showed and that are still remembered."""

    def learned(self) -> Sequence[Learned]:
        """All facts learned about cases."""

    def record_unchanged(self, check: Check, mark: Mark) -> None:
        """Note a check that found nothing; may be written later, together with others."""

    def writing(self) -> AbstractContextManager[Book]:
        """One write transaction, closed to other writers from its first read."""

    def claim_due(self, channel: str, now: datetime) -> Sequence[Delivery]:
        """Lease the oldest delivery that is due, with all others of its digest if it is of one; empty when none is."""

    def settle(self, deliveries: Sequence[Delivery], outcome: Outcome, now: datetime) -> None:
        """Write down how the sending of leased deliveries ended."""


Fetch = Callable[[PageRequest], Awaitable[Page]]
Parse = Callable[[Source[Any], Sequence[Page]], Awaitable[Snapshot]]
Send = Callable[[Channel, Sequence[Alert]], Awaitable[Sent | SendFailure]]
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Parts:
    """Everything a check needs: the ports, the detectors, and the user's cases and routes (`desk`)."""

    fetch: Fetch
    parse: Parse
    send: Send
    store: Store
    clock: Clock
    detectors: Sequence[See]
    desk: Desk


async def check(source: Source[Any], parts: Parts) -> Check:
    """Walk one source once. Never raises: an expected error is recorded, an unexpected one is also logged in full."""
    started = parts.clock()
    mark = Mark(source.id)
    try:
        mark = parts.store.mark(source.id)
        return await walk(source, mark, started, parts)
    except Stale as stale:
        log.info("%s: %s", source.id, stale)
        return Check(source.id, started, unchanged=True)
    except MonitorError as error:
        return keep_failure(source, mark, started, error, parts)
    except Exception as error:  # the guard of a check: one source never stops the others
        log.exception("%s: the check failed in a way nobody foresaw", source.id)
        return keep_failure(source, mark, started, error, parts)


async def walk(source: Source[Any], mark: Mark, started: datetime, parts: Parts) -> Check:
    """Fetch, read, compare, read stories, detect; commit snapshot and alerts together. Raises MonitorError."""
    pages = await ask(source, mark, started, parts)
    if pages[0].status == NOT_MODIFIED or marks.same_body(mark, source, pages):
        return keep_unchanged(source, mark, pages, started, parts)
    whole = await parts.parse(source, pages)
    before, seen = parts.store.latest(source.id), parts.store.seen(source.id)
    if mark.fingerprint == sound.fingerprint(source):  # with other options the page may well read differently
        sound.require_sound(before, whole)
    after = sound.narrowed(source, whole)
    changes = sound.worth_telling(source, mark, diff(before, after, seen), started)
    read, missed, waiting = await read_stories(source, [*marks.due_again(mark, after), *changes], parts)
    found = detect(source, read, parts.detectors)
    again = marks.again(mark, missed, waiting, [change.item.key for change in found.crashed])
    new = marks.after_success(mark, source, pages, whole, started, again, changed=bool(changes))
    notes = [
        *health.after_success(source, mark, whole.carries, started),
        *health.of_crashed(source, found.crashed, started),
        *health.of_flaws(source, before, whole, started),
        *sound.gap(source, KINDS[source.kind].span, mark, seen, whole, started),
    ]
    return keep(source, new, after, found, notes, changes, parts)


async def ask(source: Source[Any], mark: Mark, now: datetime, parts: Parts) -> list[Page]:
    """The pages of the source's newest snapshot, or one page with status 304."""
    kind = KINDS[source.kind]
    pages = [await parts.fetch(kind.first(source, replace(marks.validators(mark, source), due=now)))]
    while pages[0].status != NOT_MODIFIED and len(pages) < MOST_PAGES and (request := kind.more(source, pages)):
        pages.append(await parts.fetch(request))
    return pages


async def read_stories(
    source: Source[Any], changes: Sequence[Change], parts: Parts
) -> tuple[list[Change], list[Key], list[Key]]:
    """The changes with the stories (or documents) behind them joined in.

    Also the keys of the items whose story could not be read, and of those that wait for their turn.
    """
    follows = KINDS[source.kind].follow(source, changes)
    asked, waiting = follows[:MOST_STORIES], follows[MOST_STORIES:]
    stories = {follow.key: await read_story(source, follow, parts) for follow in asked}
    missed = [key for key, story in stories.items() if story is None]
    read = [joined(change, stories.get(change.item.key)) for change in changes]
    return read, missed, [follow.key for follow in waiting]


async def read_story(source: Source[Any], follow: Follow, parts: Parts) -> Item | None:
    """What stands behind one item; None when it could not be read this time."""
    request = PageRequest(follow.url, proxy=source.proxy, allow_private=source.allow_private)
    behind = replace(source, kind=follow.kind, url=follow.url, options=KINDS[follow.kind].options())
    try:
        return (await parts.parse(behind, [await parts.fetch(request)])).items[0]
    except (FetchError, PageError) as error:
        log.warning("%s: the %s behind an item is read by a later check: %s", source.id, follow.kind, error)
    except Exception:  # the guard of an item: one odd story must not make a source deaf
        log.exception("%s: the %s behind an item could not be read", source.id, follow.kind)
    return None


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
        told = link_and_merge(source, found.sightings, cases, book.known(), now)
        learned = learn(source, after, found.sightings, cases, now)
        fresh = {change.item.key for change in changes}
        silent = [change for change in found.silent if change.item.key in fresh]
        news = [*told, *change_notes(source, silent, now), *notes]
        book.commit(done, mark, after, news, learned, route(news, parts.desk, now))
    return done


def keep_unchanged(source: Source[Any], mark: Mark, pages: Sequence[Page], started: datetime, parts: Parts) -> Check:
    """Note that nothing changed; when the source had been failing, tell that it recovered."""
    done = Check(source.id, started, (parts.clock() - started).total_seconds(), unchanged=True)
    new = marks.after_unchanged(mark, source, pages, started)
    notes = health.after_success(source, mark, mark.carries, started)
    if notes:
        with parts.store.writing() as book:
            book.commit(done, new, None, notes, (), route(notes, parts.desk, started))
    else:
        parts.store.record_unchanged(done, new)
    return done


def keep_failure(source: Source[Any], mark: Mark, started: datetime, error: Exception, parts: Parts) -> Check:
    """Note that the source failed and when to try again; tell people once when it goes on."""
    kind, text = (error.kind, str(error)) if isinstance(error, MonitorError) else ("unexpected", repr(error))
    message = masked(text, parts.desk.secrets)
    done = Check(source.id, started, (parts.clock() - started).total_seconds(), error=kind, message=message)
    new, notes = health.after_failure(source, mark, done, error)
    try:
        with parts.store.writing() as book:
            book.commit(done, new, None, notes, (), route(notes, parts.desk, started))
    except StoreError as worse:
        log.error("%s: its failure could not be written down: %s", source.id, worse)  # noqa: TRY400 (expected)
    return done


async def deliver(channel: Channel, parts: Parts) -> int:
    """Send what is due on one channel, oldest first, until nothing is or the channel fails; gives the number sent."""
    sent = 0
    while bundle := parts.store.claim_due(channel.id, parts.clock()):
        result = await try_to_send(channel, bundle, parts)
        if isinstance(result, Sent):
            parts.store.settle(bundle, result, parts.clock())
            sent += len(bundle)
            log.info("channel %s took %d alert(s): %s", channel.id, len(bundle), bundle[0].alert.title)
            continue
        ended = after_failure(result, max(delivery.attempts for delivery in bundle), parts.clock())
        log.warning("channel %s did not take %d alert(s): %s", channel.id, len(bundle), ended)
        parts.store.settle(bundle, ended, parts.clock())
        notes = health.after_delivery(channel, bundle, ended, parts.clock())
        if notes:
            with parts.store.writing() as book:
                book.post(notes, route(notes, parts.desk, parts.clock(), without=channel.id))
        break
    return sent


async def try_to_send(channel: Channel, bundle: Sequence[Delivery], parts: Parts) -> Sent | SendFailure:
    """Hand one bundle to its channel."""
    try:
        return await parts.send(channel, [delivery.alert for delivery in bundle])
    except Exception as error:  # the guard of a delivery: one channel never stops the others
        log.exception("channel %s: sending failed in a way nobody foresaw", channel.id)
        return SendFailure(repr(error))
