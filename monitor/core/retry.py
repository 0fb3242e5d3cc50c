"""When a delivery that failed is tried again, and when it is given up."""

from datetime import datetime, timedelta

from monitor.model import GiveUp, Halve, RetryAt, SendFailure

FIRST_WAIT = timedelta(seconds=30)
REST = timedelta(minutes=1)
"""How long a channel that failed is left alone, however many alerts wait for it."""
LONGEST_WAIT = timedelta(hours=1)
LONGEST_ASKED = timedelta(days=1)
"""What a service may ask for with Retry-After; more is taken for a mistake of the service."""
MOST_TRIES = 78
"""With waits of 30 s doubling to 1 h, so many tries last three days."""
JITTER = 0.25
"""The share by which a wait is shortened or lengthened: channels that failed together shall not return together."""


def after_failure(
    failure: SendFailure, attempts: int, now: datetime, jitter: float | None = None, *, alone: bool = True
) -> RetryAt | Halve | GiveUp:
    """When to try again after a failed delivery, or that nobody but a person can help.

    Waits double from 30 s to 1 h (exponential back-off); a `retry_after` of the service (RFC 9110 §10.2.3) is never
    undercut, up to a day.

    Args:
        failure: How the delivery ended.
        attempts: How many tries had failed before this one.
        now: The moment of the failure.
        jitter: Where in its spread the wait falls, 0 to 1; by default the fraction of the second of `now`, which is
            chance enough and leaves the function pure.
        alone: Whether it was one alert; what is refused for good and divisible is tried in halves until it is.
    """
    if failure.permanent:
        return Halve(failure.error) if failure.divisible and not alone else GiveUp(failure.error)
    if attempts + 1 >= MOST_TRIES:
        return GiveUp(f"{failure.error} (given up after {attempts + 1} tries)")
    chance = now.microsecond / 1_000_000 if jitter is None else jitter
    wait = _wait(attempts) * (1 - JITTER + 2 * JITTER * chance)
    return RetryAt(now + max(wait, _asked(failure)), failure.error, now + max(REST, _asked(failure)))


def _wait(attempts: int) -> timedelta:
    """The wait before jitter; the exponent is bounded because a large one would overflow."""
    doublings: int = 2 ** min(attempts, 10)
    return min(FIRST_WAIT * doublings, LONGEST_WAIT)


def _asked(failure: SendFailure) -> timedelta:
    """What the service itself asked for, within reason; what is no positive number asks for nothing."""
    seconds = failure.retry_after or 0.0
    return timedelta(seconds=min(seconds, LONGEST_ASKED.total_seconds())) if seconds > 0 else timedelta(0)
