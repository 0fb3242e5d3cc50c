"""Verbs that show what is stored: events, case, sources, history, diff, outbox."""

from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from monitor.app import open_store
from monitor.cli._base import Json, app, config, out, print_json, print_table
from monitor.config import Config, masked
from monitor.core.diff import diff, words
from monitor.core.linking import enriched
from monitor.core.shape import as_json as development_json
from monitor.edge.store import SqlStore
from monitor.errors import UsageError
from monitor.following import watched
from monitor.model import Change, Development, Snapshot


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
    """Show the developments found, newest first."""
    loaded = config()
    store = open_store(loaded)
    try:
        found = store.developments(case=case, since=_day(since, loaded.timezone))
    finally:
        store.close()
    _show(found, as_json)


def _show(found: Any, as_json: bool) -> None:  # noqa: ANN401 (developments; as the user said)
    rows = [development_json(development) for development in found]
    if as_json:
        for row in rows:
            print_json(row)
    else:
        print_table(["date", "kind", "significance", "disposition", "case", "court", "docket_number", "title"], rows)


@app.command()
def case(id: Annotated[str, typer.Argument(help="The id of a case.")], as_json: Json = False) -> None:  # noqa: A002
    """Show one case: its docket numbers, judges, related cases, and its developments in all courts, oldest first."""
    loaded = config()
    store = open_store(loaded)
    try:
        known = next((one for one in enriched(loaded.cases, store.learned()) if one.id == id), None)
        found: list[Development] = sorted(store.developments(case=id), key=lambda one: one.first_seen)
    finally:
        store.close()
    if known is None:
        raise UsageError(f"no case {id}", "", f"the cases are {', '.join(one.id for one in loaded.cases)}")
    if not as_json:
        out.print(known.name, style="bold", markup=False)
        out.print(f"dockets: {', '.join(f'{ref.court} {ref.number}' for ref in known.dockets)}", highlight=False)
        out.print(f"judges: {', '.join(known.judges) or 'not known'}; related: {', '.join(known.related) or 'none'}\n")
    _show(found, as_json)


@app.command()
def sources(as_json: Json = False) -> None:
    """Show every source: last check, last change, next check, failures, and why it is watched."""
    loaded = config()
    store = open_store(loaded)
    try:
        rows = _source_rows(loaded, store)
    finally:
        store.close()
    if as_json:
        for row in rows:
            print_json(row)
    else:
        print_table(["source", "kind", "last_check", "last_change", "next_check", "failures", "error", "why"], rows)


def _source_rows(loaded: Config, store: SqlStore) -> list[dict[str, Any]]:
    rows = []
    for source in watched(loaded, store.learned()):
        mark = store.mark(source.id)
        rows.append(
            {
                "source": source.id,
                "kind": source.kind,
                "url": masked(source.url, loaded.secrets),
                "court": source.court,
                "case": source.case,
                "last_check": mark.checked,
                "last_good": mark.good,
                "last_change": mark.changed,
                "next_check": mark.due,
                "failures": mark.failures,
                "error": mark.error,
                "carries": mark.carries or None,
                "why": source.why,
            }
        )
    return rows


@app.command()
def history(id: Annotated[str, typer.Argument(help="The id of a source.")], as_json: Json = False) -> None:  # noqa: A002
    """Show the stored snapshots of a source, newest first."""
    store = open_store(config())
    try:
        rows = [{"snapshot": number, "taken": taken, "items": items} for number, taken, items in store.snapshots(id)]
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
    store = open_store(config())
    try:
        older, newer = _two(store, id, first, second)
    finally:
        store.close()
    for change in diff(older, newer, frozenset()):
        row = _change_row(change)
        if as_json:
            print_json(row)
        else:
            out.print(f"{row['change']}: {row['key']}\n  {row['words']}", markup=False, highlight=False)


def _two(store: SqlStore, source: str, first: int | None, second: int | None) -> tuple[Snapshot, Snapshot]:
    """The two snapshots meant; raises UsageError."""
    there = [number for number, _, _ in store.snapshots(source)]
    wanted = [number for number in (first, second) if number is not None] or sorted(there)[-2:]
    unknown = [number for number in wanted if number not in there]
    if unknown or len(wanted) != 2:  # noqa: PLR2004 (a difference is between two)
        raise UsageError(
            f"no two snapshots of {source} to compare: {unknown or there}", "", f"see monitor history {source}"
        )
    older, newer = (store.snapshot(number) for number in wanted)
    return older, newer


def _change_row(change: Change) -> dict[str, Any]:
    item, before = change.item, change.before
    text = item.text or item.title
    told = words(before.text or before.title, text) if change.kind == "edited" and before else text
    return {"change": change.kind, "key": item.key, "date": item.filed, "words": told, "url": item.url}
