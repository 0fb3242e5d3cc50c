"""The verb about one case: its timeline across courts, for the terminal, for programs, for a calendar."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from monitor.cli._base import Json, app, config, err, out, print_json, print_table, require_case
from monitor.config import Config
from monitor.core.cases.deadlines import CAUTION, told
from monitor.core.cases.linking import enriched
from monitor.core.cases.timeline import Step, Timeline, day_of, line
from monitor.core.plain import plain
from monitor.core.telling.calendar import calendar
from monitor.core.telling.wording import day
from monitor.errors import UsageError
from monitor.model import Development, Learned
from monitor.opening import open_store
from monitor.ports import utc_now
from monitor.publishing import timeline_of
from monitor.shapes import case_shape

_MOST = 600
"""Characters of one line about a development."""


@app.command()
def case(
    id: Annotated[str, typer.Argument(help="The id of a case.")],  # noqa: A002 (what the user calls it)
    ics: Annotated[
        str | None, typer.Option("--ics", metavar="FILE", help="Write the times to appeal as a calendar; - prints it.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show a case across its courts: what happened, what is open, the time to appeal, what was learned from where."""
    loaded = config()
    require_case(loaded, id)
    found = _timeline_of(loaded, id)
    if ics is not None:
        _write(ics, calendar(found))
    elif as_json:
        print_json(case_shape(found, loaded))
    else:
        _show(found, utc_now().astimezone(ZoneInfo(loaded.timezone)).date())


def _timeline_of(loaded: Config, id_: str) -> Timeline:
    store = open_store(loaded)
    try:
        learned = store.learned()
        cases = enriched(loaded.cases, learned)
        return timeline_of(next(one for one in cases if one.id == id_), cases, learned, store)
    finally:
        store.close()


def _write(where: str, made: bytes) -> None:
    """Into a file, or to standard output as it is; raises UsageError when the file cannot be written."""
    if where == "-":
        sys.stdout.write(made.decode())
        return
    try:
        Path(where).write_bytes(made)
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", where, "name a file in a folder of yours") from error
    err.print(f"written: {where}", markup=False)


def _show(found: Timeline, today: date) -> None:
    out.print(plain(found.case.name, _MOST), style="bold", markup=False)
    path = " → ".join(f"{ref.court} {ref.number}" for ref in found.dockets)
    _say(f"dockets: {path or 'none known'}")
    _say(f"judges: {', '.join(found.case.judges) or 'none known'}")
    if found.steps:
        print_table(["day", "what"], map(_row, found.steps))
    else:
        _say("nothing found yet: what a source showed at its first reading is the starting point and no news")
    _section("open", (one.what for one in found.open))
    _section(f"time to appeal, {CAUTION}", (text for step in found.steps if step.times for text in _times(step, today)))
    _section("related cases", (_relative(id_, newest) for id_, newest in found.related.items()))
    _section("learned from pages (what is wrong, put under `ignore` in the config)", _facts(found.learned))


def _say(text: str) -> None:
    """One line, indented as it is, without what pages could do to a terminal."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    out.print(f"{indent}{plain(text, _MOST)}", markup=False, highlight=False)


def _section(heading: str, lines: Iterable[str]) -> None:
    """A heading and its lines; nothing when there are none."""
    for number, text in enumerate(lines):
        if number == 0:
            out.print()
            _say(heading)
        _say(f"  {text}")


def _row(step: Step) -> dict[str, str]:
    return {"day": step.day.isoformat(), "what": plain(line(step.development), _MOST)}


def _dated(development: Development) -> str:
    return f"{day(day_of(development))}, {line(development)}"


def _times(step: Step, today: date) -> Iterator[str]:
    """A development, each time it opened with steps and doubts, and what happened since."""
    yield _dated(step.development)
    for time in step.times:
        yield f"  {time.what}: {told(time, today)}"
        yield f"    counted: {'; '.join(time.steps)}"
        yield from (f"    uncertain: {doubt}" for doubt in time.uncertain)
    yield from (f"  since then: {_dated(one)}" for one in step.since)


def _relative(id_: str, newest: Development | None) -> str:
    return f"{id_}: {_dated(newest)}" if newest else f"{id_}: nothing found yet"


def _facts(learned: Iterable[Learned]) -> Iterator[str]:
    """What was learned, that of one kind and one evidence together."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for fact in learned:
        grouped.setdefault((fact.fact, fact.evidence, fact.source), []).append(fact.value)
    for (kind, evidence, source), values in grouped.items():
        yield f"{kind} {', '.join(values)}: “{evidence}” ({source})"
