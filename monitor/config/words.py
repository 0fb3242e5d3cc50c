"""The small languages within the YAML: lengths of time, sizes, rates, hours, addresses, ids, docket numbers."""

import re
from collections.abc import Callable
from datetime import timedelta
from difflib import get_close_matches
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from math import isclose
from typing import Annotated, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname
from zoneinfo import available_timezones

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from monitor.core.cadence.hours import parse_hours
from monitor.core.due import duration_text, parse_cron, parse_duration, parse_every
from monitor.courts.docket_numbers import parse_ref
from monitor.courts.registry import COURTS, court_named
from monitor.model import Cadence, DocketRef

T = TypeVar("T")

OWN_WORDS = "own_words"
"""The type of our own validation errors: their text goes on from the value ("is no interval, write 15m")."""
SIZES = {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
A_MAILBOX = "imaps://user%40agency.test:password@imap.agency.test/INBOX"
_ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"


def reading(parse: Callable[[str], T]) -> PlainValidator:
    """Reads a text (or a number, as the text it was written as) with `parse`, whose ValueError is told to the user."""

    def read(value: object) -> T:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise PydanticCustomError("string_type", "is no text")
        try:
            return parse(str(value))
        except ValueError as error:
            raise PydanticCustomError(OWN_WORDS, "{words}", {"words": str(error)}) from None

    return PlainValidator(read)


def text_schema(description: str, *examples: str, pattern: str | None = None) -> WithJsonSchema:
    """What editors are told of a small language; a bare number is fine where it is one."""
    schema: dict[str, object] = {"type": "string", "description": description, "examples": list(examples)}
    return WithJsonSchema({**schema, "pattern": pattern} if pattern else schema)


def read_size(text: str) -> int:
    """`20MB` in bytes (decimal units); raises ValueError."""
    found = re.fullmatch(r"([0-9]{1,9}) ?(B|KB|MB|GB)", text.strip())
    if not found or not int(found[1]):
        raise ValueError("is no size, write 500KB or 20MB")
    return int(found[1]) * SIZES[found[2]]


def read_rate(text: str) -> float | None:
    """`1/s`, `10/m` in requests per second; None for `off`; raises ValueError."""
    found = re.fullmatch(r"([0-9]{1,6})/([smhd])", text.strip())
    if text.strip() == "off":
        return None
    if not found or not int(found[1]):
        raise ValueError("is no rate, write 1/s, 10/m or off")
    return int(found[1]) / SECONDS[found[2]]


def read_budget(text: str) -> int | None:
    """`20000/d` in requests per day; None for `off`; raises ValueError."""
    found = re.fullmatch(r"([0-9]{1,9})/d", text.strip())
    if text.strip() == "off":
        return None
    if not found or not int(found[1]):
        raise ValueError("is no number of requests a day, write 20000/d or off")
    return int(found[1])


def read_hours(text: str) -> str:
    """Hours of the week as core/cadence/hours.py reads them, as text; raises ValueError."""
    parse_hours(text)
    return text.strip()


@lru_cache(maxsize=1)
def zone_names() -> dict[str, str]:
    """All IANA zones by their lower-case names."""
    return {name.lower(): name for name in available_timezones()}


def read_zone(text: str) -> str:
    """An IANA time zone; raises ValueError."""
    known = zone_names()
    if text.strip() in known.values():
        return text.strip()
    near = get_close_matches(text.strip().lower(), known, n=1, cutoff=0.75)
    hint = f"did you mean {known[near[0]]}?" if near else "write one like America/New_York"
    raise ValueError(f"is no time zone, {hint}")


def read_id(text: str) -> str:
    """An id; raises ValueError."""
    if not re.fullmatch(_ID, text):
        raise ValueError("is no id, write letters, digits, dots, dashes and underscores only")
    return text


def read_court(text: str) -> str:
    """The id of a court in the registry; raises ValueError with the court that was probably meant."""
    if text in COURTS:
        return text
    raise ValueError(f"is no court id, {meant_court(text)}")


def meant_court(text: str) -> str:
    """The end of a message about an unknown court."""
    named = court_named(text) or court_named(text.upper())
    near = [named] if named else get_close_matches(text.lower(), COURTS, n=1, cutoff=0.7)
    return f"did you mean {near[0]}?" if near else "write one like dcd, cadc or scotus (monitor/courts/registry.csv)"


def read_docket(text: str) -> DocketRef:
    """`dcd 1:25-cv-00457`; raises ValueError."""
    court, _, number = text.strip().partition(" ")
    if court.lower() not in COURTS:
        raise ValueError(f"begins with no court id, {meant_court(court)}")
    try:
        return parse_ref(text)
    except ValueError:
        example = "26-5006" if COURTS[court.lower()].level == "circuit" else "1:25-cv-00457"
        raise ValueError(f'holds no docket number ("{number.strip()}"), write "{court.lower()} {example}"') from None


def read_web_address(text: str) -> str:
    """An http or https address with a host, and no placeholder left in it; raises ValueError."""
    address = text.strip()
    if re.search(r"[<>…\s]", address):
        raise ValueError("is still a placeholder, write the whole address")
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"is no address ({error}), write https://host/path") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no web address, write https://host/path")
    return address


