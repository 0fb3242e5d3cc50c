"""Writes a file of its own into sources.d: whole or not at all, and never over another."""

import os
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from monitor.config.document import CoreSchema, read
from monitor.config.findings import Findings
from monitor.config.result import Config
from monitor.config.words import read_id
from monitor.core.plain import plain
from monitor.errors import UsageError
from monitor.model import Case

Entry: TypeAlias = Mapping[str, str | bool]
"""One of `sources`, as it is written."""

LONGEST_NAME, LONGEST_ID = 200, 40
_HEAD = """\
# Written by `monitor follow`, and yours from now on. `monitor config check` says whether all is well after a change;
# docs/configure.md explains every key. A running daemon takes a saved change within seconds.
"""


class CoreWriter(yaml.SafeDumper):
    """Quotes what document.CoreSchema would not read as text."""


CoreWriter.yaml_implicit_resolvers = CoreSchema.yaml_implicit_resolvers


def on_one_line(value: Any) -> str:  # noqa: ANN401 (any value of YAML)
    """A value as YAML that fits after a dash or a colon; `${` in it stays as it is."""
    text = yaml.dump(_without_variables(value), None, CoreWriter, default_flow_style=True, sort_keys=False, width=10**9)
    return str(text).removesuffix("...\n").strip()


def _without_variables(value: Any) -> Any:  # noqa: ANN401 (any value of YAML)
    if isinstance(value, Mapping):
        return {key: _without_variables(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_without_variables(part) for part in value]
    return value.replace("${", "$${") if isinstance(value, str) else value


def text_of_file(case: Case, sources: Iterable[Entry]) -> str:
    """A file of sources.d that follows a case by these sources."""
    dockets = [f"{ref.court} {ref.number}" for ref in case.dockets]
    lines = [
        "cases:",
        f"  - id: {on_one_line(case.id)}",
        f"    name: {on_one_line(case.name)}",
        f"    dockets: {on_one_line(dockets)}",
    ]
    return _HEAD + "\n".join([*lines, *lines_of(sources)]) + "\n"


def lines_of(sources: Iterable[Entry]) -> list[str]:
    """The section `sources`, an entry a line; nothing when there is none."""
    entries = [f"  - {on_one_line(dict(entry))}" for entry in sources]
    return ["sources:", *entries] if entries else []


def name_of_case(given: str) -> str:
    """A name as people write it, safe to show: on one line, without control characters; raises UsageError."""
    name = plain(given, LONGEST_NAME)
    if not name:
        raise UsageError(f"{given!r} is no name", "--name", "write one like Doe v. Roe")
    return name


def id_of_case(given: str | None, name: str, taken: Iterable[str]) -> str:
    """The id wished for, else one made of the name, that is not taken; raises UsageError for one that is no id."""
    if given is not None:
        try:
            return read_id(given)
        except ValueError as error:
            raise UsageError(f'"{given}" {error}', "--id") from None
    plain_letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(mark if mark.isalnum() else " " for mark in plain_letters).split()
    wished = "-".join(words)[:LONGEST_ID].strip("-") or "case"
    known = set(taken)
    return next(id_ for id_ in (wished, *(f"{wished}-{n}" for n in range(2, len(known) + 3))) if id_ not in known)


def file_for(config: Config, case_id: str) -> Path:
    """The file of sources.d for a case; raises UsageError when there is one already."""
    path = config.path.parent / "sources.d" / f"{case_id}.yaml"
    if path.exists():
        raise taken(path)
    return path


def place_of_case(config: Config, case_id: str) -> str:
    """Where a case stands in the config, as `file:line`."""
    for file in config.files:
        document = read(file, Findings()) if file.suffix == ".yaml" else None
        if document is None:
            continue
        for number, entry in enumerate(document.data.get("cases") or ()):
            if entry.get("id") == case_id:
                place = document.place("cases", number)
                return f"{place.file}:{place.line}"
    return str(config.path)


def write_new(path: Path, text: str) -> None:
    """Write a file that must not exist yet; whoever reads the folder sees it whole or empty. Raises UsageError.

    The text goes into a hidden file first, which sources.d does not read. An empty file, which means nothing there,
    takes the name before the hidden one replaces it, so that no file made meanwhile is lost.
    """
    hidden = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with hidden.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _take(path)
        hidden.replace(path)
    except OSError as error:
        what = f"cannot be written ({error.strerror}), nothing was changed"
        raise UsageError(what, str(path), "look at the folder and its permissions") from None
    finally:
        with suppress(OSError):
            hidden.unlink(missing_ok=True)


def _take(path: Path) -> None:
    """Make an empty file; raises UsageError when there is one."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise taken(path) from None


def taken(path: Path) -> UsageError:
    """The error of a file that is there already."""
    return UsageError("there is such a file already, it is left as it is", str(path), "choose another id with --id")
