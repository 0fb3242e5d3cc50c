"""To which followed case an event belongs, and why; core/cases/weighing.py weighs what a story says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from monitor.core.cases.weighing import weigh
from monitor.core.detect import Sighting
from monitor.courts.docket_numbers import parse_ref, same_ref
from monitor.model import Case, Confidence, Development, DocketRef, Fact, Learned, Source


@dataclass(frozen=True, slots=True)
class Link:
    """A case, how sure the link is, and the reasons in words."""

    case: Case
    confidence: Confidence
    reasons: tuple[str, ...]


def enriched(cases: Sequence[Case], learned: Iterable[Learned]) -> list[Case]:
    """The cases with the facts learned about them, less what their `ignore` drops.

    A related docket counts as far as it is another followed case's: `related` are ids of cases.
    """
    facts = list(learned)
    known = [_with_facts(case, [fact for fact in facts if fact.case == case.id]) for case in cases]
    return [_with_kin(case, [fact for fact in facts if fact.case == case.id], known) for case in known]


def is_ignored(fact: Learned, case: Case) -> bool:
    """Whether the config drops this fact; a docket is meant in any spelling."""
    if fact.value in case.ignore:
        return True
    return fact.fact in ("docket", "related") and any(_spells(words, fact.value) for words in case.ignore)


def _spells(words: str, value: str) -> bool:
    try:
        return same_ref(parse_ref(words), parse_ref(value))
    except ValueError:  # a judge or a party
        return False


def _with_facts(case: Case, facts: Sequence[Learned]) -> Case:
    def values(fact: Fact) -> list[str]:
        return [one.value for one in facts if one.fact == fact and not is_ignored(one, case)]

    return replace(
        case,
        dockets=tuple(dict.fromkeys([*case.dockets, *map(parse_ref, values("docket"))])),
        judges=tuple(dict.fromkeys([*case.judges, *values("judge")])),
        parties=tuple(dict.fromkeys([*case.parties, *values("party")])),
    )


def _with_kin(case: Case, facts: Sequence[Learned], known: Sequence[Case]) -> Case:
    refs = [parse_ref(fact.value) for fact in facts if fact.fact == "related" and not is_ignored(fact, case)]
    kin = [other.id for ref in refs for other in known if other.id != case.id and case_of(ref, [other])]
    return replace(case, related=tuple(dict.fromkeys([*case.related, *kin])))


def link(
    sighting: Sighting, source: Source[Any], cases: Sequence[Case], known: Iterable[Development] = ()
) -> Link | None:
    """The case a sighting belongs to: a docket entry by its number, news by weighed reasons.

    `known` are the developments so far: a story of the day of a ruling is more likely of its case.
    """
    event = sighting.event
    if event.docket_number and event.court:
        found = case_of(DocketRef(event.court, event.docket_number), cases)
        if found or event.record:
            return Link(found, "certain", (f"docket number {event.docket_number}",)) if found else None
    if source.case:
        own = next((case for case in cases if case.id == source.case), None)
        return Link(own, "certain", (f"{source.id} is a source of this case",)) if own else None
    if event.record:
        return None
    best = weigh(sighting, cases, known)
    return Link(*best) if best else None


def cases_of(source: Source[Any], sightings: Iterable[Sighting], cases: Sequence[Case]) -> set[str]:
    """The ids of the cases that these sightings belong to."""
    return {found.case.id for sighting in sightings if (found := link(sighting, source, cases))}


def case_of(ref: DocketRef, cases: Iterable[Case]) -> Case | None:
    """The case that has this docket number in this court."""
    return next((case for case in cases if any(same_ref(ref, own) for own in case.dockets)), None)
