"""The roll call: what was seen of each docket, when it was read last, what was not: so that silence can mean calm.

It goes to every channel with a route for news, about the cases that its routes name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.core.cases.coverage import ASPECTS, Answer, Coverage, Shows, Witness, hole
from monitor.core.cases.timeline import day_of, line
from monitor.core.plain import address, plain
from monitor.core.telling.facts import Fact, Reader, Section, known, moment
from monitor.core.telling.message import Message
from monitor.core.telling.wording import day
from monitor.courts.docket_numbers import same_ref
from monitor.courts.registry import short
from monitor.model import Case, Development, DocketRef, Item, Mark, Route

KIND = "roll_call"
OVERDUE = timedelta(hours=1)
"""A source that was to be asked so long ago was not: the program did not run, or cannot keep up."""
MOST_DOCKETS = 100
"""So many are listed, those with trouble first; the others are counted."""
MOST_TROUBLES = 30
_MOST_TEXT = 160


@dataclass(frozen=True, slots=True)
class Present:
    """A source as the roll call finds it.

    `items` are those it showed of late. `checks` and `failed` are counted since the last roll call; `message` says why
    it fails, if it does.
    """

    witness: Witness
    mark: Mark
    items: tuple[Item, ...] = ()
    checks: int = 0
    failed: int = 0
    message: str = ""

    @property
    def id(self) -> str:
        """The id of the source."""
        return self.witness.source.id


@dataclass(frozen=True, slots=True)
class Post:
    """How a channel fares: the alerts it took since the last roll call, those that wait, those given up."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Roll:
    """All that is called: the cases, what can be seen of their dockets, the sources, the newest development of a case.

    `since` is the moment of the last roll call; `silenced` says until when cases and sources are.
    """

    since: datetime
    cases: Sequence[Case]
    coverage: Sequence[Coverage]
    present: Sequence[Present]
    newest: Mapping[str, Development]
    silenced: Mapping[str, datetime]

    def of(self, cases: frozenset[str]) -> "Roll":
        """The part that is about these cases: all of it when there are none, with the sources of no docket."""
        if not cases:
            return self
        coverage = [docket for docket in self.coverage if docket.case in cases]
        reading = {id_ for docket in coverage for id_ in docket.sources}
        return Roll(
            self.since,
            [case for case in self.cases if case.id in cases],
            coverage,
            [one for one in self.present if one.id in reading or one.witness.source.case in cases],
            self.newest,
            {id_: until for id_, until in self.silenced.items() if id_ in cases | reading},
        )


def cases_heard(channel: str, routes: Iterable[Route]) -> frozenset[str] | None:
    """The cases of which routes bring news to a channel, empty for all of them; None when none brings it any."""
    bringing = [way.match for way in routes if channel in way.to and way.match.events != {"health"}]
    if not bringing:
        return None
    every = not all(match.cases for match in bringing)
    return frozenset() if every else frozenset(case for match in bringing for case in match.cases)


def roll_call(roll: Roll, post: Post, now: datetime, reader: Reader) -> Message:
    """What to tell: first what was not checked, then docket by docket, those with trouble first."""
    troubles = {one.id: said for one in roll.present if (said := trouble(one, now, reader.zone))}
    unread = [docket for docket in roll.coverage if troubles.keys() >= {*docket.sources}]
    dockets = sorted(
        roll.coverage, key=lambda docket: (docket not in unread, troubles.keys().isdisjoint(docket.sources))
    )
    more = len(dockets) - MOST_DOCKETS
    today = now.astimezone(ZoneInfo(reader.zone))
    return Message(
        title=f"{reader.mark}Roll call of {day(today)}: {_verdict(len(dockets), len(unread), len(troubles))}",
        quote="",
        cut=f"{more} more dockets are not listed: monitor sources --coverage" if more > 0 else "",
        facts=(),
        ending=(
            Fact("From", f"Docket Monitor itself, {moment(now, reader.zone)}"),
            Fact("Why you get this", reader.why),
        ),
        severity="warning" if troubles or unread else "info",
        kind=KIND,
        form=KIND,
        own=known((*_not_checked(troubles), *_asides(roll, post, reader))),
        sections=(
            *(_of_docket(docket, roll, troubles, reader) for docket in dockets[:MOST_DOCKETS]),
            *(_of_case(case, roll) for case in roll.cases if not case.dockets),
            *_of_others(roll, troubles),
        ),
    )


def trouble(one: Present, now: datetime, zone: str) -> str:
    """Why a source cannot be relied on just now; "" when it was read as planned."""
    mark = one.mark
    last = f"last good check {moment(mark.good, zone)}" if mark.good else "never read so far"
    if mark.failures:
        why = plain(one.message or mark.error or "", _MOST_TEXT)
        return f"failed {_number(mark.failures, 'time')} in a row, {last}: {why}"
    if mark.good is None:
        return last
    if mark.due and now - mark.due > OVERDUE:
        return f"was to be asked {moment(mark.due, zone)} and was not, {last}: did the program run?"
    return ""


