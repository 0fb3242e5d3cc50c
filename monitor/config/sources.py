"""Reads `sources`: what all kinds share by SourceShape and its forms, the rest by the kind's own options."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.config.findings import Way, known_words
from monitor.config.reader import Reader
from monitor.config.shapes import OF_THE_WEB, SHAPES, CourtAddresses, Defaults, SourceShape, keys_of
from monitor.config.words import A_MAILBOX
from monitor.core.due import cron_within
from monitor.model import Cadence, Case, DocketRef, Source
from monitor.sources import KINDS
from monitor.sources._base import CourtWide, Options, SourceKind

COMMON_KEYS = keys_of(SourceShape)
COURT_WIDE = {"court_feed": "feed", "opinions": "opinions"}
"""Kinds that read a whole court, narrowed to the cases; and the key of `courts` that overrides their address."""
A_WRITTEN = {"mailbox": A_MAILBOX, "folder": "saved-pages (a path)"}
"""What to write for an address that is none of the web."""


@dataclass(frozen=True, slots=True)
class Common:
    """What sources take from the rest of the config."""

    zone: str
    defaults: Defaults
    courts: Mapping[str, CourtAddresses]
    cases: tuple[Case, ...]


def source_of(reader: Reader, path: Way, entry: Mapping[str, Any], common: Common) -> Source[Any] | None:
    """One source; None when something about it is wrong, which the findings then tell."""
    kind = kind_of(reader, path, entry)
    given = {"kind": "", **{key: entry[key] for key in entry if key in COMMON_KEYS}}
    shape = reader.shaped(SHAPES.get(kind.name, SourceShape) if kind else SourceShape, given, path)
    tell_of_the_web(reader, path, given, kind)
    options = options_of(reader, path, entry, kind)
    if kind is None or shape is None:
        return None
    url = address_of(reader, path, shape, kind, common, options or kind.options())
    if options is None or url is None:
        return None
    return Source(
        id=shape.id,
        kind=kind.name,
        url=url,
        options=options,
        cadence=cadence_of(reader, path, shape, common),
        court=shape.court,
        case=shape.case,
        watch=watched(shape, kind, common.cases),
        whole_court=isinstance(options, CourtWide) and options.whole_court,
        headers=shape.headers,
        proxy=shape.proxy,
        allow_private=shape.allow_private,
        enabled=shape.enabled,
        tags=shape.tags,
        backfill=common.defaults.backfill if shape.backfill is None else shape.backfill,
    )


def kind_of(reader: Reader, path: Way, entry: Mapping[str, Any]) -> SourceKind[Any] | None:
    """The kind that an entry names; tells when there is none of that name."""
    name = entry.get("kind")
    if isinstance(name, str) and name in KINDS:
        return KINDS[name]
    at = (*path, "kind")
    if at in reader.filled.blank:
        return None
    if name is None:
        text = f"is missing, write one of {', '.join(sorted(KINDS))}"
    else:
        text = f"{reader.shown(at)}is no kind of source, {known_words(str(name), KINDS)}"
    reader.findings.mistake(reader.place(*at), text)
    return None


def tell_of_the_web(reader: Reader, path: Way, given: Mapping[str, Any], kind: SourceKind[Any] | None) -> None:
    """Tell of keys that mean nothing to a kind whose sources are none of the web."""
    if kind is not None and kind.name in SHAPES:
        for key in OF_THE_WEB:
            if given.get(key):
                reader.findings.mistake(reader.place(*path, key), f"means nothing to a {kind.name}, leave it out")


def options_of(reader: Reader, path: Way, entry: Mapping[str, Any], kind: SourceKind[Any] | None) -> Options | None:
    """The kind's own options; of an unknown kind, None, and only the keys that no kind has are told."""
    own = {key: value for key, value in entry.items() if key not in COMMON_KEYS}
    known = keys_of(kind.options) if kind else {key for one in KINDS.values() for key in keys_of(one.options)}
    if kind:
        given = {key: value for key, value in own.items() if value is not None or key not in known}
        also = COMMON_KEYS.difference(OF_THE_WEB) if kind.name in SHAPES else COMMON_KEYS
        return reader.shaped(kind.options, given, path, also)
    for key in sorted(own.keys() - known):
        reader.findings.mistake(reader.place(*path, key), f"unknown key, {known_words(key, COMMON_KEYS | known)}")
    return None


def address_of(
    reader: Reader, path: Way, shape: SourceShape, kind: SourceKind[Any], common: Common, options: Options
) -> str | None:
    """The address asked: the source's own, the user's for the court, the registry's; tells when there is none."""
    wide = COURT_WIDE.get(kind.name)
    try:
        known = kind.address(options, shape.court)
    except ValueError as error:
        reader.findings.mistake(reader.place(*path, "court" if shape.court else "kind"), str(error))
        return None
    if wide and shape.court is None and known is None:
        text = "is missing, write court: dcd (the feed is narrowed to your cases in that court)"
        reader.findings.mistake(reader.place(*path, "court"), text)
        return None
    if kind.name == "folder" and shape.url:
        return (reader.filled.variables.root / shape.url).as_uri()
    if shape.url or (*path, "url") in reader.filled.blank:
        return shape.url
    override = common.courts.get(shape.court or "")
    known = (getattr(override, wide, None) if wide else None) or known
    if known is None:
        hint = f"no {wide} of {shape.court} is known, write url: https://… or courts: {{{shape.court}: {{{wide}: https://…}}}}"
        written = f"write url: {A_WRITTEN.get(kind.name, 'https://…')}"
        reader.findings.mistake(reader.place(*path, "url"), f"is missing, {hint if wide else written}")
    return known


def cadence_of(reader: Reader, path: Way, shape: SourceShape, common: Common) -> Cadence:
    """When the source is asked; tells when its cron line and its window never meet."""
    every = shape.every or Cadence(every=common.defaults.every)
    if every.auto:
        every = replace(every, every=clamped(common.defaults.every, every))
    cadence = replace(every, window=shape.window, zone=shape.timezone or common.zone)
    if cadence.cron and cadence.window:
        try:
            cron_within(cadence, datetime(2026, 1, 1, tzinfo=UTC))
        except ValueError as error:
            text = f"{reader.shown((*path, 'every'))}{error}, change one of the two"
            reader.findings.mistake(reader.place(*path, "every"), text)
    return cadence


def clamped(length: timedelta, bounds: Cadence) -> timedelta:
    """The length of time, moved into the bounds of a learned cadence."""
    return min(max(length, bounds.least or length), bounds.most or length)


def watched(shape: SourceShape, kind: SourceKind[Any], cases: tuple[Case, ...]) -> tuple[DocketRef, ...] | None:
    """To what a source of a whole court is narrowed: the dockets there of its case, or of all cases if any.

    None for a court outside of the registry: no case can have a docket there.
    """
    if kind.name not in COURT_WIDE or not cases or shape.court is None:
        return None
    meant = [case for case in cases if shape.case in (None, case.id)]
    return tuple(dict.fromkeys(ref for case in meant for ref in case.dockets if ref.court == shape.court))
