"""Verbs that watch: run, check, probe, detect, demo."""

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.app import check_all, chosen, deliver_all, follow_learned, program_for
from monitor.cli._base import Json, app, config, err, out, print_json, print_table, progress
from monitor.core.cases.coverage import summary
from monitor.core.telling.shape import as_json as development_json
from monitor.core.telling.shape import event_as_json
from monitor.core.telling.wording import headline
from monitor.demo import replay, replay_with_pages
from monitor.detectors import DETECTORS
from monitor.edge.store import SqlStore
from monitor.errors import UsageError
from monitor.fleet import Role, run_role
from monitor.model import Alert, Check, Development, Item
from monitor.oversight import tell_roll_call
from monitor.ports import Store
from monitor.probe import Probed
from monitor.probe import probe as probe_page
from monitor.publishing import publish_all
from monitor.rehearsal import Rehearsal
from monitor.shapes import check_shape


@app.command()
def run(
    role: Annotated[
        Role, typer.Option(help="With engine: procrastinate, the part of the fleet that this process is.")
    ] = "all",
) -> None:
    """Run the daemon: every source at its time, every alert to its channel, until SIGTERM."""
    asyncio.run(run_role(config(warn=True), role))


@app.command()
def check(
    sources: Annotated[list[str] | None, typer.Argument(help="Ids of sources; all when none is given.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be told; keep and send nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Walk some or all sources once now, deliver, and end: 0 when all could be read, 1 when one failed."""
    results, alerts = asyncio.run(_check(sources or [], dry_run))
    if as_json:
        for result in results:
            print_json(check_shape(result))
    else:
        print_table(["source", "ok", "unchanged", "changes", "seconds", "message"], map(_row, results))
        for alert in alerts:
            out.print(f"\nwould go to {alert.channel}: {alert.title}\n{alert.text}", markup=False, highlight=False)
    raise typer.Exit(0 if all(result.ok for result in results) else 1)


async def _check(ids: list[str], dry_run: bool) -> tuple[list[Check], list[Alert]]:
    rehearsals: list[Rehearsal] = []

    def rehearse(store: SqlStore) -> Store:
        rehearsals.append(Rehearsal(store))
        return rehearsals[0]

    async with program_for(config(warn=True), rehearse=rehearse if dry_run else None) as program:
        wanted = chosen(program, ids)
        with _counted("checking", len(wanted)) as step:
            results = await check_all(program, wanted, lambda _check: step())
        if not dry_run:
            follow_learned(program)
            tell_roll_call(program.config, program.store, program.parts.desk, program.parts.clock)
            publish_all(program.config, program.store, program.parts.desk, program.parts.clock)
        await deliver_all(program)
    return results, rehearsals[0].alerts if rehearsals else []


@contextlib.contextmanager
def _counted(what: str, total: int) -> Iterator[Callable[[], None]]:
    with progress() as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def _row(result: Check) -> dict[str, Any]:
    return check_shape(result) | {"message": result.message}


@app.command()
def probe(
    url: Annotated[str, typer.Argument(help="The address of a page, a feed, a mailbox (imaps://…); or a folder.")],
    kind: Annotated[str | None, typer.Option(help="The kind of source, when it should not be guessed.")] = None,
    court: Annotated[str | None, typer.Option(help="The court's id (dcd, cadc …), when the page does not say.")] = None,
    as_json: Json = False,
) -> None:
    """Fetch a page and show what it is, what would be watched and detected, and the YAML; nothing is kept."""
    probed = asyncio.run(probe_page(config(), url, kind, court))
    if as_json:
        print_json(probed.as_json())
        return
    _show_probed(probed)


def _show_probed(probed: Probed) -> None:
    facts = probed.as_json()
    for name in ("kind", "court", "case", "docket_number", "judge"):
        out.print(f"{name.replace('_', ' ')}: {facts[name] or 'unknown'}", markup=False, highlight=False)
    if facts["parties"]:
        out.print(f"parties: {'; '.join(facts['parties'])}", markup=False, highlight=False)
    out.print(f"robots.txt: {facts['robots']['why'] or 'allows it'}", markup=False, highlight=False)
    out.print(f"shows: {summary(probed.shows) or 'news'}", markup=False, highlight=False)
    print_table(["date", "item"], [{"date": one["date"], "item": _shown(one)} for one in facts["items"]])
    for event in facts["events"]:
        out.print(f"{event['kind']}: {event['evidence']}", markup=False, highlight=False)
    for note in probed.notes:
        out.print(f"note: {note}", markup=False, highlight=False)
    out.print(f"\nTo watch it, a file in sources.d with:\n{probed.yaml}", markup=False, highlight=False)


@app.command()
def detect(
    file: Annotated[
        Path | None, typer.Argument(exists=True, dir_okay=False, help="JSON lines; standard input when left out.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Also say which rules spoke or held back.")] = False,
    as_json: Json = False,  # noqa: ARG001 (the output is always JSON lines; the flag says so)
) -> None:
    """Classify texts: JSON lines in, JSON lines out."""
    stream = file.open(encoding="utf-8") if file else sys.stdin
    with stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                print_json(_judged(_text_item(line, number), explain))


def _text_item(line: str, number: int) -> Item:
    """The item of one line, its id as key; raises UsageError naming the line."""
    try:
        given = json.loads(line)
        if given["kind"] not in ("docket_entry", "article"):
            raise ValueError(given["kind"])  # noqa: TRY301 (told with the other mistakes below)
        return Item(
            str(given["id"]),
            str(given.get("title") or ""),
            str(given["text"]),
            given["kind"],
            filed=date.fromisoformat(given["published"][:10]) if given.get("published") else None,
            court=given.get("court"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"line {number} is not what detect reads ({error!r})",
            "",
            'write {"id": "1", "kind": "docket_entry", "text": "…"} with kind docket_entry or article',
        ) from error


def _judged(item: Item, explain: bool) -> dict[str, Any]:
    findings = [(detector.kind, detector.see(item)) for detector in DETECTORS if detector.default]
    judged: dict[str, Any] = {
        "id": item.key,
        "events": [event_as_json(finding.event) for _, finding in findings if finding.event],
    }
    if explain:
        judged["because"] = {kind: list(finding.because) for kind, finding in findings}
    return judged


@app.command()
def demo(
    no_web: Annotated[bool, typer.Option("--no-web", help="Serve no pages; end when the replay is over.")] = False,
    as_json: Json = False,
) -> None:
    """Replay the lawsuit this project grew from: five developments, over real HTTP, with a clock that jumps."""

    def show(moment: datetime, alert: dict[str, Any]) -> None:
        if not as_json:
            out.rule(f"{moment:%a %d %b %Y %H:%M %Z}", align="left")
            out.print(alert["title"], style="bold", markup=False, highlight=False)
            out.print(alert["message"], markup=False, highlight=False)

    def end(developments: Sequence[Development]) -> None:
        if as_json:
            for development in developments:
                print_json(development_json(development))
        else:
            out.rule("what came of it", align="left")
            for development in developments:
                out.print(f"{development.event.filed}  {headline(development)}", markup=False, highlight=False)

    def serve(address: str) -> None:
        err.print(f"the pages of the replay are at {address} until you press Ctrl-C", markup=False)

    if no_web:
        end(asyncio.run(replay(show)))
    else:
        asyncio.run(replay_with_pages(show, serve, end))


def _shown(item: Mapping[str, Any]) -> str:
    """An item on one line: its title, with its text where that says more than the title's first words."""
    title, text = item["title"].rstrip("… "), item["text"]
    return text if not title or text.startswith(title[:60]) else f"{item['title']}: {text}" if text else item["title"]
