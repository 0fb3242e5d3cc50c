"""Templates filled: every word is escaped by Jinja, and on the whole page nothing moves, colours or is secret."""

from datetime import datetime
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
from monitor.core.facts import moment
from monitor.core.plain import address, masked, without_controls
from monitor.core.wording import day
from monitor.courts.registry import short
from monitor.web.given import view_of

ZONE = "zone"
"""The cookie in which the page's script tells the zone of who reads."""


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("monitor.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day, "court": short, "address": address, "words": _in_words, "iso": datetime.isoformat}
    made.globals |= {"version": __version__, "static": static}
    return made


def page(request: Request, name: str, values: dict[str, object], status: int = 200) -> HTMLResponse:
    """A template filled for one reader."""
    view = view_of(request)
    zone = zone_of(request)
    common = {
        "here": request.url.path,
        "mark": view.mark,
        "zone": zone,
        "now": view.clock(),
        "locked": request.app.state.access.token is not None,
        "time": lambda at: _time(at, zone),
    }
    html = _environment().get_template(name).render(common | values)
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


def _time(at: datetime | None, zone: str) -> Markup:
    """A moment as a person reads it, in the reader's zone, and as a program does; "never" for none."""
    if at is None:
        return Markup("never")
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), moment(at, zone))


def _in_words(name: str | None) -> str:
    """A word of the program for a person: "granted in part"."""
    return (name or "").replace("_", " ")
