"""From files to a Config: read, fill in variables, read by shape, look for doubts; all mistakes told at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from monitor.config.document import Document, read
from monitor.config.doubts import Draft, doubt
from monitor.config.findings import Findings, Place, Way, known_words
from monitor.config.reader import Reader
from monitor.config.result import Config
from monitor.config.routes import channel_of, reachable, route_of
from monitor.config.settings import Settings, settings_of, where_to_remember
from monitor.config.shapes import PART, CaseShape, Root, Storage, keys_of
from monitor.config.sources import Common, source_of
from monitor.config.variables import WORTH_MASKING, Filled, Variables
from monitor.core.plain import masked
from monitor.core.telling.render import mistake_in
from monitor.errors import ConfigError
from monitor.model import Case, Channel, Source

T = TypeVar("T")

TEMPLATES = "templates"
"""The folder beside the main file that holds the user's own templates of alerts."""

_SECRET_VALUE = re.compile(
    r"(?i)[?&;][^=&;#]*(?:token|secret|pass|pwd|sig|session|credential|(?<![a-z])(?:api)?key)[^=&;#]*=([^&;#]+)"
)
"""What stands behind names such as `token` or `api_key` in an address (as edge/addresses.py shows addresses)."""
_IDENTIFIES = re.compile(r"(?i)auth|cookie|token|key|secret")
"""Names of headers whose values are secret."""


def load(
    path: Path | str, environ: Mapping[str, str] | None = None, *, planned: Mapping[Path, str] | None = None
) -> Config:
    """Read a config file and the `sources.d/*.yaml` beside it.

    Args:
        path: the main file.
        environ: where `${NAME}` is looked up, the process's environment by default.
        planned: texts of further files of `sources.d` that are not written yet: how would the config read with them?

    Raises:
        ConfigError: with every mistake found, each as `file:line: path: what is wrong, what to write`.
    """
    findings, main = Findings(), Path(path)
    variables = Variables(os.environ if environ is None else environ, root_of(main))
    documents = [read(file, findings) for file in (main, *parts_of(main, findings))]
    documents += [read(file, findings, text) for file, text in (planned or {}).items()]
    config = None
    if documents[0] is not None:
        readers = [Reader(Filled(document, findings, variables), findings) for document in documents if document]
        config = Reading(main, variables, findings, readers).config()
    if config is None or findings.mistakes:
        secrets = longest_first(variables.secrets)
        raise ConfigError([masked(text, secrets) for text in findings.mistakes])
    return config


def storage_of(path: Path | str, environ: Mapping[str, str] | None = None) -> Storage:
    """Only where to remember, whatever mistakes the rest of a config has; the path in its address is absolute.

    For what has to work beside a daemon that runs on while the config on disk is being broken. Raises ConfigError when
    not even that can be read.
    """
    findings, main = Findings(), Path(path)
    variables = Variables(os.environ if environ is None else environ, root_of(main))
    document = read(main, findings) or Document(str(main), {}, {})
    storage = where_to_remember(Reader(Filled(document, findings, variables), findings), variables.root)
    there = storage.file is None or storage.file.exists()
    if findings.mistakes and not there:
        raise ConfigError(findings.mistakes)
    return storage


def root_of(main: Path) -> Path:
    """The folder that holds `config/`; for a file that is not in a folder of this name, its own folder."""
    folder = main.absolute().parent
    return folder.parent if folder.name == "config" else folder


def templates_of(main: Path, findings: Findings) -> dict[str, str]:
    """The user's own templates beside the main file, by name; one with a mistake is told, and ours is used for it."""
    texts: dict[str, str] = {}
    for file in sorted((main.parent / TEMPLATES).glob("[!.]*.j2")):
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            findings.warning(Place(str(file), 1), f"cannot be read ({error}), the usual form is used")
            continue
        mistake = mistake_in(file.name, text)
        if mistake is None:
            texts[file.name] = text
        else:
            findings.warning(Place(str(file), mistake[0]), f"{mistake[1]}, the usual form is used")
    return texts


def parts_of(main: Path, findings: Findings) -> list[Path]:
    """The files of sources.d in order of their names, hidden ones (of editors) left out."""
    folder = main.parent / "sources.d"
    for misnamed in sorted(folder.glob("[!.]*.yml")):
        findings.warning(Place(str(misnamed), 1), "is not read, name it .yaml")
    return sorted(folder.glob("[!.]*.yaml"))


