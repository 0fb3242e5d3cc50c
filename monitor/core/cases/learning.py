"""Facts about the followed cases that pages show, each with its evidence: their dockets, judges, parties, kin."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from monitor.core.cases.linking import case_of
from monitor.core.detect import Sighting
from monitor.courts.docket_numbers import number_key
from monitor.courts.judges import same_judge
from monitor.courts.registry import COURTS
from monitor.courts.ties import Tie, ties_in
from monitor.model import Case, DocketRef, Fact, Learned, LegalEvent, Snapshot, Source

MOST_PARTIES = 30
"""In a suit of more parties than that (amici count as such on appeal) a name says little: none is learned."""
_EVIDENCE = 200
_OF_ENTRY = re.compile(r"(?:\bfor|\bre|\bas to)[: ]+\[?(\d{1,5})\b")
"""The entry that clerks speak of: "USCA Case Number 26-5006 for 57 Notice of Appeal"."""


def learn(
    source: Source[Any],
    after: Snapshot,
    sightings: Iterable[Sighting],
    cases: Sequence[Case],
    now: datetime,
) -> list[Learned]:
    """The facts that this reading adds to the cases, each once. Old entries teach too, those of a first reading."""
    reading = _Reading(source, after, tuple(cases), now)
    facts: dict[tuple[str, str, str], Learned] = {}
    for fact in (*reading.of_appeals(sightings), *reading.of_head(), *reading.of_entries()):
        facts.setdefault((fact.case, fact.fact, fact.value), fact)
    own = {(fact.case, fact.value) for fact in facts.values() if fact.fact == "docket"}
    return [fact for fact in facts.values() if fact.fact != "related" or (fact.case, fact.value) not in own]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of one source, and the cases as they are known before it."""

    source: Source[Any]
    after: Snapshot
    cases: tuple[Case, ...]
    now: datetime

    def of_appeals(self, sightings: Iterable[Sighting]) -> Iterator[Learned]:
        """The number of each appeal in its court, by the entry that gives it; news are no evidence."""
        for event in (sighting.event for sighting in sightings):
            appeal, own = event.appeal, _docket_of(event)
            case = case_of(own, self.cases) if own and event.record else None
            if case and own and appeal and appeal.to and appeal.number and appeal.to != own.court:
                tie = Tie("docket", DocketRef(appeal.to, appeal.number), onward=True)
                yield from self._docket(case, tie, event.evidence, self._noticed(event.refers_to) or event.filed)

    def of_head(self) -> Iterator[Learned]:
        """What the head of a docket page says: judge, parties, the courts appealed from, lead and related cases."""
        about = self.after.about
        if not (about.court in COURTS and about.docket_number and number_key(about.docket_number)):
            return
        assert about.court, "it is one of COURTS"
        own = DocketRef(about.court, about.docket_number)
        case = case_of(own, self.cases)
        if case is None:
            found = self._found(own)
            if found is None:
                return
            case, why = found
            yield self._fact(case, "docket", _value(own), why)
        yield from self._people(case, f"the docket {_value(own)}")
        for ref in about.lower:
            yield from self._docket(case, Tie("docket", ref), "originating court information")
        for line in about.ties:
            for tie in ties_in(line, own):
                yield from self._docket(case, tie, line, self.now.date() if tie.onward else None)

    def of_entries(self) -> Iterator[Learned]:
        """What the entries of the cases' dockets say of other dockets."""
        for item in self.after.items:
            own = DocketRef(item.court, item.docket_number) if item.court and item.docket_number else None
            ties = ties_in(item.text, own) if own and item.kind == "docket_entry" else ()
            case = case_of(own, self.cases) if own and ties else None
            if case is None:
                continue
            noticed = self._noticed(map(int, _OF_ENTRY.findall(item.text))) or item.filed
            for tie in ties:
                evidence = " ".join(item.text.split())[:_EVIDENCE]
                yield from self._docket(case, tie, evidence, noticed if tie.onward else None)

    def _people(self, case: Case, evidence: str) -> Iterator[Learned]:
        about = self.after.about
        if about.judge and not any(same_judge(about.judge, judge) for judge in case.judges):
            yield self._fact(case, "judge", about.judge, evidence)
        for party in about.parties if len(about.parties) <= MOST_PARTIES else ():
            if party not in case.parties:
                yield self._fact(case, "party", party, evidence)

    def _found(self, own: DocketRef) -> tuple[Case, str] | None:
        """The case of a docket that none has yet, and why: it has the one below, or the page was configured for it.

        A page with another number in a court in which its case has a docket already may as well be a wrong address.
        """
        below = next((case for ref in self.after.about.lower if (case := case_of(ref, self.cases))), None)
        if below:
            return below, f"the docket {_value(own)} names the one appealed from"
        mine = next((case for case in self.cases if case.id == self.source.case), None)
        if mine and self.source.kind == "docket" and all(ref.court != own.court for ref in mine.dockets):
            return mine, f"{self.source.id} is a docket page of this case"
        return None

    def _noticed(self, entries: Iterable[int]) -> date | None:
        """The day of the first of these entries that is on the page: of the notice that a number was given to."""
        filed = {item.number: item.filed for item in self.after.items}
        return next((day for entry in entries if (day := filed.get(str(entry)))), None)

    def _docket(self, case: Case, tie: Tie, evidence: str, since: date | None = None) -> Iterator[Learned]:
        """A docket that a page names: the case's own, or related; one of another followed case is related only."""
        if tie.ref.court not in COURTS or number_key(tie.ref.number) is None or case_of(tie.ref, [case]):
            return
        fact = "related" if case_of(tie.ref, self.cases) else tie.fact
        yield self._fact(case, fact, _value(tie.ref), evidence, since)

    def _fact(self, case: Case, fact: Fact, value: str, evidence: str, since: date | None = None) -> Learned:
        return Learned(case.id, fact, value, evidence, self.source.id, self.now, since)


def _docket_of(event: LegalEvent) -> DocketRef | None:
    return DocketRef(event.court, event.docket_number) if event.court and event.docket_number else None


def _value(ref: DocketRef) -> str:
    return f"{ref.court} {ref.number}"
