"""Reads the sections of the config that are no lists, and fills in their defaults."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.config.reader import Reader
from monitor.config.shapes import CourtAddresses, Defaults, Engine, Feeds, Heartbeat, Http, Root, Storage, Web
from monitor.config.words import SQLITE, Cron, Zone, meant_court, read_listen
from monitor.courts.registry import COURTS

LISTEN = "MONITOR_LISTEN"
"""The environment variable that says where the pages are in a container."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The sections that are no lists; paths in them are absolute."""

    storage: Storage
    zone: str
    http: Http
    defaults: Defaults
    heartbeat: Heartbeat | None
    web: Web | None
    engine: Engine
    roll_call: str | None
    feeds: Path | None
    courts: Mapping[str, CourtAddresses]


def settings_of(main: Reader, root: Path) -> Settings:
    """All sections of the main file that are no lists. Relative paths count from `root`."""
    storage, given = where_to_remember(main, root), main.data
    return Settings(
        storage=storage,
        zone=plain(main, "timezone", Zone),
        http=main.section(Http, "http") or Http(),
        defaults=main.section(Defaults, "defaults") or Defaults(),
        heartbeat=main.section(Heartbeat, "heartbeat"),
        web=None if is_off(given.get("web")) else web_of(main),
        engine=engine_of(main, storage),
        roll_call=None if is_off(given.get("roll_call")) else plain(main, "roll_call", Cron),
        feeds=root / feeds.folder if (feeds := main.section(Feeds, "feeds")) else None,
        courts=courts_of(main),
    )


def plain(main: Reader, key: str, type_: Any) -> Any:  # noqa: ANN401 (an annotation, and the value that it reads)
    """A top-level value that is no mapping."""
    return main.plain(type_, main.data.get(key), (key,), Root.model_fields[key].default)


def is_off(value: object) -> bool:
    """Whether the user wants nothing of it; `false` says so too."""
    return value in ("off", False)


def web_of(main: Reader) -> Web:
    """Where the pages are. A container's environment goes before the config, which knows of no container."""
    web = main.section(Web, "web") or Web()
    listen = main.filled.variables.environ.get(LISTEN, "").strip()
    try:
        return web.model_copy(update={"listen": read_listen(listen)}) if listen else web
    except ValueError as error:
        main.findings.mistake(main.place("web"), f"the environment variable {LISTEN}: {error}")
        return web


def engine_of(main: Reader, storage: Storage) -> Engine:
    """Who runs checks; what needs PostgreSQL is told where there is none."""
    engine: Engine = plain(main, "engine", Engine)
    if engine == "procrastinate" and storage.file is not None:
        wanted = 'write storage: {url: "postgresql://user:password@host/database"}'
        main.findings.mistake(main.place("engine"), f"needs PostgreSQL, {wanted}")
    return engine


def where_to_remember(main: Reader, root: Path) -> Storage:
    """Where to remember, with an absolute path (SQLAlchemy writes one with four slashes)."""
    storage = main.section(Storage, "storage") or Storage()
    if storage.file is None:
        return storage
    return storage.model_copy(update={"url": f"{SQLITE}{root / storage.file}"})


def courts_of(main: Reader) -> dict[str, CourtAddresses]:
    """The user's addresses of courts."""
    value = main.data.get("courts")
    if value is not None and not isinstance(value, Mapping):
        main.findings.mistake(main.place("courts"), "is no mapping, write cadc: {feed: https://…}")
    given = value if isinstance(value, Mapping) else {}
    shaped = {court: main.shaped(CourtAddresses, part or {}, ("courts", court)) for court, part in given.items()}
    for court in sorted(given.keys() - COURTS.keys()):
        main.findings.mistake(main.place("courts", court), f'"{court}" is no court id, {meant_court(court)}')
    return {court: addresses for court, addresses in shaped.items() if addresses is not None}
