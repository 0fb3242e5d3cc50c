"""A config that was read and found usable."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from monitor.config.shapes import CourtAddresses, Defaults, Engine, Heartbeat, Http, Storage, Web
from monitor.model import Case, Channel, Route, Source


@dataclass(frozen=True, repr=False)
class Config:
    """What the user wants, with all defaults filled in. Its parts are frozen; it has no repr, for it holds secrets.

    Attributes:
        path: the main file, absolute.
        root: the folder from which relative paths count: the one that holds `config/`.
        files: every file that was read: the main one, those of sources.d, those of `${file:…}`.
        storage: where to remember; the path in its address is absolute.
        timezone: IANA name that holds where a source says no other.
        web: None when `web: off`.
        engine: `procrastinate` only with a PostgreSQL address in `storage`.
        roll_call: the cron line by which channels hear what was watched; None when it is off.
        feeds: the folder for feeds and calendars, absolute; None when there is none.
        heartbeat: None when there is none, or its variable is unset.
        courts: the user's addresses in place of the registry's, by court id.
        sources: those with `enabled: false` too.
        channels: those that are set up.
        not_set_up: ids of the channels whose variable is unset. No route leads to them.
        routes: a route that leads only to channels not set up is left out.
        warnings: each as `file:line: path: text`.
        secrets: texts to mask wherever something is shown or logged, the longest first.
        templates: the user's own of `config/templates/`, by file name; those with a mistake are left out.
    """

    path: Path
    root: Path
    files: tuple[Path, ...]
    storage: Storage
    timezone: str
    http: Http
    defaults: Defaults
    web: Web | None
    engine: Engine
    roll_call: str | None
    feeds: Path | None
    heartbeat: Heartbeat | None
    courts: Mapping[str, CourtAddresses]
    cases: tuple[Case, ...]
    sources: tuple[Source[Any], ...]
    channels: tuple[Channel, ...]
    not_set_up: tuple[str, ...]
    routes: tuple[Route, ...]
    warnings: tuple[str, ...]
    secrets: tuple[str, ...]
    templates: Mapping[str, str]
