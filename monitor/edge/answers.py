"""What a server's answer, or the lack of one, means in the words of errors.py."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
import httpx

from monitor.errors import (
    Blocked,
    FetchError,
    Gone,
    PrivateAddress,
    RateLimited,
    ServerFailed,
    TimedOut,
    Truncated,
    Unreachable,
)

BY_ITSELF = "it is asked again by itself"
OTHER_WAYS = "watch it another way: the court's own feed (court_feed), or another site's page of the docket"
NOT_MODIFIED = 304
# The headers of a bot check: Amazon's firewall (CourtListener's) answers 202 or 405, Cloudflare 403 or 503.
CHALLENGES = (("x-amzn-waf-action", ("challenge", "captcha")), ("cf-mitigated", ("challenge",)))
# 451 is refused for reasons of law (RFC 7725): news sites answer so outside their market. 202 says that work has begun
# (RFC 9110 §15.3.3), which no page does: behind it stands a bot check even where a proxy took its header away.
REFUSALS = {
    202: "answers with a bot check",
    401: "wants a login",
    403: "refuses us",
    451: "refuses our part of the world",
}
# 408 (RFC 9110 §15.5.9) and 425 (RFC 8470) are of the moment and say nothing of the address.
PASSING = (408, 425)


def require_good(answer: httpx.Response, where: str, now: datetime, *, conditional: bool) -> None:
    """Raise the error that a status means; give nothing for 2xx, and for 304 when the request had validators."""
    status = answer.status_code
    if _is_challenge(answer) or status in REFUSALS:
        what = REFUSALS.get(status, "answers with a bot check")
        raise Blocked(f"the server {what} ({status})", where, OTHER_WAYS)
    if status == NOT_MODIFIED and conditional:
        return
    if status == 206:  # noqa: PLR2004 (RFC 9110 §15.3.7: a part, although we never ask for one)
        raise Truncated("the server sent a part of the page (206)", where, BY_ITSELF)
    if not answer.is_success:
        raise _failure(answer, where, now)


def _failure(answer: httpx.Response, where: str, now: datetime) -> FetchError:
    status, rest = answer.status_code, _retry_after(answer, now)
    if status == 429 or (status == 503 and rest is not None):  # noqa: PLR2004 (RFC 6585 §4, RFC 9110 §15.6.4)
        return RateLimited(f"the server asks for fewer requests ({status})", where, "ask it less often (every)", rest)
    if status == 407:  # noqa: PLR2004 (RFC 9110 §15.5.8)
        return Unreachable("the proxy wants a login (407)", where, "write it as proxy: http://user:password@host:port")
    if status in PASSING:
        return TimedOut(f"the server gave up on the request ({status})", where, BY_ITSELF)
    if answer.is_client_error:
        return Gone(f"the server has no such page ({status})", where, "mend the url")
    if status == NOT_MODIFIED:
        return ServerFailed("the server says not modified (304) though nothing was compared", where, BY_ITSELF)
    return ServerFailed(f"the server failed ({status})", where, BY_ITSELF)


def _is_challenge(answer: httpx.Response) -> bool:
    return any(answer.headers.get(name, "").lower() in values for name, values in CHALLENGES)


def _retry_after(answer: httpx.Response, now: datetime) -> float | None:
    """Seconds to wait by Retry-After, which gives seconds or a date (RFC 9110 §10.2.3); None when it says neither."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


@contextmanager
def told_as(broken: type[FetchError], where: str) -> Iterator[None]:
    """Turn what the HTTP libraries raise into our errors; `broken` is what a lost connection means at this stage."""
    try:
        yield
    except FetchError:
        raise
    except (httpx.HTTPError, aiohttp.ClientError, TimeoutError) as error:
        # httpx-aiohttp folds many errors of aiohttp into few of httpx: the cause says which it was
        cause = error.__cause__ if isinstance(error.__cause__, aiohttp.ClientError | TimeoutError) else error
        raise _transport_error(cause, broken, where) from error


def _transport_error(cause: BaseException, broken: type[FetchError], where: str) -> FetchError:  # noqa: PLR0911 (a table)
    """Our error for one of aiohttp's (httpx's own where it came first)."""
    match cause:
        case TimeoutError() | httpx.TimeoutException():
            return TimedOut("the server was too slow", where, f"{BY_ITSELF}; if it goes on, raise http.timeout")
        case aiohttp.ClientConnectorDNSError():
            return Unreachable("no such host", where, "mend the url, or look at the name service")
        case aiohttp.ClientProxyConnectionError() | aiohttp.ClientHttpProxyError() | httpx.ProxyError():
            return Unreachable("the proxy cannot be used", where, "mend proxy, or start it")
        case aiohttp.ClientSSLError():
            reason = getattr(cause.os_error, "verify_message", "") or cause.os_error.strerror
            return Unreachable(f"no safe connection: {reason}", where, "tell the server's owner")
        case aiohttp.ClientConnectorError():
            reason = os.strerror(cause.os_error.errno) if cause.os_error.errno else cause.os_error
            return Unreachable(f"no connection: {reason}", where, BY_ITSELF)
        case aiohttp.InvalidURL() | httpx.UnsupportedProtocol():
            return PrivateAddress("this is no http or https address", where, "mend the url")
        case aiohttp.ClientPayloadError():
            return Truncated("the body ends early", where, BY_ITSELF)
        case aiohttp.ClientConnectionError() | httpx.NetworkError():
            return broken("the server broke off the connection", where, BY_ITSELF)
        case aiohttp.ClientResponseError():
            reason = cause.message.strip().partition("\n")[0].rstrip(":")
            return ServerFailed(f"the answer is not HTTP ({reason})", where, "mend the url: is this a web server?")
        case _:
            return ServerFailed(f"the request failed ({type(cause).__name__})", where, BY_ITSELF)
