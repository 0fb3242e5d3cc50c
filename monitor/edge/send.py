"""Alerts to people, through Apprise: mail, chat, webhooks. One channel hangs or fails without the others noticing.

What was found in Apprise 2.2 and shaped this file: it answers no more than yes or no and tells why only in its log
(`error=429`; the code of a mail server at debug level), so the log of each attempt is read; it sleeps between messages
unless `request_rate_per_sec` is 0; its worker pools are shared by all channels and joined at exit, so it is called in a
thread of our own, with its pools out of the way; a mail's Message-ID is its own, other headers may be given.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any, TypeAlias, TypeVar

from monitor.core.plain import markdown, uncalled
from monitor.core.telling.render import Rendered, digest, mail_page, worst
from monitor.edge.refusal import Attempt, failure_of, unknown_address
from monitor.model import Alert, Channel, SendFailure, Sent

T = TypeVar("T")
Service: TypeAlias = Any
"""One of Apprise's many services; they share no type that has all we use."""
Apprise: TypeAlias = Any
"""The module itself, loaded late."""

LIMIT = timedelta(seconds=60)
"""How long one attempt may take; a service that needs longer is taken for hung."""
READ_TIMEOUT = 30.0
"""Seconds a service may take to answer. Apprise's own 4 would double alerts on a slow one."""
FOR_PROGRAMS = frozenset({"jsons", "xmls", "forms"})
"""Schemes of services read by programs: they get plain text unless the address asks for another format."""
SPLIT_BADLY = frozenset({"matrixs"})
"""Schemes whose messages Apprise splits amid a word, however short; they go whole, and their limit is 64 KB."""
THREADING = ("References", "In-Reply-To")
THREADED_BY_KEY = frozenset({"gchat"})
"""Schemes of chats that make a thread of messages with one key; others go by ids that Apprise never shows."""


@dataclass(slots=True)
class Line:
    """The way to one channel: its Apprise service, made on first use, and the attempt under way, if any.

    `trying` are the keys of the alerts of that attempt, `late` those of alerts that it delivered after it was given up.
    """

    channel: Channel
    service: Service = None
    under_way: "Future[Sent | SendFailure] | None" = None
    trying: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()


class AppriseSend:
    """Sends bundles of alerts; implements pipeline.Send.

    Args:
        limit: How long one attempt may take before it counts as failed.
    """

    def __init__(self, limit: timedelta = LIMIT) -> None:
        self._limit = limit.total_seconds()
        self._lines: dict[tuple[str, str], Line] = {}

    async def __call__(self, channel: Channel, alerts: Sequence[Alert]) -> Sent | SendFailure:
        """Send alerts to a channel as one message; several become a digest.

        An attempt that goes over the limit fails as transient; while it still hangs, no further one is begun, so that a
        hung service holds one thread and no more. What it delivers after all is not sent again.
        """
        line = self._lines.setdefault((channel.id, channel.url), Line(channel))
        if line.under_way and not line.under_way.done():
            return SendFailure(f"channel {channel.id}: the attempt before still hangs; tried again by itself")
        line.late |= _delivered_late(line)
        wanted = [alert for alert in alerts if alert.key not in line.late]
        result = await self._try(line, wanted) if wanted else Sent()
        if isinstance(result, Sent):
            line.late -= {alert.key for alert in alerts}
        return result

    async def _try(self, line: Line, alerts: Sequence[Alert]) -> Sent | SendFailure:
        """One attempt, given up at the limit; its end is then found by the next."""
        line.trying = frozenset(alert.key for alert in alerts)
        line.under_way = _started(lambda: _attempt(line, alerts), f"send-{line.channel.id}")
        try:
            result = await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(line.under_way)), self._limit)
        except TimeoutError:
            return SendFailure(f"channel {line.channel.id}: no answer within {self._limit:g} s; tried again by itself")
        line.under_way = None
        return result


def _delivered_late(line: Line) -> frozenset[str]:
    """The keys of what an attempt delivered after it was given up; asked once."""
    attempt, line.under_way = line.under_way, None
    if attempt is None or attempt.exception() or not isinstance(attempt.result(), Sent):
        return frozenset()
    return line.trying


def check_url(url: str) -> str | None:
    """What is wrong with an Apprise address, in words without its secrets; None when Apprise understands it."""
    return None if _service(url) else unknown_address(url)


def _started(work: Callable[[], T], name: str) -> "Future[T]":
    """Run work in a daemon thread: unlike a pool's, it cannot hold up the end of the program."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # noqa: BLE001 (handed to whoever awaits the future, as a pool does)
            future.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future


def _attempt(line: Line, alerts: Sequence[Alert]) -> Sent | SendFailure:
    """Send once; runs in the channel's thread."""
    if line.service is None:
        line.service = _service(line.channel.url)
    if line.service is None:
        return SendFailure(f"channel {line.channel.id}: {unknown_address(line.channel.url)}", permanent=True)
    attempt = _notify(line.service, alerts)
    return Sent() if attempt.ok else failure_of(line.channel, attempt)