def longest_first(secrets: set[str]) -> tuple[str, ...]:
    """In the order to mask them: a short secret may be part of a longer one."""
    return tuple(sorted(secrets, key=lambda secret: (-len(secret), secret)))


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads the sections in the order in which they need each other. The first reader is of the main file."""

    path: Path
    variables: Variables
    findings: Findings
    readers: list[Reader]

    @property
    def main(self) -> Reader:
        """The reader of the main file."""
        return self.readers[0]

    def config(self) -> Config:
        """The whole, with warnings; to be used only when the findings hold no mistake."""
        self.tell_unknown_keys()
        settings = settings_of(self.main, self.variables.root)
        draft = self.lists(settings)
        doubt(draft, self.findings)
        templates = templates_of(self.path, self.findings)
        channels = tuple(channel for _, channel in draft.channels)
        sources = tuple(source for _, source in draft.sources)
        return Config(
            path=self.path.absolute(),
            root=self.variables.root,
            files=(
                *(Path(reader.document.file) for reader in self.readers),
                *sorted(self.variables.files),
                *(self.path.parent / TEMPLATES / name for name in templates),
            ),
            storage=settings.storage,
            timezone=settings.zone,
            http=settings.http,
            defaults=settings.defaults,
            web=settings.web,
            engine=settings.engine,
            roll_call=settings.roll_call,
            feeds=settings.feeds,
            heartbeat=settings.heartbeat,
            courts=settings.courts,
            cases=tuple(case for _, case in draft.cases),
            sources=sources,
            channels=channels,
            not_set_up=tuple(sorted(draft.not_set_up)),
            routes=reachable([route for _, route in draft.routes], channels),
            warnings=self.findings.warnings,
            templates=templates,
            secrets=longest_first(self.variables.secrets | own_secrets(settings, channels, sources)),
        )

    def tell_unknown_keys(self) -> None:
        """Tell of top-level keys that mean nothing, and of an empty main file."""
        if not self.main.document.data:
            self.findings.mistake(self.main.place(), "is empty, write at least sources (docs/configure.md)")
        for reader in self.readers:
            allowed = keys_of(Root) if reader is self.main else set(PART)
            for key in sorted(reader.document.data.keys() - allowed):
                hint = f"write it in {self.path.name}" if key in keys_of(Root) else known_words(key, allowed)
                self.findings.mistake(reader.place(key), f"unknown key, {hint}")

    def lists(self, settings: Settings) -> Draft:
        """Cases, sources, channels and routes, each with its place."""
        known = {key: self.ids(key) for key in ("cases", "sources", "channels")}
        cases = self.read_all("cases", lambda reader, way, entry: case_of(reader, way, entry, known["cases"]))
        dockets = tuple(case for _, case in cases)
        common = Common(settings.zone, settings.defaults, settings.courts, dockets)

        def source(reader: Reader, way: Way, entry: Mapping[str, Any]) -> Source[Any] | None:
            reader.references(way, entry, "case", known["cases"], "case")
            return source_of(reader, way, entry, common)

        channels = self.read_all("channels", channel_of)
        return Draft(
            top=self.main.place(),
            cases=cases,
            sources=self.read_all("sources", source),
            channels=channels,
            routes=self.read_all(
                "routes", lambda reader, way, entry: route_of(reader, way, entry, known, settings.zone)
            ),
            not_set_up=known["channels"] - {channel.id for _, channel in channels},
            budget=settings.http.budget,
        )

    def ids(self, key: str) -> frozenset[str]:
        """The ids in a list as they are written, also of entries with mistakes: one mistake is told once."""
        return frozenset(str(entry.get("id")) for reader in self.readers for _, entry in reader.entries(key))

    def read_all(self, key: str, make: Callable[[Reader, Way, Mapping[str, Any]], T | None]) -> list[tuple[Place, T]]:
        """What the entries of a list are made into, of all files that may hold it; tells of an id given twice."""
        made: list[tuple[Place, T]] = []
        taken: dict[str, Place] = {}
        for reader in self.readers if key in PART else self.readers[:1]:
            for way, entry in reader.entries(key):
                place, id_ = reader.place(*way), str(entry.get("id"))
                if id_ in taken and "id" in entry:
                    first = taken[id_]
                    text = f'"{id_}" is taken already in {first.file}:{first.line}, write another id'
                    self.findings.mistake(reader.place(*way, "id"), text)
                taken.setdefault(id_, place)
                if (thing := make(reader, way, entry)) is not None:
                    made.append((place, thing))
        return made


def case_of(reader: Reader, way: Way, entry: Mapping[str, Any], known: frozenset[str]) -> Case | None:
    """One case; None when something about it is wrong."""
    reader.references(way, entry, "related", known, "case")
    shape = reader.shaped(CaseShape, entry, way)
    return Case(**dict(shape)) if shape else None


def own_secrets(settings: Settings, channels: tuple[Channel, ...], sources: tuple[Source[Any], ...]) -> set[str]:
    """What is secret though no variable gave it: addresses of channels, identifying headers, passwords, the token."""
    heartbeat, web = settings.heartbeat, settings.web
    secrets = {channel.url for channel in channels} | ({heartbeat.url} if heartbeat else set())
    secrets |= {web.token} if web and web.token else set()
    secrets |= set(web.webhook.secrets) if web and web.webhook else set()
    addresses = [settings.storage.url]
    for source in sources:
        secrets |= {value for name, value in source.headers.items() if _IDENTIFIES.search(name)}
        secrets |= set(_SECRET_VALUE.findall(source.url))
        addresses += [source.url, source.proxy or ""]
    passwords = [urlsplit(address).password for address in addresses]
    secrets |= {form for password in passwords if password for form in (password, unquote(password))}
    return {secret for secret in secrets if len(secret) >= WORTH_MASKING}
