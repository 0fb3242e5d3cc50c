"""How the coverage of dockets is shown, by `sources` and by `follow`."""

from collections.abc import Iterable, Sequence

from monitor.cli._base import out, print_table
from monitor.core.cases import coverage
from monitor.core.cases.coverage import Coverage


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
