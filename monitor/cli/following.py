"""The verb follow: puts all that can be watched of one case into a file of its own, shown before it is written."""

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.app import program_for
from monitor.cli._additions import Addition, addition
from monitor.cli._base import NOTHING_DONE, Json, agreed, app, config, err, out, print_json
from monitor.cli._coverage import show_holes, show_reasons
from monitor.config import Config, load
from monitor.config.words import read_web_address
from monitor.config.writing import (
    file_for,
    id_of_case,
    lines_of,
    name_of_case,
    on_one_line,
    place_of_case,
    text_of_file,
    write_new,
)
from monitor.core.cases.coverage import Coverage
from monitor.core.cases.coverage import as_json as docket_json
from monitor.core.cases.linking import enriched
from monitor.courts.asked import docket_meant
from monitor.courts.docket_numbers import same_number, same_ref
from monitor.courts.registry import short
from monitor.edge.store import SqlStore
from monitor.errors import FetchError, MonitorError, PageError, UsageError
from monitor.model import About, Case, DocketRef, Mark, Source
from monitor.opening import open_store
from monitor.oversight import coverage_of
from monitor.sources import KINDS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asks for: a docket, and what is known of it."""

    docket: DocketRef
    name: str | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done for a case: a file to write, or lines that a case `known_at` a place of the config lacks."""

    case: Case
    added: Addition
    text: str
    coverage: Sequence[Coverage]
    file: Path | None = None
    known_at: str | None = None
    warnings: tuple[str, ...] = ()


