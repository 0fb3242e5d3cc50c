"""Reads `channels` and `routes`."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from monitor.config.findings import Way
from monitor.config.reader import Reader
from monitor.config.shapes import ChannelShape, MatchShape, RouteShape
from monitor.model import Channel, Match, Pace, Route


def channel_of(reader: Reader, path: Way, entry: Mapping[str, Any]) -> Channel | None:
    """One channel; None when something about it is wrong or its variable is unset, which the findings then tell."""
    shape = reader.shaped(ChannelShape, entry, path)
    return Channel(shape.id, shape.url, Pace(shape.bundle, shape.hourly)) if shape else None


def route_of(
    reader: Reader, path: Way, entry: Mapping[str, Any], known: Mapping[str, frozenset[str]], zone: str
) -> Route | None:
    """One route; None when something about it is wrong. `known` are the ids of cases, sources and channels by key."""
    reader.references(path, entry, "to", known["channels"], "channel")
    tell_unknown(reader, path, entry, known)
    exceptions = entry.get("except")
    for number, part in enumerate(exceptions if isinstance(exceptions, list) else ()):
        if isinstance(part, Mapping):
            tell_unknown(reader, (*path, "except", number), part, known)
    shape = reader.shaped(RouteShape, entry, path)
    if shape is None:
        return None
    return Route(
        to=shape.to,
        match=match_of(shape),
        unless=tuple(match_of(part) for part in shape.unless),
        stop=shape.stop,
        digest=shape.digest,
        quiet=shape.quiet,
        urgent=shape.urgent,
        zone=zone,
    )


def tell_unknown(reader: Reader, path: Way, entry: Mapping[str, Any], known: Mapping[str, frozenset[str]]) -> None:
    """Tell of cases and sources that do not exist."""
    reader.references(path, entry, "cases", known["cases"], "case")
    reader.references(path, entry, "sources", known["sources"], "source")


def match_of(shape: MatchShape) -> Match:
    """The shape's part that says which news."""
    return Match(**{field.name: getattr(shape, field.name) for field in fields(Match)})


def reachable(routes: Iterable[Route], channels: Iterable[Channel]) -> tuple[Route, ...]:
    """The routes, each only to the channels that are set up; those that lead nowhere left out."""
    ready = {channel.id for channel in channels}
    limited = (replace(route, to=tuple(id_ for id_ in route.to if id_ in ready)) for route in routes)
    return tuple(route for route in limited if route.to)
