"""Which news goes to which channels, and when."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from monitor.core.cadence.hours import end_of_quiet
from monitor.core.cases.matching import Facets, facets, is_urgent, takes
from monitor.core.due import next_cron
from monitor.core.health import CHANNEL_FAILING, FOLLOWING, ROBOTS
from monitor.core.plain import masked
from monitor.core.telling.facts import Reader
from monitor.core.telling.message import Message, message, message_of_rows
from monitor.core.telling.render import render
from monitor.model import Alert, Case, ChangeNote, Development, HealthNote, Match, News, Revision, Route


@dataclass(frozen=True, slots=True)
class Desk:
    """What the user wants to hear: the cases followed, the routes, the ids of all channels.

    `tags` are the tags of each source by its id. `public_url` is the address of our own web page, if any. `mark` is put
    before the title of every alert ("[REPLAY] " in the demo). `secrets` are masked wherever they would show.
    `templates` are the user's own, by file name.
    """

    cases: tuple[Case, ...] = ()
    routes: tuple[Route, ...] = ()
    channels: tuple[str, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    public_url: str | None = None
    mark: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    templates: Mapping[str, str] = field(default_factory=dict)

    def reader(self, why: str, zone: str) -> Reader:
        """For whom a message is written that goes out for this reason, its moments told in this zone."""
        names = {case.id: case.name for case in self.cases}
        return Reader(why, zone, self.mark, names, {case.id: case.parties for case in self.cases})


@dataclass(frozen=True, slots=True)
class Way:
    """How one piece of news reaches one channel: when, why, and in which zone its moments are told."""

    channel: str
    due: datetime
    why: str
    zone: str
    put_off: bool


Heard = Mapping[str, AbstractSet[str]]
"""The channels that were sent an alert of a development, by its id."""


_NOBODY: Heard = {}


def route(
    news: Sequence[News],
    desk: Desk,
    now: datetime,
    *,
    without: str | None = None,
    heard: Heard = _NOBODY,
    muted: AbstractSet[str] = frozenset(),
) -> Sequence[Alert]:
    """One alert for each channel that a route sends a piece of news to, new entries of one docket as one.

    `without` is a channel to leave out.

    Of several routes to one channel the earliest decides when. Health goes to every channel when no route takes health,
    or when all that do lead to `without`. What recalls a development goes at once to all who `heard` of it, too. A
    revision without words is kept by the store and told to nobody; so is what is only of cases and sources that the
    user has `muted`, unless it recalls something.
    """
    ways = [
        (piece, way)
        for piece in news
        if _worth_telling(piece) and not _is_muted(piece, desk, muted)
        for way in _ways(piece, desk, now, without, heard)
    ]
    return [_alert(pieces, way, desk, now) for pieces, way in _with_rows_together(ways)]


def _with_rows_together(ways: Iterable[tuple[News, Way]]) -> list[tuple[list[News], Way]]:
    """Each piece of news with its way; new entries of one docket that go the same way at once are one alert's rows."""
    together: dict[Hashable, tuple[list[News], Way]] = {}
    for number, (piece, way) in enumerate(ways):
        place = (way, _docket(piece)) if _is_row(piece) else number
        together.setdefault(place, ([], way))[0].append(piece)
    return list(together.values())


def _is_row(news: News) -> bool:
    return isinstance(news, ChangeNote) and news.change.kind == "added" and news.change.item.kind == "docket_entry"


def _docket(news: News) -> Hashable:
    if not isinstance(news, ChangeNote):
        return None
    item = news.change.item
    return news.source, news.case, item.court, item.docket_number


def _worth_telling(news: News) -> bool:
    return not isinstance(news, Revision) or bool(news.news)


def _is_muted(news: News, desk: Desk, muted: AbstractSet[str]) -> bool:
    """Whether the user wants to hear nothing of its case, or of any of the sources that report it, for a while."""
    if not muted or (isinstance(news, Revision) and news.recalls):
        return False
    seen = facets(news, desk.tags)
    return not muted.isdisjoint(seen.cases or ()) or bool(seen.sources and seen.sources <= muted)


def _ways(news: News, desk: Desk, now: datetime, without: str | None, heard: Heard) -> list[Way]:
    """At most one way to each channel, in the order of the routes."""
    seen = facets(news, desk.tags)
    earliest: dict[str, Way] = {}
    for way in [*_by_routes(seen, desk, now), *_recalled(news, desk, now, heard)]:
        if way.channel != without and (way.channel not in earliest or way.due < earliest[way.channel].due):
            earliest[way.channel] = way
    if not earliest and seen.kind == "health" and not _is_heard(desk, without):
        earliest = {way.channel: way for way in _to_everybody(desk, now) if way.channel != without}
    return list(earliest.values())


def _by_routes(seen: Facets, desk: Desk, now: datetime) -> Iterator[Way]:
    for number, way in enumerate(desk.routes, 1):
        if not takes(way, seen):
            continue
        due = _due(way, seen, now)
        for channel in way.to:
            yield Way(
                channel, due, f"route {number} ({described(way.match)}) sends it to {channel}", way.zone, due > now
            )
        if way.stop:
            return


