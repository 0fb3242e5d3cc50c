"""The effective config as YAML, with every secret masked, for `monitor config show`."""

from typing import Any

import yaml

from monitor.config.result import Config
from monitor.config.words import every_text
from monitor.core.due import duration_text
from monitor.core.plain import masked
from monitor.model import Case, Match, Route, Source

MASK = "****"


def shown(config: Config) -> str:
    """YAML in the shape of the config file: defaults filled in, keys without a value left out, secrets as `****`."""
    return yaml.safe_dump(tree_of(config), sort_keys=False, allow_unicode=True, width=120)


def tree_of(config: Config) -> dict[str, Any]:
    """The same as plain values."""
    tree = {
        "storage": config.storage.model_dump(mode="json") | {"url": config.storage.place},
        "timezone": config.timezone,
        "http": config.http.model_dump(mode="json"),
        "defaults": config.defaults.model_dump(mode="json"),
        "heartbeat": config.heartbeat and {**config.heartbeat.model_dump(mode="json"), "url": MASK},
        "courts": {court: addresses.model_dump(mode="json") for court, addresses in config.courts.items()},
        "web": {**config.web.model_dump(mode="json"), "token": config.web.token and MASK} if config.web else "off",
        "engine": config.engine,
        "roll_call": config.roll_call or "off",
        "feeds": config.feeds and {"folder": str(config.feeds)},
        "cases": [case_tree(case) for case in config.cases],
        "sources": [source_tree(source) for source in config.sources],
        "channels": [
            *({"id": channel.id, "url": MASK} for channel in config.channels),
            *({"id": id_, "url": "not set up"} for id_ in config.not_set_up),
        ],
        "routes": [route_tree(route) for route in config.routes],
    }
    plain: dict[str, Any] = cleaned(tree, config.secrets)
    return plain


def cleaned(value: Any, secrets: tuple[str, ...]) -> Any:  # noqa: ANN401 (any value of YAML)
    """The tree without keys that have no value, and with secrets masked (before YAML wraps or escapes them)."""
    if isinstance(value, dict):
        parts = {key: cleaned(part, secrets) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part not in (None, [], {})}
    if isinstance(value, list | tuple | set | frozenset):
        listed = sorted(value) if isinstance(value, set | frozenset) else value
        return [cleaned(part, secrets) for part in listed]
    return masked(value, secrets) if isinstance(value, str) else value


def case_tree(case: Case) -> dict[str, Any]:
    """One of `cases`."""
    return {
        "id": case.id,
        "name": case.name,
        "dockets": [f"{ref.court} {ref.number}" for ref in case.dockets],
        "also_called": case.also_called,
        "related": case.related,
        "follow_appeals": case.follow_appeals,
        "ignore": case.ignore,
    }


def source_tree(source: Source[Any]) -> dict[str, Any]:
    """One of `sources`; the kind's own options stand beside the common ones, as in the config."""
    return {
        "id": source.id,
        "kind": source.kind,
        "url": source.url,
        "court": source.court,
        "case": source.case,
        "every": every_text(source.cadence),
        "window": source.cadence.window,
        "timezone": source.cadence.zone,
        "headers": dict.fromkeys(source.headers, MASK),
        "proxy": source.proxy and MASK,
        "allow_private": source.allow_private,
        "enabled": source.enabled,
        "tags": source.tags,
        "backfill": duration_text(source.backfill),
        **source.options.model_dump(mode="json"),
    }


def match_tree(match: Match) -> dict[str, Any]:
    """Which news."""
    return {name: getattr(match, name) for name in Match.__slots__}


def route_tree(route: Route) -> dict[str, Any]:
    """One of `routes`."""
    return {
        "to": route.to,
        **match_tree(route.match),
        "except": [match_tree(match) for match in route.unless],
        "stop": route.stop,
        "digest": route.digest,
        "quiet": route.quiet,
        "urgent": sorted(route.urgent),
    }