@app.command()
def follow(
    docket: Annotated[
        str, typer.Argument(help='"dcd 1:25-cv-00457", "26-5006 (D.C. Cir.)", or the address of the docket page.')
    ],
    name: Annotated[str | None, typer.Option(help="The case's name, by which news are linked to it.")] = None,
    id: Annotated[str | None, typer.Option("--id", help="The case's id, made of its name otherwise.")] = None,  # noqa: A002
    page: Annotated[str | None, typer.Option(help="The address of its docket page, if you know one.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Watch all that can be watched of a case: written into a file of sources.d, shown first.

    Ends with 4 when something is lacking and nothing was written: you said no, could not be asked, or the case is in
    the config already, where the lines are yours to add.
    """
    loaded = config()
    wanted = _wanted(loaded, docket, page)
    store = open_store(loaded)
    try:
        plan = _plan(loaded, store, wanted, name, id)
    finally:
        store.close()
    if not as_json:
        _show(plan)
    written = False
    if plan.file and agreed(f"Write {plan.file}?", yes=yes, as_json=as_json):
        write_new(plan.file, plan.text)
        written = True
    if as_json:
        print_json(_as_json(plan, written))
    _end(plan, written)


def _wanted(loaded: Config, docket: str, page: str | None) -> Wanted:
    """What the argument means; a page's address is read for its court, number and name."""
    if "://" not in docket:
        return Wanted(_docket(loaded, docket), None, page and _address(page))
    url = _address(docket)
    about = asyncio.run(_about(loaded, url))
    if not (about.court and about.docket_number):
        raise UsageError(
            "the page does not say of which court it is, or its number",
            url,
            f"write both, and the page as --page {url}",
        )
    return Wanted(DocketRef(about.court, about.docket_number), about.case_name, url)


def _docket(loaded: Config, text: str) -> DocketRef:
    """The docket a text means; raises UsageError, naming the courts in which a number without one is known."""
    try:
        return docket_meant(text)
    except ValueError as error:
        known = [ref for case in loaded.cases for ref in case.dockets if same_number(ref.number, text)]
        meant = f"; your cases have it as {' and '.join(f'{ref.court} {ref.number}' for ref in known)}" if known else ""
        raise UsageError(f'"{text}" {error}{meant}') from None


def _address(text: str) -> str:
    try:
        return read_web_address(text)
    except ValueError as error:
        raise UsageError(f'"{text}" {error}', "the docket page") from None


async def _about(loaded: Config, url: str) -> About:
    """What a docket page says of its case. Raises MonitorError, with what to write instead, when it cannot be read."""
    kind = KINDS["docket"]
    source: Source[Any] = Source("asked", kind.name, url, kind.options(), allow_private=True)  # the user named it
    async with program_for(loaded) as program:
        try:
            page = await program.parts.fetch(kind.first(source, Mark(source.id)))
            return (await program.parts.parse(source, [page])).about
        except (FetchError, PageError) as error:
            hint = f'write court and number yourself: monitor follow "dcd 1:25-cv-00457" --page {url}'
            raise MonitorError(f"the docket page cannot be read ({error.what})", url, hint) from error


def _plan(loaded: Config, store: SqlStore, wanted: Wanted, name: str | None, id_: str | None) -> Plan:
    """What to do for a docket: for a case of the config what it lacks, else a file of its own."""
    cases = enriched(loaded.cases, store.learned())
    meant = [*(case for case in cases if _has(case, wanted.docket)), *(case for case in cases if case.id == id_)]
    if meant:
        return _plan_known(loaded, store, meant[0], wanted)
    called = name_of_case(name or wanted.name or f"{short(wanted.docket.court)} {wanted.docket.number}")
    case = Case(id_of_case(id_, called, [one.id for one in cases]), called, (wanted.docket,))
    file, added = file_for(loaded, case.id), addition(loaded, case, wanted.page)
    text = text_of_file(case, added.sources)
    planned = load(loaded.path, os.environ, planned={file: text})
    coverage = [one for one in coverage_of(planned, store) if one.case == case.id]
    warnings = tuple(warning for warning in planned.warnings if warning not in loaded.warnings)
    return Plan(case, added, text, coverage, file, warnings=warnings)


def _has(case: Case, docket: DocketRef) -> bool:
    return any(same_ref(docket, own) for own in case.dockets)


def _plan_known(loaded: Config, store: SqlStore, case: Case, wanted: Wanted) -> Plan:
    """The lines that a case of the config lacks: the docket, if it is new to the case, and further sources."""
    lines = []
    if not _has(case, wanted.docket):
        case = replace(case, dockets=(*case.dockets, wanted.docket))
        own = next(one for one in loaded.cases if one.id == case.id)
        dockets = [f"{ref.court} {ref.number}" for ref in (*own.dockets, wanted.docket)]
        lines.append(f"    dockets: {on_one_line(dockets)}  # in place of those of the case")
    added = addition(loaded, case, wanted.page)
    coverage = [one for one in coverage_of(loaded, store) if one.case == case.id]
    text = "\n".join([*lines, *lines_of(added.sources)])
    return Plan(case, added, text, coverage, known_at=place_of_case(loaded, case.id))


def _show(plan: Plan) -> None:
    """What is found, what can be seen of it, what would be written."""
    if plan.known_at:
        _say(f"{plan.case.id} is in the config already: {plan.known_at}")
    for note in plan.added.notes:
        _say(f"- {note}")
    show_reasons(plan.coverage)
    show_holes(plan.coverage)
    for warning in plan.warnings:
        err.print(f"warning: {warning}", style="yellow", markup=False, highlight=False)
    if plan.text:
        _say(f"\n{plan.file or 'Lines to add'}:\n\n{plan.text}")


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False)


def _as_json(plan: Plan, written: bool) -> dict[str, Any]:
    return {
        "case": plan.case.id,
        "dockets": [f"{ref.court} {ref.number}" for ref in plan.case.dockets],
        "known_at": plan.known_at,
        "file": str(plan.file) if plan.file else None,
        "written": written,
        "text": plan.text,
        "notes": list(plan.added.notes),
        "coverage": [docket_json(one) for one in plan.coverage],
        "warnings": list(plan.warnings),
    }


def _end(plan: Plan, written: bool) -> None:
    """Say how it ended, by the exit code too."""
    if written:
        err.print(f"written: {plan.file}; a running daemon takes it within seconds", markup=False, highlight=False)
        return
    if not plan.text:
        err.print("nothing to write: all that is known of it is watched", markup=False)
        return
    why = f"add the lines to {plan.known_at}" if plan.known_at else "--yes writes it without asking"
    err.print(f"nothing was written: {why}", markup=False, highlight=False)
    raise typer.Exit(NOTHING_DONE)