def read_numbered_address(text: str) -> str:
    """An http or https address with {number} where the docket number stands; raises ValueError."""
    if "{number}" not in text:
        raise ValueError("holds no {number}, write https://host/path?case={number}")
    return read_web_address(text)


def read_mailbox_address(text: str) -> str:
    """An address of a mail folder with user and password (RFC 5092, over TLS only); raises ValueError."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ValueError(f"is no address ({error}), write {A_MAILBOX}") from None
    if parts.scheme != "imaps" or not (parts.hostname and parts.username and parts.password):
        raise ValueError(f"is no address of a mailbox with user and password, write {A_MAILBOX}")
    if not address.isascii() or re.search(r"\s", address):
        raise ValueError(f"has characters that an address may not have, write them as %40 and so on: {A_MAILBOX}")
    return address


def read_folder(text: str) -> str:
    """A path of a folder, or a file address (RFC 8089) as a path; raises ValueError."""
    path = text.strip()
    if path.startswith("file://"):
        path = url2pathname(urlsplit(path).path)
    if not path or "://" in path or "\0" in path:
        raise ValueError("is no path of a folder, write saved-pages or /srv/saved-pages")
    return path


def read_header_name(text: str) -> str:
    """The name of a request header (a token of RFC 9110 §5.6.2); raises ValueError."""
    if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", text):
        raise ValueError("is no name of a header, write one like Accept-Language")
    return text


def read_header_value(text: str) -> str:
    """The value of a request header: visible characters and spaces (RFC 9110 §5.5); raises ValueError."""
    if not re.fullmatch(r"[\x20-\x7e]*", text.strip()):
        raise ValueError("has characters that a header may not have, write plain ASCII on one line")
    return text.strip()


def read_channel_address(text: str) -> str:
    """An Apprise address, judged by its shape only (edge/send.py knows the services); raises ValueError."""
    if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*://\S", text.strip()):
        raise ValueError("is no Apprise address, write mailtos://…, slack://…, workflows://…, json://…")
    return text.strip()


SQLITE = "sqlite:///"
"""How the address of an SQLite file begins."""


def read_store_address(text: str) -> str:
    """The address of an SQLite file or a PostgreSQL database, as SQLAlchemy writes them; raises ValueError."""
    if not re.match(rf"{SQLITE}.|postgresql://[^/]*/[^/?]", text):
        raise ValueError(
            'is no address of a store, write "sqlite:///data/monitor.db" or "postgresql://user:password@host/database"'
        )
    return text


def read_listen(text: str) -> str:
    """`127.0.0.1:8080`; raises ValueError."""
    host, _, port = text.strip().rpartition(":")
    highest = 65535
    if not host or not re.fullmatch(r"[0-9]{1,5}", port) or int(port) > highest:
        raise ValueError("is no place to listen, write 127.0.0.1:8080 or off")
    return text.strip()


def read_token(text: str) -> str:
    """A secret that is hard to guess; raises ValueError."""
    shortest = 16
    if len(text.strip()) < shortest:
        raise ValueError(f"is too easy to guess, write {shortest} characters or more")
    return text.strip()


def read_url_token(text: str) -> str:
    """A secret that may stand in an address; raises ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9_-]*", text.strip()):
        raise ValueError("cannot stand in an address, write letters, digits, - and _ only")
    return read_token(text)


def read_network(text: str) -> IPv4Network | IPv6Network:
    """An address of numbers, or a network of them; raises ValueError."""
    try:
        return ip_network(text.strip())
    except ValueError:
        raise ValueError("is no address of numbers, write 192.0.2.7 or 192.0.2.0/24") from None


COURTLISTENER = (ip_network("34.210.230.218"), ip_network("54.189.59.91"))
"""Where CourtListener's events come from (https://www.courtlistener.com/help/api/webhooks/)."""


def size_text(size: int) -> str:
    """Bytes in the largest unit that fits: `20MB`."""
    return next(f"{size // bytes_}{unit}" for unit, bytes_ in reversed(SIZES.items()) if size % bytes_ == 0)


