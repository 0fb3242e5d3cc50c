"""The time to seek review of a ruling: its last day, the rule, and the steps by which a reader can check it.

Nothing here says that a right is lost: a motion, an order or a rule that the docket does not show may have moved the
day. What is doubtful is named beside each day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from monitor.core.cases.above import tells_of_above
from monitor.core.cases.review import Period, periods
from monitor.core.telling.wording import day
from monitor.courts.days import COUNTED_SINCE, COUNTED_UNTIL, last_day, written
from monitor.courts.registry import COURTS
from monitor.model import Development, LegalEvent

Words = tuple[str, ...]

CAUTION = "unless a motion or an order changes it; not legal advice"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The `last` day, in the court's own calendar, on which `what` may be done by `rule`: `days` after `start`.

    `condition` says when it holds ("" always), `steps` how it was counted, `uncertain` why it may be another day. An
    `aside` bears on review (the mandate), but is no time to seek it.
    """

    what: str
    rule: str
    days: int
    start: date
    last: date
    condition: str = ""
    steps: Words = ()
    uncertain: Words = ()
    aside: bool = False


def deadlines_of(development: Development, government: str | None) -> tuple[Deadline, ...]:
    """The times that a development opens; () for what counts no more, and for a court's copy of what was decided above.

    The copy's day is not the one on which the court above entered its judgment (FRAP 36, S. Ct. Rule 13.3).
    """
    if development.undone or tells_of_above(development):
        return ()
    return deadlines(development.event, government)


def deadlines(event: LegalEvent, government: str | None) -> tuple[Deadline, ...]:
    """The times that an event opens, () where no rule applies or no day is known.

    `government` names the federal party of the case, where one is known (courts/government.py): without it both the
    usual and the longer period are given.
    """
    return tuple(found for period in periods(event, government) for found in _of(period, event))


def _of(period: Period, event: LegalEvent) -> Iterator[Deadline]:
    """A period counted from the day that starts it; nothing when that is unknown or cannot be counted from."""
    start, verb, doubts = _start(period, event)
    if start is not None and COUNTED_SINCE <= start <= COUNTED_UNTIL:
        yield from _counted(period, start, event.court or "", (f"{verb} {written(start)}",), doubts)


def _start(period: Period, event: LegalEvent) -> tuple[date | None, str, Words]:
    """The day that starts a period, what happened on it, and what is doubtful about it."""
    if period.starts == "filing":
        return event.filed, "filed", ()
    if event.entered or COURTS[event.court or ""].level == "supreme":  # whose decisions are entered as they come down
        return event.entered or event.filed, "entered", ()
    return event.filed, "filed", ("the day of entry is not known: counted from the day of filing",)


def _counted(period: Period, start: date, court: str, steps: Words, doubts: Words) -> Iterator[Deadline]:
    """The period counted from a day, and the one that follows it."""
    counted = last_day(start, period.days, "scotus" if period.counting.startswith("S. Ct.") else court)
    told = (*steps, *((period.because,) if period.because else ()), *counted.steps, f"counted by {period.counting}")
    uncertain = (*doubts, *period.doubts, *counted.doubts)
    yield Deadline(
        period.what, period.rule, period.days, start, counted.day, period.condition, told, uncertain, period.aside
    )
    if period.then:
        before = " ".join((period.what, "until", written(counted.day), period.condition)).strip()
        yield from _counted(period.then, counted.day, court, (*steps, before), uncertain)


def told(found: Deadline, today: date) -> str:
    """One time in words: "60 days end on 20 Jan 2026 (FRAP 4(a)(1)(B))".

    Of a day that is over it says that so many days ended then, never that anything expired.
    """
    verb, unless = ("ended", " unless a motion or order extended it") if found.last < today else ("end", "")
    condition = f" {found.condition}" if found.condition else ""
    doubt = ", uncertain" if found.uncertain else ""
    return f"{found.days} days {verb} on {day(found.last)}{condition} ({found.rule}){unless}{doubt}"


def time_to_appeal(development: Development, government: str | None, today: date) -> str:
    """The times to seek review of it on one line, with each rule and the caution; "" where no rule gives any."""
    found = [one for one in deadlines_of(development, government) if not one.aside]
    by_what = groupby(found, key=lambda one: one.what)
    lines = [f"{what}: {', or '.join(told(one, today) for one in times)}" for what, times in by_what]
    return "; ".join([*lines, CAUTION]) if lines else ""


def as_json(found: Deadline) -> dict[str, object]:
    """One time as plain JSON values; days are ISO days of the court."""
    return {
        "what": found.what,
        "rule": found.rule,
        "days": found.days,
        "from": found.start.isoformat(),
        "last": found.last.isoformat(),
        "if": found.condition or None,
        "steps": list(found.steps),
        "uncertain": list(found.uncertain),
    }
