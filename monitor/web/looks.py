"""Templates filled: every word is escaped by Jinja, and on the whole page nothing moves, colours or is secret."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from html import escape
from importlib import resources
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from monitor import __version__
from monitor.core.cases.timeline import line
from monitor.core.plain import address, masked, without_controls
from monitor.core.telling.facts import moment
from monitor.core.telling.particulars import court_of
from monitor.core.telling.wording import bench, day, headline
from monitor.courts.registry import COURTS, short
from monitor.web.given import view_of
from monitor.web.view import View

ZONE = "zone"
"""The cookie in which the page's script tells the zone of who reads."""


def today(view: View, court: str | None) -> date:
    """The day that it is at a court, or in the config's zone where the court is not known."""
    known = COURTS.get(court or "")
    return view.clock().astimezone(ZoneInfo(known.zone if known else view.config.timezone)).date()


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("monitor.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day,
        "court": short,
        "address": address,
        "words": _in_words,
        "where": court_of,
        "line": line,
        "headline": headline,
        "judge": bench,
    }
    made.globals |= {"version": __version__, "static": static}
    return made


def page(request: Request, name: str, values: Mapping[str, object], status: int = 200) -> HTMLResponse:
    """A template filled for one reader."""
    view = view_of(request)
    zone = zone_of(request)
    common = {
        "here": request.url.path,
        "replay": view.mark.strip(),
        "zone": zone,
        "now": view.clock(),
        "locked": request.app.state.access.token is not None,
        "time": lambda at, court=None: _time(at, zone, court),
    }
    html = _environment().get_template(name).render({**common, **values})
    secrets = [form for secret in view.config.secrets for form in (secret, escape(secret))]
    return HTMLResponse(masked(without_controls(html), secrets), status)


def zone_of(request: Request) -> str:
    """The IANA zone of who reads, as far as it is known; else that of the config."""
    view = view_of(request)
    wanted = request.cookies.get(ZONE, "")
    try:
        return ZoneInfo(wanted).key if wanted else view.config.timezone
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return view.config.timezone


def static(name: str) -> str:
    """The address of a static file; another one when its content is another, so that browsers may keep it for ever."""
    return f"/static/{name}?{_digest(name)}"


@cache
def _digest(name: str) -> str:
    return sha256(resources.files(__package__).joinpath("static", name).read_bytes()).hexdigest()[:12]


def _time(at: datetime | None, zone: str, court: str | None) -> Markup:
    """A moment as a person reads it, in the reader's zone and in the court's where its clock shows another hour.

    "never" for none.
    """
    if at is None:
        return Markup("never")
    known = COURTS.get(court or "")
    local, there = at.astimezone(ZoneInfo(zone)), at.astimezone(ZoneInfo(known.zone if known else zone))
    also = "" if local.utcoffset() == there.utcoffset() else f" ({there:%H:%M %Z} at the court)"
    return Markup(f'<time datetime="{at.isoformat()}">{moment(at, zone)}{also}</time>')  # noqa: S704 (digits and names of zones)


def _in_words(name: str | None) -> str:
    """A word of the program for a person: "granted in part"."""
    return (name or "").replace("_", " ")
