"""The verb forget: erases the words of what was sealed or misfiled, and keeps a tombstone in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from monitor.app import desk
from monitor.cli._base import NOTHING_DONE, Json, agreed, app, config, err, out, print_json, print_table
from monitor.config import Config
from monitor.core.forgetting import Tombstone, Tombstones, entry_of
from monitor.core.plain import plain
from monitor.edge.store import Erased, SqlStore
from monitor.errors import UsageError
from monitor.following import watched
from monitor.model import About, Development, DocketRef, Item, Report
from monitor.opening import open_store
from monitor.ports import utc_now
from monitor.publishing import publish_all

_OF_COURTS = frozenset({"court_feed", "opinions", "docket", "mailbox", "folder"})
"""Kinds of sources that may show an entry which another showed."""
_MOST = 160
_COUNTED = ("snapshots", "developments", "alerts", "notes", "facts")


@dataclass(frozen=True, slots=True)
class Found:
    """What is meant, in words to ask about, and the tombstones to put in its place."""

    words: tuple[str, ...]
    tombstones: Tombstones


@app.command()
def forget(
    what: Annotated[
        str | None, typer.Argument(help="The id of a development, or of a source. Without it: what was forgotten.")
    ] = None,
    entry: Annotated[
        str | None, typer.Argument(help="Of a source: the number of the entry, or the address or key of the item.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking.")] = False,
    as_json: Json = False,
) -> None:
    """Erase the words of a development or an item everywhere, for good; it is never told again.

    What names it is kept, so that it is known when it shows again. Ends with 4 when nothing was erased because you said
    no or could not be asked.
    """
    loaded = config()
    store = open_store(loaded)
    try:
        if what is None:
            _show(store.tombstones(), as_json)
            return
        found = _of_source(store, loaded, what, entry) if entry else _of_development(store, what)
        for line in () if as_json else found.words:
            out.print(plain(line, _MOST), markup=False, highlight=False)
        if not agreed("Erase it, for good?", yes=yes, as_json=as_json):
            err.print("nothing was erased: --yes erases without asking", markup=False)
            raise typer.Exit(NOTHING_DONE)
        _tell(_erase(store, loaded, found.tombstones), as_json)
    finally:
        store.close()


def _of_development(store: SqlStore, id_: str) -> Found:
    """All reports of a development; raises UsageError."""
    one = store.development(id_)
    if one is None:
        raise UsageError(
            f"no development {id_}", "", "see monitor events; of a source name the entry, too: monitor forget ID ENTRY"
        )
    words = [f"{report.source} {report.entry or report.url or report.item}: {report.title}" for report in one.reports]
    return Found(tuple(words), [_of_report(store, one, report) for report in one.reports])


def _of_report(store: SqlStore, one: Development, report: Report) -> Tombstone:
    keys = {report.item}
    for item, _ in store.shown(report.source):
        if report.item in {item.key, *item.aliases}:
            keys |= {item.key, *item.aliases}
    court, number = one.event.court, one.event.docket_number
    entry = (DocketRef(court, number), report.entry) if report.record and court and number and report.entry else None
    return Tombstone(utc_now(), report.source, frozenset(keys), entry)


def _of_source(store: SqlStore, loaded: Config, source: str, entry: str) -> Found:
    """The item of a source that is meant, as it shows it or as a development reports it; raises UsageError."""
    known, shown = [one.id for one in watched(loaded, store.learned())], store.shown(source)
    if source not in known and not shown:
        raise UsageError(f"no source {source}", "", f"the sources are {', '.join(known)}")
    items = [(item, about) for item, about in shown if entry in (item.number, item.key, item.url)]
    if len(items) > 1:
        keys = ", ".join(item.key for item, _ in items)
        raise UsageError(f"{source} shows {len(items)} such items", entry, f"name one by its key: {keys}")
    tombstones = [_of_item(source, item, about) for item, about in items] or list(_of_reports(store, source, entry))
    if not tombstones:
        raise UsageError(f"{source} has no item {entry}", "", "name its number, its address, or its key (monitor diff)")
    words = [f"{source} {item.number or item.key}: {item.title} {item.text}" for item, _ in items]
    whole = [f"It is all that {source} shows: nothing of it is told any more"] if len(items) == len(shown) == 1 else []
    return Found((*words, *whole), tombstones)


def _of_item(source: str, item: Item, about: About) -> Tombstone:
    return Tombstone(utc_now(), source, frozenset({item.key, *item.aliases}), entry_of(item, about))


def _of_reports(store: SqlStore, source: str, entry: str) -> Iterator[Tombstone]:
    """By what developments know of it, where the source shows it no more."""
    for one in store.developments():
        for report in one.reports:
            if report.source == source and entry in (report.entry, report.item, report.url):
                yield _of_report(store, one, report)


def _erase(store: SqlStore, loaded: Config, tombstones: Tombstones) -> Erased:
    """Erase it wherever it may stand, in the feeds too."""
    courts = {one.entry[0].court for one in tombstones if one.entry}
    others = {
        one.id
        for one in watched(loaded, store.learned())
        if courts and one.kind in _OF_COURTS and one.court in (None, *courts)
    }
    done = store.forget(tombstones, others | {one.source for one in tombstones}, utc_now())
    publish_all(loaded, store, desk(loaded), utc_now)
    return done


def _tell(done: Erased, as_json: bool) -> None:
    if as_json:
        print_json({**{name: getattr(done, name) for name in _COUNTED}, "everywhere": done.everywhere})
        return
    counts = ", ".join(f"{getattr(done, name)} {name}" for name in _COUNTED)
    copies = "Copies made by monitor backup or kept before an upgrade, and what was sent, hold it still"
    err.print(f"erased in {counts}. {copies}", markup=False)
    if not done.everywhere:
        err.print("the database is in use: unused space in its file may hold it. Do it again later", markup=False)


def _show(tombstones: Sequence[Tombstone], as_json: bool) -> None:
    rows = [
        {
            "forgotten": one.at,
            "source": one.source,
            "entry": f"{one.entry[0].court} {one.entry[0].number} entry {one.entry[1]}" if one.entry else None,
            "keys": sorted(one.keys),
        }
        for one in tombstones
    ]
    if as_json:
        for row in rows:
            print_json(row)
    elif rows:
        print_table(["forgotten", "source", "entry", "keys"], rows)
    else:
        out.print("nothing was forgotten", highlight=False)
