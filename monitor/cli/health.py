"""The verb that Docker asks once a minute; by itself, so that it loads little of the program."""

import typer

from monitor.cli._base import app, config_path, err
from monitor.config import storage_of
from monitor.ports import utc_now
from monitor.vitals import is_late, sign_at


@app.command()
def health() -> None:
    """End with 0 while the daemon lives: it wrote its sign of life within the last two minutes.

    A config that was broken meanwhile does not matter: the daemon goes on with the one it has.
    """
    alive = sign_at(storage_of(config_path()))
    if is_late(alive, utc_now()):
        err.print(f"the daemon's last sign of life: {alive or 'none'}", markup=False)
        raise typer.Exit(1)
