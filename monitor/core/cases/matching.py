"""Whether a piece of news is what a route asks for."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from monitor.courts.judges import same_judge
from monitor.model import ChangeNote, Development, HealthNote, LegalEvent, Match, News, Revision, Route

Tags = Mapping[str, tuple[str, ...]]
"""The tags of each source, by its id."""
Asked = frozenset[str] | None
"""Something that routes may ask of news; None when the news cannot have it, and then it holds nothing back."""


@dataclass(frozen=True, slots=True)
class Facets:
    """What routes can ask of one piece of news. `kind` is the event kind, or `change`, or `health`."""

    kind: str
    sources: frozenset[str]
    tags: frozenset[str]
    cases: Asked = None
    courts: Asked = None
    judges: Asked = None
    development: Development | None = None

    @property
    def event(self) -> LegalEvent | None:
        """The legal event, of a development."""
        return self.development.event if self.development else None


def facets(news: News, tags: Tags) -> Facets:
    """The facets of a piece of news; a revision has those of its development."""
    if isinstance(news, HealthNote):
        sources = _known(news.source, *news.others)
        return Facets("health", sources, _tags_of(sources, tags))
    if isinstance(news, ChangeNote):
        item, sources = news.change.item, _known(news.source)
        marked = _tags_of(sources, tags) | frozenset(news.tags)
        return Facets("change", sources, marked, _known(news.case), _known(item.court), _known(item.judge))
    return _of_development(news.development if isinstance(news, Revision) else news, tags)


def _of_development(development: Development, tags: Tags) -> Facets:
    """An appeal belongs to the court it leaves and to the one it goes to."""
    event = development.event
    sources = frozenset(report.source for report in development.reports)
    return Facets(
        kind=event.kind,
        sources=sources,
        tags=_tags_of(sources, tags),
        cases=_known(development.case),
        courts=_known(event.court, event.appeal.to if event.appeal else None),
        judges=_known(event.judge),
        development=development,
    )


def _known(*values: str | None) -> frozenset[str]:
    return frozenset(value for value in values if value)


def _tags_of(sources: Iterable[str], tags: Tags) -> frozenset[str]:
    return frozenset(tag for source in sources for tag in tags.get(source, ()))


def takes(route: Route, seen: Facets) -> bool:
    """Whether a route takes news with these facets: they match and nothing excepts them."""
    return admits(route.match, seen) and not any(excepts(match, seen) for match in route.unless)


def admits(match: Match, seen: Facets) -> bool:
    """Whether news is among what a route asks for.

    `significance: major` and `disposition` admit an order that was not read, for nobody knows what it says, unless
    `unread` is "skip". What news cannot have does not hold it back: disposition and significance are asked of legal
    events only, a case, court or judge never of a health note.
    """
    event = seen.event
    if not _common(match, seen):
        return False
    if event is None or event.kind == "correction":
        return True
    if event.unread:
        return match.unread != "skip"
    return (match.significance != "major" or event.significance == "major") and _decided_as(match, event)


def excepts(match: Match, seen: Facets) -> bool:
    """Whether an exception speaks of news: here each field means itself, and an unread order gets no benefit."""
    event = seen.event
    if match.significance and (event is None or event.significance != match.significance):
        return False
    if match.disposition and (event is None or event.disposition not in match.disposition):
        return False
    return _common(match, seen)


def _common(match: Match, seen: Facets) -> bool:
    return (
        (not match.events or not match.events.isdisjoint(_kinds(seen)))
        and _meets(match.cases, seen.cases)
        and _meets(match.courts, seen.courts)
        and _meets(match.sources, seen.sources)
        and _meets(match.tags, seen.tags)
        and _has_judge(match.judges, seen.judges)
        and _sure(match, seen.development)
    )


def _kinds(seen: Facets) -> frozenset[str]:
    """The words for its kind in a route; a clerk's correction is a change of the docket, too."""
    return frozenset({"correction", "change"} if seen.kind == "correction" else {seen.kind})


def _meets(wanted: AbstractSet[str], there: Asked) -> bool:
    return not wanted or there is None or not wanted.isdisjoint(there)


def _has_judge(wanted: Iterable[str], there: Asked) -> bool:
    """Judges are compared as people are named: "Kollar-Kotelly" is Judge Colleen Kollar-Kotelly."""
    if not wanted or there is None:
        return True
    return any(same_judge(one, other) for one in wanted for other in there)


def _sure(match: Match, development: Development | None) -> bool:
    if development is None:
        return True
    certain = development.confidence == "certain" and development.event.confidence == "certain"
    return (match.confidence != "certain" or certain) and (match.confirmed_by is None or development.confirmed)


def _decided_as(match: Match, event: LegalEvent) -> bool:
    return not match.disposition or event.kind != "ruling" or event.disposition in match.disposition


def is_urgent(urgent: AbstractSet[str], seen: Facets) -> bool:
    """Whether news passes digest and quiet hours: by its kind, or as "major", which an unread order may well be."""
    event = seen.event
    major = event is not None and (event.significance == "major" or event.unread)
    return seen.kind in urgent or (major and "major" in urgent)
