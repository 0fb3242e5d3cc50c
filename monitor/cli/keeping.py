"""Verbs that keep the program in order: outbox, notify, config, backup, restore, store copy."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from monitor.app import deliver_all, program_for
from monitor.cli._base import Json, app, config, config_path, err, out, print_json, print_table, progress
from monitor.config import Storage, schema, shown
from monitor.core.route import Desk, route
from monitor.edge.send import AppriseSend, check_url
from monitor.edge.store import copy_store
from monitor.edge.store import restore as restore_store
from monitor.errors import ConfigError, UsageError
from monitor.model import Channel, HealthNote, Match, Route, SendFailure
from monitor.opening import open_store
from monitor.ports import utc_now
from monitor.shapes import delivery_shape
from monitor.vitals import is_late, sign_at

SENT_SHOWN = 20
"""So many of the sent alerts are shown to a person."""

config_verbs = typer.Typer(help="Look at the config.", no_args_is_help=True)
store_verbs = typer.Typer(help="Move what is remembered.", no_args_is_help=True)
app.add_typer(config_verbs, name="config")
app.add_typer(store_verbs, name="store")


@app.command()
def outbox(
    retry: Annotated[bool, typer.Option("--retry", help="Try again what was given up, now.")] = False,
    release: Annotated[bool, typer.Option("--release", help="Let go what a restore held back.")] = False,
    as_json: Json = False,
) -> None:
    """Show the alerts that wait, failed or are held, and the last ones sent; with --json all of them."""
    if retry:
        asyncio.run(_retry())
        return
    store = open_store(config())
    try:
        if release:
            err.print(f"{store.release()} alerts let go")
            return
        rows = store.deliveries()
    finally:
        store.close()
    if as_json:
        for row in rows:
            print_json(delivery_shape(row))
        return
    last_sent = [row for row in rows if row.state == "sent"][-SENT_SHOWN:]
    table = [
        {"id": row.id, "channel": row.channel, "state": row.state, "when": row.sent or row.due, "tries": row.attempts}
        | {"what": f"{row.title} ({row.last_error})" if row.last_error and not row.sent else row.title}
        for row in rows
        if row.state != "sent" or row in last_sent
    ]
    print_table(["id", "channel", "state", "when", "tries", "what"], table)


async def _retry() -> None:
    async with program_for(config()) as program:
        again = program.store.retry_failed(utc_now())
        taken = await deliver_all(program)
    err.print(f"{again} failed alerts tried again; taken: {', '.join(f'{id_} {n}' for id_, n in taken.items())}")


@app.command()
def notify(
    channels: Annotated[list[str] | None, typer.Argument(help="Ids of channels; all when none is given.")] = None,
) -> None:
    """Send a test alert, marked as one: 0 when every channel took it, 1 when one did not."""
    loaded = config(warn=True)
    by_id = {channel.id: channel for channel in loaded.channels}
    unknown = [name for name in channels or [] if name not in by_id]
    if unknown:
        raise UsageError(f"no channel {', '.join(unknown)}", "", f"the channels are {', '.join(by_id)}")
    results = asyncio.run(_try_out([by_id[name] for name in channels or by_id]))
    for name, failure in results.items():
        out.print(f"{name}: {failure.error if failure else 'taken'}", markup=False, highlight=False)
    raise typer.Exit(1 if any(results.values()) else 0)


async def _try_out(channels: list[Channel]) -> dict[str, SendFailure | None]:
    send, now = AppriseSend(), utc_now()
    note = HealthNote("a test", "test", "This is a test: the channel works. Nothing happened.", now, None, "info")
    to_each = {channel.id: Route((channel.id,), Match(events=frozenset({"health"}))) for channel in channels}
    alerts = {id_: route([note], Desk(routes=(way,), channels=(id_,)), now) for id_, way in to_each.items()}
    answers = await asyncio.gather(*(send(channel, alerts[channel.id]) for channel in channels))
    return {
        channel.id: answer if isinstance(answer, SendFailure) else None
        for channel, answer in zip(channels, answers, strict=True)
    }


@config_verbs.command(name="check")
def config_check() -> None:
    """Say whether the config can be used; every mistake and warning with its line."""
    loaded = config(warn=True)
    unknown = [f"channel {channel.id}: {said}" for channel in loaded.channels if (said := check_url(channel.url))]
    if unknown:
        raise ConfigError(unknown)
    out.print(
        f"{config_path()}: {len(loaded.cases)} cases, {len(loaded.sources)} sources, {len(loaded.channels)} channels, "
        f"{len(loaded.routes)} routes; {len(loaded.warnings)} warnings",
        markup=False,
        highlight=False,
    )


@config_verbs.command(name="show")
def config_show() -> None:
    """Print the config as it is understood, secrets masked."""
    out.print(shown(config()), markup=False, highlight=False)


@config_verbs.command(name="schema")
def config_schema() -> None:
    """Print the JSON Schema of the config, for editors."""
    print_json(schema())


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to write the copy; must not exist.")]) -> None:
    """Write a consistent copy of the store, also while the daemon runs."""
    store = open_store(config())
    try:
        store.backup(file)
    finally:
        store.close()
    err.print(f"written: {file}", markup=False)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A copy made by monitor backup.")]) -> None:
    """Put a copy in place of the store, pending alerts held; stop the daemon first."""
    restore_store(file, config().storage.url)
    err.print("restored; alerts that waited are held until: monitor outbox --release", markup=False)


@store_verbs.command(name="copy")
def store_copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="Its address, as in storage.url.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database: sqlite:///… or postgresql://…")],
) -> None:
    """Copy a store into another database, every row compared afterwards; stop the daemon first."""
    old = Storage(url=source)
    if (old.file is None or old.file.exists()) and not is_late(sign_at(old), utc_now()):
        raise UsageError("a daemon works on it, and would go on there", old.place, "stop it, then copy")
    with progress() as bar:
        rows = bar.add_task("copying rows", total=None)
        counts = copy_store(source, target, lambda table, n: bar.update(rows, advance=n, description=table))
    for name, count in counts.items():
        out.print(f"{name}: {count}", markup=False, highlight=False)
    err.print(f"copied and compared: {sum(counts.values())} rows; now write the new address into storage.url")