def _verdict(dockets: int, unread: int, troubles: int) -> str:
    """In a few words whether silence meant calm."""
    if unread:
        return f"{unread} of {_number(dockets, 'docket')} NOT CHECKED"
    if troubles:
        return f"{_number(dockets, 'docket')} checked, {_number(troubles, 'source')} not"
    return f"{_number(dockets, 'docket')} checked, every source read"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _not_checked(troubles: Mapping[str, str]) -> Iterator[Fact]:
    for source, said in list(troubles.items())[:MOST_TROUBLES]:
        yield Fact("Not checked", f"{source}: {said}")
    if len(troubles) > MOST_TROUBLES:
        yield Fact("Not checked", f"{len(troubles) - MOST_TROUBLES} more sources: monitor sources")


def _asides(roll: Roll, post: Post, reader: Reader) -> Iterator[Fact]:
    """What else kept alerts away: what is silenced, what this channel did not take."""
    for id_, until in sorted(roll.silenced.items()):
        yield Fact("Silenced", f"{reader.named([id_])}, until {moment(until, reader.zone)}")
    waiting = f", {post.waiting} waiting" if post.waiting else ""
    failed = f", {post.failed} given up (monitor outbox --retry sends them again)" if post.failed else ""
    yield Fact("Alerts to you", f"{post.sent} since {moment(roll.since, reader.zone)}{waiting}{failed}")


def _of_docket(docket: Coverage, roll: Roll, troubles: Mapping[str, str], reader: Reader) -> Section:
    """One docket: its entries, the last of them, each source that reads it, what can and cannot be seen."""
    sources = [one for one in roll.present if one.id in docket.sources]
    entries = {one.id: _entries(one, docket.docket) for one in sources}
    last = max((item for items in entries.values() for item in items), key=order, default=None)
    facts = (
        Fact("Entries", _counted(entries, roll.since.astimezone(ZoneInfo(reader.zone)).date())),
        Fact("Last entry", _named(last) if last else "", address(last.url) if last else None),
        *(Fact(one.id, troubles.get(one.id) or _checked(one, reader.zone)) for one in sources),
        Fact("Can be seen", _seen(docket.shows)),
        Fact("An appeal would go unseen", hole(docket) or ""),
    )
    return Section(f"{reader.named([docket.case])}, {short(docket.docket.court)} {docket.docket.number}", known(facts))


def _entries(one: Present, ref: DocketRef) -> list[Item]:
    """The items that a source showed of a docket; those that name none are of the one that it is about."""
    about = one.witness.about

    def is_of_it(item: Item) -> bool:
        number, court = item.docket_number or about.docket_number, item.court or about.court or one.witness.source.court
        return number is None or same_ref(DocketRef(court or ref.court, number), ref)

    return [item for item in one.items if is_of_it(item)]


def _counted(entries: Mapping[str, Sequence[Item]], since: date) -> str:
    """The most that one source showed, and how many of them are of the days since."""
    if not any(entries.values()):
        return "none seen so far" if entries else ""
    source, items = max(entries.items(), key=lambda one: len(one[1]))
    new = sum(1 for item in items if (its := _day(item)) and its >= since)
    return f"{len(items):,} seen ({source}), {new or 'none'} of them since {day(since)}"


def _day(item: Item) -> date | None:
    return item.entered or item.filed or (item.published.date() if item.published else None)


def _seen(shows: Shows) -> str:
    """What the sources of a docket show, and what they may show."""
    by_answer: dict[Answer, str] = {
        answer: ", ".join(aspect for aspect in ASPECTS if shows[aspect].answer == answer)
        for answer in ("yes", "unknown")
    }
    perhaps = f"perhaps {by_answer['unknown']}" if by_answer["unknown"] else ""
    return "; ".join(filter(None, (by_answer["yes"], perhaps))) or "nothing"


def order(item: Item) -> tuple[date, int]:
    """Where an entry stands on its docket, the last one highest: by day, then by number."""
    number = item.number or ""
    return _day(item) or date.min, int(number) if number.isdecimal() else 0


def _named(item: Item) -> str:
    its = _day(item)
    number = f"{item.number} " if item.number else ""
    return f"{day(its)}: {number}{plain(item.title or item.text, _MOST_TEXT)}" if its else f"{number}{item.title}"


def _checked(one: Present, zone: str) -> str:
    good = f"last good check {moment(one.mark.good, zone)}" if one.mark.good else ""
    failed = f", {one.failed:,} of them failed" if one.failed else ""
    return f"{good}, {_number(one.checks, 'check')} since the last roll call{failed}"


def _of_case(case: Case, roll: Roll) -> Section:
    """A case without a docket number, which only news can tell of."""
    newest = roll.newest.get(case.id)
    told = f"{day(day_of(newest))}: {line(newest)}" if newest else "none so far"
    return Section(case.name, (Fact("Can be seen", "news only, it has no docket number"), Fact("Last news", told)))


def _of_others(roll: Roll, troubles: Mapping[str, str]) -> Iterator[Section]:
    """The sources that read no docket: news and pages."""
    reading = {id_ for docket in roll.coverage for id_ in docket.sources}
    others = [one for one in roll.present if one.id not in reading]
    if others:
        bad = sum(one.id in troubles for one in others)
        said = f"{_number(len(others), 'source')}, {f'{bad} not checked' if bad else 'all read as planned'}"
        checks, failed = sum(one.checks for one in others), sum(one.failed for one in others)
        yield Section("News and other pages", (Fact("Sources", said), Fact("Checks", f"{checks:,}, {failed:,} failed")))
