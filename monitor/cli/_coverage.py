"""How the coverage of cases is gathered from the store and shown, by `sources` and by `follow`."""

from collections.abc import Iterable, Sequence

from monitor.cli._base import out, print_table
from monitor.config import Config
from monitor.core import coverage
from monitor.core.coverage import Coverage, Witness
from monitor.core.linking import enriched
from monitor.edge.store import SqlStore
from monitor.following import watched
from monitor.model import About


def coverage_of(loaded: Config, store: SqlStore) -> list[Coverage]:
    """What all watched sources can show of every docket of every case, by what they have said so far."""
    return coverage.of_cases(enriched(loaded.cases, store.learned()), witnesses(loaded, store))


def witnesses(loaded: Config, store: SqlStore) -> list[Witness]:
    """The watched sources, each with what its last good reading said of it."""
    return [
        Witness(source, store.mark(source.id).carries, _about(store, source.id) if source.kind == "docket" else About())
        for source in watched(loaded, store.learned())
    ]


def _about(store: SqlStore, source: str) -> About:
    last = store.latest(source)
    return last.about if last else About()


def show_coverage(dockets: Iterable[Coverage]) -> None:
    """A table of the answers, a line for each docket."""
    rows = [
        {"case": one.case, "docket": f"{one.docket.court} {one.docket.number}"}
        | {aspect: one.shows[aspect].answer for aspect in coverage.ASPECTS}
        | {"read by": ", ".join(one.sources) or "no source"}
        for one in dockets
    ]
    print_table(["case", "docket", *coverage.ASPECTS, "read by"], rows)


def show_reasons(dockets: Iterable[Coverage]) -> None:
    """Why each answer is as it is."""
    for one in dockets:
        _say(f"\n{one.docket.court} {one.docket.number}, case {one.case}")
        for aspect in coverage.ASPECTS:
            shown = one.shows[aspect]
            _say(f"  {coverage.WORDS[aspect]}: {shown.answer} ({shown.why})")


def show_holes(dockets: Sequence[Coverage]) -> None:
    """The dockets whose appeals would go unseen, why, and what to add."""
    for one in dockets:
        why = coverage.hole(one)
        if why:
            _say(
                f"\n{one.docket.court} {one.docket.number}, case {one.case}: an appeal would go unseen: {why}.\n"
                f"To see it, {coverage.remedy(one.docket)}."
            )


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False)
