"""What all verbs share: the application, the global options, how lines are printed."""

import logging
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from monitor import __version__, logs
from monitor.config import Config, load
from monitor.core.plain import escaped, without_controls, written
from monitor.errors import MonitorError, UsageError

app = typer.Typer(
    name="monitor",
    help="Watches court dockets and news pages; tells you when a court rules or somebody appeals.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

Json = Annotated[bool, typer.Option("--json", help="One JSON value a line, for scripts.")]

NOTHING_DONE = 4
"""The exit code when there was something to write or to erase, and it was not done."""
_WHOLE = 20
"""A column of so many characters at most is shown whole, and longer ones share what room is left."""
_WIDE = 240
"""Columns of what is written into a file or pipe, which is cut at no screen's edge."""


class Screen(Console):
    """A console on which texts of strangers move, colour and hide nothing, whoever prints them."""

    def print(self, *objects: Any, **given: Any) -> None:  # noqa: ANN401 (as rich has it)
        """Print texts without their control characters, and everything else as it is."""
        super().print(*(without_controls(one) if isinstance(one, str) else one for one in objects), **given)


out = Screen(soft_wrap=True, width=None if sys.stdout.isatty() else _WIDE)
err = Screen(stderr=True, soft_wrap=True)
_chosen: dict[str, Any] = {}


def _version(wanted: bool) -> None:
    if wanted:
        out.print(__version__, highlight=False)
        raise typer.Exit


@app.callback()
def options(
    config: Annotated[
        Path, typer.Option(envvar="MONITOR_CONFIG", help="The config file; sources.d beside it is read too.")
    ] = Path("config/monitor.yaml"),
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log every step.")] = False,
    log: Annotated[
        logs.Form, typer.Option(envvar="MONITOR_LOG", help="The form of the log: for people, or one JSON value a line.")
    ] = "console",
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,  # noqa: ARG001
) -> None:
    """Global options, before the verb."""
    _chosen.update(config=config, log=log)
    logs.set_up(log, verbose=verbose)


def config(*, warn: bool = False) -> Config:
    """The config chosen on the command line; with `warn` its warnings are printed. Raises ConfigError."""
    loaded = load(_chosen["config"], os.environ)
    logs.hide(loaded.secrets)
    for warning in loaded.warnings if warn else ():
        if _chosen["log"] == "json":
            logging.getLogger("monitor.config").warning(warning)
        else:
            err.print(f"warning: {warning}", style="yellow", markup=False, highlight=False)
    return loaded


def tell_end(error: MonitorError) -> None:
    """Say on standard error why the command ends: in plain words, or as a line of the log where that is JSON."""
    if _chosen.get("log") == "json":
        logging.getLogger("monitor").critical("%s", error)
    else:
        print(f"monitor: {without_controls(str(error))}", file=sys.stderr)  # noqa: T201 (the one place that tells a failed command's reason)


def agreed(question: str, *, yes: bool, as_json: bool) -> bool:
    """Whether to do what is not easily undone: told so, or asked on a terminal."""
    if yes or as_json or not sys.stdin.isatty():
        return yes
    return typer.confirm(question, err=True)


def require_case(loaded: Config, id_: str) -> None:
    """Raise UsageError, naming the cases there are, when the config has none of this id."""
    if id_ not in {one.id for one in loaded.cases}:
        raise UsageError(f"no case {id_}", "", f"the cases are {', '.join(one.id for one in loaded.cases)}")


def config_path() -> Path:
    """Where the config chosen on the command line is."""
    path: Path = _chosen["config"]
    return path


def print_json(value: object) -> None:
    """One value as one line of JSON; moments in ISO 8601 with zone. What a terminal would obey is escaped."""
    sys.stdout.write(escaped(written(value)) + "\n")
    sys.stdout.flush()


def print_table(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as a table, one line each; the columns are keys of the rows. Days, numbers and ids are never cut."""
    names = list(columns)
    lines = [[cell(row.get(name)) for name in names] for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(names):
        longest = max(len(name), *(len(line[place]) for line in lines)) if lines else len(name)
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=longest if longest <= _WHOLE else None)
    for line in lines:
        table.add_row(*line)
    out.print(table)


def cell(value: object) -> str:
    """A value for a person: moments in the local zone with its name, nothing for None; never read as markup."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone():%b %d %H:%M %Z}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(without_controls(str(value)).split("\n")).replace("[", r"\[")


def progress() -> Progress:
    """A progress bar on standard error, silent when that is no terminal."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
