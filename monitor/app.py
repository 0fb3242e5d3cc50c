"""The composition root: a Config and a store become a Program, wired and ready."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from monitor import logs
from monitor.config import Config
from monitor.core.health import FOLLOWING
from monitor.core.route import Desk, route
from monitor.detectors import DETECTORS
from monitor.edge.asking import Asker
from monitor.edge.fetch import FetchSettings
from monitor.edge.parse import Parser
from monitor.edge.politeness import Places, Shared
from monitor.edge.send import AppriseSend
from monitor.edge.store import SqlStore
from monitor.errors import StoreError, UsageError
from monitor.following import Followed, followed, watched
from monitor.metronome import NOTE, Metronome
from monitor.model import Channel, Check, DocketRef, HealthNote, Source
from monitor.opening import open_store
from monitor.pipeline import check, deliver
from monitor.ports import Clock, Parts, Store, utc_now

AT_ONCE = 20
"""So many sources are walked at the same time; each host is asked one by one all the same."""


@dataclass(eq=False)
class Program:
    """Everything that one config is made into. `sources` follow what the store has learned; see `replan`.

    `trails` are the cases and the dockets to which they are followed.
    """

    config: Config
    store: SqlStore
    parts: Parts
    fetcher: Asker
    parser: Parser
    metronome: Metronome
    sources: dict[str, Source[Any]] = field(default_factory=dict)
    trails: frozenset[tuple[str, DocketRef]] = frozenset()

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The channels that are set up."""
        return self.config.channels

    def replan(self) -> tuple[list[Source[Any]], list[Followed]]:
        """Watch what the config and the learned facts ask for; gives the sources and trails new since the last plan."""
        learned = self.store.learned()
        planned = {source.id: source for source in watched(self.config, learned)}
        trails = {(trail.case.id, trail.ref): trail for trail in followed(self.config, learned)}
        new = [source for source in planned.values() if source.id not in self.sources]
        fresh = [trail for key, trail in trails.items() if key not in self.trails]
        self.sources, self.trails = planned, frozenset(trails)
        return new, fresh

    async def close(self) -> None:
        """End the worker processes and connections of this program; the store stays open."""
        self.parser.close()
        await self.fetcher.aclose()


def wire(
    config: Config,
    store: SqlStore,
    clock: Clock = utc_now,
    *,
    port: Store | None = None,
    mark: str = "",
    before: Program | None = None,
    shared: Shared | None = None,
) -> Program:
    """Build all parts; nothing runs yet.

    `port` stands in for the store in a rehearsal, `mark` begins every alert; from the program `before` is taken over
    what is owed to servers, the tempo, and what hung services may still take; `shared` is what many processes owe.
    """
    logs.hide(config.secrets)
    settings = fetch_settings(config)
    fetcher = before.fetcher.renewed(settings) if before else Asker(settings, clock, shared=shared)
    parser = Parser()
    metronome = before.metronome if before else Metronome(store.noted(NOTE))
    asked = {kind for route in config.routes for kind in route.match.events}
    parts = Parts(
        fetch=fetcher,
        parse=parser,
        send=before.parts.send if before else AppriseSend(),
        store=port or store,
        clock=clock,
        detectors=[detector.see for detector in DETECTORS if detector.default or detector.kind in asked],
        desk=desk(config, mark),
        watched=lambda: tuple(program.sources.values()),
        tempo=lambda: metronome.tempo,
    )
    program = Program(config, store, parts, fetcher, parser, metronome)
    program.replan()
    return program


def fetch_settings(config: Config) -> FetchSettings:
    """The `http` part of the config as the fetcher takes it."""
    http = config.http
    return FetchSettings(
        user_agent=http.user_agent,
        timeout=http.timeout,
        max_body=http.max_body,
        per_host=http.per_host,
        allow_private=http.allow_private,
        budget=http.budget,
    )


def desk(config: Config, mark: str = "") -> Desk:
    """What the user wants to hear."""
    return Desk(
        cases=config.cases,
        routes=config.routes,
        channels=tuple(channel.id for channel in config.channels),
        tags={source.id: source.tags for source in config.sources},
        mark=mark,
        secrets=config.secrets,
        templates=config.templates,
    )


@asynccontextmanager
async def program_for(
    config: Config, clock: Clock = utc_now, *, rehearse: Callable[[SqlStore], Store] | None = None
) -> AsyncIterator[Program]:
    """A program for one command; `rehearse` wraps the store so that nothing is kept."""
    store = open_store(config)
    try:
        program = wire(config, store, clock, port=rehearse(store) if rehearse else None)
        try:
            yield program
        finally:
            await program.close()
    finally:
        store.close()


def chosen(program: Program, ids: Iterable[str]) -> list[Source[Any]]:
    """The sources of these ids, all when none is given; raises UsageError for an unknown one."""
    wanted = list(ids)
    unknown = [id_ for id_ in wanted if id_ not in program.sources]
    if unknown:
        raise UsageError(f"no source {', '.join(unknown)}", "", f"the sources are {', '.join(program.sources)}")
    return [program.sources[id_] for id_ in wanted] or list(program.sources.values())


async def check_all(
    program: Program, sources: Sequence[Source[Any]], done: Callable[[Check], None] = lambda _check: None
) -> list[Check]:
    """Walk these sources, several at once; `done` hears of each as it ends. The order is that of `sources`."""
    places = Places(AT_ONCE)

    async def one(source: Source[Any]) -> Check:
        async with places.one(source.url):
            result = await check(source, program.parts)
        done(result)
        return result

    results = await asyncio.gather(*(one(source) for source in sources))
    program.store.flush()
    return results


def follow_learned(program: Program) -> list[Source[Any]]:
    """Watch the dockets to which cases went on, and say so once; gives the new sources. Raises StoreError."""
    parts, before = program.parts, (program.sources, program.trails)
    new, trails = program.replan()
    notes = [_following_note(trail, parts.clock()) for trail in trails]
    if notes:
        try:
            with parts.store.writing() as book:
                book.post(notes, route(notes, parts.desk, parts.clock()))
        except StoreError:
            program.sources, program.trails = before  # the next check tries both again
            raise
    return new


def _following_note(trail: Followed, now: datetime) -> HealthNote:
    """That a case is followed, by what, how far back, and what cannot be seen so."""
    watching = f"Watched from now on as {', '.join(trail.sources)}" if trail.sources else "It is not watched"
    back = f", read back to {trail.since:%d %b %Y}" if trail.sources else ""
    text = f"{trail.why}. {watching}{back}{f': {trail.lacks}' if trail.lacks else ''}."
    return HealthNote(
        f"follow {trail.case.id} to {trail.ref.court} {trail.ref.number}", FOLLOWING, text, now, None, "info"
    )


async def deliver_all(program: Program) -> dict[str, int]:
    """Send what is due on every channel, waiting for no window: nobody is there after it; gives how many each took."""
    channels = [replace(channel, pace=replace(channel.pace, patient=False)) for channel in program.channels]
    counts = await asyncio.gather(*(deliver(channel, program.parts) for channel in channels))
    return {channel.id: count for channel, count in zip(program.channels, counts, strict=True)}