def _service(url: str) -> Service:
    """Apprise's service for an address, without pauses, stored state and remote images; None if it knows none."""
    apprise = _apprise()
    asset = apprise.AppriseAsset(
        app_id="Docket Monitor",
        app_desc="court rulings and appeals",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
        storage_mode="memory",
        service_timeout=0,
        allow_templates=False,
    )
    service = apprise.Apprise.instantiate(url, asset=asset)
    if service is not None:
        service.request_rate_per_sec = 0
        service.own_thread = getattr(service, "thread_key", None)
        if "rto=" not in url:
            service.socket_read_timeout = READ_TIMEOUT
        if _is_chat(service) and service.secure_protocol not in SPLIT_BADLY and "overflow=" not in url:
            service.overflow_mode = apprise.OverflowMode.SPLIT
    return service


def _apprise() -> Apprise:
    """Apprise, loaded on first use. Its log and its HTTP library's may hold secrets: neither leaves this room."""
    import apprise  # noqa: PLC0415 (heavy: 0.4 s, and most runs of the program send nothing)

    log = logging.getLogger("apprise")
    if log.propagate:
        log.addHandler(logging.NullHandler())
        log.propagate = False
        log.setLevel(logging.DEBUG)
        logging.getLogger("urllib3").setLevel(logging.ERROR)
    return apprise


def _notify(service: Service, alerts: Sequence[Alert]) -> Attempt:
    apprise = _apprise()
    title, body, body_format = _form(service, alerts)
    if _is_mail(service):
        own = {name: value for name, value in service.headers.items() if name not in THREADING}
        service.headers = own | _threading(alerts)
    if service.secure_protocol in THREADED_BY_KEY and not service.own_thread:
        service.thread_key = _thread_key(alerts)
    door = apprise.Apprise(asset=service.asset)
    door.add(service)
    result = door.notify(
        body=body, title=title, notify_type=worst(alerts), body_format=body_format, log_level=logging.DEBUG
    )
    log = tuple((entry.level, entry.message) for entry in result.logs())
    return Attempt(bool(result), str(service.service_name), log)


def _form(service: Service, alerts: Sequence[Alert]) -> tuple[str, str, str]:
    """Title, body and its format, by what the service takes: HTML for mail, Markdown for chat, text for programs.

    A `format` in the channel's address outweighs that. Chat set to HTML (Telegram) is given Markdown for Apprise to
    convert, because it knows few tags.
    """
    forms = _combined(alerts)
    form = str(service.resolve_format(_best(service)).value)
    if form == "text":
        return forms.title, uncalled(forms.text) if _is_chat(service) else forms.text, form
    if form == "html" and not _is_chat(service):
        return forms.title, mail_page(alerts), form
    # Where there is no title, Apprise puts it into the body, where it must not be markup.
    return forms.title if service.title_maxlen > 0 else markdown(forms.title), forms.markdown, "markdown"


def _best(service: Service) -> str:
    if _is_chat(service):
        return "markdown"
    return "text" if _is_for_programs(service) else "html"


def _combined(alerts: Sequence[Alert]) -> Rendered:
    if len(alerts) > 1:
        return digest(alerts)
    (alert,) = alerts
    return Rendered(alert.title, alert.text, alert.html, alert.markdown)


def _is_mail(service: Service) -> bool:
    """Whether the service is a mail by SMTP, whose headers may be given."""
    from apprise.plugins.email import NotifyEmail  # noqa: PLC0415 (heavy, loaded on first use)

    return isinstance(service, NotifyEmail)


def _is_for_programs(service: Service) -> bool:
    return service.secure_protocol in FOR_PROGRAMS


def _is_chat(service: Service) -> bool:
    """Whether people read it in short pieces: neither SMTP, nor a mail service that takes HTML only, nor a program."""
    return not (_is_mail(service) or service.notify_format == "html" or _is_for_programs(service))


def _threading(alerts: Sequence[Alert]) -> dict[str, str]:
    """Headers that make all mails of one development one conversation (RFC 5322 §3.6.4).

    They refer to an id that no mail has: Apprise gives each mail a Message-ID of its own, and mail programs group by
    what they refer to. A digest of several developments belongs to none.
    """
    key = _thread_key(alerts)
    return dict.fromkeys(THREADING, f"<{key}@docket-monitor.invalid>") if key else {}


def _thread_key(alerts: Sequence[Alert]) -> str | None:
    """One key for all messages of one development; None for a digest of several."""
    first, *others = {alert.thread for alert in alerts}
    return None if others else sha256(first.encode()).hexdigest()[:32]
