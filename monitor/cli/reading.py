"""Verbs that show what is stored: events, sources, history, diff, outbox."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from monitor.cli._base import Json, app, config, out, print_json, print_table, require_case
from monitor.cli._coverage import show_coverage, show_holes, show_reasons
from monitor.cli._rhythm import show_rhythms
from monitor.config import Config
from monitor.core.cases.coverage import Coverage
from monitor.core.cases.coverage import as_json as docket_json
from monitor.core.diff import diff
from monitor.core.telling.wording import headline
from monitor.edge.store import SqlStore
from monitor.errors import UsageError
from monitor.following import watched
from monitor.model import Development
from monitor.opening import open_store
from monitor.oversight import coverage_of
from monitor.ports import utc_now
from monitor.shapes import Shape, change_shape, development_shapes, snapshot_shape, source_shapes, two_snapshots
from monitor.sources._opinion_sites import available as opinion_sites


def _day(text: str | None, zone: str) -> datetime | None:
    """A day as the user wrote it, as its first moment in the config's zone; raises UsageError."""
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), ZoneInfo(zone))
    except ValueError as error:
        raise UsageError(f"{text!r} is no day", "--since", "write 2026-02-24") from error


@app.command()
def events(
    case: Annotated[str | None, typer.Option(help="Only those of this case.")] = None,
    since: Annotated[str | None, typer.Option(help="Only those first seen on this day or later (2026-02-24).")] = None,
    as_json: Json = False,
) -> None:
    """Show the developments found, those seen last first."""
    loaded = config()
    if case is not None:
        require_case(loaded, case)
    store = open_store(loaded)
    try:
        found = store.developments(case=case, since=_day(since, loaded.timezone))
        shapes = development_shapes(found, loaded, store, utc_now())
    finally:
        store.close()
    if as_json:
        for shape in shapes:
            print_json(shape)
    else:
        print_table(["", "id", "filed", "seen", "case", "what"], map(_row, found, shapes))


def _row(one: Development, shape: Shape) -> dict[str, Any]:
    """When, which case, and the first line that an alert would have; "new" until seen."""
    return {
        "": "silenced" if shape["silenced"] else "" if shape["acked"] or one.forgotten else "new",
        "id": one.id,
        "filed": str(one.event.filed or ""),
        "seen": one.first_seen,
        "case": one.case,
        "what": headline(one),
    }


def _require_source(loaded: Config, store: SqlStore, id_: str) -> None:
    known = [source.id for source in watched(loaded, store.learned())]
    if id_ not in known and not store.snapshots(id_):
        raise UsageError(f"no source {id_}", "", f"the sources are {', '.join(known)}")


@app.command()
def sources(
    available: Annotated[
        bool, typer.Option("--available", help="Show instead which courts' opinions pages can be watched.")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Show instead what can be seen of each docket, with the reasons.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show every source: last good reading, last change, next check, failures, what it can show, why it is watched."""
    if available:
        _show_available(as_json)
        return
    loaded = config()
    store = open_store(loaded)
    try:
        sources = watched(loaded, store.learned())
        rows, dockets = list(source_shapes(loaded, store, sources, utc_now())), coverage_of(loaded, store)
    finally:
        store.close()
    if coverage:
        _show_dockets(dockets, as_json)
    elif as_json:
        for row in rows:
            print_json(row)
    else:
        columns = ["source", "kind", "last_good", "last_change", "next_check", "failures", "error", "shows", "why"]
        print_table(columns, rows)
        _show_troubles(rows)
        show_rhythms(rows)
        out.print()
        show_coverage(dockets)
        show_holes(dockets)


def _show_troubles(rows: Iterable[Mapping[str, Any]]) -> None:
    """Why a source fails, and the parts of sources that could not be read: mails, files."""
    for row in rows:
        if row["message"]:
            out.print(f"{row['source']}: {row['message']}", markup=False, highlight=False)
        for flaw in row["flaws"]:
            out.print(f"{row['source']}: not read: {flaw}", markup=False, highlight=False)


def _show_dockets(dockets: Sequence[Coverage], as_json: bool) -> None:
    if as_json:
        for docket in dockets:
            print_json(docket_json(docket))
        return
    show_coverage(dockets)
    show_reasons(dockets)
    show_holes(dockets)


def _show_available(as_json: bool) -> None:
    columns = ["site", "court", "standing", "why"]
    rows = [{name: getattr(line, name) for name in columns} for line in opinion_sites()]
    if as_json:
        for row in rows:
            print_json(row)
    else:
        print_table(columns, rows)


@app.command()
def history(id: Annotated[str, typer.Argument(help="The id of a source.")], as_json: Json = False) -> None:  # noqa: A002
    """Show the stored snapshots of a source, newest first."""
    loaded = config()
    store = open_store(loaded)
    try:
        _require_source(loaded, store, id)
        lines = sorted(store.snapshots(id), key=lambda line: line.id, reverse=True)
        rows = [snapshot_shape(line) for line in lines]
    finally:
        store.close()
    if as_json:
        for row in rows:
            print_json(row)
    else:
        print_table(["snapshot", "taken", "items"], rows)


@app.command(name="diff")
def show_diff(
    id: Annotated[str, typer.Argument(help="The id of a source.")],  # noqa: A002
    first: Annotated[int | None, typer.Argument(help="The older snapshot, of `monitor history`.")] = None,
    second: Annotated[int | None, typer.Argument(help="The newer snapshot.")] = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two snapshots of a source; between the last two when none is named."""
    loaded = config()
    store = open_store(loaded)
    try:
        _require_source(loaded, store, id)
        older, newer = two_snapshots(store, id, first, second)
    finally:
        store.close()
    for change in diff(older, newer, frozenset()):
        row = change_shape(change, loaded)
        if as_json:
            print_json(row)
        else:
            out.print(f"{row['change']}: {row['key']}\n  {row['words']}", markup=False, highlight=False)