def _recalled(news: News, desk: Desk, now: datetime, heard: Heard) -> Iterator[Way]:
    """To everybody who was told of what is now taken back, whatever routes, digests and quiet hours say."""
    if isinstance(news, Revision) and news.recalls:
        for channel in desk.channels:
            if channel in heard.get(news.development.id, ()):
                yield Way(channel, now, "you were told of it before", _zone(desk), put_off=False)


def _zone(desk: Desk) -> str:
    return desk.routes[0].zone if desk.routes else Route(()).zone


def _is_heard(desk: Desk, without: str | None) -> bool:
    """Whether some route brings health to a channel other than `without`."""
    taking = (way for way in desk.routes if not way.match.events or "health" in way.match.events)
    return any(channel != without for way in taking for channel in way.to)


def _to_everybody(desk: Desk, now: datetime) -> Iterator[Way]:
    for channel in desk.channels:
        why = "no other route brings health notes, so every channel gets them"
        yield Way(channel, now, why, _zone(desk), put_off=False)


def _due(way: Route, seen: Facets, now: datetime) -> datetime:
    """Now for what is urgent; else the next digest, and in any case not within quiet hours."""
    if is_urgent(way.urgent, seen):
        return now
    due = next_cron(way.digest, way.zone, now) if way.digest else now
    return (end_of_quiet(way.quiet, way.zone, due) or due) if way.quiet else due


def described(match: Match) -> str:
    """What a route asks for, in the words of the config."""
    parts = [", ".join(sorted(match.events)) or "all events"]
    parts += [f"significance {match.significance}"] if match.significance else []
    for name in ("cases", "courts", "judges", "sources", "tags", "disposition"):
        wanted = getattr(match, name)
        parts += [f"{name} {', '.join(sorted(wanted))}"] if wanted else []
    parts += ["certain only"] if match.confidence == "certain" else []
    parts += ["confirmed by a docket"] if match.confirmed_by else []
    return "; ".join(parts)


def _alert(pieces: Sequence[News], way: Way, desk: Desk, now: datetime) -> Alert:
    reader = desk.reader(way.why, way.zone)
    rows = [piece for piece in pieces if isinstance(piece, ChangeNote)]
    told = message_of_rows(rows, reader) if len(rows) > 1 else message(pieces[0], reader)
    return alert_of(
        told,
        desk,
        channel=way.channel,
        key=key(pieces[0]) if len(pieces) == 1 else f"change:{_short_hash(*(key(piece) for piece in pieces))}",
        thread=thread(pieces[0]) if len(pieces) == 1 else f"change:{_short_hash(repr(_docket(pieces[0])))}",
        made=now,
        due=way.due,
        digest=f"{way.channel}:{way.due.isoformat()}" if way.put_off else None,
        development=_development(pieces[0]),
        items=tuple(row.change.item.key for row in rows),
    )


def alert_of(told: Message, desk: Desk, **address: Any) -> Alert:  # noqa: ANN401 (the fields of an Alert that say where it goes and when)
    """A message in all its forms, in the user's own templates and without secrets."""
    forms = render(told, desk.templates)
    return Alert(
        title=masked(forms.title, desk.secrets),
        text=masked(forms.text, desk.secrets),
        html=masked(forms.html, desk.secrets),
        markdown=masked(forms.markdown, desk.secrets),
        severity=told.severity,
        **address,
    )


def key(news: News) -> str:
    """What makes two alerts on one channel the same one: the development and, of a revision, what is new about it."""
    if isinstance(news, Development):
        return f"{news.id}:new"
    if isinstance(news, Revision):
        return f"{news.development.id}:{_short_hash(*news.news)}"
    if isinstance(news, HealthNote):
        return f"health:{_short_hash(news.about, news.kind, *_another(news))}"
    change = news.change
    return f"change:{_short_hash(news.source, change.kind, change.item.key, news.words, news.at.isoformat())}"


def _another(news: HealthNote) -> tuple[str, ...]:
    """What makes two notes of one kind about one thing two."""
    if news.kind in (ROBOTS, FOLLOWING):  # told once: the next item behind the same rules, a second process that learns
        return ()
    if news.kind == CHANNEL_FAILING:  # told once a day, however many alerts the channel does not take
        return (news.at.date().isoformat(),)
    return news.text, news.at.isoformat()


def thread(news: News) -> str:
    """One id for all alerts of one matter: the development, the item that changed, what the health note is about."""
    if isinstance(news, HealthNote):
        return f"health:{news.about}"
    if isinstance(news, ChangeNote):
        return f"change:{_short_hash(news.source, news.change.item.key)}"
    return _development(news) or ""


def _development(news: News) -> str | None:
    if isinstance(news, Revision):
        return news.development.id
    return news.id if isinstance(news, Development) else None


def _short_hash(*words: str) -> str:
    return sha256("\0".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]