def rate_text(rate: float | None) -> str:
    """Requests per second in the shortest time that makes them whole: `10/m`."""
    if rate is None:
        return "off"
    counts = {unit: rate * seconds for unit, seconds in SECONDS.items()}
    return next(
        (f"{round(count)}/{unit}" for unit, count in counts.items() if isclose(count, round(count))), f"{rate}/s"
    )


def budget_text(budget: int | None) -> str:
    """Requests per day: `20000/d`."""
    return "off" if budget is None else f"{budget}/d"


def every_text(cadence: Cadence) -> str:
    """`15m`, `cron: 0 6 * * 1-5`, `auto` or `auto(5m..2h)`."""
    if cadence.auto:
        bounds = cadence.least and cadence.most and f"({duration_text(cadence.least)}..{duration_text(cadence.most)})"
        return f"auto{bounds or ''}"
    return f"cron: {cadence.cron}" if cadence.cron else duration_text(cadence.every)


def written(text: Callable[[T], str]) -> PlainSerializer:
    """Writes a value as the config has it, in JSON."""
    return PlainSerializer(text, return_type=str, when_used="json")


Duration = Annotated[
    timedelta,
    reading(parse_duration),
    written(duration_text),
    text_schema("A length of time.", "30s", "15m", "2h", "30d", pattern="^[0-9]+[smhd]$"),
]
Every = Annotated[
    Cadence,
    reading(parse_every),
    written(every_text),
    text_schema(
        "An interval, one that is learned (auto), or the five fields of a cron line (1-5 is Monday to Friday).",
        "15m",
        "cron: 0 6 * * 1-5",
        "auto",
        "auto(5m..2h)",
    ),
]
Size = Annotated[
    int,
    reading(read_size),
    written(size_text),
    text_schema("A size in bytes, decimal.", "20MB", pattern="^[0-9]+ ?[KMG]?B$"),
]
Rate = Annotated[
    float | None,
    reading(read_rate),
    written(rate_text),
    text_schema("Requests per time, or off.", "1/s", "10/m", "off"),
]
Budget = Annotated[
    int | None, reading(read_budget), written(budget_text), text_schema("Requests per day, or off.", "20000/d", "off")
]
Cron = Annotated[
    str, reading(parse_cron), text_schema("The five fields of a cron line; 1-5 is Monday to Friday.", "0 8 * * 1-5")
]
Hours = Annotated[str, reading(read_hours), text_schema("Hours of the week.", "Mon-Fri 06:00-22:00", "22:00-07:00")]
Zone = Annotated[str, reading(read_zone), text_schema("An IANA time zone.", "America/New_York")]
Id = Annotated[str, reading(read_id), text_schema("Letters, digits, dots, dashes, underscores.", pattern=f"^{_ID}$")]
Court = Annotated[
    str, reading(read_court), text_schema("A court's id as CourtListener writes it.", "dcd", "cadc", "scotus")
]
Docket = Annotated[
    DocketRef,
    reading(read_docket),
    text_schema("A court's id and a docket number.", "dcd 1:25-cv-00457", "cadc 26-5006"),
]
WebAddress = Annotated[str, reading(read_web_address), text_schema("An http or https address.", "https://host/path")]
NumberedAddress = Annotated[
    str, reading(read_numbered_address), text_schema("The address of any docket.", "https://host/path?case={number}")
]
MailboxAddress = Annotated[
    str,
    reading(read_mailbox_address),
    text_schema("A mail folder, by IMAP over TLS.", "${COURT_MAIL_URL}", A_MAILBOX),
]
FolderPath = Annotated[str, reading(read_folder), text_schema("A folder.", "saved-pages", "/srv/saved-pages")]
HeaderName = Annotated[str, reading(read_header_name), text_schema("A request header.", "Accept-Language")]
HeaderValue = Annotated[str, reading(read_header_value), text_schema("What to send in it.", "en", "Bearer ${TOKEN}")]
ChannelAddress = Annotated[
    str,
    reading(read_channel_address),
    text_schema("An Apprise address.", "${NEWSROOM_URL}", "mailtos://…", "slack://…"),
]
StoreAddress = Annotated[
    str,
    reading(read_store_address),
    text_schema("An SQLite file.", "sqlite:///data/monitor.db", pattern="^sqlite:///."),
]
Token = Annotated[str, reading(read_token), text_schema("A long secret.", "${WEB_TOKEN}", "${file:/run/secrets/web}")]
UrlToken = Annotated[str, reading(read_url_token), text_schema("A long secret for an address.", "${HOOK_SECRET}")]
Network = Annotated[
    IPv4Network | IPv6Network,
    reading(read_network),
    written(str),
    text_schema("An address or a network.", "192.0.2.7", "192.0.2.0/24"),
]
Listen = Annotated[str, reading(read_listen), text_schema("Host and port.", "127.0.0.1:8080", pattern=":[0-9]+$")]
