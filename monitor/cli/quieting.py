"""Verbs by which a person says what needs no alert: silence, ack."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from monitor.cli._base import Json, app, config, out, print_json, print_table
from monitor.core.due import parse_duration
from monitor.errors import UsageError
from monitor.following import watched
from monitor.opening import open_store
from monitor.ports import utc_now
from monitor.shapes import ACKED


@app.command()
def silence(
    id: Annotated[str | None, typer.Argument(help="The id of a case or source; without it: what is silenced.")] = None,  # noqa: A002 (what the user calls it)
    length: Annotated[str, typer.Option("--for", help="How long: 30m, 2h, 7d; 0s ends it.")] = "24h",
    as_json: Json = False,
) -> None:
    """Send no alerts of a case or source for a time. It is read on, kept and shown; corrections still come."""
    loaded = config()
    store = open_store(loaded)
    try:
        if id is not None:
            known = {case.id for case in loaded.cases} | {source.id for source in watched(loaded, store.learned())}
            if id not in known:
                raise UsageError(f"no case or source {id}", "", f"there are {', '.join(sorted(known))}")
            store.silence(id, utc_now() + _length(length))
        now = utc_now()
        rows = [{"id": one, "until": until} for one, until in sorted(store.silences().items()) if until > now]
    finally:
        store.close()
    if as_json:
        for row in rows:
            print_json(row)
    elif rows:
        print_table(["id", "until"], rows)
    else:
        out.print("nothing is silenced", highlight=False)


def _length(text: str) -> timedelta:
    """A length of time as the config writes it; raises UsageError."""
    try:
        return parse_duration(text)
    except ValueError as error:
        raise UsageError(f"{text!r} is no length of time", "--for", "write 30m, 2h or 7d") from error


@app.command()
def ack(id: Annotated[str, typer.Argument(help="The id of a development, of `monitor events --json`.")]) -> None:  # noqa: A002
    """Mark a development as seen; `monitor events` shows which are not."""
    store = open_store(config())
    try:
        if id not in {one.id for one in store.developments()}:
            raise UsageError(f"no development {id}", "", "see monitor events --json")
        store.note(f"{ACKED}{id}", datetime.now(UTC).isoformat())
    finally:
        store.close()
